import { describe, expect, it } from 'vitest';
import { expectedAccountKey } from '../../contract/values/bank-details.ts';
import { DAY_MS } from '../../contract/values/dates.ts';
import type { ReadDirectory } from '../../main/ports/document-ports.ts';
import { importDirectory } from '../../main/domain/counterparties/import-directory.ts';
import { readDraft } from '../../main/domain/payments/approving/submit.ts';
import { previewPayment } from '../../main/domain/payments/payment-view.ts';
import { bankHandlers } from '../../main/edges/ipc/banks-handlers.ts';
import { directoryReader } from '../../main/edges/bik/read-directory.ts';
import { ed807, ed807Bytes, RESTRICTED, TBANK, TREASURY } from '../bik/sample-ed807.ts';
import { askThroughSchemas } from '../fakes/ask-through-schemas.ts';
import { fakeWorkplace, openedVault } from '../fakes/fake-workplace.ts';
import { COMPANY, draftFields, FREE_RULES, VaultWorld, type Workday } from '../fakes/vault-world.ts';

const OFFICE = `<BICDirectoryEntry BIC="044525988">
  <ParticipantInfo NameP="ГУ Банка России по ЦФО" Tnp="г" Nnp="Москва" PtType="12" ParticipantStatus="PSAC"/>
</BICDirectoryEntry>`;

async function world() {
  const made = new VaultWorld();
  const day = await made.furnish({ rules: FREE_RULES });
  const { accountant } = made.people;
  const take = async (businessDay: string, entries = TBANK + RESTRICTED + TREASURY) => {
    const head = `EDDate="${businessDay}" BusinessDay="${businessDay}" InfoTypeCode="FIRR"`;
    const read: ReadDirectory = await directoryReader.read(ed807Bytes(ed807(entries, head)));
    return importDirectory({ ...day.parts, bankDirectory: day.stores.bankDirectory }, accountant, read);
  };
  return { made, day, accountant, take };
}

/** An ordinary account with the key of a bank. */
function accountAt(bik: string): string {
  const account = '40702810000000000017';
  return account.replace(/^(.{8})./, `$1${expectedAccountKey(account, bik)}`);
}

/** A correspondent account of the bank that the directory does not name. */
function corrAccountAt(bik: string, number: number): string {
  const account = `301018100452500${String(number).padStart(2, '0')}${bik.slice(6)}`;
  return account.replace(/^(.{8})./, `$1${expectedAccountKey(account, bik)}`);
}

const hintsOf = (day: Workday, change: Parameters<typeof draftFields>[0]) => {
  const fields = draftFields({ documentNumber: '1', ...change });
  return previewPayment(day.parts, { companyId: COMPANY, paymentId: null, makers: [], fields }).hints;
};

describe('the directory of banks', () => {
  it.each([
    [9, false],
    [10, false],
    [11, true],
  ])('that is %i days old is told to be old: %s', async (days, isOld) => {
    const { made, take } = await world();
    const businessDay = new Date(Date.parse(made.clock.now()) - days * DAY_MS).toISOString().slice(0, 10);

    expect(await take(businessDay)).toMatchObject({ businessDay, ageDays: days, isOld, banks: 3 });
  });

  it('has no age before its day', async () => {
    const { made, take } = await world();
    const tomorrow = new Date(Date.parse(made.clock.now()) + DAY_MS).toISOString().slice(0, 10);

    expect(await take(tomorrow)).toMatchObject({ ageDays: 0, isOld: false });
  });

  it('is replaced by a newer one and by itself, not by an older one', async () => {
    const { day, take } = await world();
    await take('2026-11-10');
    await take('2026-11-10');
    await take('2026-11-11', TBANK);

    await expect(take('2026-11-10')).rejects.toMatchObject({ code: 'bank-directory-older' });
    const { bankDirectory, audit } = day.stores;
    expect(bankDirectory.record()).toMatchObject({ businessDay: '2026-11-11', count: 1 });
    expect(bankDirectory.find('044525378')).toBeNull();
    const lines = audit.page({ companyId: null, before: null, limit: 4 });
    const imports = lines.filter(({ entry }) => entry.kind === 'bank-directory-imported');
    expect(imports.map(({ entry }) => entry.details)).toEqual([{ banks: 1 }, { banks: 3 }, { banks: 3 }]);
  });

  it('is there after a new start', async () => {
    const { made, take } = await world();
    await take('2026-11-10');

    const { bankDirectory } = made.start().stores;

    expect(bankDirectory.find('044525974')).toMatchObject({ name: 'АО "ТБанк"' });
    expect(bankDirectory.find('044525975')).toBeNull();
  });
});

describe('calls about banks', () => {
  it('know nothing before a directory came, and refuse what is none', async () => {
    const { made, day } = await world();
    const { workplace } = fakeWorkplace(made, () => Promise.resolve(openedVault(made, day)));
    await workplace.open();
    const person = day.stores.people.list().find(({ role }) => role === 'accountant');
    if (person === undefined) throw new Error('nobody');
    workplace.setPerson(person);
    const bytes = ed807Bytes(ed807());
    const handlers = bankHandlers({
      workplace,
      directoryReader,
      directoryPicker: { pick: async () => null },
    });
    const ask = askThroughSchemas(handlers, workplace);

    expect(await ask('banks.view', {})).toEqual({ directory: null });
    expect(await ask('banks.find', { bik: '044525974' })).toEqual({ isKnown: false, bank: null });
    await expect(ask('banks.pick', {})).rejects.toMatchObject({ code: 'cancelled-by-person' });
    await expect(ask('banks.read', { fileName: 'a', content: 'AAAA' })).rejects.toMatchObject({
      code: 'bank-directory-unreadable',
    });
    const content = Buffer.from(bytes).toString('base64');
    expect(await ask('banks.read', { fileName: 'a', content })).toMatchObject({ banks: 3 });
    expect(await ask('banks.find', { bik: ' 044525974 ' })).toMatchObject({
      isKnown: true,
      bank: { name: 'АО "ТБанк"', corrAccount: '30101810145250000974' },
    });
    expect(await ask('banks.find', { bik: '044525999' })).toEqual({ isKnown: true, bank: null });
  });
});

describe('a payment, with a directory', () => {
  const problemsOf = (day: Workday, change: Parameters<typeof draftFields>[0]) => {
    const parsed = readDraft(day.parts, COMPANY, draftFields({ documentNumber: '1', ...change }));
    return parsed.ok ? [] : parsed.problems;
  };
  // Its key holds by the rule of the Bank of Russia only; tapi.md §8.1 has the rules.
  const odd = { payeeAccount: '30232810700000000001', payeeBik: '044525974' };

  it('is told of restrictions, of a bank that leaves, of an unknown BIK, of another correspondent account', async () => {
    const { day, take } = await world();
    const at = (payeeBik: string, payeeCorrAccount = '') => ({
      payeeBik,
      payeeCorrAccount,
      payeeAccount: accountAt(payeeBik),
    });
    expect(hintsOf(day, at('044525378'))).toEqual([]);
    await take('2026-11-10');

    expect(hintsOf(day, {})).toEqual([]);
    expect(problemsOf(day, at('044525378'))).toEqual([]);
    expect(hintsOf(day, at('044525378'))).toEqual(['bank-restricted', 'bank-leaves']);
    expect(hintsOf(day, at('044525379'))).toEqual(['bik-not-listed']);
    expect(hintsOf(day, at('044525378', '30101810945250000378'))).not.toContain('corr-account-not-listed');
    expect(hintsOf(day, at('044525378', corrAccountAt('044525378', 1)))).toContain('corr-account-not-listed');
  });

  it('to an account whose key holds by the other rule only is refused where the directory says who keeps it', async () => {
    const { day, take } = await world();
    const key = problemsOf(day, odd).length;

    await take('2026-11-10');

    expect([key, problemsOf(day, odd).map(({ code }) => code)]).toEqual([0, ['account-check']]);
  });

  it('goes to an account of a unit of the Bank of Russia by its own rule', async () => {
    const { day, take } = await world();
    await take('2026-11-10', TBANK + OFFICE);

    expect(problemsOf(day, { ...odd, payeeBik: '044525988', payeeCorrAccount: '' })).toEqual([]);
    expect(
      problemsOf(day, {
        payeeAccount: '40702810500000000001'.replace('5', '6'),
        payeeBik: '044525988',
        payeeCorrAccount: '',
      }),
    ).toMatchObject([{ code: 'account-check', details: { place: 9 } }]);
  });

  it('goes to an account that the directory itself names', async () => {
    const { day, take } = await world();
    const listed = { payeeAccount: '40702810900000000001' };
    expect(problemsOf(day, listed)).toMatchObject([{ code: 'account-check' }]);
    const account = `<Accounts Account="${listed.payeeAccount}" RegulationAccountType="BANA" AccountStatus="ACAC"/>`;
    await take('2026-11-10', TBANK.replace('<Accounts', `${account}<Accounts`));

    expect(problemsOf(day, listed)).toEqual([]);
    expect(hintsOf(day, listed)).not.toContain('account-key-unsure');
  });
});
