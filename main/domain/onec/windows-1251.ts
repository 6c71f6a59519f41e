/**
 * The characters of windows-1251 by byte, taken from the platform's decoder. Source: WHATWG Encoding Standard, index
 * windows-1251.
 */
function codes(): ReadonlyMap<string, number> {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const characters = [...new TextDecoder('windows-1251').decode(bytes)];
  return new Map(characters.map((character, byte) => [character, byte]));
}

/** Bytes of a text, and the characters that windows-1251 has not: a question mark stands for each. */
export interface EncodedText {
  readonly bytes: Uint8Array;
  readonly lost: readonly string[];
}

/** Writes a text in windows-1251. */
export function encodeWindows1251(text: string): EncodedText {
  const table = codes();
  const characters = [...text];
  const lost = new Set<string>();
  const bytes = Uint8Array.from(characters, (character) => {
    const code = table.get(character);
    if (code === undefined) lost.add(character);
    return code ?? '?'.charCodeAt(0);
  });
  return { bytes, lost: [...lost] };
}
