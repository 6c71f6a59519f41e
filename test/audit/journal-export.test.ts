import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { journalEntry, THE_APP } from '../../main/domain/audit/entry.ts';
import {
  exportJournal,
  verifyExport,
  type ExportVerdict,
  type WrittenLine,
} from '../../main/domain/audit/journal-export.ts';
import { ed25519Verifier } from '../../main/edges/keychain/ed25519-verifier.ts';
import { nextHash } from '../../main/edges/store/journal-entry.ts';
import { openLedger } from '../../main/edges/store/ledger.ts';
import { migrate } from '../../main/edges/store/migrate.ts';
import { ALL_MIGRATIONS } from '../../main/edges/store/migrations/all-migrations.ts';
import { openMemoryDatabase } from '../../main/edges/store/open-database.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';
import { testKeys } from '../store/sample-store.ts';
import { seededRandom } from '../store/store-fixture.ts';

const AT = '2026-12-01T09:00:00.000Z';
const LINES = 40;
const PART = new Set([3, 4, 17, 40]);

const turn = async () => undefined;
const parts = { digests: systemDigests, verify: ed25519Verifier(), nextHash };
const check = (text: string): ExportVerdict => verifyExport(parts, text);

/** A computer: what it signs with, in the form in which keys and signatures are written. */
function computer() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  return async (text: string) => ({
    publicKey: spki,
    signature: sign(null, Buffer.from(text), privateKey).toString('base64'),
  });
}

/** The lines of a real journal. */
function written(subject: string): readonly WrittenLine[] {
  const db = openMemoryDatabase();
  migrate(db, ALL_MIGRATIONS);
  const ledger = openLedger({ db, keys: testKeys() });
  for (let number = 1; number <= LINES; number += 1) {
    const facts = { at: AT, actor: THE_APP, companyId: null, subject: `${subject} ${number}` };
    ledger.commit(
      () => undefined,
      journalEntry('company-added', { ...facts, details: { rowCount: number } }),
    );
  }
  const lines = [...ledger.journal.written()];
  db.close();
  return lines;
}

/** Each line with what ends it. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

describe('a saved journal', () => {
  const own = computer();
  let [whole, part, foreign] = ['', '', ''];

  beforeAll(async () => {
    const make = async (lines: readonly WrittenLine[], chosen: ReadonlySet<number> | null, by = own) =>
      (await exportJournal({ digests: systemDigests, sign: by, at: AT, turn }, lines, chosen)).content;
    whole = await make(written('ООО «Пример»'), null);
    part = await make(written('ООО «Пример»'), PART);
    foreign = await make(written('ООО «Другой»'), null, computer());
  });

  it('is good as a whole, as a part, and without any line', async () => {
    expect(check(whole)).toMatchObject({ kind: 'good', scope: 'whole', lines: LINES });
    expect(check(part)).toMatchObject({ kind: 'good', scope: 'part', lines: PART.size });
    const parts = { digests: systemDigests, sign: own, at: AT, turn };
    const { content } = await exportJournal(parts, [], null);
    expect(check(content)).toMatchObject({ kind: 'good', lines: 0 });
  });

  it('has one JSON object a line, and nothing but what the journal has', () => {
    const [head, first] = linesOf(whole);
    expect(JSON.parse(head ?? '')).toEqual({ format: 'klyuchnik-journal', version: 1, scope: 'whole' });
    expect(JSON.parse(first ?? '')).toMatchObject({
      seq: 1,
      entry: { kind: 'company-added', subject: 'ООО «Пример» 1', at: AT },
    });
    expect(linesOf(whole)).toHaveLength(LINES + 2);
  });

  it('is told from what is none', () => {
    for (const text of ['', '\n', '{}', '{"format":"klyuchnik-backup"}\n', 'klyuchnik-journal\n'])
      expect(check(text)).toEqual({ kind: 'not-one' });
  });

  it('shows the first broken line in 10,000 tamperings', () => {
    const random = seededRandom(20261201);
    const faults = new Map<string, number>();
    for (let number = 0; number < 10_000; number += 1) {
      const isPart = number % 4 === 0;
      const before = isPart ? part : whole;
      const { text, how } = tampered(before, { random, isPart, foreign });
      if (text === before) continue;
      const verdict = check(text);
      const line = firstDifference(before, text);
      const name = `${how} in line ${line}: ${JSON.stringify(verdict)}`;
      if (verdict.kind === 'not-one') expect(line, name).toBe(1);
      // A part has gaps: which of two swapped lines is out of its place shows at the second. The head and the first
      // line of another journal continue nothing: that they are another's shows at the line after them.
      else if ((isPart && how === 'swap') || (how === 'foreign' && line <= 2))
        expect(verdict.kind, name).toBe('broken');
      else expect(verdict, name).toMatchObject({ kind: 'broken', line });
      const fault = verdict.kind === 'broken' ? verdict.fault : verdict.kind;
      faults.set(fault, (faults.get(fault) ?? 0) + 1);
    }
    expect([...faults.keys()].sort()).toEqual([
      'chain',
      'checkpoint',
      'cut',
      'form',
      'not-one',
      'order',
      'proof',
      'signature',
    ]);
  });

  it('whose chain was made anew from a changed line on is not what was signed', () => {
    const lines = linesOf(whole);
    let hash = '0'.repeat(64);
    const forged = lines.slice(1, -1).map((line, index) => {
      const { seq, entry } = JSON.parse(line) as { seq: number; entry: Record<string, unknown> };
      const changed = index === 20 ? { ...entry, subject: 'ничего не было' } : entry;
      const bytes = Buffer.from(systemDigests.canonical(changed));
      hash = createHash('sha256').update(Buffer.from(hash, 'hex')).update(bytes).digest('hex');
      return `${systemDigests.canonical({ seq, entry: changed, hash })}\n`;
    });
    const text = [lines[0], ...forged, lines.at(-1)].join('');
    expect(check(text)).toMatchObject({ kind: 'broken', fault: 'checkpoint', line: LINES + 2 });
  });

  it('that another computer has signed says whose key it is', () => {
    const [ours, theirs] = [check(whole), check(foreign)];
    expect(theirs.kind).toBe('good');
    expect(theirs.kind === 'good' && ours.kind === 'good' && theirs.publicKey !== ours.publicKey).toBe(true);
  });
});

interface Tampering {
  readonly random: (below: number) => number;
  readonly isPart: boolean;
  readonly foreign: string;
}

/** What somebody with an editor may do. A line left out of a part leaves a part: nobody can tell. */
function tampered(before: string, { random, isPart, foreign }: Tampering): { text: string; how: string } {
  const lines = linesOf(before);
  const at = random(lines.length);
  const other = random(lines.length);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const acts: Readonly<Record<string, () => string>> = {
    flip: () => {
      const place = random(before.length);
      const code = before.charCodeAt(place) ^ (1 << random(6));
      return before.slice(0, place) + String.fromCharCode(code) + before.slice(place + 1);
    },
    lose: () => {
      const place = random(before.length);
      return before.slice(0, place) + before.slice(place + 1 + random(3));
    },
    add: () => {
      const place = random(before.length);
      return before.slice(0, place) + pick([' ', '0', 'a', '"', '\n', '\u0000', 'é']) + before.slice(place);
    },
    cut: () => before.slice(0, random(before.length)),
    twice: () => [...lines.slice(0, at + 1), ...lines.slice(at)].join(''),
    swap: () => {
      const swapped = [...lines];
      [swapped[at], swapped[other]] = [lines[other] ?? '', lines[at] ?? ''];
      return swapped.join('');
    },
    foreign: () => lines.with(at, linesOf(foreign)[at] ?? '').join(''),
    reword: () => lines.with(at, (lines[at] ?? '').replace('Пример', 'Пробел')).join(''),
    spaces: () => lines.with(at, (lines[at] ?? '').replace(':', ': ')).join(''),
    ...(isPart ? {} : { without: () => lines.toSpliced(at, 1 + random(3)).join('') }),
  };
  const how = pick(Object.keys(acts));
  return { how, text: acts[how]?.() ?? before };
}

/** The number of the first line that differs, from 1. */
function firstDifference(before: string, after: string): number {
  const [one, other] = [linesOf(before), linesOf(after)];
  const index = one.findIndex((line, at) => line !== other[at]);
  return (index === -1 ? one.length : index) + 1;
}
