import type { ImportPreview, SheetDraft } from '../../contract/areas/sheets.ts';
import type { AppHandlers } from '../../contract/contract.ts';

/** A table with a column of tokens that was not read, and rows of every kind. */
export function sampleSheet(): SheetDraft {
  return {
    draftId: 'sheet-1',
    fileName: 'Токены 2026.csv',
    encoding: 'Windows-1251',
    rows: 41,
    columns: [
      { heading: 'Название', samples: ['1С: выписки', 'Сайт', 'Касса'], isRefused: false },
      { heading: 'Кто выпустил', samples: ['Петров П. П.', 'Иванова А. П.'], isRefused: false },
      { heading: 'Дата', samples: ['03.06.2026', '12.01.2026'], isRefused: false },
      { heading: 'Права', samples: ['Информация о счетах; Выписки'], isRefused: false },
      { heading: 'IP', samples: ['203.0.113.7'], isRefused: false },
      { heading: 'Ключ', samples: [], isRefused: true },
      { heading: 'Телефон', samples: ['+7 900 000-00-00'], isRefused: false },
    ],
    mapping: ['label', 'issuer', 'issuedOn', 'accesses', 'ips', null, null],
    refusedRows: [2, 3, 7, 12],
    refusedCount: 4,
  };
}

function samplePreview(): ImportPreview {
  const row = {
    companyName: 'ООО «Пример»',
    issuer: 'Петров П. П.',
    issuedOn: '2026-06-03',
    lastUsedOn: null,
    accesses: ['accounts', 'statement'],
    unknownAccesses: [],
    ips: ['203.0.113.7'],
    isDuplicate: false,
    problems: [],
  };
  return {
    rows: [
      {
        ...row,
        line: 5,
        label: 'Касса',
        issuedOn: null,
        ips: ['203.0.113.0/24'],
        problems: [
          { field: 'issuedOn', problem: 'date', value: '31.02.2026' },
          { field: 'ips', problem: 'ip-range', value: '203.0.113.0/24' },
        ],
      },
      { ...row, line: 9, label: '1С: выписки', isDuplicate: true },
      { ...row, line: 2, label: 'Сайт', unknownAccesses: ['opensme/new'], accesses: ['opensme/new'] },
      { ...row, line: 3, label: 'Зарплата' },
    ],
    good: 39,
    wrong: 1,
    duplicates: 1,
  };
}

/** Exports that are saved, and a table that is taken in. */
export function sheetSampleHandlers(): Pick<AppHandlers, Extract<keyof AppHandlers, `sheets.${string}`>> {
  return {
    'sheets.export': async ({ format, tokenIds }) => ({
      place: `/home/anna/Документы/Опись токенов 2026-11-22.${format}`,
      tokens: tokenIds.length,
    }),
    'sheets.pick': async () => sampleSheet(),
    'sheets.preview': async () => samplePreview(),
    'sheets.import': async () => ({ added: 39, leftOut: 2 }),
    'sheets.discard': async () => ({}),
  };
}
