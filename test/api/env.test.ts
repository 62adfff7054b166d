import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { DEFAULT_DEMO_PARTNER_SECRET, readEnvironment, SettingError } from '../../api/env.ts';

const PRODUCTION = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://app@db/mentors',
  TOKEN_SECRET: 'x'.repeat(32),
};

const gatewayUrls = {
  africasTalking: 'https://api.africastalking.com',
  twilio: 'https://api.twilio.com',
  whatsapp: 'https://graph.facebook.com',
};

describe('readEnvironment', () => {
  it('has a default for everything', () => {
    assert.deepEqual(readEnvironment({}), {
      host: '127.0.0.1',
      port: 3000,
      dataDir: resolve('.data'),
      demo: true,
      secretsKeys: [],
      demoPartnerSecret: DEFAULT_DEMO_PARTNER_SECRET,
      mailFrom: 'Mentor Booking <mentor-booking@localhost>',
      gatewayUrls,
      rateLimit: true,
      trustProxy: false,
      logLevel: 'info',
      production: false,
    });
  });

  it('takes a blank setting for an unset one', () => {
    const names = ['PORT', 'HOST', 'DATABASE_URL', 'DATA_DIR', 'PUBLIC_URL', 'DEMO', 'DEMO_PARTNER_SECRET'];
    const more = [
      'DATABASE_DIRECT_URL',
      'DATABASE_PREPARE',
      'TOKEN_SECRET',
      'SECRETS_KEY',
      'SMTP_URL',
      'MAIL_FROM',
      'AFRICAS_TALKING_URL',
      'TWILIO_URL',
      'WHATSAPP_URL',
      'RATE_LIMIT',
      'TRUST_PROXY',
      'LOG_LEVEL',
      'NODE_ENV',
    ];
    for (const blank of ['', '  ']) {
      const env = Object.fromEntries([...names, ...more].map((name) => [name, blank]));
      assert.deepEqual(readEnvironment(env), readEnvironment({}));
    }
  });

  it('reads every setting', () => {
    const settings = readEnvironment({
      PORT: '0',
      HOST: '::1',
      DATABASE_URL: 'postgresql://app:pass@db:5433/mentors?sslmode=require',
      DATABASE_DIRECT_URL: 'postgresql://app:pass@db:5432/mentors',
      DATABASE_PREPARE: 'off',
      DATA_DIR: '/srv/data',
      PUBLIC_URL: 'https://book.example.edu/mentors/',
      DEMO: '1',
      DEMO_PARTNER_SECRET: 'another secret of the demo partner',
      TOKEN_SECRET: 't'.repeat(40),
      SECRETS_KEY: `${'k'.repeat(32)}, ${'o'.repeat(40)}`,
      SMTP_URL: 'smtps://user:pass@mail.example.edu',
      MAIL_FROM: 'mentors@example.edu',
      TWILIO_URL: 'https://api.dublin.ie1.twilio.com/',
      RATE_LIMIT: 'off',
      TRUST_PROXY: 'on',
      LOG_LEVEL: 'debug',
      NODE_ENV: 'production',
    });
    assert.deepEqual(settings, {
      host: '::1',
      port: 0,
      databaseUrl: 'postgresql://app:pass@db:5433/mentors?sslmode=require',
      databaseDirectUrl: 'postgresql://app:pass@db:5432/mentors',
      databasePrepare: false,
      dataDir: resolve('/srv/data'),
      publicUrl: 'https://book.example.edu/mentors',
      demo: true,
      demoPartnerSecret: 'another secret of the demo partner',
      secretsKeys: ['k'.repeat(32), 'o'.repeat(40)],
      tokenSecret: 't'.repeat(40),
      smtpUrl: 'smtps://user:pass@mail.example.edu',
      mailFrom: 'mentors@example.edu',
      gatewayUrls: { ...gatewayUrls, twilio: 'https://api.dublin.ie1.twilio.com' },
      rateLimit: false,
      trustProxy: true,
      logLevel: 'debug',
      production: true,
    });
  });

  it('loads no demo into a database of one’s own unless told to', () => {
    assert.equal(readEnvironment({ DATABASE_URL: 'postgres://db/mentors' }).demo, false);
    assert.equal(readEnvironment({ DATABASE_URL: 'postgres://db/mentors', DEMO: '1' }).demo, true);
    assert.equal(readEnvironment({ DEMO: '0' }).demo, false);
  });

  const wrong: readonly [setting: string, value: string, shown: RegExp][] = [
    ['PORT', 'abc', /PORT="abc" is not a port: a whole number from 0 .* to 65535/],
    ['PORT', '70000', /PORT="70000"/],
    ['PORT', '-1', /PORT="-1"/],
    ['PORT', '80.5', /PORT="80\.5"/],
    ['PORT', '0x50', /PORT="0x50"/],
    ['HOST', 'http://localhost', /HOST="http:\/\/localhost" is not a host name/],
    ['HOST', 'a b', /HOST="a b"/],
    ['DATABASE_URL', 'not an address', /DATABASE_URL cannot be read as an address; expected .*postgres:\/\//],
    ['DATABASE_URL', 'mysql://db/mentors', /DATABASE_URL starts with "mysql:"/],
    ['DATABASE_DIRECT_URL', 'mysql://db/mentors', /DATABASE_DIRECT_URL starts with "mysql:"/],
    ['DATABASE_DIRECT_URL', 'postgres://db/mentors', /DATABASE_DIRECT_URL is set and DATABASE_URL is not/],
    ['DATABASE_PREPARE', 'never', /DATABASE_PREPARE="never" is not one of on, off/],
    ['PUBLIC_URL', 'book.example.edu', /PUBLIC_URL="book\.example\.edu" is not an http:/],
    ['PUBLIC_URL', 'ftp://book.example.edu', /PUBLIC_URL="ftp:/],
    ['PUBLIC_URL', 'https://book.example.edu/?a=1', /without a query/],
    ['DEMO', 'yes', /DEMO="yes" is not one of 0, 1/],
    ['SMTP_URL', 'mail.example.edu', /SMTP_URL cannot be read/],
    ['SMTP_URL', 'https://mail.example.edu', /SMTP_URL starts with "https:"/],
    ['MAIL_FROM', 'nobody', /MAIL_FROM="nobody" is not a sender/],
    ['MAIL_FROM', 'a@b.example\r\nBcc: c@d.example', /MAIL_FROM="a@b\.example\\r\\nBcc/],
    ['TRUST_PROXY', 'yes', /TRUST_PROXY="yes" is not one of on, off/],
    ['RATE_LIMIT', 'false', /RATE_LIMIT="false" is not one of on, off/],
    ['LOG_LEVEL', 'loud', /LOG_LEVEL="loud" is not one of trace, debug, info/],
    ['SECRETS_KEY', `${'k'.repeat(32)},short`, /SECRETS_KEY has one of 5 characters; expected 32 or more/],
    ['TOKEN_SECRET', 'short', /TOKEN_SECRET has 5 characters; expected 32 or more/],
  ];
  for (const [setting, value, shown] of wrong) {
    it(`refuses ${setting}=${JSON.stringify(value)} in one line`, () => {
      assert.throws(
        () => readEnvironment({ [setting]: value }),
        (error: Error) => {
          assert.ok(error instanceof SettingError);
          assert.equal(error.setting, setting);
          assert.match(error.message, shown);
          assert.ok(!error.message.includes('\n'));
          return true;
        },
      );
    });
  }

  it('never shows a secret', () => {
    const attempts = [
      { DATABASE_URL: 'mysql://app:hunter2@db/mentors' },
      { DATABASE_URL: 'hunter2:app' },
      { DATABASE_URL: 'postgres://app:hunter2@db:99999/mentors' },
      { SMTP_URL: 'imap://user:hunter2@mail.example.edu' },
      { SMTP_URL: 'user:hunter2@mail.example.edu' },
      { PUBLIC_URL: 'https://user:hunter2@book.example.edu' },
      { TOKEN_SECRET: 'hunter2' },
      { SECRETS_KEY: 'hunter2' },
    ];
    for (const env of attempts) {
      assert.throws(
        () => readEnvironment(env),
        (error: Error) => error instanceof SettingError && !error.message.includes('hunter2'),
      );
    }
  });

  it('starts in production with a database and secrets of its own', () => {
    assert.equal(readEnvironment(PRODUCTION).production, true);
    assert.equal(readEnvironment({ ...PRODUCTION, DEMO: '1', DEMO_PARTNER_SECRET: 'private' }).demo, true);
  });

  it('refuses an unsafe production start and says why', () => {
    assert.throws(
      () => readEnvironment({ ...PRODUCTION, DATABASE_URL: '' }),
      /^SettingError: NODE_ENV=production refuses to start: DATABASE_URL is not set/,
    );
    assert.throws(() => readEnvironment({ ...PRODUCTION, DEMO: '1' }), /default DEMO_PARTNER_SECRET/);
    assert.throws(() => readEnvironment({ ...PRODUCTION, TOKEN_SECRET: '' }), /TOKEN_SECRET is not set/);
  });
});
