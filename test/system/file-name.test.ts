import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNameOf, MOST_CHARACTERS } from '../../main/edges/system/file-name.ts';

describe('the name of a file that is suggested to a person', () => {
  it.each([
    ['Опись токенов 30.11.2026.xlsx', 'Опись токенов 30.11.2026.xlsx'],
    ['Запрос 7/2 «ООО "Ромашка"».klyuchnik', 'Запрос 7 2 «ООО Ромашка ».klyuchnik'],
    ['a:b|c?.pdf', 'a b c.pdf'],
    ['..\\..\\startup\\x.bat', 'startup x.bat'],
    ['отчёт. . .pdf', 'отчёт.pdf'],
    ['ООО Ромашка.', 'ООО Ромашка'],
    ['.profile', 'klyuchnik.profile'],
    [' \t.csv', 'klyuchnik.csv'],
    ['', 'klyuchnik'],
  ])('is made of %j', (text, name) => {
    expect(fileNameOf(text)).toBe(name);
  });

  it.each([
    'CON',
    'con.pdf',
    'Nul.xlsx',
    'aux.tar.gz',
    'PRN .csv',
    'COM1.json',
    'lpt9',
    'COM¹.pdf',
    'CONIN$',
  ])('is never that of a device: %j', (text) => {
    expect(fileNameOf(text)).toMatch(/^_/);
  });

  it.each(['CONTO.pdf', 'COM10.pdf', 'nullable', 'Консул.pdf', 'COM.pdf'])(
    'stays when it only begins so: %j',
    (text) => {
      expect(fileNameOf(text)).toBe(text);
    },
  );

  it.each([
    [MOST_CHARACTERS - 1, MOST_CHARACTERS - 1],
    [MOST_CHARACTERS, MOST_CHARACTERS],
    [MOST_CHARACTERS + 1, MOST_CHARACTERS],
    [400, MOST_CHARACTERS],
  ])('of %i characters has %i, and its ending', (length, expected) => {
    const name = fileNameOf(`${'ы'.repeat(length - 4)}.pdf`);
    expect(name).toHaveLength(expected);
    expect(name).toMatch(/ы\.pdf$/);
  });

  it('is not cut in the middle of a character', () => {
    for (const before of [0, 1]) {
      const name = fileNameOf(`${'a'.repeat(before)}${'😀'.repeat(200)}.pdf`);
      expect(name.isWellFormed()).toBe(true);
    }
  });

  it('can be written and is then listed as it is, whatever was typed', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'klyuchnik-names-'));
    const typed = fc.string({
      unit: fc.constantFrom(...'CONnul1.:\\/ "*яЁ😀\u0000\u001f¹$'),
      maxLength: 200,
    });
    await fc.assert(
      fc.asyncProperty(typed, async (text) => {
        const name = fileNameOf(text);
        await writeFile(path.join(dir, name), 'x');
        expect(await readdir(dir)).toEqual([name]);
        await rm(path.join(dir, name));
        expect(fileNameOf(name)).toBe(name);
      }),
    );
    await rm(dir, { recursive: true });
  });
});
