// @module-tag may-run-again
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOKEN_COLUMNS } from '../../../contract/areas/views.ts';
import { PATIENCE_MS, seen, type AppWindow } from '../screens/app-window.ts';
import { call, demoIsReady } from './support/app-calls.ts';
import { answerFileDialog, answerSaveDialog } from './support/file-dialog.ts';
import { photographFailures } from './support/photograph-failures.ts';
import { Workbench } from './support/workbench.ts';

/** In Windows-1251, as Excel in Russian saves it. */
function windows1251(text: string): Buffer {
  return Buffer.from(
    [...text].map((letter) => {
      const code = letter.codePointAt(0) ?? 0;
      return code < 0x80 ? code : code - 0x410 + 0xc0;
    }),
  );
}

describe('tables of tokens', () => {
  let bench: Workbench;
  let window: AppWindow;
  let dir = '';

  beforeAll(async () => {
    bench = await Workbench.start({});
    ({ window } = await bench.open({ isDemo: true }));
    await demoIsReady(window.page);
    dir = path.join(bench.dir, 'sheets');
    await mkdir(dir);
    await answerSaveDialog(bench.app.electron, dir);
  });

  afterAll(() => bench.stop());
  photographFailures(() => bench.app);

  it('are taken in from a file of Excel, without the column of tokens', async () => {
    const file = path.join(dir, 'old.csv');
    const secret = `t.${'Zz9_'.repeat(21)}`;
    const rows = Array.from(
      { length: 30 },
      (_, at) => `Касса ${at + 1};Петров П. П.;03.06.2026;Выписки;;${secret}`,
    );
    await writeFile(
      file,
      windows1251(['Название;Кто выпустил;Дата выпуска;Доступы;IP;Ключ', ...rows].join('\r\n')),
    );
    await answerFileDialog(bench.app.electron, [file]);
    await window.goTo('Токены');
    await window.button('Из таблицы').click();
    await window.button('Выбрать файл').click();

    await seen(window.page.getByText('столбец не прочитан')).toBeVisible({ timeout: PATIENCE_MS });
    await window.button('Внести 30 токенов').click();
    await seen(window.page.getByText('Внесено 30 токенов')).toBeVisible({ timeout: PATIENCE_MS });

    const tokens = await call(window.page, 'tokens.list', {});
    expect(tokens.filter(({ secretPlace }) => secretPlace === 'elsewhere')).toHaveLength(30);
    expect(JSON.stringify(tokens)).not.toContain('Zz9_');
    await window.page.getByRole('dialog').getByRole('button', { name: 'Закрыть' }).last().click();
  });

  it('are saved in four formats', async () => {
    const tokenIds = (await call(window.page, 'tokens.list', {})).map(({ tokenId }) => tokenId);
    const starts = { csv: '\ufeff"Название"', xlsx: 'PK', pdf: '%PDF-1.', json: '{' } as const;
    for (const format of ['csv', 'xlsx', 'pdf', 'json'] as const) {
      const columns = format === 'pdf' ? [...TOKEN_COLUMNS].slice(0, 8) : [...TOKEN_COLUMNS];
      const { place, tokens } = await call(window.page, 'sheets.export', { format, tokenIds, columns });
      expect(tokens).toBe(32);
      const content = await readFile(place ?? '');
      expect(content.toString('utf8').startsWith(starts[format])).toBe(true);
    }
  });

  it('printed as PDF are whole pages that no script and no network has touched', async () => {
    const pdf = (await readFile(path.join(dir, await nameOf('pdf')))).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(1);
    expect(pdf).not.toContain('/JavaScript');
    expect(pdf).toMatch(/\/MediaBox\s*\[0 0 84[12][.\d]* 59[45]/);
  });

  async function nameOf(extension: string): Promise<string> {
    const { entries } = await call(window.page, 'journal.page', { companyId: null, before: null, limit: 20 });
    const exported = entries.filter(({ kind }) => kind === 'inventory-exported');
    expect(exported).toHaveLength(4);
    return `Опись токенов ${new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 10)}.${extension}`;
  }
});
