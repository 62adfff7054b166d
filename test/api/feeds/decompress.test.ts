import assert from 'node:assert/strict';
import * as zlib from 'node:zlib';
import { decompress, TooLarge } from '../../../api/feeds/decompress.ts';

const text = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n';
const body = Buffer.from(text);
const most = 1_000_000;

describe('decompress', () => {
  for (const [what, bytes, encoding] of [
    ['nothing', body, undefined],
    ['identity', body, 'identity'],
    ['gzip', zlib.gzipSync(body), 'gzip'],
    ['x-gzip, in capitals', zlib.gzipSync(body), ' X-GZIP'],
    ['deflate as RFC 9110 means it', zlib.deflateSync(body), 'deflate'],
    ['deflate without the frame of zlib', zlib.deflateRawSync(body), 'deflate'],
    ['Brotli', zlib.brotliCompressSync(body), 'br'],
    ['Zstandard', zlib.zstdCompressSync(body), 'zstd'],
    ['one on top of another', zlib.gzipSync(zlib.brotliCompressSync(body)), 'br, gzip'],
    ['gzip that nobody told of', zlib.gzipSync(body), undefined],
    ['gzip within gzip, of which one was told', zlib.gzipSync(zlib.gzipSync(body)), 'gzip'],
    ['a coding that was told and not applied', body, 'gzip'],
    ['deflate that was told and not applied', body, 'deflate'],
    ['a coding that nobody knows', body, 'rot13'],
  ] as const)
    it(`reads ${what}`, async () => {
      assert.equal((await decompress(bytes, encoding, most)).toString(), text);
    });

  it('stops where more comes out than may', async () => {
    const zeros = Buffer.alloc(50_000_000);
    for (const [bomb, encoding] of [
      [zlib.gzipSync(zeros), 'gzip'],
      [zlib.gzipSync(zeros), undefined],
      [zlib.deflateSync(zeros), 'deflate'],
      [zlib.brotliCompressSync(zeros, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } }), 'br'],
      [zlib.zstdCompressSync(zeros), 'zstd'],
      [zlib.gzipSync(zlib.gzipSync(zeros)), 'gzip, gzip'],
    ] as const)
      await assert.rejects(decompress(bomb, encoding, most), TooLarge);
  });

  it('gives what was cut off as it came', async () => {
    const cut = zlib.gzipSync(body).subarray(0, 20);
    assert.deepEqual(await decompress(cut, 'gzip', most), cut);
    assert.equal((await decompress(Buffer.alloc(0), 'gzip', most)).length, 0);
  });
});
