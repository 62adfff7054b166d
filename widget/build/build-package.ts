import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundling } from './build-files.ts';
import { plugins, widgetDist } from './build-widget.ts';
import { noticesFile, thirdPartyNotices } from './licences.ts';

const widget = fileURLToPath(new URL('..', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where the npm package stands, ready for `npm publish`. */
export const packageDist = join(widgetDist, 'package');

/**
 * Builds the npm package `@mentor-booking/widget`: `.` is the class alone, `./define` defines the element, and
 * `./react` is types for JSX. Nothing else has to be installed with it.
 */
export async function buildPackage(folder: string = packageDist): Promise<void> {
  const { version, license } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { metafile } = await build({
    entryPoints: { index: join(widget, 'index.ts'), define: join(widget, 'mentor-booking.ts') },
    outdir: folder,
    ...bundling,
    plugins: [...plugins],
  });
  for (const name of await readdir(join(widget, 'types')))
    await cp(join(widget, 'types', name), join(folder, name));
  await writeFile(join(folder, 'react.d.ts'), reactTypes);
  await writeFile(join(folder, 'define.d.ts'), `export * from './index.js';\n`);
  await writeFile(join(folder, 'types.js'), 'export {};\n');
  await cp(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  await writeFile(join(folder, noticesFile), await thirdPartyNotices(metafile));
  await writeFile(join(folder, 'README.md'), readme);
  const elements = await readFile(join(widget, 'custom-elements.json'), 'utf8');
  await writeFile(join(folder, 'custom-elements.json'), withBuiltPaths(elements));
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifestOf(version, license), null, 2)}\n`);
}

function manifestOf(version: string, license: string): object {
  const entry = (name: string, script = name) => ({ types: `./${name}.d.ts`, default: `./${script}.js` });
  return {
    name: '@mentor-booking/widget',
    version,
    description: 'Students book mentor sessions without leaving the page: the element <mentor-booking>.',
    license,
    type: 'module',
    exports: {
      '.': entry('index'),
      './define': entry('define'),
      './react': entry('react', 'types'),
      './custom-elements.json': './custom-elements.json',
      './package.json': './package.json',
    },
    types: './index.d.ts',
    customElements: 'custom-elements.json',
    sideEffects: ['./define.js'],
    keywords: ['web-component', 'custom-element', 'booking', 'calendar', 'mentoring'],
  };
}

const reactTypes = `import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { MentorBookingElement, MentorBookingHandlers, MentorBookingProps } from './index.js';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'mentor-booking': DetailedHTMLProps<HTMLAttributes<MentorBookingElement>, MentorBookingElement> &
        MentorBookingProps &
        MentorBookingHandlers;
    }
  }
}
`;

/** The manifest names sources; the package has what was built of them. */
function withBuiltPaths(elements: string): string {
  const { modules, ...rest } = JSON.parse(elements);
  const packed = modules.filter(({ path }: { path: string }) => !path.startsWith('mentor-directory'));
  return JSON.stringify({ ...rest, modules: packed }, null, 2)
    .replace(/"(\.?\/?)(?:mentor-booking-element|events)\.ts"/g, '"index.js"')
    .replace(/"(\.?\/?)mentor-booking\.ts"/g, '"define.js"');
}

const readme = `# @mentor-booking/widget

\`\`\`js
import '@mentor-booking/widget/define';
\`\`\`

\`\`\`html
<mentor-booking partner="demo" mentor-id="1" api-url="https://HOST" locale="fr">Réserver</mentor-booking>
\`\`\`

\`.\` is the class alone and can be imported on a server; \`./define\` defines the element. From npm, \`api-url\` must be
set. Types for React's JSX: \`import type {} from '@mentor-booking/widget/react'\`.

React and Vue set properties of elements that are defined. Import \`./define\` before the page is drawn, or use the
attributes and set \`getToken\` in a \`ref\`.
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildPackage();
  console.log(packageDist);
}
