import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { operations } from '../../../api/contract/operations.ts';
import { call, token, useApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';

/** A connection that is kept alive, and what came back on it. */
class Line {
  readonly #socket: Socket;
  #received = '';
  #isClosed = false;
  #error: Error | undefined;
  #heard: () => void = () => {};

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.#socket = connect(Number(port), hostname);
    this.#socket.setEncoding('latin1').on('data', (text) => {
      this.#received += text;
      this.#heard();
    });
    this.#socket.on('error', (error) => {
      this.#error = error;
    });
    this.#socket.on('close', () => {
      this.#isClosed = true;
      this.#heard();
    });
  }

  send(data: string | Buffer): void {
    this.#socket.write(data);
  }

  /** Sends a head and as much of a body as the server takes, in chunks or plain. */
  request(method: string, path: string, headers: Readonly<Record<string, string>>, body?: Buffer): void {
    const head = Object.entries({ Host: 'localhost', ...headers }).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    this.send(`${method} ${path} HTTP/1.1\r\n${head.join('')}\r\n`);
    if (!body) return;
    const isChunked = headers['Transfer-Encoding'] === 'chunked';
    this.send(
      isChunked
        ? Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')])
        : body,
    );
  }

  /** The next whole answer: its status, headers and body. */
  async answer(): Promise<{ status: number; headers: string; body: string }> {
    for (;;) {
      const end = this.#received.indexOf('\r\n\r\n');
      const headers = this.#received.slice(0, end);
      const length = Number(/^content-length: (\d+)/im.exec(headers)?.[1] ?? 0);
      if (end >= 0 && this.#received.length >= end + 4 + length) {
        const body = this.#received.slice(end + 4, end + 4 + length);
        this.#received = this.#received.slice(end + 4 + length);
        return { status: Number(headers.slice(9, 12)), headers, body };
      }
      if (this.#isClosed) throw new Error(`closed without an answer: ${this.#error ?? this.#received}`);
      await this.#change();
    }
  }

  /** Waits until the server has closed it. @returns whether it did so without a reset. */
  async closed(): Promise<boolean> {
    while (!this.#isClosed) await this.#change();
    return !this.#error;
  }

  get isOpen(): boolean {
    return !this.#isClosed;
  }

  end(): void {
    this.#socket.destroy();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#heard = resolve;
    });
  }
}

describe('a body that is refused', () => {
  const api = useApi();
  let mentor: TestMentor;
  let student: string;
  let admin: string;

  before(async () => {
    mentor = await addMentor(api);
    student = await token();
    admin = await token({ sub: 'a1', role: 'partner_admin' });
  });

  const chunked = { 'Transfer-Encoding': 'chunked' };
  const json = { 'Content-Type': 'application/json' };
  const noise = (length: number) => Buffer.alloc(length, 'x');
  const lengthOf = (body: Buffer) => ({ 'Content-Length': String(body.length) });
  const book = () => `/api/mentors/${mentor.id}/book`;
  const as = (bearer: string) => ({ Authorization: `Bearer ${bearer}` });

  type Refused = readonly [
    what: string,
    status: number,
    headers: () => Record<string, string>,
    path: () => string,
    body: Buffer,
  ];
  const large = noise(3_000_000);
  const refusals: readonly Refused[] = [
    [
      'gzip garbage of 200 kB',
      400,
      () => ({ ...as(student), ...json, 'Content-Encoding': 'gzip', ...lengthOf(noise(200_000)) }),
      book,
      noise(200_000),
    ],
    [
      'gzip garbage of 3 MB',
      413,
      () => ({ ...as(student), ...json, 'Content-Encoding': 'gzip', ...lengthOf(large) }),
      book,
      large,
    ],
    ['chunks over 256 kB', 413, () => ({ ...as(student), ...json, ...chunked }), book, large],
    ['a length over 256 kB', 413, () => ({ ...as(student), ...json, ...lengthOf(large) }), book, large],
    [
      'a CSV over 2 MB',
      413,
      () => ({ ...as(admin), 'Content-Type': 'text/csv', ...lengthOf(large) }),
      () => '/api/mentors/import',
      large,
    ],
    [
      'a CSV over 2 MB in chunks',
      413,
      () => ({ ...as(admin), 'Content-Type': 'text/csv', ...chunked }),
      () => '/api/mentors/import',
      large,
    ],
    ['no token', 413, () => ({ ...json, ...lengthOf(large) }), book, large],
    ['no token, chunks', 413, () => ({ ...json, ...chunked }), book, large],
    ['no such address', 404, () => ({ ...json, ...lengthOf(large) }), () => '/api/nothing', large],
    ['a method that is not offered', 405, () => ({ ...json, ...chunked }), () => '/livez', large],
    [
      'another type',
      415,
      () => ({ ...as(student), 'Content-Type': 'image/png', ...lengthOf(large) }),
      book,
      large,
    ],
    [
      'an unknown compression',
      415,
      () => ({ ...as(student), ...json, 'Content-Encoding': 'lzma', ...lengthOf(large) }),
      book,
      large,
    ],
    [
      'a role that may not',
      403,
      () => ({ ...as(student), 'Content-Type': 'text/csv', ...chunked }),
      () => '/api/mentors/import',
      large,
    ],
    [
      'a route that reads none',
      401,
      () => ({ ...json, ...lengthOf(noise(100_000)) }),
      () => '/api/sign-in/token',
      noise(100_000),
    ],
  ];
  for (const [what, status, headers, path, body] of refusals) {
    it(`is answered, and the connection serves on or is closed: ${what}`, async () => {
      const line = new Line(api.url);
      try {
        line.request('POST', path(), headers(), body);
        const refusal = await line.answer();
        assert.equal(refusal.status, status, refusal.body);
        if (/^connection: close/im.test(refusal.headers)) {
          assert.ok(await line.closed(), 'closed after the answer was delivered, without a reset');
          return;
        }
        line.request('GET', '/livez', {});
        assert.deepEqual((await line.answer()).body, '{"status":"ok"}');
      } finally {
        line.end();
      }
    });
  }

  it('keeps the connection after a short one, on a route that reads none too', async () => {
    const line = new Line(api.url);
    const short = noise(100_000);
    for (const path of [book(), '/api/nothing', '/livez', '/api/sign-in/token']) {
      line.request('POST', path, { 'Content-Type': 'text/plain', ...lengthOf(short) }, short);
      assert.ok((await line.answer()).status >= 400);
    }
    line.request('DELETE', '/api/holds/1', { ...as(student), ...lengthOf(short) }, short);
    assert.equal((await line.answer()).status, 404);
    line.request('GET', '/livez', {});
    assert.equal((await line.answer()).status, 200);
    line.end();
  });

  it('is answered at once though the rest never comes, and closed in the end', async () => {
    const lines = [{ ...lengthOf(noise(1_000)) }, { ...lengthOf(large) }, chunked].map((headers) => {
      const line = new Line(api.url);
      line.request('POST', '/api/nothing', { ...json, ...headers });
      line.send(headers === chunked ? '5\r\nxxxxx\r\n' : 'xxxxx');
      return line;
    });
    for (const line of lines) {
      assert.equal((await line.answer()).status, 404);
      assert.ok(line.isOpen, 'answered before it gave up waiting');
    }
    for (const line of lines) await line.closed();
  });

  it('costs no more than so much: one without an end is closed', async () => {
    const line = new Line(api.url);
    line.request('POST', '/api/nothing', { ...json, 'Content-Length': '10000000000' });
    const flood = setInterval(() => line.send(noise(1_000_000)), 1);
    assert.equal((await line.answer()).status, 404);
    await line.closed();
    clearInterval(flood);
  });
});

describe('a compressed body', () => {
  const api = useApi();
  let mentor: TestMentor;
  before(async () => {
    mentor = await addMentor(api);
  });

  const pack = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync } as const;
  const encodings = Object.keys(pack) as (keyof typeof pack)[];

  async function send(body: Buffer, encoding: string): Promise<{ status: number; code: string }> {
    const response = await fetch(`${api.url}/api/mentors/${mentor.id}/book`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Content-Encoding': encoding,
        Authorization: `Bearer ${await token()}`,
      },
      body: new Uint8Array(body),
    });
    return { status: response.status, code: (await response.json()).code };
  }

  for (const [index, encoding] of encodings.entries()) {
    it(`is read by ${encoding}`, async () => {
      const text = Buffer.from(JSON.stringify(bookingAt(`1${index}:00`)));
      assert.equal((await send(pack[encoding](text), encoding)).status, 201);
    });

    it(`answers 400 when it is not what ${encoding} makes: empty, plain or cut`, async () => {
      const text = Buffer.from(JSON.stringify(bookingAt('15:00', { description: 'Why. '.repeat(200) })));
      const packed = pack[encoding](text);
      for (const broken of [
        Buffer.alloc(0),
        text,
        packed.subarray(0, packed.length - 9),
        packed.subarray(2),
      ]) {
        assert.deepEqual(await send(broken, encoding), { status: 400, code: 'malformed_body' });
      }
    });

    it(`answers 413 when ${encoding} makes it larger than a body may be`, async () => {
      const bomb = pack[encoding](Buffer.alloc(50_000_000, ' '));
      assert.ok(bomb.length < 100_000);
      assert.deepEqual(await send(bomb, encoding), { status: 413, code: 'payload_too_large' });
    });
  }

  it('answers 415 when nobody knows how to unpack it', async () => {
    for (const encoding of ['lzma', 'gzip, gzip', 'constructor', '__proto__', 'zip']) {
      assert.deepEqual(await send(Buffer.from('{}'), encoding), {
        status: 415,
        code: 'unsupported_media_type',
      });
    }
  });

  it('is read as CSV too', async () => {
    const csv = 'external_id;name;email;timezone\nz1;Zoe;zoe@example.edu;Africa/Lagos\n';
    const response = await fetch(`${api.url}/api/mentors/import`, {
      method: 'POST',
      headers: {
        'Content-Type': 'text/csv',
        'Content-Encoding': 'gzip',
        Authorization: `Bearer ${await token({ sub: 'a1', role: 'partner_admin' })}`,
      },
      body: new Uint8Array(gzipSync(csv)),
    });
    assert.deepEqual([response.status, (await response.json()).created], [200, 1]);
  });

  it('answers 400 for a text that is no UTF-8, and takes one with a byte order mark', async () => {
    const options = { id: mentor.id, token: await token({ sub: 's2' }) };
    const text = JSON.stringify(bookingAt('16:00'));
    const latin = new Uint8Array(Buffer.from(text.replace('Orientation', 'Été'), 'latin1'));
    const response = await fetch(`${api.url}/api/mentors/${mentor.id}/book`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${options.token}` },
      body: latin,
    });
    assert.equal(response.status, 400);
    const marked = await call(api, operations.bookSession, { ...options, body: `\ufeff${text}` });
    assert.equal(marked.status, 201);
  });
});
