import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { electronPackage } from '../../scripts/electron/electron-official.ts';
import { registryRuntime } from '../../scripts/electron/electron-recipe.ts';
import { usedMembers } from './electron-api.ts';
import { MEMBER_ANSWERS, PUBLISHED, type Answer } from './electron-changes.ts';
import { REPOSITORY, sourceFiles, textOf } from './repository.ts';

const Changes = z.strictObject({
  from: z.string(),
  to: z.string(),
  changed: z.array(z.string()),
  removed: z.array(z.string()),
  added: z.array(z.string()),
});
const changes = Changes.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, 'electron-changes.json'), 'utf8')),
);

function missingTests({ tests = [] }: Answer): readonly string[] {
  return tests.filter((file) => !existsSync(join(REPOSITORY, file)));
}

describe('the members of Electron that differ between the runtime of the tests and that of releases', () => {
  let used: ReturnType<typeof usedMembers>;
  beforeAll(() => {
    used = usedMembers();
  });

  it('are listed for these two versions', async () => {
    expect([changes.from, changes.to]).toEqual([
      registryRuntime.electronVersion,
      (await electronPackage()).version,
    ]);
  });

  it('are seen when our code uses them', () => {
    expect(used.size).toBeGreaterThan(150);
    expect([...(used.get('Electron.Session.on#will-download') ?? [])]).toEqual([
      'main/edges/windows/session-rules.ts',
    ]);
    expect(used.has('Electron.SaveDialogOptions.defaultPath')).toBe(true);
  });

  it('are used only where an answer says why that does no harm', () => {
    const different = [...changes.changed, ...changes.removed, ...changes.added];
    const met = different.filter((key) => used.has(key));
    expect(met.filter((key) => MEMBER_ANSWERS[key] === undefined)).toEqual([]);
    expect(Object.keys(MEMBER_ANSWERS).filter((key) => !met.includes(key))).toEqual([]);
    expect(Object.values(MEMBER_ANSWERS).flatMap(missingTests)).toEqual([]);
  });
});

describe('the changes that Electron has published', () => {
  const sources = sourceFiles('main', 'preload', 'scripts/electron').map(textOf);

  it.each(PUBLISHED.map((change) => [change.since, change.what, change] as const))(
    'have an answer where they meet us: %i, %s',
    (_since, _what, { use, answer }) => {
      const isMet = sources.some((text) => use.test(text));
      expect(answer !== undefined).toBe(isMet);
      if (answer !== undefined) expect(missingTests(answer)).toEqual([]);
    },
  );

  it('are those of every version between the two', () => {
    const versions = [...new Set(PUBLISHED.map(({ since }) => since))];
    expect(versions).toEqual([34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44]);
  });
});
