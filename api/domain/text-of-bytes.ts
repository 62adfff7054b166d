/**
 * The text of a file from elsewhere. A byte order mark tells UTF-8 or UTF-16, and is no part of the text; UTF-16
 * without one gives itself away by its zero bytes. Then counts what the sender says, then UTF-8, and `fallback` for
 * what is no UTF-8.
 *
 * @param charset as a Content-Type names it; one that is unknown does not count
 */
export function textOfBytes(
  bytes: Uint8Array,
  {
    charset,
    fallback,
  }: { readonly charset?: string | undefined; readonly fallback: 'utf-8' | 'windows-1252' },
): string {
  const utf16 = utf16Of(bytes);
  if (utf16) return new TextDecoder(utf16).decode(bytes);
  const hasUtf8Mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const told = hasUtf8Mark || !charset ? null : decoderOf(charset);
  if (told) return told.decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(fallback).decode(bytes);
  }
}

function utf16Of([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // What we read begins with an ASCII letter.
  if (first && second === 0) return 'utf-16le';
  return first === 0 && second ? 'utf-16be' : null;
}

function decoderOf(charset: string): TextDecoder | null {
  try {
    return new TextDecoder(charset.replaceAll('"', '').trim());
  } catch {
    return null;
  }
}
