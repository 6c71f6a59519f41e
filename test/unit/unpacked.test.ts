import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unpackedText } from '../../main/edges/tapi/unpacked.ts';

/**
 * Source: RFC 9110 §12.5.3; https://github.com/rbren/rss-parser/issues/280, https://github.com/hyperium/hyper/issues/2.
 */
describe('unpackedText', () => {
  const text = '{"errorMessage":"Запрос был отправлен с IP-адреса"}';
  const bytes = Buffer.from(text);

  it.each([
    ['gzip', gzipSync(bytes)],
    ['GZIP', gzipSync(bytes)],
    ['x-gzip', gzipSync(bytes)],
    ['deflate', deflateSync(bytes)],
    ['deflate', deflateRawSync(bytes)],
    ['br', brotliCompressSync(bytes)],
    ['deflate, gzip', gzipSync(deflateSync(bytes))],
    ['identity', bytes],
    [null, bytes],
  ] as const)('reads what came as %s', async (coding, packed) => {
    expect(await unpackedText(packed, coding, 1_000)).toBe(text);
  });

  it('takes no more than it may, and no broken packing', async () => {
    await expect(unpackedText(gzipSync(Buffer.alloc(1_001)), 'gzip', 1_000)).rejects.toThrow();
    expect(await unpackedText(gzipSync(Buffer.alloc(1_000)), 'gzip', 1_000)).toHaveLength(1_000);
    await expect(unpackedText(bytes, 'gzip', 1_000)).rejects.toThrow();
    expect(await unpackedText(new Uint8Array(), 'gzip', 1_000)).toBe('');
  });
});
