import { resolve } from 'node:path';

/** The secret of the demo partner that everybody can read here; refused in production. */
export const DEFAULT_DEMO_PARTNER_SECRET = 'demo-partner-secret-for-local-use-only';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** What the structured log may be set to (the levels of pino). */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The whole configuration of a server; every default is already filled in. */
export interface Environment {
  /** Where to listen. */
  readonly host: string;
  /** 0 to 65535; 0 lets the system pick a free port. */
  readonly port: number;
  /** A PostgreSQL server of one's own; unset means the embedded one in `dataDir`. */
  readonly databaseUrl?: string;
  /** The same database where a session lasts, for LISTEN, jobs and migrations; unset means `databaseUrl`. */
  readonly databaseDirectUrl?: string;
  /** Whether statements get names; unset means unless a pooler stands between. */
  readonly databasePrepare?: boolean;
  /** Absolute path of the folder for the embedded database and the generated secrets. */
  readonly dataDir: string;
  /** The address others see, without a slash at the end; unset means `http://host:port` as really bound. */
  readonly publicUrl?: string;
  /** Whether the demo partner, its mentors and its pages are loaded. */
  readonly demo: boolean;
  readonly demoPartnerSecret: string;
  /** Signs this server's own tokens (32 characters or more); unset means the generated one of `readSecrets`. */
  readonly tokenSecret?: string;
  /** Secrets (32 characters or more each) that others' secrets are sealed by in the database; the first seals. */
  readonly secretsKeys: readonly string[];
  /** Where mail goes out; unset means that it is only kept. */
  readonly smtpUrl?: string;
  readonly mailFrom: string;
  /** Where the APIs of providers of texts are. */
  readonly gatewayUrls: Readonly<Record<'africasTalking' | 'twilio' | 'whatsapp', string>>;
  readonly rateLimit: boolean;
  /** Whether a proxy in front tells the caller's address in X-Forwarded-For. */
  readonly trustProxy: boolean;
  readonly logLevel: LogLevel;
  /** NODE_ENV=production. */
  readonly production: boolean;
}

/** A setting that cannot be used. The message is one sentence for a person and never holds a secret. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
  /** The environment variable's name, such as `PORT`. */
  readonly setting: string;

  constructor(setting: string, message: string) {
    super(message);
    this.setting = setting;
  }
}

/**
 * Reads the settings out of an environment: `readEnvironment(process.env)`. An empty string counts as unset.
 *
 * @throws {SettingError} for the first setting that is wrong, and for a production start that would be unsafe.
 */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const databaseUrl = urlOf(
    env,
    'DATABASE_URL',
    ['postgres:', 'postgresql:'],
    'postgres://user@host:5432/name',
  );
  const databaseDirectUrl = urlOf(
    env,
    'DATABASE_DIRECT_URL',
    ['postgres:', 'postgresql:'],
    'postgres://user@host:5432/name',
  );
  if (databaseDirectUrl && !databaseUrl) {
    throw new SettingError(
      'DATABASE_DIRECT_URL',
      'DATABASE_DIRECT_URL is set and DATABASE_URL is not: set both.',
    );
  }
  const prepare = given(env, 'DATABASE_PREPARE') && choiceOf(env, 'DATABASE_PREPARE', ['on', 'off'], 'on');
  const smtpUrl = urlOf(env, 'SMTP_URL', ['smtp:', 'smtps:'], 'smtp://user@host:587');
  const settings: Environment = {
    host: hostOf(env),
    port: portOf(env),
    ...(databaseUrl && { databaseUrl }),
    ...(databaseDirectUrl && { databaseDirectUrl }),
    ...(prepare && { databasePrepare: prepare === 'on' }),
    dataDir: resolve(given(env, 'DATA_DIR') ?? '.data'),
    ...publicUrlOf(env),
    demo: choiceOf(env, 'DEMO', ['0', '1'], databaseUrl ? '0' : '1') === '1',
    demoPartnerSecret: given(env, 'DEMO_PARTNER_SECRET') ?? DEFAULT_DEMO_PARTNER_SECRET,
    ...tokenSecretOf(env),
    secretsKeys: secretsKeysOf(env),
    ...(smtpUrl && { smtpUrl }),
    mailFrom: mailFromOf(env),
    gatewayUrls: {
      africasTalking: gatewayUrlOf(env, 'AFRICAS_TALKING_URL', 'https://api.africastalking.com'),
      twilio: gatewayUrlOf(env, 'TWILIO_URL', 'https://api.twilio.com'),
      whatsapp: gatewayUrlOf(env, 'WHATSAPP_URL', 'https://graph.facebook.com'),
    },
    rateLimit: choiceOf(env, 'RATE_LIMIT', ['on', 'off'], 'on') === 'on',
    trustProxy: choiceOf(env, 'TRUST_PROXY', ['on', 'off'], 'off') === 'on',
    logLevel: choiceOf(env, 'LOG_LEVEL', LOG_LEVELS, 'info'),
    production: given(env, 'NODE_ENV') === 'production',
  };
  if (settings.production) refuseUnsafeProduction(settings);
  return Object.freeze(settings);
}

/** Whether `npm start` or another script of npm runs us, which puts a shell in between. */
export function startedByNpm(env: NodeJS.ProcessEnv): boolean {
  return given(env, 'npm_lifecycle_event') !== undefined;
}

function refuseUnsafeProduction({ databaseUrl, demo, demoPartnerSecret, tokenSecret }: Environment): void {
  const refuse = (setting: string, reason: string): never => {
    throw new SettingError(setting, `NODE_ENV=production refuses to start: ${reason}.`);
  };
  if (!databaseUrl) {
    refuse('DATABASE_URL', 'DATABASE_URL is not set, and the embedded database is for development only');
  }
  if (demo && demoPartnerSecret === DEFAULT_DEMO_PARTNER_SECRET) {
    const remedy = 'set a secret of your own, or DEMO=0';
    refuse('DEMO_PARTNER_SECRET', `DEMO=1 with the default DEMO_PARTNER_SECRET, which is public; ${remedy}`);
  }
  if (!tokenSecret) {
    refuse('TOKEN_SECRET', 'TOKEN_SECRET is not set; give all servers the same 32 or more random characters');
  }
}

/** The value of a setting, or undefined where it is missing or blank. */
function given(env: NodeJS.ProcessEnv, setting: string): string | undefined {
  return env[setting]?.trim() || undefined;
}

function wrong(setting: string, value: string, expected: string): SettingError {
  const shown = value.length > 80 ? `${value.slice(0, 80)}…` : value;
  return new SettingError(setting, `${setting}=${JSON.stringify(shown)} is not ${expected}.`);
}

function hostOf(env: NodeJS.ProcessEnv): string {
  const host = given(env, 'HOST') ?? '127.0.0.1';
  if (/[\s/@?#[\]]/.test(host))
    throw wrong('HOST', host, 'a host name or IP address, such as 127.0.0.1 or ::1');
  return host;
}

function portOf(env: NodeJS.ProcessEnv): number {
  const port = given(env, 'PORT') ?? '3000';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw wrong('PORT', port, 'a port: a whole number from 0 (any free port) to 65535');
  }
  return Number(port);
}

function choiceOf<const Choice extends string>(
  env: NodeJS.ProcessEnv,
  setting: string,
  choices: readonly Choice[],
  fallback: NoInfer<Choice>,
): Choice {
  const value = given(env, setting) ?? fallback;
  const choice = choices.find((each) => each === value);
  if (choice === undefined) throw wrong(setting, value, `one of ${choices.join(', ')}`);
  return choice;
}

/** An address that may hold a password, so that only its protocol is ever shown. */
function urlOf(
  env: NodeJS.ProcessEnv,
  setting: string,
  protocols: readonly string[],
  example: string,
): string | undefined {
  const value = given(env, setting);
  if (value === undefined) return undefined;
  const expected = `expected something like ${example} (value not shown, it may hold a password).`;
  if (!URL.canParse(value))
    throw new SettingError(setting, `${setting} cannot be read as an address; ${expected}`);
  const { protocol } = new URL(value);
  if (protocols.includes(protocol)) return value;
  // "hunter2:x" also parses, so a protocol is shown only when it is followed by //, as no password is.
  const shown = value.startsWith(`${protocol}//`) ? ` starts with "${protocol}"` : ' has the wrong protocol';
  throw new SettingError(setting, `${setting}${shown}; ${expected}`);
}

const gatewayUrlOf = (env: NodeJS.ProcessEnv, setting: string, usual: string): string =>
  (urlOf(env, setting, ['http:', 'https:'], usual) ?? usual).replace(/\/+$/, '');

function publicUrlOf(env: NodeJS.ProcessEnv): { publicUrl?: string } {
  const value = given(env, 'PUBLIC_URL');
  if (value === undefined) return {};
  const url = URL.parse(value);
  if (url?.password)
    throw new SettingError('PUBLIC_URL', 'PUBLIC_URL must not hold a password (value not shown).');
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash) {
    throw wrong(
      'PUBLIC_URL',
      value,
      'an http:// or https:// address without a query, such as https://book.example.edu',
    );
  }
  return { publicUrl: url.href.replace(/\/+$/, '') };
}

function tokenSecretOf(env: NodeJS.ProcessEnv): { tokenSecret?: string } {
  const tokenSecret = given(env, 'TOKEN_SECRET');
  if (tokenSecret === undefined) return {};
  if (tokenSecret.length < 32) {
    const expected = 'expected 32 or more (value not shown)';
    throw new SettingError('TOKEN_SECRET', `TOKEN_SECRET has ${tokenSecret.length} characters; ${expected}.`);
  }
  return { tokenSecret };
}

function secretsKeysOf(env: NodeJS.ProcessEnv): string[] {
  const keys = (given(env, 'SECRETS_KEY') ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean);
  const short = keys.find((key) => key.length < 32);
  if (short === undefined) return keys;
  const expected = 'expected 32 or more, with a comma between several (values not shown)';
  throw new SettingError('SECRETS_KEY', `SECRETS_KEY has one of ${short.length} characters; ${expected}.`);
}

function mailFromOf(env: NodeJS.ProcessEnv): string {
  const mailFrom = given(env, 'MAIL_FROM') ?? 'Mentor Booking <mentor-booking@localhost>';
  // A line break would let the setting add headers to every mail.
  if (!/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/.test(mailFrom)) {
    throw wrong('MAIL_FROM', mailFrom, 'a sender, such as Mentors <mentors@example.edu>');
  }
  return mailFrom;
}
