'use strict';

/**
 * Runs a TypeScript file of this repository: `node run.cjs api/main.ts migrate`.
 *
 * It is plain JavaScript that every Node since 12 can read, so that one which is too old says in one line what is needed,
 * instead of ERR_UNKNOWN_FILE_EXTENSION. Scripts of npm find the Node that `npm ci` brings before the machine's own.
 */

/** The first with Temporal, with TypeScript as it stands, and with the time zones of 2026c. */
const needed = 26;

if (Number.parseInt(process.versions.node, 10) < needed) {
  console.error(
    `Mentor Booking needs Node.js ${needed} or newer, and this is ${process.versions.node}: \`npm ci\` (without ` +
      '--ignore-scripts) brings the right one, which `npm start` uses; or install it from https://nodejs.org.',
  );
  process.exitCode = 1;
} else {
  const { join, resolve } = require('node:path');
  // What was compiled once need not be again; where the folder cannot be written, all goes on without it.
  require('node:module').enableCompileCache(join(__dirname, 'node_modules/.cache/node'));
  const file = resolve(process.argv[2]);
  // The file sees its arguments as if Node had been given it.
  process.argv.splice(1, 2, file);
  import(require('node:url').pathToFileURL(file).href);
}
