import type { BankDirectoryView, BankView } from '../../contract/areas/banks.ts';
import type { AppHandlers } from '../../contract/contract.ts';
import { day } from './sample-time.ts';

/** A directory of the day before yesterday. */
export function sampleDirectory(change: Partial<BankDirectoryView> = {}): BankDirectoryView {
  return {
    businessDay: day(-2).slice(0, 10),
    banks: 1_912,
    importedAt: day(-2),
    importedBy: 'Иванова А. П.',
    ageDays: 2,
    isOld: false,
    ...change,
  };
}

/** Banks of the sample directory: one as usual, one under restrictions that leaves. */
export const SAMPLE_BANKS: readonly BankView[] = [
  {
    bik: '044525225',
    name: 'ПАО Сбербанк',
    place: 'г Москва',
    corrAccount: '30101810400000000225',
    leavesOn: null,
    restrictions: [],
  },
  {
    bik: '044525378',
    name: 'КУ ООО КБ «Пример» - ГК АСВ',
    place: 'г Москва',
    corrAccount: '30101810945250000378',
    leavesOn: '2026-12-15',
    restrictions: [
      { code: 'URRS', since: '2026-01-20' },
      { code: 'LWRS', since: null },
    ],
  },
];

export function bankSampleHandlers(
  isEmpty: boolean,
  directory = sampleDirectory(),
): Pick<AppHandlers, Extract<keyof AppHandlers, `banks.${string}`>> {
  return {
    'banks.view': async () => ({ directory: isEmpty ? null : directory }),
    'banks.find': async ({ bik }) => ({
      isKnown: !isEmpty,
      bank: isEmpty ? null : (SAMPLE_BANKS.find((bank) => bank.bik === bik) ?? null),
    }),
    'banks.pick': async () => sampleDirectory(),
    'banks.read': async () => sampleDirectory(),
  };
}
