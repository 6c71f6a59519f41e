import type { Language } from '../../../contract/areas/session.ts';
import type { GuidePage } from '../../ui/guide/guide-pages.ts';

/** The files of the guide as they lie in the repository, each in a script of its own. */
const texts = import.meta.glob<string>('../../../docs/guide/*/*.md', { query: '?raw', import: 'default' });

/** Where the build has put the pictures. */
const pictures = import.meta.glob<string>('../../../docs/guide/pictures/*.png', {
  query: '?url',
  import: 'default',
  eager: true,
});

/**
 * Reads a page from the app's own files.
 *
 * Errors: rejects when the build has no such page.
 */
export async function fetchGuidePage(language: Language, page: GuidePage): Promise<string> {
  const load = texts[`../../../docs/guide/${language}/${page}.md`];
  if (load === undefined) throw new Error(`no page ${page} in ${language}`);
  return load();
}

/** Returns the address of a picture that a page names as `../pictures/<name>.png`; `null` for any other. */
export function pictureAddress(target: string): string | null {
  return pictures[`../../../docs/guide/${target.replace('../', '')}`] ?? null;
}
