import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli } from './profile-bench.ts';

/** Files of one journal, with the key that they were signed by. Source: docs/format/journal.md. */
const FORMAT = join(import.meta.dirname, '../../docs/format');
const WHOLE = join(FORMAT, 'journal-whole.jsonl');
const PART = join(FORMAT, 'journal-part.jsonl');
const KEY = 'MCowBQYDK2VwAyEAhZP7Qg37VoA+LLg+/x5srOUTKSzbXKu5DOBNYo9cRmU=';

/** The root over its five lines, made from the description of the format by another program. */
const ROOT = '991865b38161263af7bbf034044b85619c8af761bc723ca014e9921bb3d7111e';

describe('a saved journal in a terminal', () => {
  let dir: string;
  const put = (name: string, content: string): string => {
    writeFileSync(join(dir, name), content);
    return join(dir, name);
  };
  const whole = readFileSync(WHOLE, 'utf8');

  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'klyuchnik-journal-'));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('is whole, as it stands in the description of the format', async () => {
    const { code, out, err } = await cli(['journal', 'verify', WHOLE, '--json', '--key', KEY]);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      kind: 'good',
      scope: 'whole',
      lines: 5,
      checkpoint: { size: 5, root: ROOT },
      publicKey: KEY,
    });
  });

  it('may be a part', async () => {
    const { code, out } = await cli(['journal', 'verify', PART, '--lang', 'ru']);

    expect(code).toBe(0);
    expect(out).toContain('Цел. Строк: 2 из 5.');
    expect(out).toContain(KEY);
  });

  it('is broken at the line that somebody has changed', async () => {
    const changed = put('changed', whole.replace('"accesses":2', '"accesses":3'));
    const { code, out } = await cli(['journal', 'verify', changed, '--lang', 'en']);

    expect(code).toBe(1);
    expect(out).toBe(
      'Not whole. Line 4 of the file, line 3 of the journal: it does not follow the line before it.\n',
    );
  });

  it('is refused when another key has signed it', async () => {
    const { code, out } = await cli(['journal', 'verify', WHOLE, '--key', 'AAAA', '--json']);

    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ kind: 'broken', fault: 'signature', line: 7 });
  });

  it('is told from other files', async () => {
    const other = await cli(['journal', 'verify', put('other', '{}\n')]);
    const none = await cli(['journal', 'verify', join(dir, 'nothing')]);
    const nothing = await cli(['journal', 'verify']);

    expect([other.code, none.code, nothing.code]).toEqual([2, 66, 64]);
  });
});
