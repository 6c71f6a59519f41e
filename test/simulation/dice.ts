/**
 * Chance out of one number: the same seed gives the same throws on every computer. Source: sfc32 of PractRand by Chris
 * Doty-Humphrey (public domain).
 */
export class Dice {
  #a: number;
  #b: number;
  #c: number;
  #count = 1;

  constructor(seed: number) {
    this.#a = 0x9e3779b9;
    this.#b = seed | 0;
    this.#c = Math.floor(seed / 2 ** 32) | 0;
    // Its author lets a new generator run so that neighbouring seeds part.
    for (let turn = 0; turn < 12; turn += 1) this.next();
  }

  /** A number in [0, 1). */
  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }

  /** True so often of a hundred times. */
  percent(chance: number): boolean {
    return this.next() * 100 < chance;
  }

  /** A whole number from one to the other, both among them. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** Each as likely as the others. */
  pick<T>(list: readonly T[]): T {
    const found = list[Math.floor(this.next() * list.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  }

  /** As likely as its weight says; one without weight never comes. */
  weighted<T extends string>(weights: Readonly<Partial<Record<T, number>>>): T {
    const all = Object.entries<number | undefined>(weights) as [T, number | undefined][]; // its own keys
    let left = this.next() * all.reduce((sum, [, weight = 0]) => sum + weight, 0);
    for (const [name, weight = 0] of all) {
      left -= weight;
      if (left < 0) return name;
    }
    throw new Error('nothing has a weight');
  }
}
