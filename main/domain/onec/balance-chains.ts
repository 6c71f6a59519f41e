import type { LocalDate } from '../../../contract/values/dates.ts';
import { readDay, writeDay } from '../../../contract/values/bank-details/day.ts';
import type { ExchangeFault, ExchangeFaultCode } from './exchange-faults.ts';
import { ACCOUNT_KEYS, type AccountKey } from './exchange-keys.ts';
import type { RawSection } from './split-file.ts';

/** The balances of one section, mostly of one day. Units: kopecks; `null` where a sum cannot be read. */
export interface BalanceSection {
  readonly account: string;
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
  readonly opening: number | null;
  readonly received: number | null;
  readonly spent: number | null;
  readonly closing: number | null;
}

/** The balances of one account over all of its sections. */
export interface BalanceChain extends BalanceSection {
  readonly sections: number;
}

const BALANCE = /^(-?)(\d{1,3}(?:\p{Zs}\d{3})+|\d+)(?:[.,](\d{1,2}))?$/u;

/** Reads a balance, which may be zero or below. Units: kopecks. Errors: `null` for anything else. */
export function readBalance(text: string): number | null {
  const parts = BALANCE.exec(text);
  const roubles = parts?.[2]?.replace(/\P{Nd}/gu, '');
  if (roubles === undefined || roubles.replace(/^0+/, '').length > 13) return null;
  const kopecks = Number(roubles) * 100 + Number((parts?.[3] ?? '').padEnd(2, '0'));
  return parts?.[1] === '-' && kopecks !== 0 ? -kopecks : kopecks;
}

/**
 * Joins the sections of each account by day: they repeat, mostly one a day, and are one chain and not several accounts.
 * Source: README of the exchange files, rule 10.
 */
export function chainBalances(raw: readonly RawSection<AccountKey>[]): {
  readonly sections: readonly BalanceSection[];
  readonly chains: readonly BalanceChain[];
  readonly faults: readonly ExchangeFault[];
} {
  const faults: ExchangeFault[] = [];
  const add: AddFault = (name, code, line, details = {}) => {
    const key = ACCOUNT_KEYS.find((one) => one.name === name)?.key ?? null;
    const level = code === 'balance-unreadable' ? 'error' : 'warning';
    faults.push({ document: null, key, field: null, level, code, details, line });
  };
  const sections: ReadSection[] = [];
  const met = new Set<string>();
  const byAccount = new Map<string, ReadSection[]>();
  for (const section of raw.map((one) => readSection(one, add))) {
    // Some banks write a section twice.
    const { line: _, ...balances } = section;
    const key = JSON.stringify(balances);
    if (met.has(key)) continue;
    met.add(key);
    sections.push(section);
    const known = byAccount.get(section.account);
    if (known === undefined) byAccount.set(section.account, [section]);
    else known.push(section);
  }
  const chains = [...byAccount.values()].map((one) => chainOf(one, add));
  return { sections: sections.map(({ line: _, ...balances }) => balances), chains, faults };
}

/** A section with its line in the file. */
interface ReadSection extends BalanceSection {
  readonly line: number;
}

type AddFault = (
  name: AccountKey,
  code: ExchangeFaultCode,
  line: number,
  details?: Record<string, string | number>,
) => void;

function readSection({ values, line }: RawSection<AccountKey>, add: AddFault): ReadSection {
  const sum = (name: 'opening' | 'received' | 'spent' | 'closing'): number | null => {
    const text = values[name] ?? '';
    const kopecks = text === '' ? null : readBalance(text);
    if (text !== '' && kopecks === null) add(name, 'balance-unreadable', line, { found: text.slice(0, 40) });
    return kopecks;
  };
  return {
    account: values.account ?? '',
    from: readDay(values.from ?? '').day,
    until: readDay(values.until ?? '').day,
    opening: sum('opening'),
    // Banks leave out what did not happen.
    received: values.received === undefined || values.received === '' ? 0 : sum('received'),
    spent: values.spent === undefined || values.spent === '' ? 0 : sum('spent'),
    closing: sum('closing'),
    line,
  };
}

function chainOf(unsorted: readonly ReadSection[], add: AddFault): BalanceChain {
  const sections = [...unsorted].sort((a, b) => (a.from ?? '').localeCompare(b.from ?? ''));
  for (const [at, section] of sections.entries()) {
    const { opening, received, spent, closing, line } = section;
    const before = sections[at - 1]?.closing ?? null;
    if (before !== null && opening !== null && before !== opening)
      add('opening', 'balance-gap', line, { day: section.from === null ? '' : writeDay(section.from) });
    if (opening !== null && received !== null && spent !== null && closing !== null)
      if (opening + received - spent !== closing)
        add('closing', 'balance-does-not-add-up', line, {
          day: section.from === null ? '' : writeDay(section.from),
        });
  }
  const last = sections.at(-1);
  const total = (name: 'received' | 'spent'): number | null =>
    sections.reduce<number | null>((sum, one) => {
      const next = one[name];
      return sum === null || next === null ? null : sum + next;
    }, 0);
  return {
    account: sections[0]?.account ?? '',
    sections: sections.length,
    from: sections[0]?.from ?? null,
    until: last?.until ?? last?.from ?? null,
    opening: sections[0]?.opening ?? null,
    received: total('received'),
    spent: total('spent'),
    closing: last?.closing ?? null,
  };
}

/** A movement on an account. Units: kopecks, above zero. */
export interface Movement {
  readonly day: LocalDate;
  readonly side: 'received' | 'spent';
  readonly amountKopecks: number;
}

/** An account with its period and the balance before it. Units: kopecks. */
export interface AccountPeriod {
  readonly account: string;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly opening: number;
}

/**
 * Returns the balances of an account by day, one section for each day with movements; without any, one section for the
 * whole period.
 */
export function balancesByDay(
  { account, from, until, opening }: AccountPeriod,
  movements: readonly Movement[],
): readonly BalanceSection[] {
  if (movements.length === 0)
    return [{ account, from, until, opening, received: 0, spent: 0, closing: opening }];
  const days = [...new Set(movements.map(({ day }) => day))].sort();
  const sections: BalanceSection[] = [];
  let before = opening;
  for (const day of days) {
    const total = (side: 'received' | 'spent') =>
      movements.reduce(
        (sum, one) => (one.day === day && one.side === side ? sum + one.amountKopecks : sum),
        0,
      );
    const [received, spent] = [total('received'), total('spent')];
    const closing = before + received - spent;
    sections.push({ account, from: day, until: day, opening: before, received, spent, closing });
    before = closing;
  }
  return sections;
}
