import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { makeServer } from '../../../api/http/make-server.ts';

describe('a connection', () => {
  let server: Server;
  let socket: Socket;

  before(async () => {
    server = makeServer((_request, response) => response.setHeader('Content-Length', 5).end('whole'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  beforeEach(() => {
    socket = connect((server.address() as AddressInfo).port, '127.0.0.1').setEncoding('latin1');
  });
  afterEach(() => {
    socket.destroy();
  });
  after(() => {
    server.close();
  });

  /** What the next answer says of the connection. */
  async function told(version: string, asked = ''): Promise<string[]> {
    socket.write(`GET / HTTP/${version}\r\nHost: x\r\n${asked}\r\n`);
    const [answer] = await once(socket, 'data');
    assert.match(answer, /^HTTP\/1\.1 200 OK/);
    return String(answer)
      .split('\r\n')
      .filter((line) => /^(?:connection|keep-alive):/i.test(line));
  }

  it('stays open without a word, as HTTP/1.1 has it', async () => {
    assert.deepEqual([await told('1.1'), await told('1.1')], [[], []]);
  });

  it('is closed for who asks for it', async () => {
    const closed = once(socket, 'close');
    assert.deepEqual(await told('1.1', 'Connection: close\r\n'), ['Connection: close']);
    await closed;
  });

  it('stays open for a caller of HTTP/1.0 who asks for it, and says so', async () => {
    const asked = 'Connection: keep-alive\r\n';
    const open = ['Connection: keep-alive', 'Keep-Alive: timeout=65'];
    assert.deepEqual([await told('1.0', asked), await told('1.0', asked)], [open, open]);
  });
});
