import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli } from './profile-bench.ts';

const FILES = resolve(import.meta.dirname, '../onec/files');
const DAY = ['--today', '2026-11-30'];

describe('in a terminal', () => {
  let dir: string;
  const put = (name: string, content: string): string => {
    writeFileSync(join(dir, name), content);
    return join(dir, name);
  };
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'klyuchnik-orders-'));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('requisites are checked one a line', async () => {
    const asked = [
      { kind: 'inn', input: '7710140679' },
      { kind: 'inn', input: '7710140670' },
      { kind: 'kpp', input: '9999AB001' },
      { kind: 'account', input: '40702810500000000001', bik: '044525974', role: 'client' },
      { kind: 'account', input: '30101810145250000974', bik: '044525974', role: 'correspondent' },
      { kind: 'account', input: '03100643000000018500', bik: '017003983', role: 'treasury' },
      { kind: 'account', input: '40702810500000000001', bik: '04452597' },
      { kind: 'uin', input: '18899999261130000014' },
      { kind: 'kbk', input: '0' },
      { kind: 'oktmo', input: '9970100' },
      { kind: 'amount', input: '150 00' },
      { kind: 'date', input: '121126' },
      { kind: 'purpose', input: 'Оплата. В том числе НДС 20%' },
      { kind: 'bik', input: ' 044525974\u200b' },
    ];
    const input = asked.map((one) => JSON.stringify(one)).join('\n');
    const { code, out } = await cli(['requisites', 'check', '--json', ...DAY], { input });
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

    expect(code).toBe(0);
    expect(answers.map(({ valid, level, code: which }) => [valid, level, which])).toEqual([
      [true, null, null],
      [false, 'error', 'inn-check'],
      [true, 'error', 'kpp-letters'],
      [true, null, null],
      [true, null, null],
      [true, null, null],
      [false, 'error', 'bik-form'],
      [false, 'warning', 'uin-check'],
      [true, null, null],
      [false, 'error', 'oktmo-form'],
      [false, 'error', 'amount-groups'],
      [true, null, null],
      [true, 'warning', 'vat-rate-ended'],
      [true, null, null],
    ]);
    expect(answers[1]?.['message']).toContain('it would end in 9');
  });

  it('a line that is no question is answered too, and told by the exit code', async () => {
    const { code, out } = await cli(['requisites', 'check', '--json'], { input: 'x\n{"kind":"inn"}\n' });
    expect(code).toBe(65);
    expect(out.match(/"code":"line-form"/g)).toHaveLength(2);
  });

  it('orders and a statement of the training company are written once, with the one fault that is meant', async () => {
    const folder = join(dir, 'for 1C');
    const { code, out } = await cli(['orders', 'sample', folder, ...DAY]);
    expect(code).toBe(0);
    const files = out.trimEnd().split('\n');
    expect(files.map((file) => basename(file))).toEqual(['1c_to_kl.txt', 'kl_to_1c.txt']);

    const reports = await Promise.all(files.map((file) => cli(['orders', 'check', file, '--json', ...DAY])));
    expect(reports.map((one) => one.code)).toEqual([1, 0]);
    const [orders, statement] = reports.map(
      (one) =>
        JSON.parse(one.out) as {
          documents: { use: string }[];
          faults: { document: number; field: string; code: string }[];
        },
    );
    expect(orders?.documents.map(({ use }) => use)).toEqual([...Array<string>(7).fill('pay'), 'fix']);
    expect(orders?.faults).toMatchObject([{ document: 7, field: '61', code: 'inn-check' }]);
    expect(new Set(statement?.documents.map(({ use }) => use))).toEqual(new Set(['executed', 'received']));

    const again = await cli(['orders', 'sample', folder, ...DAY]);
    expect([again.code, again.err]).toEqual([74, expect.stringContaining('is there already')]);
  });

  it('orders of 1C are printed with their faults, in the language that was asked for', async () => {
    const file = join(FILES, '06-control-digits.txt');
    const { code, out } = await cli(['orders', 'check', file, '--json', ...DAY, '--lang', 'ru']);
    const report = JSON.parse(out) as { documents: unknown[]; faults: { message: string }[] };

    expect(code).toBe(1);
    expect(report.documents).toHaveLength(9);
    expect(report.faults[0]).toMatchObject({
      document: 0,
      key: 'ПолучательСчет',
      field: '17',
      level: 'error',
    });
    expect(report.faults[0]?.message).toContain('Счёт не подходит к БИК 049999123');
  });

  it('orders without errors end with 0, another file with 2, none with 66', async () => {
    const clean = await cli(['orders', 'check', join(FILES, '02-dos-cp866.txt'), '--json', ...DAY]);
    const other = await cli(['orders', 'check', put('other.txt', 'Номер=1'), '--json']);
    const none = await cli(['orders', 'check', join(dir, 'none'), '--json']);

    expect([clean.code, other.code, none.code]).toEqual([0, 2, 66]);
    expect(other.out).toBe('');
    expect(other.err).toContain('1CClientBankExchange');
  });

  it('the day is told by --today', async () => {
    const file = join(FILES, '01-bp30-clean.txt');
    const { out } = await cli(['orders', 'check', file, '--json', '--today', '31.12.2026']);
    const wrong = await cli(['orders', 'check', file, '--json', '--today', 'сегодня']);

    expect(out.match(/"date-old"/g)).toHaveLength(2);
    expect(wrong.code).toBe(64);
  });

  it('the code of an invoice is shown', async () => {
    const text =
      'ST00012|Name=ООО "Василек"|PersonalAcc=40702810400000000012|BIC=049999123|Sum=100|Purpose=Без НДС';
    const { code, out } = await cli(['qr', 'show', put('qr', text), '--raw', '--json', ...DAY]);
    const refused = await cli(['qr', 'show', put('sbp', 'https://qr.nspk.ru/x'), '--raw', '--json']);

    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      status: 'fault',
      fields: { name: 'ООО "Василек"', amountKopecks: 100 },
      faults: ['17'],
    });
    const noPicture = await cli(['qr', 'show', put('none.png', 'x'), '--json']);
    expect([refused.code, noPicture.code]).toEqual([2, 2]);
    expect(JSON.parse(refused.out)).toMatchObject({ status: 'refuse', fields: {}, faults: [] });
  });

  it('a call without --json, or without a file, is a wrong one', async () => {
    for (const args of [
      ['orders', 'check', join(FILES, '01-bp30-clean.txt')],
      ['orders', 'check', '--json'],
      ['requisites', 'check'],
      ['qr', 'show', put('one', 'x')],
    ])
      expect((await cli(args)).code).toBe(64);
  });
});
