/** Encodings that exchange files are met in. */
export type FileEncoding = 'windows-1251' | 'cp866' | 'utf-8' | 'utf-16le' | 'utf-16be';

/** A text with the encoding that its bytes, and nothing else, tell. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: FileEncoding;
  readonly bom: boolean;
  /** Whether some bytes are none of this encoding; a replacement character stands for each. */
  readonly isBroken: boolean;
}

/** Names of the WHATWG Encoding Standard for the decoder. */
const LABELS: Readonly<Record<FileEncoding, string>> = {
  'windows-1251': 'windows-1251',
  cp866: 'ibm866',
  'utf-8': 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
};

const BOMS: readonly (readonly [FileEncoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

const CYRILLIC = /[а-яё]/i;

/** Enough of a file to tell its encoding by its keys: many documents. Own choice. Units: bytes. */
const SAMPLE_BYTES = 64 * 1024;

/** A character of UTF-8 has at most four bytes, so a cut one leaves at most three. Source: RFC 3629. */
const CUT_BYTES = 3;

/**
 * Tells the encoding by the bytes: a BOM; else UTF-16 by its zeros; else strict UTF-8 with Cyrillic; else whichever
 * encoding yields the words that the caller knows. What a header says is not looked at, and no guesser is asked: they
 * do not see cp1251 and cp866 in such files. `known` counts the words that it knows in a text.
 * Source: README of the exchange files, rule 1; tapi.md §8.3.
 */
export function decodeText(bytes: Uint8Array, known: (sample: string) => number): DecodedText {
  const [encoding, mark] = BOMS.find(([, bom]) => bom.every((byte, at) => bytes[at] === byte)) ?? [null, []];
  if (encoding !== null) return decoded(bytes.subarray(mark.length), encoding, true);
  const wide = zerosOf(bytes);
  if (wide !== null) return decoded(bytes, wide, false);
  const utf8 = strictUtf8(bytes);
  if (utf8 !== null && (CYRILLIC.test(utf8) || utf8.length === bytes.length))
    return { text: utf8, encoding: 'utf-8', bom: false, isBroken: false };
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const scores = (['windows-1251', 'cp866', 'utf-8'] as const).map((one) => ({
    one,
    score: known(decode(sample, one)),
  }));
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  return decoded(bytes, best.one, false);
}

/** Decodes bytes of a known encoding. What is none of it becomes a replacement character. */
export function decode(bytes: Uint8Array, encoding: FileEncoding | 'koi8-r'): string {
  const label = encoding === 'koi8-r' ? encoding : LABELS[encoding];
  return new TextDecoder(label, { ignoreBOM: true }).decode(bytes);
}

function decoded(bytes: Uint8Array, encoding: FileEncoding, bom: boolean): DecodedText {
  const text = decode(bytes, encoding);
  return { text, encoding, bom, isBroken: encoding.startsWith('utf') && text.includes('\ufffd') };
}

/** Returns the text when all bytes are UTF-8, but for a character that the end of a cut file has cut; else `null`. */
export function strictUtf8(bytes: Uint8Array): string | null {
  for (let cut = 0; cut <= CUT_BYTES && cut <= bytes.length; cut += 1) {
    try {
      const end = bytes.length - cut;
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, end));
      return cut === 0 ? text : `${text}\ufffd`;
    } catch {
      if (cut === 0 && !isCutAtEnd(bytes)) return null;
    }
  }
  return null;
}

/** Whether the last bytes begin a character that they do not end. */
function isCutAtEnd(bytes: Uint8Array): boolean {
  for (let back = 1; back <= CUT_BYTES; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return byte >= (back === 1 ? 0xc0 : back === 2 ? 0xe0 : 0xf0);
    if (byte < 0x80) return false;
  }
  return false;
}

/** A text in UTF-16 without a BOM has a zero beside each ASCII character; the first line of these files is ASCII. */
function zerosOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second, third, fourth] = bytes;
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  return first === 0 && second !== 0 && third === 0 && fourth !== 0 ? 'utf-16be' : null;
}
