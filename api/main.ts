import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { seedDemo } from '../demo/seed.ts';
import { startDemoPages } from '../demo/server.ts';
import { buildAdminIfStale } from '../widget/build/build-admin.ts';
import { buildWidgetIfStale, widgetDist } from '../widget/build/build-widget.ts';
import { makeApp } from './app.ts';
import { addPartner } from './commands/partner/add-partner.ts';
import { sealSecrets } from './commands/partner/seal-secrets.ts';
import { listenForNotifications } from './database/listen.ts';
import { DatabaseError } from './database/reach.ts';
import { AlreadyRunningError, DataDirError } from './embedded/data-dir-lock.ts';
import { EmbeddedDatabaseError } from './embedded/embedded-postgres.ts';
import { type Environment, readEnvironment, SettingError, startedByNpm } from './env.ts';
import { makeFetchProvider } from './feeds/fetch-provider.ts';
import { makeMeetingDoor } from './feeds/meeting-door.ts';
import { makeCalendarReader } from './feeds/read-calendar.ts';
import { makeWebhookDoor } from './feeds/webhook-door.ts';
import { makeServer } from './http/make-server.ts';
import { makeLog } from './make-log.ts';
import { openDatabase } from './open-database.ts';
import { readPartnerArguments } from './partner-arguments.ts';
import { latestKeptMail } from './queries/latest-kept-mail.ts';
import { readSecrets } from './secrets/read-secrets.ts';
import { SecretBox, UnreadableSecretError } from './secrets/secret-box.ts';
import { startJobs } from './start-jobs.ts';
import { stopAll, stopOnSignal } from './stop-on-signal.ts';

const commands = { start, migrate, seed, partner, mail };

/** Tells whoever runs a server without SMTP where its mail goes: sign-in codes come by mail. */
const keptMail = 'SMTP_URL is not set: mail is kept, not sent. `npm run mail` prints the latest.';

async function main(): Promise<void> {
  const name = process.argv[2] ?? 'start';
  const command = Object.hasOwn(commands, name) ? commands[name as keyof typeof commands] : undefined;
  const started = new AsyncDisposableStack();
  const signals = stopOnSignal(started, {
    exitCode: command === start ? 0 : 1,
    isUnderNpm: startedByNpm(process.env),
  });
  try {
    if (!command)
      throw new SettingError(
        'command',
        `Unknown command ${name}: start, migrate, seed, partner or mail is expected.`,
      );
    await command(readEnvironment(process.env), started);
    if (command !== start) await stopAll(started);
  } catch (error) {
    // What breaks because we take it down is no news.
    if (signals.stopping) return;
    await stopAll(started);
    process.exitCode = 1;
    console.error(isExpected(error) ? error.message : error);
  }
}

/** Everything: database, migrations, demo, API, widget, jobs; until a signal ends it. */
async function start(env: Environment, started: AsyncDisposableStack): Promise<void> {
  const log = makeLog(env.logLevel);
  const database = await openDatabase(env, started);
  const { knex, sessionUrl } = database;

  const secrets = await sealingSecretsOf(env);
  const secretBox = new SecretBox(secrets);
  let apiUrl = '';
  const demo = env.demo ? await startDemo(env, started, () => apiUrl) : undefined;
  const [version] = await Promise.all([
    readVersion(),
    database.bringUpToDate(async () => {
      if (demo) await loadDemo(env, knex, demo.origins);
      await sealSecrets(knex, secretBox);
    }),
    buildWidgetIfStale(),
    buildAdminIfStale(),
  ]);

  const listener = listenForNotifications(sessionUrl, log);
  started.defer(() => listener.stop());
  const tokenSecret = env.tokenSecret ?? (await readSecrets(env.dataDir)).tokenSecret;
  const publicUrl = (): string => apiUrl;
  // The demo's pages and calendars stand on this machine; a real server reads the public web alone.
  const ownOrigins = (): string[] =>
    demo && !env.production ? [...demo.origins, new URL(apiUrl).origin] : [];
  const mayBeLocal = env.demo && !env.production;
  const webhooks = { mayBeLocal, httpsOnly: env.production, version };
  const { smtpUrl, mailFrom, gatewayUrls, logLevel } = env;
  const passed = { smtpUrl, mailFrom, gatewayUrls, logLevel, tokenSecret, secrets, webhooks };
  const jobs = await startJobs({ databaseUrl: sessionUrl, ...passed });
  started.defer(() => jobs.stop());

  const { koa, endStreams } = makeApp({
    knex,
    clock: Date.now,
    listener,
    log,
    tokenSecret,
    secretBox,
    publicUrl,
    readCalendar: makeCalendarReader({ ownOrigins }),
    fetchProvider: makeFetchProvider({ mayBeLocal }),
    webhookDoor: makeWebhookDoor(webhooks),
    meetingDoor: makeMeetingDoor({ mayBeLocal }),
    rateLimit: env.rateLimit,
    trustProxy: env.trustProxy,
    demo: env.demo,
    doctorUrl: demo && `${demo.url}/doctor.html`,
    widget: { folder: widgetDist, version },
  });
  koa.on('error', (error) => log.warn({ err: error }, 'connection failed'));
  const server = makeServer(koa.callback());
  await listen(server, env.port, env.host);
  started.defer(() => closeServer(server, endStreams, log));

  const { port } = server.address() as AddressInfo;
  apiUrl = env.publicUrl ?? `http://${nameOf(env.host)}:${port}`;
  jobs.tell({ publicUrl: apiUrl, ownOrigins: ownOrigins() });
  database.announce(apiUrl);
  printAddresses(apiUrl, demo?.url);
  if (!env.smtpUrl && !demo) console.log(`  ${keptMail}\n`);
}

/**
 * What partners' secrets are sealed by in the database: SECRETS_KEY, else TOKEN_SECRET, else what was generated beside
 * the embedded database. A server of development on a database of its own that was given neither seals nothing: others
 * on the same database would have other generated secrets.
 */
async function sealingSecretsOf(env: Environment): Promise<string[]> {
  const { secretsKeys, tokenSecret, databaseUrl, dataDir } = env;
  const own = tokenSecret ?? (databaseUrl ? undefined : (await readSecrets(dataDir)).tokenSecret);
  return [...secretsKeys, ...(own ? [own] : [])];
}

const secretBoxOf = async (env: Environment): Promise<SecretBox> =>
  new SecretBox(await sealingSecretsOf(env));

/** `npm run migrate` */
async function migrate(env: Environment, started: AsyncDisposableStack): Promise<void> {
  const { knex, bringUpToDate } = await openDatabase(env, started, { shared: true });
  const secretBox = await secretBoxOf(env);
  await bringUpToDate(() => sealSecrets(knex, secretBox));
  console.log('The database is up to date.');
}

/** `npm run seed` */
async function seed(env: Environment, started: AsyncDisposableStack): Promise<void> {
  const { knex, bringUpToDate } = await openDatabase(env, started, { shared: true });
  const secretBox = await secretBoxOf(env);
  await bringUpToDate(async () => {
    await loadDemo(env, knex, []);
    await sealSecrets(knex, secretBox);
  });
  console.log('The demo partner and its mentors are there.');
}

/** `npm run partner -- --slug x --name X --admin-email a@b` */
async function partner(env: Environment, started: AsyncDisposableStack): Promise<void> {
  const wanted = readPartnerArguments(process.argv.slice(3));
  const { knex, bringUpToDate } = await openDatabase(env, started, { shared: true });
  await bringUpToDate();
  const secret = await addPartner(knex, wanted, await secretBoxOf(env));
  console.log(
    secret
      ? `The partner ${wanted.slug} is there. Its shared secret, told this once:\n\n  ${secret}\n`
      : `The partner ${wanted.slug} was there already.`,
  );
  console.log(`Its admin signs in at ${env.publicUrl ?? ''}/admin/ with ${wanted.adminEmail}.`);
  if (!env.smtpUrl) console.log(keptMail);
}

/** `npm run mail` */
async function mail(env: Environment, started: AsyncDisposableStack): Promise<void> {
  const { knex } = await openDatabase(env, started, { shared: true });
  console.log(await latestKeptMail(knex));
}

async function startDemo(
  env: Environment,
  started: AsyncDisposableStack,
  apiUrl: () => string,
): Promise<{ url: string; origins: string[] }> {
  const startOn = (port: number) =>
    startDemoPages({
      port,
      host: env.host,
      partnerSecret: env.demoPartnerSecret,
      // Read when a page is asked for: the API's own port is known only once it listens.
      get apiUrl() {
        return apiUrl();
      },
    });
  // The port beside the API's, or any free one when somebody else has it.
  const wanted = env.port === 0 ? 0 : (env.port % 65_535) + 1;
  const pages = await startOn(wanted).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
    return startOn(0);
  });
  started.defer(() => pages.stop());
  const { port } = new URL(pages.url);
  const hosts = new Set([nameOf(env.host), 'localhost', '127.0.0.1']);
  return {
    url: `http://${nameOf(env.host)}:${port}`,
    origins: [...hosts].map((host) => `http://${host}:${port}`),
  };
}

const loadDemo = (env: Environment, knex: Knex, origins: readonly string[]): Promise<void> =>
  seedDemo(knex, { now: Date.now(), demoPartnerSecret: env.demoPartnerSecret, origins });

async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const reason =
      code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be listened on: ${message}`;
    throw new SettingError('PORT', `PORT: ${host}:${port} ${reason}.`);
  }
}

/** Takes no more requests and waits for those under way, at most ten seconds. */
async function closeServer(server: Server, endStreams: () => void, log: Logger): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  endStreams();
  // Over and over, because a connection that is kept alive is idle again once its last request is answered.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const late = setTimeout(() => {
    log.warn('stopping: connections were cut that did not end within ten seconds');
    server.closeAllConnections();
  }, 10_000);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}

function printAddresses(apiUrl: string, demoUrl: string | undefined): void {
  const lines = [
    ['Mentor Booking', apiUrl],
    ['Admin page', `${apiUrl}/admin/`],
    ['API reference', `${apiUrl}/api/docs`],
    ...(demoUrl
      ? [
          ['Demo university', `${demoUrl}/partner.html`],
          ['Mail of the demo', `${apiUrl}/dev/mail`],
        ]
      : []),
  ];
  console.log(`\n${lines.map(([name, url]) => `  ${name?.padEnd(18)}${url}`).join('\n')}\n`);
}

const nameOf = (host: string): string =>
  ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host;

async function readVersion(): Promise<string> {
  return JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')).version;
}

const isExpected = (error: unknown): error is Error =>
  [
    SettingError,
    AlreadyRunningError,
    DataDirError,
    EmbeddedDatabaseError,
    DatabaseError,
    UnreadableSecretError,
  ].some((kind) => error instanceof kind);

await main();
