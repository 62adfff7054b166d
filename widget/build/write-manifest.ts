import { readFile, writeFile } from 'node:fs/promises';
import * as analyzer from '@custom-elements-manifest/analyzer';

// Its types leave out what it exports.
const { create, ts } = analyzer as unknown as {
  create(options: { modules: readonly unknown[] }): object;
  ts: {
    createSourceFile(name: string, text: string, target: number, withParents: boolean): object;
    ScriptTarget: { ESNext: number };
  };
};

/**
 * Writes widget/custom-elements.json: what editors and documentation know of `<mentor-booking>`, read from the
 * docblock of its class. `--check` writes nothing and fails when the file is out of date.
 */
async function writeManifest(check: boolean): Promise<boolean> {
  const sources = [
    'mentor-booking.ts',
    'mentor-booking-element.ts',
    'mentor-directory.ts',
    'mentor-directory-element.ts',
    'events.ts',
  ];
  const modules = await Promise.all(
    sources.map(async (name) => {
      const text = await readFile(new URL(`../${name}`, import.meta.url), 'utf8');
      return ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true);
    }),
  );
  const manifest = create({ modules });
  const wanted = `${JSON.stringify(manifest, withoutInternals, 2)}\n`;
  const file = new URL('../custom-elements.json', import.meta.url);
  if (!check) await writeFile(file, wanted);
  return (await readFile(file, 'utf8').catch(() => '')) === wanted;
}

interface Entry {
  readonly name: string;
  readonly attribute?: string;
  readonly privacy?: string;
  readonly default?: string;
  readonly description?: string;
}

/** Leaves out what is private, meant for the dialog, or no member at all but an assignment in the constructor. */
function withoutInternals(key: string, value: unknown): unknown {
  if (key === 'events') return (value as Entry[]).filter(({ description }) => description);
  if (key !== 'members') return value;
  return (value as Entry[]).filter((member) => {
    const isAssignment = !member.attribute && !member.description && member.default !== undefined;
    const isInternal = /^For the dialog only/.test(member.description ?? '') || /^on/.test(member.name);
    return member.privacy !== 'private' && !isInternal && !isAssignment;
  });
}

/** The README's tables of the element, made from the manifest, between its two markers. */
async function writeReadme(check: boolean): Promise<boolean> {
  const manifest = JSON.parse(await readFile(new URL('../custom-elements.json', import.meta.url), 'utf8'));
  const declarations = manifest.modules.flatMap(
    ({ declarations }: { declarations: Entry[] }) => declarations,
  );
  const readme = new URL('../../README.md', import.meta.url);
  const text = await readFile(readme, 'utf8');
  let wanted = text;
  for (const [marker, tag] of [
    ['element', 'mentor-booking'],
    ['directory', 'mentor-directory'],
  ]) {
    const element = declarations.find(({ tagName }: { tagName?: string }) => tagName === tag);
    const [begin, end] = [`<!-- ${marker}:begin -->`, `<!-- ${marker}:end -->`];
    wanted =
      wanted.slice(0, wanted.indexOf(begin) + begin.length) +
      tablesOf(element) +
      wanted.slice(wanted.indexOf(end));
  }
  if (!check && wanted !== text) await writeFile(readme, wanted);
  return check ? wanted === text : true;
}

function tablesOf(element: Record<string, Entry[] | undefined>): string {
  const sections: readonly (readonly [head: string, entries: Entry[] | undefined])[] = [
    ['attribute', element.attributes],
    [
      'property or method',
      element.members?.filter(({ attribute, description }) => !attribute && description),
    ],
    ['event', element.events],
    ['slot', element.slots],
    ['part', element.cssParts],
    ['custom property', element.cssProperties],
  ];
  const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim();
  const row = ({ name, description = '', default: value }: Entry): string =>
    `| \`${name || '(default)'}\` | ${cell(description)}${value && value !== 'undefined' ? ` Default \`${cell(value)}\`.` : ''} |`;
  return sections
    .filter(([, entries]) => entries?.length)
    .map(([head, entries = []]) => `\n| ${head} | |\n| --- | --- |\n${entries.map(row).join('\n')}\n`)
    .join('');
}

const isCheck = process.argv.includes('--check');
for (const [name, write] of [
  ['widget/custom-elements.json', writeManifest],
  ['README.md', writeReadme],
] as const) {
  if (await write(isCheck)) continue;
  console.error(`${name} is out of date: npm run generate`);
  process.exitCode = 1;
}
