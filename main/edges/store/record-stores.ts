import type { ErrorInfo } from '../../../contract/result.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { AuditLog } from '../../domain/audit/audit-ports.ts';
import { NO_BACKUPS, type BackupRecordStore } from '../../domain/backup/backup-record.ts';
import type { CompanyStore, CompanyEventStore } from '../../domain/companies/companies-ports.ts';
import type { PeopleStore } from '../../domain/people/people-ports.ts';
import type { PolicyStore } from '../../domain/policy/policy-ports.ts';
import type { SettingsStore } from '../../domain/session/settings.ts';
import type { TimeStore } from '../../domain/time/time-ports.ts';
import type { AccountStore } from '../../domain/statements/accounts-ports.ts';
import { choicesOf, wanted, wantsAll } from '../../domain/audit/journal-search.ts';
import { JournalIndex } from './journal-index.ts';
import { toAppError, translated, type Ledger } from './ledger.ts';
import { StoreError } from './store-error.ts';
import type { OrdersFolderStore } from '../../domain/payments/draft/orders-folder.ts';
import type { TemplateStore } from '../../domain/payments/draft/template.ts';
import type { SendingOrders } from '../../domain/payments/sending/sending-run.ts';

export function companyStore(ledger: Ledger): CompanyStore & { forget(): void } {
  const known = remembered(() => translated(() => ledger.companies.list()));
  return {
    get: (companyId) => known.list().find((company) => company.companyId === companyId) ?? null,
    list: known.list,
    add: (company, entry) => {
      ledger.commit(() => ledger.companies.insert(company), entry);
      known.forget();
    },
    forget: known.forget,
  };
}

/** `companies`: the store that remembers the companies, which must read a changed one again. */
export function companyEventStore(ledger: Ledger, companies: { forget(): void }): CompanyEventStore {
  const known = remembered(() => translated(() => ledger.standings.list()));
  return {
    get: (companyId) => known.list().find((one) => one.companyId === companyId) ?? null,
    save: (standing, company, entry) => {
      ledger.commit(() => {
        ledger.standings.upsert(standing);
        if (company !== null) ledger.companies.replace(company);
      }, entry);
      known.forget();
      companies.forget();
    },
  };
}

/**
 * Keeps what was read from the file until something is added. Companies, people and certificates are asked for with
 * every call and every look, are never changed, and the file is open in this process alone.
 */
function remembered<T>(read: () => readonly T[]): {
  readonly list: () => readonly T[];
  readonly forget: () => void;
} {
  let known: readonly T[] | null = null;
  return {
    list: () => (known ??= read()),
    forget: () => {
      known = null;
    },
  };
}

export function peopleStore(ledger: Ledger): PeopleStore {
  const { list, forget } = remembered(() => translated(() => ledger.people.list()));
  return {
    get: (personId) => list().find((person) => person.personId === personId) ?? null,
    list,
    add: (person, entry) => {
      const name = person.name.toLowerCase();
      const isTaken = list().some(
        (known) => known.name.toLowerCase() === name && known.isTraining === person.isTraining,
      );
      if (isTaken) throw new AppError('person-duplicate', { name: person.name });
      ledger.commit(() => ledger.people.insert(person), entry);
      forget();
    },
    save: (person, entry) => {
      ledger.commit(() => void ledger.people.replace(person), entry);
      forget();
    },
  };
}

export function policyStore(ledger: Ledger): PolicyStore {
  return {
    newest: (companyId) =>
      translated(() =>
        ledger.policies.list({
          where: { company_id: companyId },
          orderBy: 'version',
          direction: 'descending',
          limit: 1,
        }),
      )[0] ?? null,
    versions: (companyId) =>
      translated(() =>
        ledger.policies.list({
          where: { company_id: companyId },
          orderBy: 'version',
          direction: 'ascending',
        }),
      ),
    add: (policy, entry) => ledger.commit(() => ledger.policies.insert(policy), entry),
  };
}

export function accountStore(ledger: Ledger): AccountStore {
  const problems = new Map<CompanyId, ErrorInfo>();
  return {
    problem: (companyId) => problems.get(companyId) ?? null,
    noteProblem: (companyId, problem) => {
      problems.set(companyId, problem);
    },
    list: (companyId) => {
      const known = translated(() => ledger.balances.list({ where: { company_id: companyId } }));
      const newest = known.reduce((latest, { asOf }) => (asOf > latest ? asOf : latest), '');
      return known.filter(({ asOf }) => asOf === newest);
    },
    remember: (companyId, accounts) => {
      ledger.commit(() => {
        for (const account of accounts) ledger.balances.upsert(account);
      }, null);
      problems.delete(companyId);
    },
  };
}

export function settingsStore(ledger: Ledger): SettingsStore {
  return {
    get: () => {
      const row = translated(() => ledger.settings.get('workplace'));
      return row?.id === 'workplace' ? row.settings : null;
    },
    save: (settings) => {
      ledger.commit(() => ledger.settings.upsert({ id: 'workplace', settings }), null);
    },
  };
}

/** The payments that this workplace was told to send, beside its settings. */
export function sendingOrderStore(ledger: Ledger): SendingOrders {
  return {
    get: () => {
      const row = translated(() => ledger.settings.get('sending'));
      return row?.id === 'sending' ? row.order : null;
    },
    save: (order) => {
      ledger.commit(() => ledger.settings.upsert({ id: 'sending', order }), null);
    },
  };
}

/** What is remembered of backups, beside the settings. */
export function backupRecordStore(ledger: Ledger): BackupRecordStore {
  return {
    get: () => {
      const row = translated(() => ledger.settings.get('backup'));
      return row?.id === 'backup' ? row.backup : NO_BACKUPS;
    },
    save: (backup, entry) => {
      ledger.commit(() => ledger.settings.upsert({ id: 'backup', backup }), entry);
    },
  };
}

/** Payments that are prepared again and again, beside the settings. */
export function templateStore(ledger: Ledger): TemplateStore {
  const known = remembered(() => {
    const row = translated(() => ledger.settings.get('templates'));
    return row?.id === 'templates' ? row.templates : [];
  });
  return {
    list: known.list,
    save: (templates) => {
      ledger.commit(() => ledger.settings.upsert({ id: 'templates', templates: [...templates] }), null);
      known.forget();
    },
  };
}

/** The folders into which 1C exports, beside the settings. */
export function ordersFolderStore(ledger: Ledger): OrdersFolderStore {
  const known = remembered(() => {
    const row = translated(() => ledger.settings.get('orders-folders'));
    return row?.id === 'orders-folders' ? row.folders : [];
  });
  return {
    list: known.list,
    save: (folders, entry) => {
      ledger.commit(() => ledger.settings.upsert({ id: 'orders-folders', folders: [...folders] }), entry);
      known.forget();
    },
  };
}

/** What is known of the time, over the vault file. */
export function timeStore(ledger: Ledger): TimeStore {
  return {
    get: (realm) => translated(() => ledger.times.get(realm)) ?? null,
    save: (record) => {
      ledger.commit(() => ledger.times.upsert(record), null);
    },
  };
}

/** Errors of the store come as those of the app, whenever they come. */
function* translatedLines<T>(lines: Generator<T>): Generator<T> {
  for (;;) {
    const next = translated(() => lines.next());
    if (next.done === true) return;
    yield next.value;
  }
}

export function auditLog(ledger: Ledger): AuditLog {
  const { journal } = ledger;
  const index = new JournalIndex(journal);
  const lines = async () => {
    try {
      return await index.lines();
    } catch (error) {
      throw error instanceof StoreError ? toAppError(error) : error;
    }
  };
  return {
    search: async (search, { before, limit }) => {
      const end = before ?? Number.MAX_SAFE_INTEGER;
      if (wantsAll(search))
        return translated(() => ({ lines: journal.page({ limit, before: end }), found: journal.count() }));
      const found = (await lines()).filter(wanted(search));
      const page = found.filter(({ seq }) => seq < end).slice(-limit);
      const seqs = page.map(({ seq }) => seq).reverse();
      return { lines: translated(() => journal.pick(seqs)), found: found.length };
    },
    numbers: async (search) => new Set((await lines()).filter(wanted(search)).map(({ seq }) => seq)),
    written: () => translatedLines(journal.written()),
    choices: async () => choicesOf(await lines()),
    append: (entry) => ledger.commit(() => undefined, entry),
    page: ({ companyId, before, limit }) =>
      translated(() =>
        ledger.journal.page({
          limit,
          ...(before === null ? {} : { before }),
          ...(companyId === null ? {} : { companyId }),
        }),
      ),
    verify: () => {
      const verdict = translated(() => ledger.journal.verify());
      if (!verdict.ok) return { ok: false, entries: 0, brokenAt: verdict.brokenAt };
      return { ok: true, entries: verdict.head.seq, brokenAt: null };
    },
  };
}
