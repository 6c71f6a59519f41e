import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { journalEntry, THE_APP, type JournalEntry } from '../main/domain/audit/entry.ts';
import { Secret } from '../main/ports/secret.ts';
import type { Intention } from '../main/domain/payments/payments-ports.ts';
import type { Payment } from '../main/domain/payments/payment.ts';
import type { Database } from '../main/edges/store/database.ts';
import { openLedger, type Ledger } from '../main/edges/store/ledger.ts';
import { migrate } from '../main/edges/store/migrate.ts';
import { ALL_MIGRATIONS } from '../main/edges/store/migrations/all-migrations.ts';
import { openDatabase } from '../main/edges/store/open-database.ts';
import { SqliteEnvelopeStore } from '../main/edges/store/organization-stores.ts';
import { SqlitePaymentStore } from '../main/edges/store/payment-store.ts';
import { deriveStoreKeys } from '../main/edges/store/seal.ts';
import { systemClock } from '../main/edges/system/system-clock.ts';
import { BareStore } from './bare-store.ts';
import { figureOf, interleaved, type Finding } from './figures.ts';
import { sampleIntention, samplePayment } from './sample-payment.ts';

/** How much is done for one figure. `pairs` of `perPair` commits each; `entries` in the journal that is verified. */
export interface StoreWork {
  readonly pairs: number;
  readonly perPair: number;
  readonly entries: number;
}

/** Measures durable intentions, durable journal lines, and the verification of the journal. */
export async function storeRates(dir: string, work: StoreWork): Promise<Finding> {
  const place = await mkdtemp(path.join(dir, 'store-'));
  const db = openDatabase({ file: path.join(place, 'ours', 'vault.sqlite') });
  migrate(db, ALL_MIGRATIONS);
  const ledger = openLedger({ db, keys: deriveStoreKeys(Secret.fromBytes(randomBytes(32))) });
  const bare = new BareStore(path.join(place, 'bare.sqlite'));
  try {
    return {
      figures: [
        figureOf('intentions', '1/s', await intentions(db, ledger, bare, work)),
        figureOf('journal-append', '1/s', await appends(db, ledger, bare, work)),
        figureOf('journal-verification', '1/s', await verifications(db, ledger, bare, work)),
      ],
      notes: [
        'intentions: payment replaced, intention inserted, journal line appended in one durable transaction; the bare file writes the same three rows of the same size, without seals, hashes, parsing or indexes',
        'journal-append: one durable line; the bare file inserts one row of the same size',
        'journal-verification: every line read from the file, unsealed and hashed into the chain; the bare scan reads as many plain rows of the same size through the same SQLite and hashes each with SHA-256',
      ],
    };
  } finally {
    bare.close();
    db.close();
    await rm(place, { recursive: true });
  }
}

async function intentions(db: Database, ledger: Ledger, bare: BareStore, { pairs, perPair }: StoreWork) {
  const store = new SqlitePaymentStore(ledger, new SqliteEnvelopeStore(ledger));
  const entry = sampleEntry('payment-sending');
  const waiting = Array.from({ length: (pairs + 1) * perPair }, () => samplePayment());
  ledger.commit(() => {
    for (const payment of waiting) ledger.payments.insert(payment);
    return null;
  }, null);
  bare.fill(
    'payments',
    waiting.map(({ paymentId }) => paymentId),
    sealedSize(db, 'payments'),
  );
  const next = waiting.values();
  const ours = () => perSecond(perPair, () => intend(store, next.next().value, entry));
  ours(); // the code is warm and the log has its size
  const [payments, lines] = [sealedSize(db, 'payments'), sealedSize(db, 'journal')];
  const intention = sealedSize(db, 'intentions');
  const replaced = waiting.map(({ paymentId }) => paymentId).values();
  const baseline = () =>
    perSecond(perPair, () =>
      bare.commit((write) => {
        write.replace('payments', replaced.next().value ?? '', payments);
        write.insert('intentions', intention);
        write.append(lines);
      }),
    );
  baseline();
  return interleaved(pairs, { ours, baseline });
}

function intend(store: SqlitePaymentStore, payment: Payment | undefined, entry: JournalEntry): void {
  if (payment === undefined) throw new RangeError('too few payments were prepared');
  const intention: Intention = sampleIntention(payment);
  store.saveWithIntention({ ...payment, status: 'submitting', sentAt: intention.at }, intention, entry);
}

async function appends(db: Database, ledger: Ledger, bare: BareStore, { pairs, perPair }: StoreWork) {
  const entry = sampleEntry('token-checked');
  const size = sealedSize(db, 'journal');
  const ours = () => perSecond(perPair, () => ledger.commit(() => null, entry));
  const baseline = () => perSecond(perPair, () => bare.commit((write) => write.append(size)));
  ours();
  baseline();
  return interleaved(pairs, { ours, baseline });
}

async function verifications(db: Database, ledger: Ledger, bare: BareStore, work: StoreWork) {
  const { pairs, entries } = work;
  const entry = sampleEntry('token-checked');
  const missing = Math.max(0, entries - ledger.journal.head().seq);
  ledger.commit(() => {
    for (let index = 0; index < missing; index += 1) ledger.journal.append(entry);
    return null;
  }, null);
  const count = ledger.journal.head().seq;
  bare.fillJournal(count, sealedSize(db, 'journal'));
  const ours = () =>
    rateOf(count, () => {
      if (!ledger.journal.verify().ok) throw new Error('the journal does not verify');
    });
  const baseline = () => rateOf(count, () => scan(bare));
  ours();
  baseline();
  return interleaved(pairs, { ours, baseline });
}

function scan(bare: BareStore): void {
  for (const line of bare.lines()) createHash('sha256').update(line).digest();
}

function sampleEntry(kind: JournalEntry['kind']): JournalEntry {
  const facts = { at: systemClock.now(), actor: THE_APP, companyId: null };
  return journalEntry(kind, { ...facts, subject: 'ООО «Поставщик», 1 500,50 ₽', details: {} });
}

function sealedSize(db: Database, table: string): number {
  return Number(db.get(`SELECT max(length(sealed)) AS size FROM ${table}`)?.['size'] ?? 0);
}

function perSecond(count: number, once: () => unknown): number {
  return rateOf(count, () => {
    for (let index = 0; index < count; index += 1) once();
  });
}

function rateOf(count: number, act: () => void): number {
  const began = performance.now();
  act();
  return (count * 1000) / (performance.now() - began);
}
