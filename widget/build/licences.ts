import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Metafile } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The name of the file that the notices are served and packed in. */
export const noticesFile = 'THIRD-PARTY-LICENSES.txt';

/**
 * The licence texts of all packages that a build took code from, each with its name, version and address, in the order
 * of their names. Fails for a package without a licence file: what it asks for cannot be told then.
 *
 * @param metafile what esbuild tells of the build; what came out of it counts, not what was looked at
 */
export async function thirdPartyNotices(metafile: Metafile): Promise<string> {
  const folders = new Set<string>();
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
      if (folder && bytesInOutput > 0) folders.add(folder);
    }
  }
  const notices = await Promise.all([...folders].map(noticeOf));
  const head = 'The files beside this one hold code of these packages, under these licences.\n';
  return [head, ...notices.toSorted()].join(`\n${'-'.repeat(78)}\n\n`);
}

async function noticeOf(folder: string): Promise<string> {
  const path = join(root, folder);
  const { name, version, homepage } = JSON.parse(await readFile(join(path, 'package.json'), 'utf8'));
  const file = (await readdir(path)).find((each) => /^(?:licen[cs]e|copying)(?:\.|$)/i.test(each));
  if (!file) throw new Error(`${name} ${version} is bundled, and its package has no licence file.`);
  const text = await readFile(join(path, file), 'utf8');
  return `${name} ${version}${homepage ? ` (${homepage})` : ''}\n\n${text.trim()}\n`;
}
