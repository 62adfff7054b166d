import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { makeServer } from '../../../api/http/make-server.ts';

describe('a caller who sends too slowly', function () {
  this.timeout(60_000);

  let server: Server;
  let port: number;

  before(async () => {
    server = makeServer((request, response) => void request.resume().on('end', () => response.end('whole')), {
      headMs: 600,
      requestMs: 1_200,
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });

  const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n';

  for (const [what, first, drip] of [
    ['nothing at all', '', ''],
    ['the head, byte by byte', 'GET / HTTP/1.1\r\nX-Long: ', 'a'],
    ['the body, byte by byte', head, 'a'],
  ] as const) {
    it(`is cut off: ${what}`, async () => {
      const socket = connect(port, '127.0.0.1');
      const said = allOf(socket);
      if (first) socket.write(first);
      const dripping = setInterval(() => drip && socket.write(drip), 50);
      const answer = await said;
      clearInterval(dripping);
      // Who has said nothing is told nothing.
      if (first) assert.match(answer, /^HTTP\/1\.1 408 /);
    });
  }

  it('is not one who takes her time within the limits', async () => {
    const socket = connect(port, '127.0.0.1');
    const said = allOf(socket);
    socket.write(head);
    for (let sent = 0; sent < 1000; sent += 250) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      socket.write('a'.repeat(250));
    }
    await once(socket, 'data');
    socket.end();
    assert.match(await said, /^HTTP\/1\.1 200 OK.*whole$/s);
  });

  it('has 15 seconds for the head and two minutes for the whole where nothing else is said', () => {
    const { headersTimeout, requestTimeout, keepAliveTimeout } = makeServer(() => {});
    assert.deepEqual([headersTimeout, requestTimeout, keepAliveTimeout], [15_000, 120_000, 65_000]);
  });
});

/** All that a connection says until the other side ends it. */
async function allOf(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    text += chunk;
  });
  // A connection that is cut off while we still send ends with an error.
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('close', resolve));
  return text;
}
