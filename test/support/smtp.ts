import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/**
 * What a mail server does with a mail: takes it, answers with a code or with a code and words, or breaks off when it
 * has the whole of it.
 */
export type Treatment = 'take' | number | `${number} ${string}` | 'break off';

export interface TestSmtp {
  readonly url: string;
  /** Mails that were taken, in order, as a mail program reads them. */
  readonly mails: readonly ParsedMail[];
  /** What to do with mail for an address, asked when it is told and again when its content is there. */
  treat: (address: string, at: 'recipient' | 'content') => Treatment;
  /** How many connections were opened. */
  readonly connections: () => number;
  stop(): Promise<void>;
}

/** A real mail server on this machine, which misbehaves when told to. */
export async function startSmtp(): Promise<TestSmtp> {
  const mails: ParsedMail[] = [];
  let connections = 0;
  const sockets = new Map<number | undefined, Socket>();
  const refusal = (answer: number | string) => {
    const [, code, words = ''] = /^(\d+) ?(.*)$/.exec(String(answer)) ?? [];
    return Object.assign(new Error(words || 'not now, not here'), { responseCode: Number(code) });
  };
  const smtp = {
    mails,
    treat: (() => 'take') as TestSmtp['treat'],
    connections: () => connections,
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onConnect(_, done) {
      connections++;
      done();
    },
    onRcptTo({ address }, _, done) {
      const treatment = smtp.treat(address, 'recipient');
      done(treatment === 'take' || treatment === 'break off' ? null : refusal(treatment));
    },
    onData(stream, session, done) {
      void simpleParser(stream).then((mail) => {
        const treatment = smtp.treat(recipientOf(session), 'content');
        if (treatment === 'break off') return sockets.get(session.remotePort)?.destroy();
        if (treatment !== 'take') return done(refusal(treatment));
        mails.push(mail);
        done();
      }, done);
    },
  });
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => {
    socket.on('error', () => {});
    sockets.set(socket.remotePort, socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return Object.assign(smtp, {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    async stop() {
      for (const socket of sockets.values()) socket.destroy();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  });
}

const recipientOf = ({ envelope }: SMTPServerSession): string => envelope.rcptTo[0]?.address ?? '';
