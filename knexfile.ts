import { readEnvironment } from './api/env.ts';

/** For the knex command line, on a server of one's own; `npm run migrate` also knows the embedded database. */
export default {
  client: 'pg',
  connection: readEnvironment(process.env).databaseUrl,
  migrations: { directory: './migrations', extension: 'ts' },
};
