import { beforeEach, describe, expect, it } from 'vitest';
import type { ApprovalCallName } from '../../contract/channel-names.ts';
import { APPROVAL_CALL_NAMES, CALL_NAMES } from '../../contract/channel-names.ts';
import type { ApprovalOutcome, ApprovalWindowView } from '../../contract/areas/approval-window.ts';
import { PersonId } from '../../contract/values/ids.ts';
import { ApprovalSession } from '../../main/edges/ipc/approval-session.ts';
import { dispatchApproval } from '../../main/edges/ipc/dispatch.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { cancelPayment } from '../../main/domain/payments/draft/cancel.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import type { Workplace } from '../../main/domain/session/workplace.ts';
import { FakeApprovalWindow } from '../fakes/fake-approval-window.ts';
import { fakeWorkplace, openedVault } from '../fakes/fake-workplace.ts';
import {
  approvedNew,
  codeOf,
  COMPANY,
  passphraseOf,
  seenOf,
  STRICT_RULES,
  submitNew,
  VaultWorld,
  type Workday,
} from '../fakes/vault-world.ts';

const LOG = { info: () => undefined, warn: () => undefined, error: () => undefined };

let world: VaultWorld;
let day: Workday;
let workplace: Workplace;
let window: FakeApprovalWindow;
let desk: ApprovalSession;

async function call<T>(name: ApprovalCallName, input: object): Promise<T> {
  const result = await dispatchApproval(
    desk.handlers,
    { log: LOG, standing: () => workplace.standing() },
    name,
    input,
  );
  if (!result.ok) throw Object.assign(new Error(result.error.code), { code: result.error.code });
  return result.value as T; // parsed by the schema of this very call
}

const view = () => call<ApprovalWindowView>('approval.view', {});
const approve = (payments: readonly Payment[], reason = '') =>
  call<ApprovalOutcome>('approval.approve', {
    payments: payments.map((payment) => ({ ...seenOf(payment), reason })),
  });
const approveAndSend = (payment: Payment, reason = '') =>
  call<ApprovalOutcome>('approval.approveAndSend', { payment: seenOf(payment), reason });
const reject = (payment: Payment, reason: string) =>
  call<ApprovalOutcome>('approval.reject', { payment: seenOf(payment), reason });

/** Opens payments and does something while the window is there. */
async function whileReading<T>(payments: readonly Payment[], act: () => Promise<T>) {
  let done: { value: T } | null = null;
  window.whileOpen = async () => {
    done = { value: await act() };
  };
  const { answered } = await desk.open(COMPANY, payments.map(seenOf));
  return { answered, value: (done as { value: T } | null)?.value }; // set while the window was open
}

/** A payee that the director has approved and paid, so that the next payment to it is no surprise. */
async function knownPayee(): Promise<void> {
  const { pay } = await import('../../main/domain/payments/sending/pay.ts');
  const approved = await approvedNew(world, day, { amountText: '1000,00', purpose: 'Раньше. Без НДС' });
  await pay(day.parts, world.people.accountant, seenOf(approved));
}

const routine = (number: number) =>
  submitNew(world, day, { amountText: `${String(number)}00,00`, purpose: `Счёт ${String(number)}. Без НДС` });

beforeEach(async () => {
  world = new VaultWorld();
  day = await world.furnish({ rules: STRICT_RULES });
  const vault = openedVault(world, day);
  ({ workplace } = fakeWorkplace(world, () => Promise.resolve(vault)));
  await workplace.open();
  world.prompt.answer(passphraseOf('Борис'));
  await workplace.switchPerson(PersonId.parse(world.people.director.personId));
  window = new FakeApprovalWindow();
  desk = new ApprovalSession({ workplace, window, log: LOG });
});

describe('the main window', () => {
  it('has no call that approves or rejects', () => {
    expect(CALL_NAMES.filter((name) => name.startsWith('approvals.'))).toEqual([
      'approvals.queue',
      'approvals.open',
    ]);
    expect(CALL_NAMES.filter((name) => /approve|reject/i.test(name))).toEqual([]);
    expect(CALL_NAMES.filter((name) => (APPROVAL_CALL_NAMES as readonly string[]).includes(name))).toEqual(
      [],
    );
  });
});

describe('the desk', () => {
  it('shows what main has stored, who signs and where', async () => {
    const payment = submitNew(world, day);

    const { value } = await whileReading([payment], view);

    expect(value).toMatchObject({
      company: 'ООО «Пример»',
      person: 'Борис',
      environment: { kind: 'production' },
    });
    expect(value?.requests).toHaveLength(1);
    expect(value?.requests[0]).toMatchObject({
      warnings: ['new-payee'],
      exceptions: ['new-payee'],
      obstacle: null,
      approvalsNeeded: 1,
      approvedBy: [],
      paidBefore: 0,
    });
  });

  it('approves with the passphrase and says what is still missing', async () => {
    const payment = submitNew(world, day);
    world.prompt.answer(passphraseOf('Борис'));

    const { answered, value } = await whileReading([payment], () => approve([payment], 'звонил'));

    expect(value).toEqual({
      verdict: 'approved',
      decided: [{ paymentId: payment.paymentId, status: 'approved', missing: 0 }],
      listWords: null,
      sending: null,
    });
    expect(answered).toEqual([{ paymentId: payment.paymentId, verdict: 'approved' }]);
  });

  it('says how many signatures are still missing', async () => {
    await world.setRules(day, { ...STRICT_RULES, approvalsNeeded: 2 });
    const payment = submitNew(world, day);
    world.prompt.answer(passphraseOf('Борис'));

    const { value } = await whileReading([payment], () => approve([payment], 'звонил'));

    expect(value?.decided).toMatchObject([{ status: 'submitted', missing: 1 }]);
  });

  it('rejects with a reason', async () => {
    const payment = submitNew(world, day);

    const { answered, value } = await whileReading([payment], () => reject(payment, 'не наш счёт'));

    expect(value?.decided).toMatchObject([{ status: 'refused' }]);
    expect(answered).toEqual([{ paymentId: payment.paymentId, verdict: 'rejected' }]);
  });

  it.each(['', 'не', ' '.repeat(9), 'я'.repeat(301)])('takes no rejection for %j', async (reason) => {
    const payment = submitNew(world, day);

    const { value } = await whileReading([payment], () => codeOf(() => reject(payment, reason)));

    expect(value).toBe('bad-request');
  });

  it('takes no answer about a payment that it does not show', async () => {
    const shown = submitNew(world, day);
    const other = submitNew(world, day, { purpose: 'Другой. Без НДС' });

    const { value } = await whileReading([shown], async () => [
      await codeOf(() => approve([other], 'да, да')),
      await codeOf(() => reject(other, 'нет, нет')),
      await codeOf(() => approve([shown, other])),
    ]);

    expect(value).toEqual(['bad-request', 'bad-request', 'bad-request']);
    expect(world.prompt.questions).toHaveLength(1); // the switch to the director
  });

  it('takes no answer when nothing lies on it', async () => {
    const payment = submitNew(world, day);

    expect(await codeOf(() => approve([payment], 'да, да'))).toBe('bad-request');
    expect(await codeOf(view)).toBe('bad-request');
    await whileReading([payment], () => Promise.resolve());
    expect(await codeOf(() => approve([payment], 'да, да'))).toBe('bad-request');
  });

  it('takes no answer about another revision than the one that was read', async () => {
    const payment = submitNew(world, day);

    const { value } = await whileReading([payment], () =>
      codeOf(() => approve([{ ...payment, revision: payment.revision + 1 }], 'да, да')),
    );

    expect(value).toBe('stale-revision');
  });

  it('does not let an answer cover a warning that came up after the reading', async () => {
    await knownPayee();
    const payment = routine(4);
    world.prompt.answer(passphraseOf('Борис'));

    const { value } = await whileReading([payment], async () => {
      await view();
      submitNew(world, day, { amountText: '400,00', purpose: 'счёт 4, без ндс' }); // a duplicate of it
      const unread = await codeOf(() => approve([payment], 'да, да'));
      const [request] = (await view()).requests;
      return { unread, warnings: request?.warnings, read: await approve([payment], 'это другой') };
    });

    expect(value).toMatchObject({
      unread: 'stale-revision',
      warnings: ['possible-duplicate'],
      read: { decided: [{ status: 'approved' }] },
    });
  });

  it('drops what waits no more, and is empty in the end', async () => {
    const payment = submitNew(world, day);

    const { value } = await whileReading([payment], async () => {
      cancelPayment(day.parts, world.people.accountant, seenOf(payment));
      return view();
    });

    expect(value?.requests).toEqual([]);
  });

  it('shows a payment that waits again with its new content', async () => {
    const payment = submitNew(world, day);
    const { submitPayment } = await import('../../main/domain/payments/approving/submit.ts');

    const { value } = await whileReading([payment], async () => {
      const fields = { ...payment.fields, amountText: '9999,99' };
      const change = { companyId: COMPANY, seen: seenOf(payment), fields };
      submitPayment(
        day.parts,
        world.people.accountant,
        seenOf(saveDraft(day.parts, world.people.accountant, change)),
      );
      return { code: await codeOf(() => approve([payment], 'да, да')), ...(await view()) };
    });

    expect(value?.code).toBe('stale-revision');
    expect(value?.requests[0]?.details.payment.amountMinor).toBe(9_999_99);
  });

  it('opens one at a time', async () => {
    const payment = submitNew(world, day);

    const { value } = await whileReading([payment], () =>
      codeOf(() => desk.open(COMPANY, [seenOf(payment)])),
    );

    expect(value).toBe('cancelled-by-person');
    expect(window.opened).toBe(1);
  });

  it('is free again when the window could not be opened', async () => {
    const payment = submitNew(world, day);
    window.whileOpen = () => Promise.reject(new Error('no display'));
    await expect(desk.open(COMPANY, [seenOf(payment)])).rejects.toThrow('no display');

    expect((await whileReading([payment], view)).value?.requests).toHaveLength(1);
  });

  it('opens nothing that waits for no approval, is of another revision, or is named twice', async () => {
    const payment = submitNew(world, day);
    const draft = saveDraft(day.parts, world.people.accountant, {
      companyId: COMPANY,
      seen: null,
      fields: payment.fields,
    });
    const open = (...seen: { paymentId: Payment['paymentId']; revision: number }[]) =>
      codeOf(() => desk.open(COMPANY, seen));

    expect(await open(seenOf(draft))).toBe('payment-state');
    expect(await open({ ...seenOf(payment), revision: payment.revision + 1 })).toBe('stale-revision');
    expect(await open(seenOf(payment), seenOf(payment))).toBe('bad-request');
    expect(window.opened).toBe(0);
  });

  it('closes its window when the page asks', async () => {
    const payment = submitNew(world, day);

    await whileReading([payment], async () => {
      await call('approval.close', {});
      await new Promise((resolve) => setImmediate(resolve));
    });

    expect(window.closed).toBe(1);
  });

  it('shows the accountant why he cannot sign, and takes nothing from him', async () => {
    const payment = submitNew(world, day);
    await workplace.switchPerson(world.people.accountant.personId ?? payment.preparedBy);

    const { value } = await whileReading([payment], async () => ({
      view: await view(),
      approve: await codeOf(() => approve([payment], 'да, да')),
      reject: await codeOf(() => reject(payment, 'нет, нет')),
    }));

    expect(value?.view.requests[0]?.obstacle).toBe('own-payment');
    expect([value?.approve, value?.reject]).toEqual(['not-entitled', 'not-entitled']);
  });
});

describe('approving and sending from the desk', () => {
  it('is offered where it could be done, and says what became of the sending', async () => {
    const payment = submitNew(world, day);
    world.prompt.answer(passphraseOf('Борис'));

    const { answered, value } = await whileReading([payment], async () => {
      const [request] = (await view()).requests;
      return { can: request?.canSendToo, outcome: await approveAndSend(payment, 'звонил') };
    });

    expect(value?.can).toBe(true);
    expect(value?.outcome).toEqual({
      verdict: 'approved',
      decided: [{ paymentId: payment.paymentId, status: 'in-progress', missing: 0 }],
      listWords: null,
      sending: { status: 'in-progress', bankMessage: null, error: null },
    });
    expect(answered).toEqual([{ paymentId: payment.paymentId, verdict: 'approved' }]);
    expect(world.bank.attempts).toHaveLength(1);
  });

  it.each([
    [
      'the bank refuses',
      'refuse',
      { status: 'failed', bankMessage: expect.any(String) as string, error: null },
    ],
    ['the answer is lost', 'lost-answer', { status: 'unknown', bankMessage: null, error: null }],
    ['nothing left this computer', 'not-sent', { status: 'approved', error: { incidentId: null } }],
  ] as const)('tells where the payment stands when %s', async (_, kind, sending) => {
    const payment = submitNew(world, day);
    world.bank.sendPlans = [{ kind }];
    world.prompt.answer(passphraseOf('Борис'));

    const { value } = await whileReading([payment], () => approveAndSend(payment, 'звонил'));

    expect(value?.sending).toMatchObject(sending);
    expect(value?.verdict).toBe('approved');
  });

  it('tells in the answer why it was not sent; the approval stands', async () => {
    const payment = submitNew(world, day);
    world.bank.accountsAnswer = { kind: 'answered', value: [] };
    world.prompt.answer(passphraseOf('Борис'));

    const { answered, value } = await whileReading([payment], () => approveAndSend(payment, 'звонил'));

    expect(value).toMatchObject({
      decided: [{ status: 'approved', missing: 0 }],
      sending: { status: 'approved', error: { code: 'payment-account-missing' } },
    });
    expect(answered).toHaveLength(1);
    expect(world.bank.attempts).toEqual([]);
  });

  it('is taken for what the window shows alone, and not with a warning that came up after the reading', async () => {
    await knownPayee();
    const payment = routine(4);
    const other = submitNew(world, day, { purpose: 'Другой. Без НДС' });
    const asked = world.prompt.questions.length;

    const { value } = await whileReading([payment], async () => {
      await view();
      const notShown = await codeOf(() => approveAndSend(other, 'да, да'));
      submitNew(world, day, { amountText: '400,00', purpose: 'счёт 4, без ндс' });
      return [notShown, await codeOf(() => approveAndSend(payment, 'да, да'))];
    });

    expect(value).toEqual(['bad-request', 'stale-revision']);
    expect(world.prompt.questions).toHaveLength(asked);
    expect(world.bank.attempts).toHaveLength(1); // the payment that made the payee known
  });
});

describe('several payments on the desk', () => {
  it('are signed with one passphrase when none of them is a surprise', async () => {
    await knownPayee();
    const three = [routine(2), routine(3), routine(4)];
    world.prompt.answer(passphraseOf('Борис'));
    const asked = world.prompt.questions.length;

    const { answered, value } = await whileReading(three, async () => {
      const { requests } = await view();
      expect(requests.map(({ exceptions }) => exceptions)).toEqual([[], [], []]);
      return approve(three);
    });

    expect(value?.decided).toHaveLength(3);
    expect(answered).toHaveLength(3);
    expect(world.prompt.questions).toHaveLength(asked + 1);
  });

  it('are grouped by risk: surprises stand there too, with what makes them so', async () => {
    await knownPayee();
    const usual = routine(2);
    const large = submitNew(world, day, { amountText: '2000,01', purpose: 'Большой. Без НДС' });
    const twiceAsLarge = submitNew(world, day, { amountText: '2000,00', purpose: 'Почти. Без НДС' });

    const { value } = await whileReading([usual, large, twiceAsLarge], view);
    expect(value?.requests.map(({ risk }) => risk)).toEqual(['ordinary', 'large', 'ordinary']);
  });

  it('are all left when one was changed meanwhile', async () => {
    await knownPayee();
    const three = [routine(2), routine(3), routine(4)];
    const [changed] = three;
    world.prompt.answer(passphraseOf('Борис'));
    world.prompt.whileOpen = () => {
      if (changed !== undefined) cancelPayment(day.parts, world.people.accountant, seenOf(changed));
    };

    const { answered, value } = await whileReading(three, () => codeOf(() => approve(three)));

    expect(value).toBe('stale-revision');
    expect(answered).toEqual([]);
  });

  it('lose the one that is rejected by itself', async () => {
    await knownPayee();
    const [first, second] = [routine(2), routine(3)];
    world.prompt.answer(passphraseOf('Борис'));

    const { answered, value } = await whileReading([first, second], async () => {
      await reject(first, 'не тот месяц');
      const { requests } = await view();
      return { left: requests.length, outcome: await approve([second]) };
    });

    expect(value).toMatchObject({ left: 1, outcome: { decided: [{ status: 'approved' }] } });
    expect(answered.map(({ verdict }) => verdict)).toEqual(['rejected', 'approved']);
  });
});
