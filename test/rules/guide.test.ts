import { describe, expect, it } from 'vitest';
import { GUIDE_PAGES, PAGE_OF_LOCATION, QUESTIONS } from '../../renderer/ui/guide/guide-pages.ts';
import { SETTINGS_TABS } from '../../renderer/ui/paths.ts';
import { repositoryFiles, sourceFiles, textOf } from './repository.ts';

const FOLDER = 'docs/guide/';
const files = repositoryFiles(FOLDER);
const languages = [
  { language: 'ru', quoted: /«([^»]+)»/g, other: /[“”]/ },
  { language: 'en', quoted: /“([^”]+)”/g, other: /[«»]/ },
] as const;

const pagesOf = (language: string) => GUIDE_PAGES.map((page) => `${FOLDER}${language}/${page}.md`);
const allPages = languages.flatMap(({ language }) => pagesOf(language));

/** Every text of the app in a language, as it stands on the screen. */
function textsOfApp(language: string): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const file of repositoryFiles(`renderer/i18n/${language}/`)) {
    // The guide's own texts are no buttons.
    if (!file.endsWith('/guide.json')) addLeaves(texts, JSON.parse(textOf(file)));
  }
  return texts;
}

function addLeaves(texts: Set<string>, tree: unknown): void {
  if (typeof tree === 'string') texts.add(tree);
  else if (typeof tree === 'object' && tree !== null)
    for (const branch of Object.values(tree)) addLeaves(texts, branch);
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, found]) => found ?? '');
}

const picturesOf = (page: string) => matches(textOf(page), /!\[[^\]]*\]\(([^)\s]+)\)/g);

/** The pictures that the tour takes: one a step, and those that a step takes besides. */
function picturesOfTour(): ReadonlySet<string> {
  const tour = textOf('scripts/tour.ts');
  const steps = tour.slice(tour.indexOf('const STEPS'), tour.indexOf('export async function runTour'));
  return new Set([...matches(steps, /^ {2}\[\s*'([\w-]+)',/gm), ...matches(steps, /shot\('([\w-]+)'\)/g)]);
}

describe('the guide', () => {
  it('has every page in both languages, and no other', () => {
    const pages = files.filter((file) => file.endsWith('.md'));

    expect([...pages].sort()).toEqual([...allPages].sort());
  });

  it.each(languages)('quotes in $language only what the app says', ({ language, quoted, other }) => {
    const texts = textsOfApp(language);
    const wrong = pagesOf(language).flatMap((page) => {
      const text = textOf(page);
      const foreign = other.test(text) ? [`${page}: quotation marks of another language`] : [];
      const unknown = matches(text, quoted).filter((one) => !texts.has(one));
      return [...foreign, ...unknown.map((one) => `${page}: ${one}`)];
    });

    expect(wrong).toEqual([]);
    expect(matches(textOf(`${FOLDER}${language}/accountant.md`), quoted).length).toBeGreaterThan(10);
  });

  it('tells the same in both languages: headings, items and pictures', () => {
    const shape = (page: string) =>
      textOf(page)
        .split('\n')
        .flatMap((line) => /^(?:#+ |- |\d+\. |!\[)/.exec(line)?.[0].replace(/\d+/, '1') ?? []);
    const unlike = GUIDE_PAGES.filter(
      (page) => shape(`${FOLDER}ru/${page}.md`).join() !== shape(`${FOLDER}en/${page}.md`).join(),
    );

    expect(unlike).toEqual([]);
  });

  it('links only to its own pages', () => {
    const strange = allPages.flatMap((page) =>
      matches(textOf(page), /(?<!!)\[[^\]]*\]\(([^)\s]+)\)/g)
        .filter((target) => !GUIDE_PAGES.some((one) => target === `${one}.md`))
        .map((target) => `${page}: ${target}`),
    );

    expect(strange).toEqual([]);
    expect(allPages.filter((page) => /https?:/.test(textOf(page)))).toEqual([]);
  });

  it('shows only pictures that the tour takes, and keeps no others', () => {
    const named = new Set(allPages.flatMap(picturesOf));
    const taken = picturesOfTour();
    const wrong = [...named].filter((target) => {
      const name = /^\.\.\/pictures\/([\w-]+)\.png$/.exec(target)?.[1];
      return name === undefined || !taken.has(name);
    });
    const kept = files.filter((file) => file.endsWith('.png')).map((file) => file.replace(FOLDER, '../'));

    expect(wrong).toEqual([]);
    expect([...kept].sort()).toEqual([...named].sort());
    expect(taken).toContain('overview');
    expect(taken).toContain('approval-window');
  });

  it('has a page for every screen', () => {
    const routes = matches(textOf('renderer/app/routes.tsx'), /<Route path="(\/[\w-]*)/g);
    const known = Object.keys(PAGE_OF_LOCATION);

    expect([...new Set(routes)].filter((path) => !known.includes(path))).toEqual([]);
    expect(routes).toContain('/plans');
    const strays = known.filter((path) => {
      const [, tab] = /^\/settings\/(.+)$/.exec(path) ?? [];
      return tab !== undefined && !SETTINGS_TABS.some((one) => one === tab);
    });
    expect(strays).toEqual([]);
  });

  it('answers as many questions as the app asks, each where it arises', () => {
    const sources = sourceFiles('renderer').map(textOf).join('\n');
    const asked = (question: string) =>
      sources.includes(`question="${question}"`) || sources.includes(`: '${question}',`);

    for (const { language } of languages)
      expect(matches(textOf(`${FOLDER}${language}/questions.md`), /^## (.+)$/gm)).toHaveLength(
        QUESTIONS.length,
      );
    expect(QUESTIONS.filter((question) => !asked(question))).toEqual([]);
  });
});
