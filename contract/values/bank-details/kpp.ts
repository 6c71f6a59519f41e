import { notTaken, wrong, type BankDetailFault } from './fault.ts';

/**
 * Says what is wrong with a KPP, or `null`. `0` stands for «none».
 * Letters in the fifth and sixth place are lawful, and T-API does not take them.
 * Source: tapi.md §8.1 (`^\d{4}[\dA-Z]{2}\d{3}$`), §5.4 (`to.kpp`); a KPP does not begin with 00: Minfin order 58н,
 * before it 107н.
 */
export function kppFault(kpp: string): BankDetailFault | null {
  if (kpp === '0') return null;
  if (!/^\d{4}[\dA-Z]{2}\d{3}$/.test(kpp)) return wrong('kpp-form', { length: kpp.length });
  if (kpp.startsWith('00')) return wrong('kpp-zeros');
  return /^\d+$/.test(kpp) ? null : notTaken('kpp-letters', { letters: kpp.slice(4, 6) });
}
