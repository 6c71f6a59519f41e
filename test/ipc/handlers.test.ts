import { describe, expect, it } from 'vitest';
import { tokenOrder } from '../../contract/values/list-order.ts';
import { CALL_NAMES, type CallName } from '../../contract/channel-names.ts';
import type { calls } from '../../contract/contract.ts';
import type { Result } from '../../contract/result.ts';
import type { z } from 'zod';
import { TOKENS_A_PAGE, TOKENS_ON_FIRST_PAGE } from '../../contract/areas/tokens.ts';
import { NO_VIEWS } from '../../contract/areas/views.ts';
import { TokenId } from '../../contract/values/ids.ts';
import { Settings } from '../../main/domain/session/settings.ts';
import { AppError } from '../../main/ports/app-error.ts';
import { dispatch } from '../../main/edges/ipc/dispatch.ts';
import { appHandlers } from '../../main/edges/ipc/handlers.ts';
import type { OpenedVault } from '../../main/domain/session/opened-vault.ts';
import { directoryReader } from '../../main/edges/bik/read-directory.ts';
import { fileReader } from '../../main/edges/x509/file-reader.ts';
import { requestMaker } from '../../main/edges/x509/request-maker.ts';
import { fakeCertificateFiles, fakeTrust } from '../fakes/fake-certificates.ts';
import { FakeDisplay } from '../fakes/fake-people.ts';
import { ScriptedProbes } from '../fakes/scripted-probes.ts';
import { fakeDocuments } from '../fakes/fake-documents.ts';
import { ApprovalSession } from '../../main/edges/ipc/approval-session.ts';
import { FakeApprovalWindow } from '../fakes/fake-approval-window.ts';
import { fakeReminders } from '../fakes/fake-reminders.ts';
import {
  COMPANY,
  draftFields,
  EVERYDAY,
  PAYING,
  passphraseOf,
  STRICT_RULES,
  VaultWorld,
} from '../fakes/vault-world.ts';
import { fakeOrganizationFiles } from '../fakes/fake-organization-files.ts';
import { fakeSheets } from '../fakes/fake-sheets.ts';
import { plainSealing } from '../fakes/fake-backups.ts';
import { fakeWorkplace, openedVault } from '../fakes/fake-workplace.ts';

/** The window's side of the door, over the real handlers, verbs and store. */
async function windowOver(change: Partial<OpenedVault> = {}, isFurnished = true, environment = 'production') {
  const world = new VaultWorld();
  const day = isFurnished ? await world.furnish({ rules: STRICT_RULES, environment }) : world.start();
  const vault = openedVault(world, day, change);
  const { workplace } = fakeWorkplace(world, () => Promise.resolve(vault));
  await workplace.open();
  const errors: unknown[] = [];
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (_event: string, error: unknown) => {
      errors.push(error);
    },
  };
  const approvalWindow = new FakeApprovalWindow();
  const approvalDesk = new ApprovalSession({ workplace, window: approvalWindow, log });
  const handlers = appHandlers({
    workplace,
    approvalSession: approvalDesk,
    prompt: world.prompt,
    display: new FakeDisplay(),
    spareKey: vault.spareKey.file,
    probes: new ScriptedProbes(world.clock),
    network: { read: () => Promise.resolve({ isConnected: true, hasProxy: false }) },
    files: fakeCertificateFiles(),
    requestMaker,
    trust: fakeTrust(),
    connections: { forgetCertificate: () => undefined },
    ...fakeDocuments(),
    ...fakeOrganizationFiles(),
    ...fakeSheets(),
    ordersPicker: { pick: () => Promise.resolve(null), pickFolder: () => Promise.resolve(null) },
    turn: () => Promise.resolve(),
    directoryPicker: { pick: () => Promise.resolve(null) },
    directoryReader,
    codeReader: { codesOn: () => Promise.resolve([]) },
    keychain: () => world.keychain,
    reader: fileReader,
    bank: world.bank,
    trainingBank: {
      running: () => Promise.reject(new AppError('training-only')),
      current: () => null,
      clockAheadMs: () => 0,
      stop: () => Promise.resolve(),
    },
    ids: world.ids,
    ...fakeReminders(world.clock),
    computer: { addresses: () => ['192.0.2.10'] },
    random: () => 0.5,
    publish: () => undefined,
    cancelKeychainWait: () => undefined,
    choosePassphraseFile: () => Promise.resolve(),
    prepareTraining: () => Promise.reject(new AppError('training-only')),
    openLink: () => Promise.resolve(),
    openCabinet: () => Promise.resolve(),
    backupPicker: { pick: () => Promise.resolve(null), pickFolder: () => Promise.resolve(null) },
    backupSealing: plainSealing,
    backupProof: vault.backup.proof,
    restoreBackup: () => Promise.resolve(),
    signedFiles: {
      pick: () => Promise.resolve(null),
      take: () => Promise.resolve([]),
      pickFolder: () => Promise.resolve(null),
    },
  });
  const gate = { log, standing: () => workplace.standing() };
  const send = (name: CallName, input: object): Promise<Result<unknown>> =>
    dispatch(handlers, gate, name, input);
  /** The value of a call that has to succeed, as the contract types it. */
  async function ask<N extends CallName>(
    name: N,
    input: object,
  ): Promise<z.output<(typeof calls)[N]['output']>> {
    const result = await send(name, input);
    if (!result.ok) throw new Error(`${name}: ${result.error.code}`, { cause: errors.at(-1) });
    return result.value as z.output<(typeof calls)[N]['output']>; // parsed by dispatch with this very schema
  }
  async function code(name: CallName, input: object): Promise<string> {
    const result = await send(name, input);
    return result.ok ? 'ok' : result.error.code;
  }
  return { world, day, vault, workplace, ask, code, errors, approvalWindow, approvalDesk };
}

describe('the whole way of a payment, through the door', () => {
  it('from an empty vault to executed', async () => {
    const { world, ask, code } = await windowOver({}, false);
    const start = await ask('session.snapshot', {});
    const accountant = await ask('setup.addPerson', { name: 'Анна', role: 'accountant' });
    world.prompt.answer('короткая', 'длинная фраза Бориса');
    const director = await ask('setup.addPerson', { name: 'Борис', role: 'director' });
    const company = await ask('setup.addCompany', {
      name: 'ООО «Пример»',
      inn: '9999000006',
      kpp: '999901001',
      environment: 'production',
    });
    const { companyId } = company;
    world.prompt.answer(`t.${'a'.repeat(86)}`);
    const token = await ask('tokens.add', {
      companyId,
      label: 'Счета',
      purpose: '',
      issuer: 'Борис',
      issuedOn: '2026-11-16',
      accesses: ['accounts', 'company-info', 'drafts', 'document-status'],
      ips: [],
      ipCheck: 'on',
      rule: { kind: 'idle', days: 90 },
      certificateId: null,
    });
    const check = await ask('tokens.check', { tokenId: token.tokenId });
    const accounts = await ask('accounts.refresh', { companyId });
    const fields = draftFields({ route: 'bank-draft' });
    const preview = await ask('payments.preview', { companyId, paymentId: null, fields });
    const draft = await ask('payments.saveDraft', { companyId, draft: null, fields });
    const seen = ({ payment }: typeof draft) => ({
      paymentId: payment.paymentId,
      revision: payment.revision,
    });
    const ready = await ask('payments.submit', seen(draft));
    const laid = await ask('payments.pay', seen(ready));
    const [document] = world.bank.drafts;
    if (document !== undefined) document.status = 'EXECUTED';
    const done = await ask('payments.askBank', seen(laid));

    expect(start.phase).toBe('first-run');
    expect([accountant.role, director.role]).toEqual(['accountant', 'director']);
    expect(world.prompt.refusals).toEqual(['passphrase-weak']);
    expect([check.alive, check.token.status]).toEqual([true, 'active']);
    expect(accounts.accounts).toHaveLength(1);
    expect(preview.problems.map(({ field }) => field)).toEqual(['documentNumber']);
    expect([ready, laid, done].map(({ payment }) => payment.status)).toEqual([
      'approved',
      'handed-over',
      'executed',
    ]);
    expect(await code('payments.cancel', seen(done))).toBe('payment-state');
    expect((await ask('journal.verify', {})).ok).toBe(true);
    expect(
      (await ask('journal.page', { companyId, before: null, limit: 500 })).entries.length,
    ).toBeGreaterThan(4);
    expect((await ask('overview.get', { companyId })).accounts.accounts).toHaveLength(1);
  });

  it('with an approval by the director who proved himself', async () => {
    const { world, ask, approvalWindow, approvalDesk } = await windowOver();
    const draft = await ask('payments.saveDraft', { companyId: COMPANY, draft: null, fields: draftFields() });
    const seen = ({ payment }: typeof draft) => ({
      paymentId: payment.paymentId,
      revision: payment.revision,
    });
    const submitted = await ask('payments.submit', seen(draft));
    world.prompt.answer(passphraseOf('Борис'));
    await ask('session.switchPerson', { personId: world.people.director.personId ?? '' });
    const [request] = await ask('approvals.queue', { companyId: COMPANY });
    world.prompt.answer(passphraseOf('Борис'));
    approvalWindow.whileOpen = async () => {
      await approvalDesk.handlers['approval.approve']({
        payments: [{ ...seen(submitted), reason: 'проверил' }],
      });
    };
    const { answered } = await ask('approvals.open', { companyId: COMPANY, payments: [seen(submitted)] });
    const approved = await ask('payments.get', { paymentId: submitted.payment.paymentId });
    const paid = await ask('payments.pay', seen(approved));
    const executed = await ask('payments.askBank', seen(paid));

    expect(submitted.actions).not.toContain('approve');
    expect(request).toMatchObject({
      obstacle: null,
      warnings: ['new-payee'],
      exceptions: ['new-payee'],
    });
    expect(answered).toEqual([{ paymentId: submitted.payment.paymentId, verdict: 'approved' }]);
    expect(request?.words).toHaveLength(6);
    expect([approved, paid, executed].map(({ payment }) => payment.status)).toEqual([
      'approved',
      'in-progress',
      'executed',
    ]);
    expect(world.bank.made.size).toBe(1);
  });
});

/** Calls that write, with an input that would be right. */
const WRITING: readonly (readonly [CallName, object])[] = [
  ['setup.addPerson', { name: 'Глеб', role: 'accountant' }],
  ['setup.addCompany', { name: 'ООО', inn: '7707083893', kpp: '', environment: 'production' }],
  ['setup.changeLook', { theme: 'dark' }],
  ['setup.changeSettings', { lockAfterMinutes: 0 }],
  ['setup.prepareTraining', { accountantName: 'Анна', directorName: 'Борис' }],
  ['reminders.change', { isOn: false }],
  ['tokens.check', { tokenId: EVERYDAY }],
  ['certificates.pick', {}],
  ['certificates.retire', { certificateId: 'certificate-1', reason: 'not-needed' }],
  ['trust.pick', {}],
  ['accounts.refresh', { companyId: COMPANY }],
  ['payments.saveDraft', { companyId: COMPANY, draft: null, fields: draftFields() }],
  ['policy.change', { companyId: COMPANY, version: 1, rules: STRICT_RULES }],
];

describe('a vault that is open for reading only', () => {
  it.each(WRITING)('refuses %s', async (name, input) => {
    const { code } = await windowOver({ isReadOnly: true });

    expect(await code(name, input)).toBe('store-read-only');
  });

  it('refuses every action on a payment', async () => {
    const { day, world, code } = await windowOver({ isReadOnly: true });
    const { saveDraft } = await import('../../main/domain/payments/draft/save-draft.ts');
    const draft = saveDraft(day.parts, world.people.accountant, {
      companyId: COMPANY,
      seen: null,
      fields: draftFields(),
    });
    const seen = { paymentId: draft.paymentId, revision: draft.revision };
    const names = ['submit', 'pay', 'askBank', 'cancel'] as const;

    for (const name of names) expect(await code(`payments.${name}`, seen)).toBe('store-read-only');
    expect(await code('payments.copy', { paymentId: draft.paymentId })).toBe('store-read-only');
    expect(await code('payments.get', { paymentId: draft.paymentId })).toBe('ok');
  });
});

describe('a locked vault', () => {
  it('shows and does nothing', async () => {
    const { workplace, code, day, world } = await windowOver();
    await workplace.lock();
    const lines = day.stores.audit.page({ companyId: null, before: null, limit: 500 }).length;
    const inputs = new Map<CallName, object>([
      ...WRITING,
      ['tokens.list', {}],
      ['certificates.list', {}],
      ['journal.verify', {}],
      ['journal.page', { companyId: null, before: null, limit: 1 }],
      ['overview.get', { companyId: COMPANY }],
      ['payments.list', { companyId: COMPANY, group: 'all' }],
      ['approvals.queue', { companyId: COMPANY }],
      ['policy.get', { companyId: COMPANY }],
      ['grades.get', { companyId: COMPANY }],
      ['policy.preview', { companyId: COMPANY, rules: STRICT_RULES }],
      ['session.selectCompany', { companyId: COMPANY }],
      ['session.switchPerson', { personId: world.people.accountant.personId ?? '' }],
    ]);

    for (const [name, input] of inputs)
      expect([name, await code(name, input)]).toEqual([name, 'vault-locked']);
    expect(day.stores.audit.page({ companyId: null, before: null, limit: 500 })).toHaveLength(lines);
  });
});

describe('an auditor', () => {
  it('sees everything and changes nothing', async () => {
    const { workplace, world, day, code } = await windowOver();
    workplace.setPerson(await world.addPerson(day, 'Ревизор', { role: 'auditor' }));

    for (const [name, input] of WRITING.filter(([name]) => name !== 'setup.changeLook'))
      expect([name, await code(name, input)]).toEqual([name, 'not-entitled']);
    expect(await code('payments.list', { companyId: COMPANY, group: 'all' })).toBe('ok');
    expect(await code('overview.get', { companyId: COMPANY })).toBe('ok');
  });

  it('arranges his lists while he is there, and leaves those of the others as they are', async () => {
    const { workplace, world, day, vault, ask } = await windowOver();
    const before = vault.settings.get();
    const views = { ...NO_VIEWS, columns: ['label'] };
    workplace.setPerson(await world.addPerson(day, 'Ревизор', { role: 'auditor' }));
    await ask('views.save', views);

    expect(await ask('views.get', {})).toEqual(views);
    expect(vault.settings.get()?.views).toEqual(before?.views ?? NO_VIEWS);
    await ask('session.switchPerson', { personId: world.people.accountant.personId ?? '' });
    expect(await ask('views.get', {})).toEqual(NO_VIEWS);
  });

  it('makes his own card and nobody else’s', async () => {
    const { workplace, world, day, code } = await windowOver();
    const { personId } = await world.addPerson(day, 'Ревизор', { role: 'auditor' });
    workplace.setPerson(await world.addPerson(day, 'Проверяющий', { role: 'auditor' }));
    const own = workplace.person.personId;

    expect(await code('organization.saveCard', { personId })).toBe('not-entitled');
    expect(await code('organization.newKey', { personId, knowsPassphrase: true })).toBe('not-entitled');
    expect(await code('organization.saveCard', { personId: own })).toBe('ok');
  });
});

describe('setting up', () => {
  it('refuses a training company and an environment that is not there', async () => {
    const { code } = await windowOver();
    const company = { name: 'ООО', inn: '7707083893', kpp: '' };

    expect(await code('setup.addCompany', { ...company, environment: 'training' })).toBe(
      'environment-unknown',
    );
    expect(await code('setup.addCompany', { ...company, environment: 'nowhere' })).toBe(
      'environment-unknown',
    );
    expect(await code('setup.addCompany', { ...company, environment: 'production' })).toBe('ok');
  });

  it('gives the records a new key before the first real company, once', async () => {
    const { vault, workplace, world, day, code } = await windowOver({}, true, 'training');
    const seen: number[] = [];
    const renewal = {
      isDone: () => seen.length > 0,
      renew: async () => void seen.push(day.parts.companies.list().length),
    };
    Object.assign(vault.spareKey, { renewal });
    const company = { name: 'ООО', inn: '7707083893', kpp: '', environment: 'production' };
    workplace.setPerson(await world.addPerson(day, 'Глеб', { role: 'accountant' }));

    expect(await code('setup.addCompany', company)).toBe('ok');
    expect(await code('setup.addCompany', { ...company, inn: '9999000006', kpp: '' })).toBe('ok');
    expect(seen).toEqual([1]);
  });

  it('adds no real company when the records cannot get a new key', async () => {
    const { vault, workplace, world, day, code } = await windowOver({}, true, 'training');
    const renew = () => Promise.reject(new AppError('keychain-locked'));
    Object.assign(vault.spareKey, { renewal: { isDone: () => false, renew } });
    workplace.setPerson(await world.addPerson(day, 'Глеб', { role: 'accountant' }));
    const company = { name: 'ООО', inn: '7707083893', kpp: '', environment: 'production' };

    expect(await code('setup.addCompany', company)).toBe('keychain-locked');
    expect(day.parts.companies.list()).toHaveLength(1);
  });

  it('makes nobody a director without the passphrase of one', async () => {
    const { world, code, day } = await windowOver();
    world.prompt.answer('моя собственная фраза');
    const people = day.parts.people.list().length;

    expect(await code('setup.addPerson', { name: 'Мошенник', role: 'director' })).toBe('cancelled-by-person');
    expect(world.prompt.refusals).toEqual(['passphrase-wrong']);
    expect(day.parts.people.list()).toHaveLength(people);
  });

  /** Source: issue 10, Screens 5. */
  it('asks for the balances by itself after the first token that reads accounts', async () => {
    const asked: string[] = [];
    const { world, ask } = await windowOver({ refreshBalances: (companyId) => asked.push(companyId) }, false);
    await ask('setup.addPerson', { name: 'Анна', role: 'accountant' });
    const details = { inn: '9999000006', kpp: '999901001', environment: 'production' };
    const { companyId } = await ask('setup.addCompany', { name: 'ООО «Пример»', ...details });
    const add = async (label: string, accesses: readonly string[], letter: string) => {
      world.prompt.answer(`t.${letter.repeat(86)}`);
      const terms = { ips: [], ipCheck: 'on', rule: { kind: 'idle', days: 90 }, certificateId: null };
      const told = { companyId, label, purpose: '', issuer: 'Борис', issuedOn: '2026-11-16' };
      await ask('tokens.add', { ...told, accesses: [...accesses], ...terms });
    };

    await add('Платежи', ['payments'], 'a');
    expect(asked).toEqual([]);
    await add('Счета', ['company-info', 'accounts'], 'b');
    expect(asked).toEqual([companyId]);
    await ask('accounts.refresh', { companyId });
    await add('Счета, второй', ['accounts'], 'c');
    expect(asked).toEqual([companyId]);
  });

  it('refuses a token with a certificate of another company, or with one that is not there', async () => {
    const { world, code } = await windowOver();
    const token = {
      companyId: COMPANY,
      label: 'Счета',
      purpose: '',
      issuer: 'Борис',
      issuedOn: '2026-11-16',
      accesses: ['payments'],
      ips: [],
      ipCheck: 'on',
      rule: { kind: 'idle', days: 90 },
    };
    world.prompt.answer(`t.${'a'.repeat(86)}`);

    expect(await code('tokens.add', { ...token, certificateId: 'certificate-9' })).toBe('not-found');
    expect(await code('tokens.add', { ...token, certificateId: 'certificate-1' })).toBe('ok');
  });
});

describe('the door', () => {
  it('has a handler behind every name', async () => {
    const { errors, code } = await windowOver();
    for (const name of CALL_NAMES) await code(name, {});

    expect(errors).toEqual([]);
  });
});

describe('what the lists of the window ask', () => {
  it('pages hold every token once, as the whole list does, and end', async () => {
    const { day, ask } = await windowOver();
    const [like] = day.parts.tokens.list(null);
    if (like === undefined) throw new Error('no token');
    const more = Array.from({ length: TOKENS_ON_FIRST_PAGE + TOKENS_A_PAGE }, (_, index) => ({
      ...like,
      tokenId: TokenId.parse(`token-more-${index}`),
    }));
    day.parts.tokens.addAll(more, []);
    const first = await ask('tokens.page', { from: 0 });
    const second = await ask('tokens.page', { from: first.next ?? -1 });
    const third = await ask('tokens.page', { from: second.next ?? -1 });
    const told = [first, second, third].flatMap(({ tokens }) => tokens);

    expect(first.next).toBe(TOKENS_ON_FIRST_PAGE);
    expect(second.next).toBe(TOKENS_ON_FIRST_PAGE + TOKENS_A_PAGE);
    expect(third.next).toBeNull();
    expect(told).toEqual(told.toSorted(tokenOrder));
    expect(told).toEqual(await ask('tokens.list', {}));
    expect(await ask('tokens.page', { from: 1_000_000 })).toEqual({ tokens: [], next: null });
  });

  it('the first page begins with what wants somebody now: a change of a token moves it there', async () => {
    const { day, ask } = await windowOver();
    const before = await ask('tokens.page', { from: 0 });
    const last = before.tokens.at(-1);
    const token = last === undefined ? null : day.parts.tokens.get(last.tokenId);
    if (token === null || before.tokens.length < 2) throw new Error('too few tokens');

    day.parts.tokens.save({ ...token, status: 'frozen' }, null);

    const [first] = (await ask('tokens.page', { from: 0 })).tokens;
    expect(first).toMatchObject({ tokenId: token.tokenId, status: 'frozen' });
  });

  it('the overview of all companies counts what the one of the only company counts', async () => {
    const { ask } = await windowOver();
    const one = await ask('overview.get', { companyId: COMPANY });
    const all = await ask('overview.all', {});

    expect(all.risks).toEqual(one.risks);
    expect(all.timeline).toEqual(one.timeline);
    expect(all.companies.map(({ companyId }) => companyId)).toEqual([COMPANY]);
  });

  it('views are kept with the settings and refused behind the lock', async () => {
    const { vault, workplace, ask, code } = await windowOver();
    const view = { filter: 'idle', query: 'склад', companyId: COMPANY, sort: null };
    const views = {
      saved: [{ name: 'Склад', view }],
      columns: ['label', 'status'],
      isOverviewOfAll: true,
    };
    expect(await ask('views.get', {})).toEqual(NO_VIEWS);
    await ask('views.save', views);

    expect(await ask('views.get', {})).toEqual(views);
    expect(vault.settings.get()?.views).toEqual(views);
    await workplace.lock();
    expect(await code('views.get', {})).toBe('vault-locked');
    expect(await code('views.save', views)).toBe('vault-locked');
  });

  it('settings of a workplace that kept no views yet still open', () => {
    const old = { language: 'ru', theme: 'auto', lockAfterMinutes: 5, personId: null, companyId: null };

    expect(Settings.parse(old)).toMatchObject({ views: NO_VIEWS, staysInTray: false });
  });
});

describe('a sealed token, through the door', () => {
  it('raises the grade, is asked about with the passphrase alone, and comes back open', async () => {
    const { world, ask, code } = await windowOver();
    const director = world.people.director.personId ?? '';
    const passphrase = passphraseOf('Борис');
    expect((await ask('grades.get', { companyId: COMPANY })).grade).toBe('C');
    expect(await code('grades.seal', { tokenId: PAYING, directorId: world.people.accountant.personId })).toBe(
      'director-required',
    );
    world.prompt.answer(passphrase);
    const sealed = await ask('grades.seal', { tokenId: PAYING, directorId: director });
    expect(sealed).toMatchObject({ grade: 'B', tokens: [{ state: 'sealed', sealedTo: 'Борис' }] });
    expect((await ask('session.snapshot', {})).protection).toBe('B');
    expect((await ask('tokens.get', { tokenId: PAYING })).token.sealedTo).toBe('Борис');

    expect(await code('tokens.check', { tokenId: PAYING })).toBe('cancelled-by-person');
    world.prompt.answer(passphrase);
    expect((await ask('tokens.check', { tokenId: PAYING })).alive).toBe(true);
    expect(world.prompt.questions.at(-1)?.kind).toBe('passphrase-to-use');
    expect(await code('diagnosis.run', { tokenId: PAYING })).toBe('cancelled-by-person');
    world.prompt.answer('не та фраза', passphrase);
    expect(await code('custody.reveal', { tokenId: PAYING })).toBe('ok');

    world.prompt.answer(passphrase);
    const open = await ask('grades.unseal', { tokenId: PAYING });
    expect(open).toMatchObject({ grade: 'C', tokens: [{ state: 'open' }] });
    expect(open.tokens[0]?.shownAt).not.toBeNull();
  });
});
