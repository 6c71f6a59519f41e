/** SHA-256 of bytes. Source: FIPS 180-4. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** The first byte of what is hashed tells a leaf from a node. Source: RFC 6962 §2.1. */
const LEAF = 0;
const NODE = 1;

/**
 * The Merkle tree over a list of texts: one hash stands for all of them, and a short proof shows that one of them is
 * in it. Source: RFC 6962 §2.1.
 */
export class MerkleTree {
  readonly #sha256: Sha256;
  /** The hashes of the leaves, then of what they make up two by two; the last of an odd number goes up as it is. */
  readonly #levels: Uint8Array[][] = [[]];
  #isBuilt = true;

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  get size(): number {
    return this.#leaves.length;
  }

  /** Adds a text at the end. */
  add(text: string): void {
    this.#leaves.push(leafHash(this.#sha256, text));
    this.#isBuilt = false;
  }

  /** Returns the hash over all texts. Units: 64 hex digits. */
  root(): string {
    const top = this.#built().at(-1)?.[0];
    return toHex(top ?? this.#sha256(new Uint8Array()));
  }

  /** Returns the hashes that lead from one text to the root, from the bottom up. Units: 64 hex digits each. */
  proof(index: number): readonly string[] {
    const found: string[] = [];
    let place = index;
    for (const level of this.#built()) {
      const beside = level[place ^ 1];
      if (beside !== undefined) found.push(toHex(beside));
      place >>= 1;
    }
    return found;
  }

  get #leaves(): Uint8Array[] {
    return this.#levels[0] ?? [];
  }

  #built(): readonly Uint8Array[][] {
    if (this.#isBuilt) return this.#levels;
    this.#levels.length = 1;
    for (let level = this.#leaves; level.length > 1;) {
      const next: Uint8Array[] = [];
      for (let index = 0; index < level.length; index += 2) {
        const [left, right] = [level[index], level[index + 1]];
        if (left !== undefined) next.push(right === undefined ? left : nodeHash(this.#sha256, left, right));
      }
      this.#levels.push(next);
      level = next;
    }
    this.#isBuilt = true;
    return this.#levels;
  }
}

/** A text with its place in a tree of `size` texts, and the hashes that lead to the root. */
export interface Inclusion {
  readonly text: string;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly string[];
}

/**
 * Returns the root to which a proof leads, or `null` for a proof that fits no tree of that size. Source: RFC 9162
 * §2.1.3.2.
 */
export function rootOf(sha256: Sha256, { text, index, size, proof }: Inclusion): string | null {
  if (index < 0 || index >= size) return null;
  let hash = leafHash(sha256, text);
  let [place, last] = [index, size - 1];
  for (const step of proof) {
    const beside = fromHex(step);
    if (last === 0 || beside === null) return null;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(sha256, beside, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      hash = nodeHash(sha256, hash, beside);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 ? toHex(hash) : null;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function leafHash(sha256: Sha256, text: string): Uint8Array {
  return sha256(joined(Uint8Array.of(LEAF), new TextEncoder().encode(text)));
}

function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(joined(Uint8Array.of(NODE), left, right));
}

/** Returns the bytes one after another. */
function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}

/** Returns lower-case hex digits. */
function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Returns the bytes of a hash, or `null` for what is none. Units: 64 lower-case hex digits. */
function fromHex(text: string): Uint8Array | null {
  if (!/^[0-9a-f]{64}$/.test(text)) return null;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
