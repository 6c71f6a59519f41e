import { AppError } from '../../ports/app-error.ts';

/** What the Bank of Russia writes, and what other programs save its file as. */
const ENCODINGS = ['windows-1251', 'utf-8'];

/** How far into a file its declaration may reach. Own choice. Units: bytes. */
const DECLARATION_BYTES = 200;

const UTF8_MARK = [0xef, 0xbb, 0xbf];

/**
 * Decodes a file of XML by its own declaration; UTF-8 where it has none. Source: XML 1.0, 4.3.3.
 * Errors: `bank-directory-unreadable` for another encoding, and for bytes that the encoding does not know.
 */
export function decodeXml(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, DECLARATION_BYTES));
  const hasMark = UTF8_MARK.every((byte, index) => bytes[index] === byte);
  const declared = /<\?xml[^>]*\bencoding\s*=\s*["']([^"']+)["']/.exec(head)?.[1]?.toLowerCase();
  const encoding = hasMark ? 'utf-8' : (declared ?? 'utf-8');
  if (!ENCODINGS.includes(encoding)) throw new AppError('bank-directory-unreadable');
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new AppError('bank-directory-unreadable', {}, error);
  }
}
