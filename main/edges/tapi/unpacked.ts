import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';

type Unpack = (packed: Uint8Array, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const either = (first: Unpack, second: Unpack): Unpack => {
  return (packed, options) => first(packed, options).catch(() => second(packed, options));
};

/**
 * By the names of RFC 9110 §8.4.1; some servers write «deflate» without its zlib head. Source: RFC 9110 §8.4.1.2,
 * RFC 7932.
 */
const CODINGS: Readonly<Record<string, Unpack>> = {
  gzip: promisify<Uint8Array, { maxOutputLength: number }, Buffer>(gunzip),
  'x-gzip': promisify<Uint8Array, { maxOutputLength: number }, Buffer>(gunzip),
  deflate: either(
    promisify<Uint8Array, { maxOutputLength: number }, Buffer>(inflate),
    promisify<Uint8Array, { maxOutputLength: number }, Buffer>(inflateRaw),
  ),
  br: promisify<Uint8Array, { maxOutputLength: number }, Buffer>(brotliDecompress),
};

/**
 * Returns the text of an answer that came packed though nobody asked for it. `maxBytes` holds for what is unpacked too.
 * Errors: rejects when it cannot be unpacked or is too large; a coding that is not known leaves the bytes as they are.
 * Source: RFC 9110 §12.5.3; https://github.com/rbren/rss-parser/issues/280, https://github.com/hyperium/hyper/issues/2.
 */
export async function unpackedText(
  bytes: Uint8Array,
  coding: string | null,
  maxBytes: number,
): Promise<string> {
  let whole: Uint8Array = bytes;
  const codings = (coding ?? '').split(',').map((one) => one.trim().toLowerCase());
  // The last one was put on last. Source: RFC 9110 §8.4.
  for (const name of codings.toReversed()) {
    const unpack = CODINGS[name];
    if (unpack !== undefined && whole.byteLength > 0)
      whole = await unpack(whole, { maxOutputLength: maxBytes });
  }
  return new TextDecoder().decode(whole);
}
