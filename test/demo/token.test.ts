import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { jwtVerify } from 'jose';
import { DEFAULT_DEMO_PARTNER_SECRET } from '../../api/env.ts';
import { clockArguments, clockEnvironment } from '../support/clock.ts';

const script = fileURLToPath(import.meta.resolve('../../demo/token.ts'));

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function token(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const { DEMO_PARTNER_SECRET: _, ...inherited } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...clockArguments, script, ...args],
      { env: { ...inherited, ...clockEnvironment, ...env } },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

const verified = async (text: string, secret: string) =>
  jwtVerify(text.trim(), new TextEncoder().encode(secret), {
    algorithms: ['HS256'],
    issuer: 'demo',
    audience: 'mentor-booking',
  });

describe('demo/token.ts', () => {
  it('prints a student token of an hour and nothing else', async () => {
    const { code, stdout, stderr } = await token(['--sub', 's1']);
    assert.equal(code, 0);
    assert.equal(stderr, '');
    assert.match(stdout, /^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const { payload } = await verified(stdout, DEFAULT_DEMO_PARTNER_SECRET);
    assert.equal(payload.sub, 's1');
    assert.equal(payload.role, 'student');
    assert.equal(Number(payload.exp) - Number(payload.iat), 3600);
    assert.ok(!('name' in payload) && !('email' in payload));
  });

  it('carries what it is told, under the secret of the environment', async () => {
    const secret = 'another-secret-that-is-long-enough-too';
    const args = ['--sub', 'm1', '--role', 'mentor', '--name', 'Aïssatou', '--email', 'a@example.edu'];
    const { stdout } = await token([...args, '--ttl', '60'], { DEMO_PARTNER_SECRET: secret });
    const { payload } = await verified(stdout, secret);
    assert.equal(payload.role, 'mentor');
    assert.equal(payload.name, 'Aïssatou');
    assert.equal(payload.email, 'a@example.edu');
    assert.equal(Number(payload.exp) - Number(payload.iat), 60);
  });

  for (const [what, args, expected] of [
    ['no person', [], /--sub/],
    ['an unknown role', ['--sub', 's1', '--role', 'root'], /--role root/],
    ['a life of more than a day', ['--sub', 's1', '--ttl', '86401'], /--ttl 86401/],
    ['a life that is no number', ['--sub', 's1', '--ttl', '1h'], /--ttl 1h/],
    ['an unknown zone', ['--sub', 's1', '--timezone', 'Dakar'], /--timezone Dakar/],
    ['an unknown option', ['--sub', 's1', '--user', 'x'], /--user/],
    ['an option without its value', ['--sub'], /--sub/],
    ['a stray word', ['s1'], /s1/],
  ] as const) {
    it(`refuses ${what} in one line`, async () => {
      const { code, stdout, stderr } = await token(args);
      assert.equal(code, 1);
      assert.equal(stdout, '');
      assert.match(stderr, /^token: [^\n]+\n$/);
      assert.match(stderr, expected);
    });
  }

  it('explains itself', async () => {
    const { code, stdout } = await token(['--help']);
    assert.equal(code, 0);
    assert.match(stdout, /--sub s1/);
  });
});
