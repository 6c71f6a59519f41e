import { describe, expect, it } from 'vitest';
import type { PrintInput } from '../../contract/areas/payments.ts';
import { HOUR_MS } from '../../contract/values/dates.ts';
import { CompanyId, type PaymentId } from '../../contract/values/ids.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import { approvalCode } from '../../main/domain/payments/printing/order-page.ts';
import { printPayments } from '../../main/domain/payments/printing/print-payments.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { reconcile, settleBankDraft } from '../../main/domain/payments/sending/reconcile.ts';
import { paymentHandlers } from '../../main/edges/ipc/payments-handlers.ts';
import { pdfWriter } from '../../main/edges/sheets/pdf-file.ts';
import { fakeDocuments } from '../fakes/fake-documents.ts';
import { fakeWorkplace, openedVault } from '../fakes/fake-workplace.ts';
import {
  approvedNew,
  codeOf,
  COMPANY,
  draftFields,
  FREE_RULES,
  seenOf,
  STRICT_RULES,
  submitNew,
  VaultWorld,
  type Workday,
} from '../fakes/vault-world.ts';
import { readSheets } from '../pdf/read-sheets.ts';

async function opened(rules = STRICT_RULES, environment = 'production') {
  const world = new VaultWorld();
  const day = await world.furnish({ rules, environment });
  const print = async (paymentIds: readonly PaymentId[], what: PrintInput['what'] = 'orders') => {
    const input = { companyId: COMPANY, what, paymentIds: [...paymentIds] };
    const file = await printPayments(day.parts, pdfWriter, input);
    const sheets = await readSheets(file.content as Uint8Array);
    return { name: file.suggestedName, sheets: sheets.map(({ texts }) => texts.map(({ text }) => text)) };
  };
  return { world, day, print };
}

async function paidAndExecuted(world: VaultWorld, day: Workday, hoursUntilExecuted: number) {
  const approved = await approvedNew(world, day, { documentNumber: '17' });
  const sent = await pay(day.parts, world.people.accountant, seenOf(approved));
  world.clock.pass(hoursUntilExecuted * HOUR_MS);
  const executed = await reconcile(day.parts, sent.paymentId);
  expect(executed.status).toBe('executed');
  return executed;
}

const watermarks = ['ПРОЕКТ', 'НЕ ИСПОЛНЕНО', 'ИСПОЛНЕНИЕ НЕИЗВЕСТНО', 'БАНКОМ НЕ ПОДТВЕРЖДЕНО'];

describe('printing payments', () => {
  it('prints an executed one with the mark of the bank, both days, and who approved it, when, with which code', async () => {
    const { world, day, print } = await opened();
    const approvedAt = world.clock.now();
    const { paymentId } = await paidAndExecuted(world, day, 0);
    const [approval] = day.parts.approvals.list(paymentId);

    const { name, sheets } = await print([paymentId]);

    expect(name).toBe('Платёжное поручение № 17.pdf');
    const [texts = []] = sheets;
    expect(sheets).toHaveLength(1);
    expect(texts).toContain('ИСПОЛНЕНО');
    expect(texts).toContain('По ответу банка');
    expect(texts.filter((text) => watermarks.includes(text))).toEqual([]);
    expect(texts).toContain('СОГЛАСОВАНО');
    expect(texts).toContain(world.people.director.name);
    expect(texts).toContain(`Код ${approvalCode(approval?.approvalId ?? '')}`);
    expect(approvedAt).toMatch(/^2026-11-16T/);
    // Date of the order, taken by the bank, debited.
    expect(texts.filter((text) => text === '16.11.2026')).toHaveLength(3);
  });

  it('says no day of the debit when the bank was heard on another day', async () => {
    const { world, day, print } = await opened();
    const { paymentId } = await paidAndExecuted(world, day, 30);

    const { sheets } = await print([paymentId]);

    expect(sheets[0]?.filter((text) => text === '16.11.2026')).toHaveLength(2);
    expect(sheets[0]).toContain('ИСПОЛНЕНО');
  });

  it('prints what the bank has not executed as that, with the reason', async () => {
    const { world, day, print } = await opened();
    const submitted = submitNew(world, day, { documentNumber: '3' });
    const approved = await approvedNew(world, day, { documentNumber: '4' });
    const sent = await pay(
      day.parts,
      world.people.accountant,
      seenOf(await approvedNew(world, day, { documentNumber: '5', amountText: '7' })),
    );

    const { name, sheets } = await print([submitted.paymentId, approved.paymentId, sent.paymentId]);

    expect(name).toMatch(/^Платёжные поручения \(3\) \d\d\.\d\d\.2026\.pdf$/);
    expect(sheets.map((texts) => texts.filter((text) => watermarks.includes(text)))).toEqual([
      ['ПРОЕКТ', 'НЕ ИСПОЛНЕНО'],
      ['ПРОЕКТ', 'НЕ ИСПОЛНЕНО'],
      ['НЕ ИСПОЛНЕНО', 'НЕ ИСПОЛНЕНО'],
    ]);
    expect(sheets[0]).toContain('Ждёт согласования, в банк не отправлено');
    expect(sheets.map((texts) => texts.includes('СОГЛАСОВАНО'))).toEqual([false, true, true]);
    expect(sheets.flatMap((texts) => texts.filter((text) => text === 'ИСПОЛНЕНО'))).toEqual([]);
  });

  it('prints a draft as typed, and what is not there stays empty', async () => {
    const { world, day, print } = await opened();
    const fields = draftFields({
      amountText: '',
      payeeInn: '',
      payeeKpp: '0',
      purpose: 'Оплата\nпо счёту',
      uin: '0',
    });
    const draft = saveDraft(day.parts, world.people.accountant, { companyId: COMPANY, seen: null, fields });

    const { sheets } = await print([draft.paymentId]);

    const [texts = []] = sheets;
    expect(texts).toContain('Оплата по счёту');
    expect(texts).toContain('ПРОЕКТ');
    // No date, no sum, no code, no KPP of the payee.
    expect(texts.filter((text) => /^\d\d\.\d\d\.\d{4}$|рубл|^\d+-\d\d$|^0$/.test(text))).toEqual([]);
  });

  it('writes the sum with a dash and in words', async () => {
    const { world, day, print } = await opened();
    const { paymentId } = submitNew(world, day, { amountText: '1 284 900,05' });

    const { sheets } = await print([paymentId]);

    expect(sheets[0]).toContain('1284900-05');
    // Source: the rules of Russian numerals, by hand.
    expect(sheets[0]).toContain('Один миллион двести восемьдесят четыре тысячи девятьсот рублей 05 копеек');
  });

  it('marks a draft of online banking that a person says was signed as unconfirmed', async () => {
    const { world, day, print } = await opened(FREE_RULES);
    world.bank.sendPlans = [{ kind: 'lost-answer' }];
    const submitted = submitNew(world, day, { route: 'bank-draft' });
    const sent = await pay(day.parts, world.people.accountant, seenOf(submitted));
    const found = settleBankDraft(day.parts, world.people.accountant, seenOf(sent), 'found');
    const signed = settleBankDraft(day.parts, world.people.accountant, seenOf(found), 'signed');

    const { sheets } = await print([signed.paymentId]);

    expect(signed.status).toBe('executed');
    expect(sheets[0]?.filter((text) => text === 'БАНКОМ НЕ ПОДТВЕРЖДЕНО')).toHaveLength(2);
    expect(sheets[0]).not.toContain('ИСПОЛНЕНО');
  });

  it('says on every sheet of the training company that its bank is none', async () => {
    const { world, day, print } = await opened(STRICT_RULES, 'training');
    const { paymentId } = submitNew(world, day);

    for (const what of ['orders', 'register'] as const) {
      const { sheets } = await print([paymentId], what);
      expect(sheets[0]).toContain('УЧЕБНЫЙ БАНК');
    }
  });

  it('lists payments in the order given, counts them and sums them up in figures and words', async () => {
    const { world, day, print } = await opened();
    const first = submitNew(world, day, { amountText: '100,10', documentNumber: '8' });
    const second = submitNew(world, day, { amountText: '20,90', documentNumber: '9' });
    const fields = draftFields({ amountText: '' });
    const draft = saveDraft(day.parts, world.people.accountant, { companyId: COMPANY, seen: null, fields });

    const { name, sheets } = await print([second.paymentId, first.paymentId, draft.paymentId], 'register');

    const [texts = []] = sheets;
    expect(name).toMatch(/^Реестр платёжных поручений от \d\d\.\d\d\.2026\.pdf$/);
    expect(texts.filter((text) => text === '8' || text === '9')).toEqual(['9', '8']);
    expect(texts).toContain('Всего документов: 3, на сумму 121,00 ₽ (без суммы: 1)');
    expect(texts).toContain('Сто двадцать один рубль 00 копеек');
  });

  it('keeps each line of a long register on one sheet, each once, with the total on the last', async () => {
    const { world, day, print } = await opened();
    const long = 'Оплата по счёту за услуги связи и передачи данных за ноябрь. '.repeat(4).slice(0, 205);
    const all = Array.from({ length: 45 }, (_, index) =>
      submitNew(world, day, {
        documentNumber: String(7001 + index),
        purpose: `${long} ${index}`,
        amountText: `${index + 1}`,
      }),
    );

    const { sheets } = await print(
      all.map(({ paymentId }) => paymentId),
      'register',
    );

    expect(sheets.length).toBeGreaterThan(2);
    const numbers = sheets.map((texts) => texts.filter((text) => /^70\d\d$/.test(text)));
    expect(numbers.flat()).toEqual(all.map((_, index) => String(7001 + index)));
    expect(sheets.map((texts) => texts.filter((text) => text.startsWith('Всего документов')).length)).toEqual(
      sheets.map((_, index) => (index === sheets.length - 1 ? 1 : 0)),
    );
    // Source: 45 * 46 / 2.
    expect(sheets.at(-1)).toContain('Всего документов: 45, на сумму 1 035,00 ₽');
    expect(
      sheets.every((texts, index) =>
        texts.some((text) => text.endsWith(`лист ${index + 1} из ${sheets.length}`)),
      ),
    ).toBe(true);
  });

  it('prints nothing of another company', async () => {
    const { world, day } = await opened();
    const { paymentId } = submitNew(world, day);
    const input = {
      companyId: CompanyId.parse('company-2'),
      what: 'orders' as const,
      paymentIds: [paymentId],
    };

    expect(await codeOf(() => printPayments(day.parts, pdfWriter, input))).toBe('not-found');
  });

  it('names the order and the field that does not fit, and makes no file', async () => {
    const { world, day } = await opened();
    const fields = draftFields({
      payeeName: 'Ж'.repeat(400),
      documentNumber: '55',
      payeeBankName: 'Щ'.repeat(300),
    });
    const draft = saveDraft(day.parts, world.people.accountant, { companyId: COMPANY, seen: null, fields });
    const input = { companyId: COMPANY, what: 'orders' as const, paymentIds: [draft.paymentId] };

    await expect(printPayments(day.parts, pdfWriter, input)).rejects.toMatchObject({
      code: 'print-overflow',
      details: { field: '13 «Банк получателя»', number: '55' },
    });
  });
});

describe('the call to print', () => {
  async function called(saved: boolean) {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: STRICT_RULES });
    const { paymentId } = submitNew(world, day, { documentNumber: '12' });
    const { workplace } = fakeWorkplace(world, () => Promise.resolve(openedVault(world, day)));
    await workplace.open();
    const person = day.stores.people.list().find(({ role }) => role === 'accountant');
    if (person === undefined) throw new Error('nobody');
    workplace.setPerson(person);
    const documents = fakeDocuments();
    const saver = saved ? documents.saver : { save: () => Promise.resolve(null) };
    const handlers = paymentHandlers({ workplace, saver, pdfWriter });
    const done = await handlers['payments.print']({
      companyId: COMPANY,
      what: 'register',
      paymentIds: [paymentId],
    });
    const lines = day.stores.audit
      .page({ companyId: COMPANY, before: null, limit: 50 })
      .filter(({ entry }) => entry.kind === 'register-printed')
      .map(({ entry }) => [entry.who, entry.details]);
    return { done, lines, files: documents.saved.map(({ suggestedName }) => suggestedName), person };
  }

  it('saves the file where the person says and writes a line into the journal', async () => {
    const { done, lines, files, person } = await called(true);

    expect(done).toEqual({ place: `/saved/${files[0]}`, payments: 1 });
    expect(files).toEqual([expect.stringMatching(/^Реестр платёжных поручений от .*\.pdf$/)]);
    expect(lines).toEqual([[person.name, { documents: 1 }]]);
  });

  it('leaves no line when the dialog was closed', async () => {
    const { done, lines } = await called(false);

    expect(done.place).toBeNull();
    expect(lines).toEqual([]);
  });
});
