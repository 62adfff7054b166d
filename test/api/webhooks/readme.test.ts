import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { makeWebhookSecret, webhookSignature } from '../../../api/secrets/webhook-secret.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

interface Snippet {
  /** How its block in the README begins. */
  readonly fence: string;
  readonly program: string;
  readonly args: (code: string) => readonly string[];
  /** Reads `{body, headers}` from stdin and prints the type of the event. */
  readonly tail: string;
}

const snippets: Readonly<Record<string, Snippet>> = {
  Node: {
    fence: 'js\n// Node',
    program: process.execPath,
    args: (code) => ['--input-type=module', '--eval', code],
    tail: `
      const { text } = await import('node:stream/consumers');
      const { body, headers } = JSON.parse(await text(process.stdin));
      console.log(eventOf(body, headers).data.name);`,
  },
  Python: {
    fence: 'python',
    program: 'python3',
    args: (code) => ['-c', code],
    tail: `
import sys
given = json.loads(sys.stdin.buffer.read())
sys.stdout.buffer.write(event_of(given["body"].encode(), given["headers"])["data"]["name"].encode())`,
  },
  PHP: {
    fence: 'php\n<?php\n// $rawBody',
    program: 'php',
    args: (code) => ['-r', code.replace('<?php', '')],
    tail: `
$given = json_decode(stream_get_contents(STDIN), true);
echo event_of($given['body'], $given['headers'])['data']['name'];`,
  },
};

/** The time by the clock of the machine, which is that of other programs, seconds. */
const machineNow = (): number => Math.floor((performance.timeOrigin + performance.now()) / 1000);

for (const [language, { fence, program, args, tail }] of Object.entries(snippets)) {
  describe(`the README's way to verify a webhook in ${language}`, () => {
    const secret = makeWebhookSecret();
    const body = JSON.stringify({ type: 'session.booked', data: { name: 'Études / 日本' } });
    let code: string;

    before(async function () {
      if (spawnSync(program, ['--version']).error) {
        console.log(`      ${program} is not installed here: what the README says of it is not tried.`);
        this.skip();
      }
      const readme = await readFile(`${root}/README.md`, 'utf8');
      const start = readme.indexOf(`\`\`\`${fence}`);
      assert.ok(start > 0, `the README has no snippet in ${language}`);
      code = readme.slice(readme.indexOf('\n', start), readme.indexOf('\n```', start)) + tail;
    });

    interface Sent {
      readonly secrets?: readonly string[];
      readonly body?: string;
      readonly timestamp?: number;
    }

    /** What the program prints; null when it refuses. */
    async function run({
      secrets = [secret],
      timestamp = machineNow(),
      ...sent
    }: Sent): Promise<string | null> {
      const id = 'msg_1';
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': webhookSignature(secrets, { id, timestamp, body }),
      };
      const child = spawn(program, args(code), {
        cwd: root,
        env: { ...process.env, WEBHOOK_SECRET: secret },
      });
      let printed = '';
      child.stdout.setEncoding('utf8').on('data', (text) => {
        printed += text;
      });
      child.stdin.end(JSON.stringify({ body, ...sent, headers }));
      const [exitCode] = await once(child, 'close');
      return exitCode === 0 ? printed.trim() : null;
    }

    it('takes what we sign, also while another secret signs too', async () => {
      assert.equal(await run({}), 'Études / 日本');
      assert.equal(await run({ secrets: [makeWebhookSecret(), secret] }), 'Études / 日本');
    });

    it('refuses another body, another secret and what is old', async () => {
      assert.equal(await run({ body: body.replace('É', 'E') }), null);
      assert.equal(await run({ secrets: [makeWebhookSecret()] }), null);
      assert.equal(await run({ timestamp: machineNow() - 600 }), null);
    });
  });
}
