import { describe, expect, it } from 'vitest';
import { dayFirst, dayOrderOf, isUnsureDay } from '../../main/domain/inventory/day-order.ts';
import { readSheet } from '../../main/domain/inventory/read-sheet.ts';
import { csvReader } from '../../main/edges/sheets/csv-file.ts';

const HEADS = 'Название;Кто выпустил;Дата выпуска;Адреса';
const ROW = 'Касса;Иванова А.;03.06.2026;185.71.65.92';
const read = (text: string) => readSheet(csvReader.read(Buffer.from(text, 'utf8')));

/** Source: https://github.com/mholt/PapaParse/issues/951, https://github.com/PowerShell/PowerShell/issues/7776. */
describe('lines before the heading', () => {
  it.each([
    ['\ufeffsep=;\r\n', 3],
    ['sep=;\n', 3],
    ['SEP=;\r\n', 3],
    ['"sep=;"\r\n', 3],
    ['\ufeffРеестр токенов на 28.11.2026;;;\r\n', 3],
    ['Реестр токенов\r\n', 3],
    ['Реестр токенов\r\nООО «Пример»\r\n\r\n', 5],
    ['', 2],
  ])('%j are no heading', (before, line) => {
    const { mapping, rows, lines } = read(`${before}${HEADS}\r\n${ROW}\r\n`);
    expect(mapping).toEqual(['label', 'issuer', 'issuedOn', 'ips']);
    expect(rows).toEqual([ROW.split(';')]);
    expect(lines).toEqual([line]);
  });

  it('say the separator', () => {
    const text = `sep=|\r\n${HEADS.replaceAll(';', '|')}\r\n${ROW.replaceAll(';', '|')}\r\n`;
    expect(read(text).rows).toEqual([ROW.split(';')]);
  });
});

/** Source: https://github.com/rdunlop/unicycling-registration/issues/527. */
describe('lines that are named', () => {
  it('are those of the file: blank lines and cells of several lines count', () => {
    const several = '"Касса\r\nглавная";Иванова А.;03.06.2026;';
    const text = [HEADS, '', '', ROW, ';;;', several, '', ROW, ''].join('\r\n');
    expect(read(text).lines).toEqual([4, 6, 9]);
    expect(read(text.replaceAll('\r\n', '\n')).lines).toEqual([4, 6, 9]);
  });

  it('are those of tokens too', () => {
    const secret = `t.${'aB3_'.repeat(21)}xy`;
    expect(read(`${HEADS}\r\n\r\nКасса;${secret};03.06.2026;\r\n`).refusedRows).toEqual([3]);
  });
});

/** Source: https://github.com/andrewplummer/Sugar/issues/347. */
describe('the order of days and months', () => {
  it.each([
    [['6/3/2026', '6/13/2026'], 'month-first'],
    [['6/3/2026', '13/6/2026'], 'day-first'],
    [['6/3/2026', '7/8/2026'], 'unsure'],
    [['6/13/2026', '13/6/2026'], 'unsure'],
    [['03.06.2026', '13.06.2026'], 'day-first'],
    [['03.06.2026', '07.08.2026'], 'unsure'],
    [['6.3.2026', '6.13.2026'], 'month-first'],
    [['6-3-2026', '6-13-2026 10:00'], 'month-first'],
  ] as const)('of %j is %s', (cells, order) => {
    expect(dayOrderOf(cells)).toBe(order);
  });

  it('decides a cell by its column, and nothing where nothing decides', () => {
    expect(dayFirst('6/3/2026', 'month-first')).toBe('3.6.2026');
    expect(dayFirst('6/3/2026 12:00', 'day-first')).toBe('6.3.2026 12:00');
    expect(dayFirst('6/3/2026', 'unsure')).toBe('6/3/2026');
    expect(dayFirst('5/5/2026', 'unsure')).toBe('5.5.2026');
    expect(dayFirst('6.3.2026', 'month-first')).toBe('3.6.2026');
    expect(dayFirst('03.06.2026', 'unsure')).toBe('03.06.2026');
    expect(isUnsureDay('03.06.2026')).toBe(false);
    expect(isUnsureDay('03/06/2026')).toBe(true);
  });
});
