import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { approvalCalls } from '../../contract/areas/approval-window.ts';
import { CALL_NAMES, type CallName } from '../../contract/channel-names.ts';
import { calls, type AppHandlers } from '../../contract/contract.ts';
import { ERROR_CODES, type ErrorCode } from '../../contract/error-codes.ts';
import { AppError } from '../../main/ports/app-error.ts';
import { carryOut, dispatch } from '../../main/edges/ipc/dispatch.ts';
import { USUAL_SIZE } from '../../contract/define.ts';
import { fitsSize } from '../../main/edges/ipc/input-size.ts';
import { toErrorInfo } from '../../main/edges/ipc/to-error-info.ts';
import { isOurAddress, isTrustedFrame } from '../../main/edges/windows/trusted-frame.ts';
import { NO_TAX_FIELDS } from '../../contract/areas/payments.ts';

interface Line {
  readonly event: string;
  readonly facts: unknown;
}

function testLog() {
  const lines: Line[] = [];
  const write = (event: string, facts: unknown) => {
    lines.push({ event, facts });
  };
  return {
    lines,
    info: write,
    warn: write,
    error: (event: string, _error: unknown, facts: unknown) => write(event, facts),
  };
}

/** Handlers that note that they were reached, and answer with what the test gives. */
function handlersWith(answer: () => unknown) {
  const reached: { readonly name: CallName; readonly input: unknown }[] = [];
  const entries = CALL_NAMES.map((name) => [
    name,
    async (input: unknown) => {
      reached.push({ name, input });
      return answer();
    },
  ]);
  return { reached, handlers: Object.fromEntries(entries) as AppHandlers }; // one function for each name of the list
}

/** A door at which somebody stands who may make the call, before a vault that lets him. */
function anyoneWho(name: CallName) {
  const [caller] = calls[name].rule.by;
  return { log: testLog(), standing: () => ({ caller, vault: 'writable' as const }) };
}

const ID = 'id-00000001';
const PERIOD = { companyId: ID, accountNumber: '40702810500000000001', from: '2026-11-01', to: '2026-11-02' };
const FIELDS = {
  accountNumber: '',
  payeeName: '',
  payeeInn: '',
  payeeKpp: '',
  payeeBik: '',
  payeeBankName: '',
  payeeCorrAccount: '',
  payeeAccount: '',
  amountText: '',
  purpose: '',
  documentNumber: '',
  executionOrder: '',
  uin: '',
  ...NO_TAX_FIELDS,
  route: 'direct',
};
const SEEN = { paymentId: ID, revision: 1 };
const LIMIT = { approvalAboveMinor: 0, refuseAboveMinor: null };
const RULES = {
  payment: LIMIT,
  day: LIMIT,
  month: LIMIT,
  payeeDay: LIMIT,
  accounts: [],
  newPayeeNeedsApproval: true,
  approvalsNeeded: 1,
  requestHours: 72,
};

const STAND = { peopleHash: 'a'.repeat(64), policyHash: null };
const BASE = { companyId: ID, peopleHash: 'a'.repeat(64), policyHash: null };

const TOLD = { label: 'a', holder: '', signatureUntil: null, replaces: null, note: '' };

/** An input of each call that is right. */
const RIGHT: Readonly<Record<CallName, object>> = {
  'session.snapshot': {},
  'session.switchPerson': { personId: ID },
  'session.selectCompany': { companyId: ID },
  'session.lock': {},
  'session.open': {},
  'session.cancelKeychainWait': {},
  'session.usePassphraseFile': {},
  'session.noteActivity': {},
  'spareKey.view': {},
  'spareKey.open': {},
  'spareKey.restore': {},
  'spareKey.set': {},
  'spareKey.remove': {},
  'backup.view': {},
  'backup.setUp': {},
  'backup.stop': {},
  'backup.make': {},
  'backup.saveWithSecrets': { leaves: false },
  'backup.takeUp': {},
  'backup.open': {},
  'backup.restore': {},
  'backup.forget': {},
  'session.openLink': { link: 'bank-docs' },
  'misfit.accept': { by: { kind: 'director', personId: ID } },
  'setup.addPerson': { name: 'Анна', role: 'accountant' },
  'setup.addCompany': { name: 'ООО', inn: '1', kpp: '', environment: 'production' },
  'setup.prepareTraining': { accountantName: 'А', directorName: 'Б' },
  'setup.changeLook': {},
  'setup.changeSettings': {},
  'overview.get': { companyId: ID },
  'overview.all': {},
  'organization.view': { companyId: ID },
  'organization.found': { companyId: ID, members: [], changesNeed: 1 },
  'organization.saveCard': { personId: ID },
  'organization.newKey': { personId: ID, knowsPassphrase: true },
  'organization.pickCard': {},
  'organization.changeMember': { base: BASE, change: { kind: 'end', key: 'key' } },
  'organization.changeSignatures': { base: BASE, changesNeed: 2 },
  'organization.sign': { companyId: ID, hash: 'a'.repeat(64) },
  'organization.decide': { companyId: ID, keep: STAND, seen: [STAND] },
  'organization.decideByFile': { companyId: ID, keep: STAND, seen: [STAND] },
  'organization.saveDocuments': { companyId: ID },
  'organization.pickDocuments': {},
  'organization.join': { wordsMatch: true, draftId: ID },
  'organization.makeRecovery': { base: BASE },
  'organization.recover': { base: BASE, key: 'key', wordsMatch: true, draftId: ID },
  'views.get': {},
  'views.save': { saved: [], columns: null, isOverviewOfAll: false },
  'tokens.list': {},
  'tokens.page': { from: 0 },
  'tokens.get': { tokenId: ID },
  'tokens.add': {
    companyId: ID,
    label: 'a',
    purpose: '',
    issuer: 'аб',
    issuedOn: '2026-11-16',
    accesses: [],
    ips: [],
    ipCheck: 'on',
    rule: { kind: 'idle', days: 90 },
    certificateId: null,
  },
  'tokens.check': { tokenId: ID },
  'diagnosis.run': { tokenId: ID },
  'diagnosis.proveAccesses': { tokenId: ID },
  'diagnosis.stop': { tokenId: ID },
  'custody.reveal': { tokenId: ID },
  'custody.restore': { tokenId: ID },
  'certificates.list': {},
  'certificates.get': { certificateId: ID },
  'certificates.chain': { tokenId: ID },
  'certificates.pick': {},
  'certificates.keep': { draftId: 'a', fingerprint: 'b', companyId: ID, ...TOLD },
  'certificates.discard': { draftId: 'a' },
  'certificates.deleteSources': { sourceId: 'a' },
  'certificates.edit': { certificateId: ID, ...TOLD, keyPlaces: [] },
  'certificates.retire': { certificateId: ID, reason: 'not-needed' },
  'certificates.markStep': { certificateId: ID, step: 'sign', isDone: true },
  'certificates.requests': {},
  'certificates.makeRequest': {
    companyId: ID,
    subject: { state: '', city: '', organization: '', commonName: '' },
  },
  'certificates.saveRequest': { requestId: ID },
  'certificates.abandonRequest': { requestId: ID },
  'trust.view': {},
  'trust.pick': {},
  'trust.add': { draftId: 'a', environment: 'production' },
  'trust.pin': { environment: 'production', sha256: 'a' },
  'trust.remove': { authorityId: 'a' },
  'accounts.list': { companyId: ID },
  'accounts.refresh': { companyId: ID },
  'statements.view': PERIOD,
  'statements.read': { ...PERIOD, isAsked: true },
  'statements.operations': { ...PERIOD, search: '', direction: 'all', offset: 0 },
  'statements.totals': PERIOD,
  'statements.export': { ...PERIOD, format: '1c' },
  'payments.list': { companyId: ID, group: 'all' },
  'payments.get': { paymentId: ID },
  'payments.payees': { companyId: ID, text: '' },
  'payments.preview': { companyId: ID, paymentId: null, fields: FIELDS },
  'payments.saveDraft': { companyId: ID, draft: null, fields: FIELDS },
  'payments.submit': SEEN,
  'payments.pay': SEEN,
  'payments.askBank': SEEN,
  'payments.cancel': SEEN,
  'payments.copy': { paymentId: ID },
  'exchange.view': { companyId: ID },
  'exchange.chooseFolder': { companyId: ID },
  'exchange.leaveFolder': { companyId: ID },
  'exchange.look': { companyId: ID },
  'exchange.openFiles': {},
  'exchange.standings': { companyId: ID },
  'exchange.sign': { paymentId: ID },
  'exchange.saveFile': { paymentId: ID, kind: 'request' },
  'payments.settleBankDraft': { payment: SEEN, finding: 'found' },
  'payments.print': { companyId: ID, what: 'orders', paymentIds: [ID] },
  'approvals.queue': { companyId: ID },
  'approvals.open': { companyId: ID, payments: [SEEN] },
  'plans.list': {},
  'plans.get': { planId: ID },
  'plans.start': { kind: 'issue', companyId: ID, job: 'custom' },
  'plans.startChild': { planId: ID, tokenId: ID, kind: 'reissue' },
  'plans.saveWish': {
    planId: ID,
    wish: {
      job: 'custom',
      label: '',
      purpose: '',
      issuer: '',
      accesses: [],
      ips: [],
      ipCheck: 'on',
      certificateId: null,
    },
  },
  'plans.mark': { planId: ID, step: 'describe', tokenId: null, state: 'done', reason: '' },
  'plans.act': { planId: ID, action: 'prove' },
  'plans.attachCertificate': { planId: ID, certificateId: ID },
  'plans.takeWord': { planId: ID, word: 'удалил' },
  'plans.abandon': { planId: ID, reason: 'передумал' },
  'plans.printCard': { planId: ID },
  'plans.saveReceipt': { planId: ID },
  'payments.submitMany': { companyId: ID, payments: [{ paymentId: ID, revision: 1 }] },
  'payments.sendMany': { companyId: ID, payments: [{ paymentId: ID, revision: 1 }] },
  'payments.limits': { companyId: ID },
  'payments.sending': { companyId: ID },
  'payments.pauseSending': { companyId: ID },
  'payments.resumeSending': { companyId: ID },
  'payments.dismissSending': { companyId: ID },
  'templates.list': { companyId: ID },
  'templates.save': {
    companyId: ID,
    templateId: null,
    paymentId: ID,
    name: 'Аренда',
    keepsAmount: true,
    repeat: { every: 'month', since: '2026-12-01' },
  },
  'templates.remove': { companyId: ID, templateId: ID },
  'templates.skip': { companyId: ID, templateId: ID },
  'templates.use': { companyId: ID, templateId: ID },
  'payees.list': { companyId: ID },
  'payees.note': { companyId: ID, key: '7700000001', note: 'аренда' },
  'payees.forbid': { companyId: ID, key: '7700000001', reason: 'мошенники' },
  'payees.allow': { companyId: ID, key: '7700000001' },
  'payees.merge': { companyId: ID, key: '7700000001', into: '7700000002' },
  'payees.separate': { companyId: ID, key: '7700000001' },
  'payees.callBack': {
    companyId: ID,
    payeeName: 'ООО «Поставщик»',
    payeeInn: '9999000006',
    payeeAccount: '40802810700000000002',
    payeeBik: '044525974',
    spokeTo: 'главбух Сидорова',
    phone: '+7 495 000-00-00',
    source: 'contract',
  },
  'banks.view': {},
  'banks.find': { bik: '044525974' },
  'banks.pick': {},
  'banks.read': { fileName: 'ED807.zip', content: 'AAAA' },
  'invoices.read': { companyId: ID, picture: 'AAAA' },
  'orders.read': { companyId: ID, fileName: '1c_to_kl.txt', content: 'AAAA' },
  'orders.pick': { companyId: ID },
  'orders.import': { companyId: ID, draftId: ID, orders: [0], route: 'direct', isSubmitted: true },
  'orders.discard': { draftId: ID },
  'orders.folder': { companyId: ID },
  'orders.chooseFolder': { companyId: ID },
  'orders.leaveFolder': { companyId: ID },
  'orders.openFound': { companyId: ID, fileId: ID },
  'orders.setAside': { companyId: ID, fileId: ID },
  'sheets.export': { format: 'csv', tokenIds: [ID], columns: ['label'] },
  'sheets.pick': {},
  'sheets.preview': { draftId: ID, mapping: ['label', null], companyId: ID, issuer: '' },
  'sheets.import': { draftId: ID, mapping: ['label', null], companyId: ID, issuer: '' },
  'sheets.discard': { draftId: ID },
  'grades.list': {},
  'grades.get': { companyId: ID },
  'grades.seal': { tokenId: ID, directorId: ID },
  'grades.unseal': { tokenId: ID },
  'grades.move': { tokenId: ID, to: 'a' },
  'grades.takeBack': { tokenId: ID },
  'grades.takeMoved': {},
  'policy.get': { companyId: ID },
  'policy.change': { companyId: ID, version: 0, rules: RULES },
  'policy.preview': { companyId: ID, rules: RULES },
  'journal.choices': {},
  'journal.page': { companyId: null, before: null, limit: 10 },
  'journal.verify': {},
  'journal.save': { wanted: null },
  'records.editToken': {
    tokenId: ID,
    label: 'a',
    purpose: '',
    issuer: 'аб',
    ips: [],
    rule: { kind: 'idle', days: 90 },
    certificateId: null,
  },
  'records.correctAddresses': { tokenId: ID, ips: [], ipCheck: 'on', reason: 'опечатка' },
  'records.noteUse': { tokenId: ID, on: '2026-11-16', by: 'person' },
  'records.keepAlive': { tokenId: ID, action: 'on' },
  'computer.addresses': {},
  'standings.get': { companyId: ID },
  'standings.mark': { companyId: ID, kind: 'issuer-left', issuer: 'аб', on: '2026-11-16' },
  'standings.unmark': { companyId: ID, markId: 'a' },
  'reminders.list': {},
  'reminders.change': { isOn: true },
  'reminders.exportCalendar': { companyId: null },
  'training.view': {},
  'training.control': { kind: 'sign-draft', documentId: 'a' },
  'training.openCabinet': {},
};

describe.each(CALL_NAMES)('the call %s', (name) => {
  const send = async (input: unknown) => {
    const { reached, handlers } = handlersWith(() => ({ surprise: true }));
    const result = await dispatch(handlers, anyoneWho(name), name, input);
    return { code: result.ok ? null : result.error.code, reached: reached.length };
  };

  it('reaches its handler with the agreed input, and an answer of another shape becomes `internal`', async () => {
    expect(await send(RIGHT[name])).toEqual({ code: 'internal', reached: 1 });
  });

  it.each([
    ['an unknown key', (right: object) => ({ ...right, extra: 1 })],
    ['a sum that main knows', (right: object) => ({ ...right, amountMinor: 1 })],
    [
      'a prototype',
      (right: object) =>
        JSON.parse(JSON.stringify({ ...right, x: 1 }).replace('"x"', '"__proto__"')) as unknown,
    ],
    ['nothing', () => undefined],
    ['null', () => null],
    ['a list', (right: object) => [right]],
    ['a text', (right: object) => JSON.stringify(right)],
    ['too much', (right: object) => ({ ...right, padding: 'x'.repeat(70_000) })],
  ])('refuses %s', async (_name, wrong) => {
    expect(await send(wrong(RIGHT[name]))).toEqual({ code: 'bad-request', reached: 0 });
  });

  it('refuses values of the wrong kind in every field', async () => {
    for (const key of Object.keys(RIGHT[name])) {
      for (const value of [Number.NaN, { $ne: null }, ['a', 'b', 'c'].map(Symbol)]) {
        const answer = await send({ ...RIGHT[name], [key]: value });
        expect([key, answer]).toEqual([key, { code: 'bad-request', reached: 0 }]);
      }
    }
  });
});

describe('the size of an input', () => {
  it.each([
    [64 * 1024, 1],
    [64 * 1024 + 1, 0],
  ])('of %i characters reaches the handler: %i', async (size, count) => {
    const { reached, handlers } = handlersWith(() => ({}));
    const empty = JSON.stringify({ name: 'ООО', inn: '', kpp: '', environment: 'production' }).length;
    const input = { name: 'ООО', inn: '1'.repeat(size - empty), kpp: '', environment: 'production' };

    await dispatch(handlers, anyoneWho('setup.addCompany'), 'setup.addCompany', input);

    expect(reached).toHaveLength(count);
  });
});

/** An object of so many keys that counts how often one of its values is read. */
function counted(keys: number) {
  const seen = { reads: 0 };
  const wide = Object.fromEntries(Array.from({ length: keys }, (_, index) => [`k${index}`, 0]));
  const input = new Proxy(wide, {
    get: (target, key) => {
      seen.reads += 1;
      return Reflect.get(target, key) as unknown;
    },
  });
  return { seen, input };
}

/** Sends an input through the door and says how often the parser of the call was reached. */
async function parsedAfter(input: unknown): Promise<number> {
  let parsed = 0;
  const schema = z.unknown().transform(() => {
    parsed += 1;
  });
  const { rule } = calls['session.snapshot'];
  const call = { rule, input: schema, output: z.undefined(), handler: () => Promise.resolve() };
  const result = await carryOut(call, anyoneWho('session.snapshot'), 'session.snapshot', input);
  if (parsed === 0)
    expect(result).toMatchObject({ error: { code: 'bad-request', details: { reason: 'size' } } });
  return parsed;
}

describe('the shape of an input, looked at before the parser', () => {
  it('lets all tokens be exported, and one more than all not', async () => {
    const ids = (count: number) =>
      Array.from({ length: count }, (_, index) => `${'x'.repeat(58)}${100_000 + index}`);
    const inputOf = (count: number) => ({ format: 'xlsx', tokenIds: ids(count), columns: ['label'] });
    const { input, size } = calls['sheets.export'];

    expect(input.safeParse(inputOf(20_000)).success).toBe(true);
    expect(fitsSize(inputOf(20_000), size)).toBe(true);
    expect(fitsSize(inputOf(20_000), USUAL_SIZE)).toBe(false);
    expect(input.safeParse(inputOf(20_001)).success).toBe(false);
  });

  it('lets the longest list be approved with the longest answers, and one more payment not', () => {
    const inputOf = (count: number) => ({
      payments: Array.from({ length: count }, (_, index) => ({
        paymentId: `${'x'.repeat(58)}${100_000 + index}`,
        revision: 100_000,
        reason: 'я'.repeat(300),
      })),
    });
    const { input, size } = approvalCalls['approval.approve'];

    expect(input.safeParse(inputOf(200)).success).toBe(true);
    expect(fitsSize(inputOf(200), size)).toBe(true);
    expect(fitsSize(inputOf(200), USUAL_SIZE)).toBe(false);
    expect(input.safeParse(inputOf(201)).success).toBe(false);
  });

  it('lets a thousand payments be printed at once, and one more not', () => {
    const idsOf = (count: number) =>
      Array.from({ length: count }, (_, index) => `${'x'.repeat(58)}${100_000 + index}`);
    const inputOf = (count: number) => ({ companyId: ID, what: 'orders', paymentIds: idsOf(count) });
    const { input, size } = calls['payments.print'];

    expect(input.safeParse(inputOf(1_000)).success).toBe(true);
    expect(fitsSize(inputOf(1_000), size)).toBe(true);
    expect(input.safeParse(inputOf(1_001)).success).toBe(false);
    expect(input.safeParse(inputOf(0)).success).toBe(false);
  });

  it('of a hundred thousand keys costs not one look at a value, however deep it lies', async () => {
    const { seen, input } = counted(100_000);

    expect(await parsedAfter(input)).toBe(0);
    expect(await parsedAfter({ a: [{ b: input }] })).toBe(0);
    expect(seen.reads).toBe(0);
  });

  it('of many small objects is looked at as far as the bound', async () => {
    const { seen, input } = counted(1);
    const many = Array.from({ length: 400 }, () => Array.from({ length: 400 }, () => input));

    expect(await parsedAfter(many)).toBe(0);
    expect(seen.reads).toBeLessThanOrEqual(USUAL_SIZE.values);
  });

  it.each([
    [USUAL_SIZE.values - 1, 1],
    [USUAL_SIZE.values, 0],
  ])('with %i values in it reaches the parser: %i', async (count, times) => {
    expect(await parsedAfter(Array.from({ length: count }, () => 1))).toBe(times);
    const keys = Array.from({ length: count }, (_, index) => [`k${index}`, 1]);
    expect(await parsedAfter(Object.fromEntries(keys))).toBe(times);
  });

  it.each([
    [12, 1],
    [13, 0],
  ])('nested %i deep reaches the parser: %i', async (depth, times) => {
    let nested: unknown = 1;
    for (let level = 0; level < depth; level += 1) nested = { a: nested };

    expect(await parsedAfter(nested)).toBe(times);
  });

  it('that contains itself ends', async () => {
    const own: unknown[] = [];
    own.push(own);

    expect(await parsedAfter(own)).toBe(0);
  });

  it('has the length of its JSON where nothing is escaped', async () => {
    const value = fc.jsonValue({ maxDepth: 4 }).filter((one) => !JSON.stringify(one).includes('\\'));
    await fc.assert(
      fc.asyncProperty(value, async (one) => {
        const room = 64 * 1024 - JSON.stringify([one, '']).length;
        expect(await parsedAfter([one, 'x'.repeat(room)])).toBe(1);
        expect(await parsedAfter([one, 'x'.repeat(room + 1)])).toBe(0);
      }),
      { numRuns: 200 },
    );
  });
});

describe('an answer', () => {
  it('that fits comes back as it is', async () => {
    const { handlers } = handlersWith(() => ({ ok: true, entries: 3, brokenAt: null }));

    expect(await dispatch(handlers, anyoneWho('journal.verify'), 'journal.verify', {})).toEqual({
      ok: true,
      value: { ok: true, entries: 3, brokenAt: null },
    });
  });

  it.each([
    ['one key too many', { ok: true, entries: 3, brokenAt: null, token: 't.secret' }],
    ['one too few', { ok: true, entries: 3 }],
    ['nothing', undefined],
  ])('with %s becomes `internal`, and shows nothing of it', async (_name, answer) => {
    const { handlers } = handlersWith(() => answer);

    const result = await dispatch(handlers, anyoneWho('journal.verify'), 'journal.verify', {});

    expect(result).toMatchObject({ ok: false, error: { code: 'internal', details: {} } });
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});

describe('an error', () => {
  it.each((Object.keys(ERROR_CODES) as ErrorCode[]).filter((code) => code !== 'internal'))(
    // keys of a const object
    'of ours (%s) keeps its code and facts',
    (code) => {
      const info = toErrorInfo(
        new AppError(code, { what: 'x', n: 1 }, new Error('t.secret')),
        testLog(),
        'call',
      );

      expect(info).toEqual({ code, details: { what: 'x', n: 1 }, incidentId: null });
    },
  );

  it.each([
    ['a bug', new TypeError('cannot read t.secret')],
    ['a text', 't.secret'],
    ['nothing', undefined],
    ['our own bug', new AppError('internal', { path: '/home/secret' })],
    [
      'an error that looks like ours',
      Object.assign(new Error('secret'), { code: 'not-found', details: { a: 'secret' } }),
    ],
    ['a zod error', z.string().safeParse(1).error],
  ])('that nobody expected (%s) shows only the number of its line in the log', (_name, error) => {
    const log = testLog();

    const info = toErrorInfo(error, log, 'journal.verify');

    expect(info).toEqual({
      code: 'internal',
      details: {},
      incidentId: expect.stringMatching(/^[0-9a-f]{8}$/),
    });
    expect(JSON.stringify(info)).not.toContain('secret');
    expect(log.lines).toEqual([
      { event: 'call-failed', facts: { call: 'journal.verify', incidentId: info.incidentId } },
    ]);
  });

  it('thrown at once or later comes back in the envelope', async () => {
    const { handlers } = handlersWith(() => {
      throw new AppError('vault-locked');
    });

    expect(await dispatch(handlers, anyoneWho('session.lock'), 'session.lock', {})).toMatchObject({
      ok: false,
      error: { code: 'vault-locked' },
    });
  });
});

describe('a sender', () => {
  // the two things that are looked at
  const frame = (url: string, parent: object | null = null) => ({ url, parent }) as never;

  it.each([
    ['app://vault/', true],
    ['app://vault/index.html', true],
    ['app://vault/index.html#/payments', true],
    ['app://VAULT/', false],
    ['app://vault.evil/', false],
    ['app://vault@evil/', false],
    ['app://evil/vault', false],
    ['app://user@vault/', false],
    ['app://user:pass@vault/', false],
    ['app://vault:8080/', false],
    ['app:vault', false],
    ['apps://vault/', false],
    ['https://vault/', false],
    ['file:///vault/index.html', false],
    ['data:text/html,app://vault/', false],
    ['about:blank', false],
    ['about:srcdoc', false],
    ['blob:app://vault/1', false],
    ['javascript:app://vault/', false],
    ['null', false],
    ['', false],
  ])('at «%s» is trusted: %s', (url, isTrusted) => {
    const own = frame(url);

    expect(isOurAddress(url, 'vault')).toBe(isTrusted);
    expect(isTrustedFrame(own, own, 'vault')).toBe(isTrusted);
  });

  it('that is no frame, a frame in a frame, or the frame of another window is not trusted', () => {
    const main = frame('app://vault/');

    expect(isTrustedFrame(null, main, 'vault')).toBe(false);
    expect(isTrustedFrame(frame('app://vault/', main), main, 'vault')).toBe(false);
    expect(isTrustedFrame(frame('app://vault/'), main, 'vault')).toBe(false);
  });
});

describe('the contract', () => {
  it('has one definition for each name', () => {
    expect(Object.keys(calls).sort()).toEqual([...CALL_NAMES].sort());
  });
});
