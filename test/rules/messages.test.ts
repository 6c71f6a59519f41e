import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CALL_NAMES, EVENT_NAMES } from '../../contract/channel-names.ts';
import { ERROR_CODES } from '../../contract/error-codes.ts';

const rendererDir = path.join(import.meta.dirname, '..', '..', 'renderer');
const textsDir = path.join(rendererDir, 'i18n');
const languages = ['ru', 'en'] as const;

/**
 * Plural forms that each language has for whole numbers. Source: Unicode CLDR 46, cardinal plural rules of ru and en.
 */
const pluralForms = { ru: ['one', 'few', 'many', 'other'], en: ['one', 'other'] } as const;

const anyPlural = /_(one|few|many|other)$/;

type Texts = ReadonlyMap<string, string>;

function readTexts(language: string): Texts {
  const texts = new Map<string, string>();
  for (const file of readdirSync(path.join(textsDir, language))) {
    const tree: unknown = JSON.parse(readFileSync(path.join(textsDir, language, file), 'utf8'));
    addLeaves(texts, path.basename(file, '.json'), tree);
  }
  return texts;
}

function addLeaves(texts: Map<string, string>, key: string, tree: unknown): void {
  if (typeof tree === 'string') texts.set(key, tree);
  else if (typeof tree === 'object' && tree !== null) {
    for (const [name, branch] of Object.entries(tree)) addLeaves(texts, `${key}.${name}`, branch);
  }
}

const withoutPlural = (key: string) => key.replace(anyPlural, '');
const baseKeys = (texts: Texts) => new Set([...texts.keys()].map(withoutPlural));
const difference = (left: ReadonlySet<string>, right: ReadonlySet<string>) =>
  [...left].filter((key) => !right.has(key)).sort();

function sources(): string {
  const files = readdirSync(rendererDir, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(path.join(rendererDir, file), 'utf8'))
    .join('\n');
}

interface UsedKeys {
  readonly literal: ReadonlySet<string>;
  /** Keys put together from a pattern, `journal.kinds.${kind}`, as expressions that match them. */
  readonly patterns: readonly RegExp[];
}

function usedKeys(areas: readonly string[]): UsedKeys {
  const text = sources();
  const area = `(?:${areas.join('|')})`;
  const quoted = text.matchAll(new RegExp(`['"](${area}(?:\\.[\\w-]+)+)['"]`, 'g'));
  const pieced = text.matchAll(new RegExp(`\`(${area}\\.[\\w.-]*\\$\\{[^\`]*)\``, 'g'));
  return {
    literal: new Set([...quoted].map((match) => match[1] ?? '')),
    patterns: [...pieced].map((match) => keyPattern(match[1] ?? '')),
  };
}

function keyPattern(template: string): RegExp {
  const fixed = template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${fixed.join('[\\w-]+')}$`);
}

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();

/** What online banking says in Russian stays Russian, in quotes. */
const withoutQuotes = (text: string) => text.replace(/“[^”]*”|«[^»]*»/g, '');

const texts = { ru: readTexts('ru'), en: readTexts('en') };
const areas = [...new Set([...texts.ru.keys()].map((key) => key.split('.')[0] ?? ''))];

describe('texts', () => {
  it('are the same keys in both languages', () => {
    const ru = baseKeys(texts.ru);
    const en = baseKeys(texts.en);

    expect({ onlyRu: difference(ru, en), onlyEn: difference(en, ru) }).toEqual({ onlyRu: [], onlyEn: [] });
  });

  it.each(languages)('have every plural form of %s', (language) => {
    const plural = [...texts[language].keys()].filter((key) => anyPlural.test(key)).map(withoutPlural);

    const missing = plural.flatMap((key) =>
      pluralForms[language].map((form) => `${key}_${form}`).filter((full) => !texts[language].has(full)),
    );

    expect(missing).toEqual([]);
  });

  it('have the same placeholders in both languages', () => {
    const unlike = [...texts.ru].flatMap(([key, ru]) => {
      const en = texts.en.get(key) ?? texts.en.get(`${withoutPlural(key)}_other`) ?? '';
      const [inRu, inEn] = [new Set(placeholders(ru)), new Set(placeholders(en))];
      // A singular may name its one thing without the number.
      for (const set of [inRu, inEn]) if (anyPlural.test(key)) set.delete('count');
      return [...inRu].sort().join() === [...inEn].sort().join() ? [] : [key];
    });

    expect(unlike).toEqual([]);
  });

  it('are all there for the keys that the sources use', () => {
    // Names of calls and events look like keys.
    const known = new Set([...baseKeys(texts.ru), ...CALL_NAMES, ...EVENT_NAMES]);

    const missing = [...usedKeys(areas).literal].filter((key) => !known.has(key));

    expect(missing).toEqual([]);
  });

  it('are all used', () => {
    const { literal, patterns } = usedKeys(areas);

    const unused = [...baseKeys(texts.ru)].filter(
      (key) => !literal.has(key) && !patterns.some((pattern) => pattern.test(key)),
    );

    expect(unused).toEqual([]);
  });

  it('end without exclamation marks and are not empty', () => {
    const loud = languages.flatMap((language) =>
      [...texts[language]]
        .filter(([, text]) => text.includes('!') || text.trim() === '')
        .map(([key]) => `${language} ${key}`),
    );

    expect(loud).toEqual([]);
  });

  it('are Russian in Russian and English in English', () => {
    const mixed = [...texts.en].filter(
      ([key, text]) => /[а-яё]/i.test(withoutQuotes(text)) && key !== 'settings.general.languages.ru',
    );

    expect(mixed.map(([key]) => key)).toEqual([]);
  });
});

describe('error texts', () => {
  it.each(languages)('say what happened and what to do next for every code in %s', (language) => {
    const wanted = Object.keys(ERROR_CODES).flatMap((code) => [
      `errors.codes.${code}.happened`,
      `errors.codes.${code}.next`,
    ]);

    const written = [...texts[language].keys()].filter((key) => key.startsWith('errors.codes.'));

    expect(written.sort()).toEqual(wanted.sort());
  });

  it.each(languages)('leave the sentence about money to the code itself in %s', (language) => {
    const doubled = [...texts[language]].filter(
      ([key, text]) => key.startsWith('errors.codes.') && /деньги (не|могли)|money (was|may)/i.test(text),
    );

    expect(doubled).toEqual([]);
  });
});
