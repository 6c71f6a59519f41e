import type { Instant } from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import type { JournalEntry } from '../../domain/audit/entry.ts';
import type { DocumentRecord, EnvelopeRecord } from '../../domain/organizations/organization.ts';
import type { EnvelopeStore, OrganizationStore } from '../../domain/organizations/organizations-ports.ts';
import { translated, type Ledger } from './ledger.ts';
import { Remembered } from './remembered.ts';

/** Organizations over the vault file. */
export function organizationStore(ledger: Ledger): OrganizationStore {
  const organizations = new Remembered({
    ledger,
    read: () => ledger.organizations.list(),
    idOf: ({ companyId }) => companyId,
  });
  const documents = new ByCompany<DocumentRecord>(() => translated(() => ledger.signedDocuments.list()));
  return {
    get: (companyId) => organizations.get(companyId),
    list: () => organizations.all(),
    documents: (companyId) => documents.list(companyId),
    save: (organization, added, entry) => {
      documents.forget();
      const write = () => {
        ledger.organizations.upsert(organization);
        for (const one of added) ledger.signedDocuments.upsert(one);
      };
      organizations.write([organization], write, entry);
    },
  };
}

/**
 * Envelopes over the vault file; kept in memory, since the state of every payment of an organization is worked out from
 * them.
 */
export class SqliteEnvelopeStore implements EnvelopeStore {
  readonly #ledger: Ledger;
  readonly #envelopes: Remembered<string, EnvelopeRecord>;
  readonly #ofCompany: ByCompany<EnvelopeRecord>;
  /** The last number given to each author: it may lie in a text that is being signed. */
  readonly #given = new Map<string, number>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
    this.#envelopes = new Remembered({
      ledger,
      read: () => ledger.envelopes.list(),
      idOf: ({ hash }) => hash,
    });
    this.#ofCompany = new ByCompany(() => this.#envelopes.all());
  }

  get(hash: string): EnvelopeRecord | null {
    return this.#envelopes.get(hash);
  }

  list(companyId: CompanyId): readonly EnvelopeRecord[] {
    return this.#ofCompany.list(companyId);
  }

  add(records: readonly EnvelopeRecord[], entry: JournalEntry | null): readonly EnvelopeRecord[] {
    const unique = new Map(records.map((record) => [record.hash, record]));
    const fresh = [...unique.values()].filter(({ hash }) => this.get(hash) === null);
    if (fresh.length > 0) this.writeWith(fresh, () => undefined, entry);
    return fresh;
  }

  /**
   * Adds envelopes in the transaction of something else. Errors: those of `write`, `stale-revision` for a known one;
   * nothing is kept then.
   */
  writeWith(records: readonly EnvelopeRecord[], write: () => unknown, entry: JournalEntry | null): void {
    this.#ofCompany.forget();
    const all = () => {
      for (const record of records) this.#ledger.envelopes.insert(record);
      write();
    };
    this.#envelopes.write(records, all, entry);
  }

  noteDelivered(hashes: readonly string[], at: Instant): void {
    const delivered = hashes
      .flatMap((hash) => this.get(hash) ?? [])
      .filter(({ deliveredAt }) => deliveredAt === null)
      .map((record) => ({ ...record, deliveredAt: at }));
    if (delivered.length === 0) return;
    this.#ofCompany.forget();
    const write = () => {
      for (const record of delivered) this.#ledger.envelopes.replace(record);
    };
    this.#envelopes.write(delivered, write, null);
  }

  nextCounter(author: string, now: Instant): number {
    const used = this.#envelopes.all().filter((record) => record.author === author);
    const least = Math.max(Date.parse(now), (this.#given.get(author) ?? 0) + 1);
    const next = used.reduce((highest, { counter }) => Math.max(highest, counter + 1), least);
    this.#given.set(author, next);
    return next;
  }
}

/** Records of each company, the same list until one is written. */
class ByCompany<T extends { readonly companyId: CompanyId }> {
  readonly #read: () => readonly T[];
  #known: Map<CompanyId, T[]> | null = null;

  constructor(read: () => readonly T[]) {
    this.#read = read;
  }

  list(companyId: CompanyId): readonly T[] {
    this.#known ??= this.#group();
    const known = this.#known.get(companyId);
    if (known !== undefined) return known;
    const none: T[] = [];
    this.#known.set(companyId, none);
    return none;
  }

  forget(): void {
    this.#known = null;
  }

  #group(): Map<CompanyId, T[]> {
    const groups = new Map<CompanyId, T[]>();
    for (const record of this.#read()) {
      const group = groups.get(record.companyId);
      if (group === undefined) groups.set(record.companyId, [record]);
      else group.push(record);
    }
    return groups;
  }
}
