import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

let bundle: Promise<string> | undefined;

/**
 * The React page's script with React in it, built at the first call; a script that says so when React is not installed.
 */
export function bundleReactPage(): Promise<string> {
  bundle ??= build({
    entryPoints: [fileURLToPath(new URL('react-app.jsx', import.meta.url))],
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    minify: true,
    write: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
  }).then(
    ({ outputFiles: [file] }) => file?.text ?? '',
    () =>
      `document.querySelector('#root').textContent = 'React is not installed here: npm install react react-dom';`,
  );
  return bundle;
}
