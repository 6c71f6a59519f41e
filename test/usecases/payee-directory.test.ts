import { beforeEach, describe, expect, it } from 'vitest';
import type { CallBackInput } from '../../contract/areas/payees.ts';
import { PaymentId } from '../../contract/values/ids.ts';
import {
  allowPayee,
  forbidPayee,
  mergePayees,
  notePayee,
  recordCallBack,
  separatePayee,
} from '../../main/domain/counterparties/change-payee.ts';
import { submitPayment } from '../../main/domain/payments/approving/submit.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import { findPayees, payeeDirectory } from '../../main/domain/payments/payees.ts';
import { previewPayment } from '../../main/domain/payments/payment-view.ts';
import { NOT_SENT_YET } from '../../main/domain/payments/payment.ts';
import { payments } from '../fakes/paid-payments.ts';
import {
  COMPANY,
  draftFields,
  FREE_RULES,
  OWN_ACCOUNT,
  VaultWorld,
  type Workday,
} from '../fakes/vault-world.ts';

let world: VaultWorld;
let day: Workday;
let paid: ReturnType<typeof payments>;

beforeEach(async () => {
  world = new VaultWorld();
  day = await world.furnish({ rules: FREE_RULES });
  paid = payments(day);
});

const FIRST = '40702810900000000012';
const SECOND = '40702810200000000013';
const of = (key: string) => ({ companyId: COMPANY, key });
const rows = () => payeeDirectory({ ...day.parts, statements: day.stores.statements }, COMPANY);
const rowOf = (key: string) => rows().find((row) => row.key === key);
const decisionOf = (change: Parameters<typeof draftFields>[0] = {}) =>
  previewPayment(day.parts, {
    companyId: COMPANY,
    paymentId: null,
    makers: [],
    fields: draftFields({ documentNumber: '7', ...change }),
  }).decision;
const codes = (change: Parameters<typeof draftFields>[0] = {}) =>
  decisionOf(change)?.reasons.map(({ code }) => code);

const CALL: CallBackInput = {
  companyId: COMPANY,
  payeeName: 'ООО «Поставщик»',
  payeeInn: '9999000006',
  payeeAccount: '40802810700000000002',
  payeeBik: '044525974',
  spokeTo: 'главный бухгалтер Сидорова',
  phone: '+7 495 123-45-67',
  source: 'contract',
};

describe('the directory of payees', () => {
  it('has every account that a payee ever had, with what has left for each', () => {
    paid({ inn: '7700000001', accountNumber: FIRST });
    paid({ inn: '7700000001', accountNumber: FIRST, name: 'ООО «Поставщик и К»' });
    paid({ inn: '7700000001', accountNumber: SECOND });
    paid(
      { inn: '7700000001', accountNumber: SECOND },
      { status: 'cancelled', sentAt: null, submittedAt: null },
    );

    expect(rows()).toHaveLength(1);
    expect(rowOf('7700000001')).toMatchObject({
      name: 'ООО «Поставщик»',
      names: ['ООО «Поставщик»', 'ООО «Поставщик и К»'],
      payments: 3,
      paidMinor: 3 * 150_050,
      lastPaidAt: '2026-11-10T10:03:00.000Z',
      accounts: [
        { account: SECOND, payments: 1, paidMinor: 150_050 },
        { account: FIRST, payments: 2, paidMinor: 2 * 150_050 },
      ],
    });
  });

  it('takes accounts from orders of 1C that are drafts still, and leaves out drafts that are being typed', () => {
    const fields = draftFields({ documentNumber: '9', payeeInn: '7700000001', payeeAccount: FIRST });
    const draft = { status: 'draft', content: null, contentHash: null, ...NOT_SENT_YET, fields } as const;
    paid({}, { ...draft, importedAs: 'digest' });
    paid({}, { ...draft, fields: { ...fields, payeeInn: '7700000002' } });
    paid({}, { ...draft, importedAs: 'other', fields: { ...fields, payeeInn: '77', payeeAccount: '1' } });

    expect(rows()).toMatchObject([
      { key: '7700000001', payments: 0, lastPaidAt: null, accounts: [{ account: FIRST, origins: ['onec'] }] },
    ]);
  });

  it('names payees that may be one: by an account, or by a name under another INN', () => {
    paid({ inn: '7700000001', accountNumber: FIRST, name: 'ООО «Ромашка»' });
    paid({ inn: '0', accountNumber: SECOND, name: 'Ромашка, ООО' });
    paid({ inn: '7700000003', accountNumber: SECOND, name: 'АО «Другое»' });
    paid({ inn: '7700000004', accountNumber: '40702810100000000014', name: 'АО «Третье»' });

    const alike = Object.fromEntries(rows().map(({ key, alike: them }) => [key, them.map((one) => one.key)]));

    expect(alike).toEqual({
      '7700000001': ['0|ромашка, ооо'],
      '0|ромашка, ооо': ['7700000001', '7700000003'],
      '7700000003': ['0|ромашка, ооо'],
      '7700000004': [],
    });
  });

  it('shows merged payees as one, in whatever order they were merged, and apart again', () => {
    const { accountant } = world.people;
    paid({ inn: '7700000001', accountNumber: FIRST });
    paid({ inn: '7700000002', accountNumber: SECOND });
    paid({ inn: '7700000003', accountNumber: SECOND });

    mergePayees(day.parts, accountant, of('7700000001'), '7700000002');
    mergePayees(day.parts, accountant, of('7700000002'), '7700000003');

    expect(rows()).toMatchObject([
      { key: '7700000003', payments: 3, merged: [{ key: '7700000001' }, { key: '7700000002' }], alike: [] },
    ]);
    expect(() => mergePayees(day.parts, accountant, of('7700000003'), '7700000001')).toThrow('payees-same');
    expect(() => mergePayees(day.parts, accountant, of('7700000001'), '7700000001')).toThrow('payees-same');
    separatePayee(day.parts, accountant, of('7700000002'));
    expect(
      rows()
        .map(({ key }) => key)
        .sort(),
    ).toEqual(['7700000002', '7700000003']);
  });

  it('keeps notes, after a new start too, and writes a line of the journal for a change only', () => {
    const { accountant } = world.people;
    notePayee(day.parts, accountant, of('7700000001'), '  Аренда ');
    notePayee(day.parts, accountant, of('7700000001'), 'Аренда');

    day = world.start();

    expect(rows()).toMatchObject([{ key: '7700000001', name: '7700000001', note: 'Аренда', accounts: [] }]);
    const lines = day.stores.audit.page({ companyId: COMPANY, before: null, limit: 50 });
    expect(lines.filter(({ entry }) => entry.kind === 'payee-noted')).toHaveLength(1);
  });
});

describe('«never pay»', () => {
  it('refuses an account to which money went by the statements, under another name and INN', () => {
    const { accountant } = world.people;
    day.stores.statements.save(
      {
        companyId: COMPANY,
        accountNumber: OWN_ACCOUNT,
        spans: [],
        days: [],
        counterparties: [
          {
            name: 'ООО «Обман»',
            inn: '7700000001',
            kpp: '',
            account: SECOND,
            bik: '044525974',
            bankName: '',
            firstAt: '2026-11-01T09:00:00.000Z',
            lastAt: '2026-11-01T09:00:00.000Z',
          },
        ],
      },
      [],
    );
    expect(codes({ payeeAccount: SECOND })).not.toContain('never-pay');
    forbidPayee(day.parts, accountant, of('7700000001'), 'Обман');

    expect(codes({ payeeAccount: SECOND })).toContain('never-pay');
  });

  it('is not left by merging into somebody else, but by a director', () => {
    const { accountant, director } = world.people;
    paid({ inn: '7700000002', accountNumber: FIRST });
    paid({ inn: '7700000003', accountNumber: SECOND });
    mergePayees(day.parts, accountant, of('7700000002'), '7700000001');
    forbidPayee(day.parts, accountant, of('7700000001'), 'Обман');
    const leave = (actor: typeof director) => mergePayees(day.parts, actor, of('7700000002'), '7700000003');

    expect(() => leave(accountant)).toThrow('director-required');
    leave(director);
  });

  it('refuses a payment by INN and by every account that the payee ever had, by both routes', () => {
    const { accountant } = world.people;
    paid({ inn: '7700000001', accountNumber: FIRST });
    forbidPayee(day.parts, accountant, of('7700000001'), 'Подменяли счёт');
    const byAccount = { payeeAccount: FIRST };

    expect(decisionOf()).toMatchObject({ kind: 'allow' });
    expect(decisionOf(byAccount)).toMatchObject({ kind: 'refuse', reasons: [{ code: 'never-pay' }] });
    expect(codes({ ...byAccount, route: 'bank-draft' })).toEqual(['never-pay']);
    expect(findPayees(day.parts, COMPANY, '')).toEqual([]);
    const draft = saveDraft(day.parts, accountant, {
      companyId: COMPANY,
      seen: null,
      fields: draftFields(byAccount),
    });
    expect(() => submitPayment(day.parts, accountant, draft)).toThrow('payment-refused-by-rules');
  });

  it('is that of everybody merged with the payee, and ends by a director’s word alone', () => {
    const { accountant, director } = world.people;
    paid({ inn: '9999000006', accountNumber: SECOND });
    forbidPayee(day.parts, accountant, of('7700000001'), 'Подменяли счёт');
    expect(codes()).toEqual(['changed-payee-account']);
    mergePayees(day.parts, accountant, of('9999000006'), '7700000001');

    expect(codes()).toEqual(['never-pay']);
    expect(() => allowPayee(day.parts, accountant, of('9999000006'))).toThrow('director-required');
    expect(() => separatePayee(day.parts, accountant, of('9999000006'))).toThrow('director-required');
    allowPayee(day.parts, director, of('9999000006'));
    expect(codes()).toEqual(['changed-payee-account']);
    expect(rowOf('7700000001')).toMatchObject({ neverPay: null });
  });

  it('wants a reason', () => {
    expect(() => forbidPayee(day.parts, world.people.accountant, of('7700000001'), ' ')).toThrow(
      'payee-reason',
    );
    expect(rows()).toEqual([]);
  });
});

describe('a recorded call', () => {
  const RULES = { ...FREE_RULES, callBackNeeded: true };

  it('is needed before a payment to a new payee goes on, which a director approves then', async () => {
    await world.setRules(day, RULES);
    const { accountant } = world.people;
    expect(decisionOf()).toMatchObject({ kind: 'refuse', reasons: [{ code: 'call-back-missing' }] });

    recordCallBack(day.parts, accountant, { ...CALL, payeeAccount: ' 4080 2810 7000 0000 0002 ' });

    expect(decisionOf()).toMatchObject({ kind: 'needs-approval', reasons: [{ code: 'new-payee' }] });
    expect(codes({ payeeAccount: FIRST })).toEqual(['call-back-missing']);
    expect(codes({ payeeInn: '500100732259', payeeKpp: '0' })).toEqual(['call-back-missing']);
  });

  it('is needed for another account of a known payee, and not for a known one', async () => {
    await world.setRules(day, RULES);
    paid({ inn: '9999000006' });

    expect(codes()).toEqual([]);
    expect(codes({ payeeAccount: FIRST })).toEqual(['call-back-missing']);
    recordCallBack(day.parts, world.people.accountant, { ...CALL, payeeAccount: FIRST });
    expect(codes({ payeeAccount: FIRST })).toEqual(['changed-payee-account']);
    expect(rowOf('9999000006')).toMatchObject({
      callBacks: [
        { account: FIRST, by: 'Анна', spokeTo: CALL.spokeTo, phone: CALL.phone, source: 'contract' },
      ],
    });
  });

  it('is not needed by rules that do not say so, nor where another computer asked', async () => {
    expect(codes()).toEqual([]);
    await world.setRules(day, RULES);
    const fields = draftFields({ documentNumber: '7' });
    const asked = { companyId: COMPANY, paymentId: null, fields };
    const elsewhere = PaymentId.parse('person-elsewhere') as unknown as never;

    const { decision } = previewPayment(day.parts, { ...asked, makers: [elsewhere] });

    expect(decision).toMatchObject({ kind: 'needs-approval', reasons: [{ code: 'new-payee' }] });
  });

  it.each([
    ['payee', { payeeInn: '' }],
    ['payee', { payeeName: ' ' }],
    ['account', { payeeAccount: '4080281070000000000' }],
    ['account', { payeeBik: '04452597' }],
    ['spokeTo', { spokeTo: ' ' }],
    ['phone', { phone: '12-34' }],
    ['phone', { phone: 'из счёта' }],
  ] as const)('is refused without its %s: %o', (field, change) => {
    const record = () => recordCallBack(day.parts, world.people.accountant, { ...CALL, ...change });

    expect(record).toThrow('call-back-incomplete');
    try {
      record();
    } catch (error) {
      expect(error).toMatchObject({ details: { field } });
    }
    expect(rows()).toEqual([]);
  });

  it('may have a number of five digits', () => {
    recordCallBack(day.parts, world.people.accountant, { ...CALL, phone: '12-345' });

    expect(rowOf('9999000006')?.callBacks).toHaveLength(1);
  });
});
