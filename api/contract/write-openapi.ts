// biome-ignore-all lint/style/noRestrictedImports: this is no part of the contract but the command that writes it down.
import { readFile, writeFile } from 'node:fs/promises';
import { openapiDocument } from './openapi.ts';

/**
 * `node api/contract/write-openapi.ts` writes api/openapi.json; with `--check` it writes nothing, and ends with exit
 * code 1 when the file is not what the operations say.
 */
const file = new URL('../openapi.json', import.meta.url);
const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
const text = `${JSON.stringify(openapiDocument(version), null, 2)}\n`;

if (!process.argv.includes('--check')) {
  await writeFile(file, text);
} else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
  console.error('api/openapi.json is not up to date: run `npm run generate`.');
  process.exitCode = 1;
}
