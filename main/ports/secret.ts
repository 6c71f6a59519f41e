const SHOWN_AS = '[secret]';

/**
 * Holds a token, a key or a passphrase in main without ever showing it: text, JSON, inspection and structured clone
 * of it hold no byte of the value. Two secrets are compared by fingerprint or with `timingSafeEqual` on their bytes.
 */
export class Secret {
  #bytes: Uint8Array;
  #isWiped = false;

  private constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Gives a secret of the UTF-8 bytes of `text`. The text itself cannot be wiped from memory: prefer `fromBytes`. */
  static fromText(text: string): Secret {
    return new Secret(new TextEncoder().encode(text));
  }

  /** Gives a secret with its own copy of `bytes`; the caller may zero the original. */
  static fromBytes(bytes: Uint8Array): Secret {
    return new Secret(Uint8Array.from(bytes));
  }

  /** Length of the value. Units: bytes (UTF-8 for text); 0 after `wipe`. */
  get byteLength(): number {
    return this.#bytes.byteLength;
  }

  /** True after `wipe`. */
  get isWiped(): boolean {
    return this.#isWiped;
  }

  /**
   * Returns the value as text. Only the edges tapi, keychain, store and windows (its secret window) may call it.
   * Errors: throws after `wipe`, and when the bytes are not UTF-8 text.
   */
  revealText(): string {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.#live());
  }

  /**
   * Returns a copy of the value; whoever asked zeroes the copy after use. Only the edges tapi, keychain, store and
   * windows (its secret window) may call it. Errors: throws after `wipe`.
   */
  revealBytes(): Uint8Array {
    return Uint8Array.from(this.#live());
  }

  /** Gives another secret of the same value; each is wiped by itself. Errors: throws after `wipe`. */
  copy(): Secret {
    return new Secret(Uint8Array.from(this.#live()));
  }

  /** Zeroes the value; every later reveal throws. Effects: calling twice is safe. */
  wipe(): void {
    this.#bytes.fill(0);
    this.#bytes = new Uint8Array(0);
    this.#isWiped = true;
  }

  toString(): string {
    return SHOWN_AS;
  }

  toJSON(): string {
    return SHOWN_AS;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return SHOWN_AS;
  }

  #live(): Uint8Array {
    if (this.#isWiped) throw new Error('the secret has been wiped');
    return this.#bytes;
  }
}
