import { describe, expect, it, vi } from 'vitest';
import { NO_JOURNAL_FILTER, type JournalFilter } from '../../contract/areas/audit.ts';
import { CompanyId } from '../../contract/values/ids.ts';
import { journalEntry, THE_APP } from '../../main/domain/audit/entry.ts';
import { openLedger } from '../../main/edges/store/ledger.ts';
import { migrate } from '../../main/edges/store/migrate.ts';
import { ALL_MIGRATIONS } from '../../main/edges/store/migrations/all-migrations.ts';
import { openMemoryDatabase } from '../../main/edges/store/open-database.ts';
import { auditLog } from '../../main/edges/store/record-stores.ts';
import { testKeys } from './sample-store.ts';

const AT = '2026-11-16T09:00:00.000Z';
const COMPANY = CompanyId.parse('company-1');

function journalOf(count: number) {
  const db = openMemoryDatabase();
  migrate(db, ALL_MIGRATIONS);
  const ledger = openLedger({ db, keys: testKeys() });
  const audit = auditLog(ledger);
  const write = (subject: string) =>
    audit.append(journalEntry('payment-submitted', { at: AT, actor: THE_APP, companyId: COMPANY, subject }));
  ledger.together(() => {
    for (let number = 1; number <= count; number += 1) write(number % 1000 === 7 ? 'Ромашка' : 'Прочее');
  });
  const ask = async (
    text: string,
    before: number | null = null,
    limit = 5,
    change: Partial<JournalFilter> = {},
  ) => {
    const words = text === '' ? [] : [{ text, codes: [] }];
    const filter = { ...NO_JOURNAL_FILTER, words, ...change, companyId: null };
    const { lines, found } = await audit.search(filter, { before, limit });
    return { seqs: lines.map(({ seq }) => seq), found };
  };
  return { db, ledger, audit, write, ask };
}

describe('the search in the journal', () => {
  it('finds among all lines, newest first, page by page, and says how many there are', async () => {
    const { ask } = journalOf(3_100);

    expect(await ask('ромашка', null, 2)).toEqual({ seqs: [3007, 2007], found: 4 });
    expect(await ask('ромашка', 2007, 2)).toEqual({ seqs: [1007, 7], found: 4 });
    expect(await ask('ромашка', 7, 2)).toEqual({ seqs: [], found: 4 });
    expect(await ask('лютик')).toEqual({ seqs: [], found: 0 });
    expect(await ask('', null, 2)).toEqual({ seqs: [3100, 3099], found: 3100 });
    expect(await ask('', null, 2, { to: '2026-11-15' })).toEqual({ seqs: [], found: 0 });
  });

  it('opens all of 20,000 lines once, in turns with others; later only the lines that it shows', async () => {
    const { db, write, ask } = journalOf(20_000);
    let turns = 0;
    let isSearching = true;
    const others = () => {
      turns += 1;
      if (isSearching) setImmediate(others);
    };
    setImmediate(others);
    const both = await Promise.all([ask('ромашка'), ask('прочее')]);
    isSearching = false;
    expect(both.map(({ found }) => found)).toEqual([20, 19_980]);
    expect(turns).toBeGreaterThan(20);

    write('Ромашка');
    const read = vi.spyOn(db, 'all');
    expect(await ask('ромашка')).toEqual({ seqs: [20_001, 19_007, 18_007, 17_007, 16_007], found: 21 });
    const rows = read.mock.results.flatMap(({ value }) => value as readonly unknown[]); // what `all` gives
    // The new line, the five that are shown, and the ends that are asked for.
    expect(rows.length).toBeLessThan(10);
  });

  it('finds a line that is written while the others are read', async () => {
    const { write, ask } = journalOf(5_000);
    const asked = ask('ромашка', null, 1);
    write('Ромашка');

    expect(await asked).toEqual({ seqs: [5001], found: 6 });
  });
});
