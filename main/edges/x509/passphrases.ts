/** One way in which programs turn a passphrase into bytes. */
export interface PassphraseForm {
  /** For PBES1, PBES2 and the older PEM encryption. */
  readonly bytes: Buffer;
  /** For the key derivation of PKCS#12: big-endian two-byte characters and a zero. Source: RFC 7292 §B.1. */
  readonly wide: Buffer;
}

const END = Buffer.from([0, 0]);

/**
 * The two ways in which programs write «no passphrase». Source: RFC 7292 §B.1 allows both readings; OpenSSL tries both.
 */
const NONE: readonly PassphraseForm[] = [
  { bytes: Buffer.alloc(0), wide: END },
  { bytes: Buffer.alloc(0), wide: Buffer.alloc(0) },
];

/** Code pages of Russian Windows, in its windows and in its console: what older programs took a passphrase in. */
const CODE_PAGES = ['windows-1251', 'ibm866'] as const;

/**
 * Returns the forms to try, the standard one first; only those of a passphrase beyond ASCII differ.
 * Source: RFC 8018 §3 (UTF-8), RFC 7292 §B.1; OpenSSL before 1.1.0 widened the bytes of the console one by one (its
 * CHANGES, 1.1.0).
 */
export function passphraseForms(text: string): readonly PassphraseForm[] {
  if (text === '') return NONE;
  const utf8 = Buffer.from(text, 'utf8');
  const standard = { bytes: utf8, wide: wideOf(text) };
  if (utf8.length === text.length) return [standard];
  const pages = CODE_PAGES.flatMap((page) => encoded(text, page) ?? []);
  const others = [utf8, ...pages].map((bytes) => ({ bytes, wide: wideOf(bytes.toString('latin1')) }));
  return [standard, ...others];
}

/** Zeroes every form. */
export function wipeForms(forms: readonly PassphraseForm[]): void {
  for (const { bytes, wide } of forms) {
    bytes.fill(0);
    if (wide !== END) wide.fill(0);
  }
}

function wideOf(text: string): Buffer {
  return Buffer.concat([Buffer.from(text, 'utf16le').swap16(), END]);
}

function encoded(text: string, page: string): Buffer | null {
  const decoder = new TextDecoder(page);
  const table = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]),
  );
  const bytes = [...text].map((character) => table.get(character));
  return bytes.every((byte) => byte !== undefined) ? Buffer.from(bytes) : null;
}
