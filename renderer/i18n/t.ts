import type { Language } from '../../contract/areas/session.ts';
import type { ru } from './resources.ts';
import { useTexts } from './texts.tsx';

type WithoutPlural<K extends string> = K extends `${infer Base}_${'one' | 'few' | 'many' | 'other'}`
  ? Base
  : K;

type Leaves<T, Path extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Path}${WithoutPlural<K>}` : Leaves<T[K], `${Path}${K}.`>;
}[keyof T & string];

/**
 * Every text: `area.screen.purpose`. Plural forms (`_one`, `_few`, `_many`) are asked for without their ending and with
 * `count`.
 */
export type MessageKey = Leaves<typeof ru>;

export type MessageValues = Readonly<Record<string, string | number>>;

/** Returns the text of a key in the person's language, with its placeholders filled. */
export type Translate = (key: MessageKey, values?: MessageValues) => string;

/** Gives the lookup of texts; components that use it are drawn again when the language changes. */
export function useT(): Translate {
  return useTexts().t;
}

/** Gives the language on the screen. */
export function useLanguage(): Language {
  return useTexts().language;
}
