import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface MailSink {
  readonly url: string;
  /** Message-ID of each mail that was taken, in order. */
  readonly taken: readonly string[];
  stop(): Promise<void>;
}

/** A mail server that takes everything at once and keeps nothing but which mail it was. */
export async function startMailSink(): Promise<MailSink> {
  const taken: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _, done) {
      void text(stream).then((mail) => {
        taken.push(/^Message-ID: (\S+)/im.exec(mail)?.[1] ?? '');
        done();
      }, done);
    },
  });
  // Of a client that was killed.
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    taken,
    stop: () => new Promise((closed) => server.close(() => closed())),
  };
}
