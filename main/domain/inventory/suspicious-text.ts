/** The shape of the bank's tokens. Source: tapi.md §2.1. */
const TOKEN = /(^|[^a-z0-9])t\.[a-z0-9_-]{20,}/i;

/** What keys and tokens of other banks are written with. Source: RFC 4648 §4–5 and §8; RFC 7519 for the dots. */
const RUN = /[a-z0-9+/_=~.-]{40,}/gi;

const KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/**
 * Units: bits a character. Own choice: hexadecimal keys have about 3.7, words of a language joined together have no
 * digits.
 */
const RANDOM_BITS = 3.5;

/**
 * Tells whether the text looks like a token, a key or a password made by a machine. Source: own choice; better a column
 * too many than a token read in.
 */
export function looksSecret(text: string): boolean {
  if (TOKEN.test(text) || KEY.test(text)) return true;
  return (text.match(RUN) ?? []).some(isRandom);
}

function isRandom(run: string): boolean {
  if (/^opensme\//i.test(run)) return false; // an access; its numbers stand without brackets
  const isMixed = /\d/.test(run) || (/[a-z]/.test(run) && /[A-Z]/.test(run));
  return isMixed && bitsOf(run) >= RANDOM_BITS;
}

/** Shannon's entropy of the characters. Units: bits a character. */
function bitsOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => {
    const share = count / text.length;
    return sum - share * Math.log2(share);
  }, 0);
}
