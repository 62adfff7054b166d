import { promisify } from 'node:util';
import * as zlib from 'node:zlib';

/** A body that is larger than it may be once it is decompressed. */
export class TooLarge extends Error {}

type Decompress = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const gunzip: Decompress = promisify(zlib.gunzip);
const inflate: Decompress = promisify(zlib.inflate);
const inflateRaw: Decompress = promisify(zlib.inflateRaw);

const decompressors: ReadonlyMap<string, Decompress> = new Map([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  // RFC 9110 means zlib's form; some servers send what stands inside it.
  ['deflate', (bytes, options) => (isZlib(bytes) ? inflate : inflateRaw)(bytes, options)],
  ['br', promisify(zlib.brotliDecompress)],
  ['zstd', promisify(zlib.zstdDecompress)],
]);

/** Codings that a body may have one on top of another. */
const mostCodings = 3;

/**
 * A body as it was before its server compressed it, which servers do although it was not asked for, and at times
 * without telling: gzip is known by how it begins. What it is decompressed to is bounded while that happens, and no
 * thread of ours waits. Where a coding was told and not applied, the body is what came.
 *
 * @param encoding the Content-Encoding
 * @throws TooLarge beyond `maxBytes`
 */
export async function decompress(
  body: Buffer,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  const codings = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim());
  const told = codings.flatMap((coding) => decompressors.get(coding) ?? []).slice(0, mostCodings);
  let bytes = body;
  for (const decode of told.toReversed()) bytes = await bounded(decode, bytes, maxBytes);
  return isGzip(bytes) ? bounded(gunzip, bytes, maxBytes) : bytes;
}

async function bounded(decode: Decompress, bytes: Buffer, maxBytes: number): Promise<Buffer> {
  try {
    return await decode(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new TooLarge();
    return bytes;
  }
}

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** RFC 1950: eight in the lower half of the first byte, and the first two a multiple of 31. */
const isZlib = (bytes: Buffer): boolean => {
  const [first = 0, second = 0] = bytes;
  return first % 16 === 8 && (first * 256 + second) % 31 === 0;
};
