import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';
import type { Secret } from '../../ports/secret.ts';
import { transliterate } from '../../../contract/values/transliterate.ts';
import { russianKeyboard, typedOnLatin } from './russian-keyboard.ts';
import { RUSSIAN_WORDS } from './russian-words.ts';

/** How much of a passphrase is looked at: the work grows with the square. Own choice: more only makes it stronger. */
const MAX_LOOKED_AT = 128;

/** Shortest word of a text that counts as known. Own choice: shorter ones are in too many words. */
const MIN_KNOWN = 3;

/** Estimates a passphrase; `known`: texts that whoever guesses knows, whole and word by word. */
export type Estimate = (passphrase: Secret, known: readonly string[]) => number;

/**
 * Makes the estimate of how hard a passphrase is to guess for somebody with lists of Russian and English words, names,
 * keyboards and dates. Units: 0 to 4, the powers of ten of guesses between them being 3, 6, 8 and 10. Making it takes
 * tenths of a second; it keeps no text that it was asked about, and never throws.
 * Source: D. L. Wheeler, «zxcvbn: Low-Budget Password Strength Estimation», USENIX Security 2016.
 */
export function makeEstimate(): Estimate {
  const words = RUSSIAN_WORDS.flatMap(spellings);
  const estimator = new ZxcvbnFactory({
    dictionary: {
      ...common,
      ...english,
      'words-ru': words,
      'words-ru-typed': words.map(typedOnLatin),
      'words-ru-latin': words.map(latin),
    },
    graphs: { ...adjacencyGraphs, russian: russianKeyboard(adjacencyGraphs.qwerty) },
  });
  return (passphrase, known) => {
    const text = [...passphrase.revealText()].slice(0, MAX_LOOKED_AT).join('');
    return estimator.check(text, known.flatMap(knownTexts)).score;
  };
}

/** A text, its words, and both as they come out on the other keyboard and in Latin letters. */
function knownTexts(text: string): string[] {
  const parts = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return [text.toLowerCase(), ...parts.filter((part) => part.length >= MIN_KNOWN)]
    .flatMap(spellings)
    .flatMap((one) => [one, typedOnLatin(one), latin(one)]);
}

/** «ё» is mostly typed as «е». */
function spellings(word: string): string[] {
  return word.includes('ё') ? [word, word.replaceAll('ё', 'е')] : [word];
}

function latin(word: string): string {
  return transliterate(word).toLowerCase();
}
