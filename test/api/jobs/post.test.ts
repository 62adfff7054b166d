import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { makePost } from '../../../api/jobs/post.ts';
import { monday } from '../../support/clock.ts';

/** A mail server that knows no recipient, and quotes the address when it says so. */
async function rejectingServer() {
  const lines: string[] = [];
  const sockets = new Set<Socket>();
  const recipients: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      const line = String(chunk);
      lines.push(line.trim());
      if (/^EHLO/i.test(line)) return socket.write('250-test\r\n250 DSN\r\n');
      if (/^RCPT TO:/i.test(line)) recipients.push(line.slice(8).trim());
      if (/^RCPT TO:/i.test(line)) socket.write(`550 5.1.1 ${line.slice(8).trim()} is not known here\r\n`);
      else socket.write(/^QUIT/i.test(line) ? '221 bye\r\n' : '250 ok\r\n');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    recipients,
    lines,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

const postBy = ({ url }: { readonly url: string }) =>
  makePost({ knex: null as never, smtpUrl: url, from: 'a@example.edu', clock: () => monday }).post;

describe('mail that cannot be sent', () => {
  it('fails with the reason and without the address', async () => {
    const server = await rejectingServer();
    try {
      const post = postBy(server);
      await assert.rejects(post({ to: 'private@example.edu', subject: 'S', text: 'T' }), (error: Error) => {
        assert.match(error.message, /^A mail was not sent: EENVELOPE 550 5.1.1$/);
        assert.doesNotMatch(`${error.message} ${error.stack} ${JSON.stringify(error)}`, /private/);
        return true;
      });
    } finally {
      await server.stop();
    }
  });

  it('asks servers that report on mail to name ours, and to tell of what fails or is late', async () => {
    const server = await rejectingServer();
    try {
      await assert.rejects(postBy(server)({ to: 'b@example.org', subject: 'S', text: 'T', messageId: 7 }));
      const said = server.lines.join('\n');
      assert.match(said, /^MAIL FROM:<a@example\.edu>.* ENVID=message-7@example\.edu/m);
      assert.match(said, /^RCPT TO:<b@example\.org> NOTIFY=FAILURE,DELAY/m);
    } finally {
      await server.stop();
    }
  });

  it('is for one address, also where a partner told a list of them', async () => {
    const server = await rejectingServer();
    try {
      const post = postBy(server);
      for (const to of [
        'a@example.edu, b@example.org',
        'A <a@example.edu>, b@example.org',
        'a@x.edu\r\nBcc: b@example.org',
      ])
        await assert.rejects(post({ to, subject: 'S', text: 'T' }));
      assert.ok(!server.recipients.includes('<b@example.org>'), server.recipients.join());
    } finally {
      await server.stop();
    }
  });
});
