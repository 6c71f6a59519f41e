import { expect as until } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompanyId, PaymentId } from '../../../contract/values/ids.ts';
import { PATIENCE_MS } from '../screens/app-window.ts';
import { ApprovalWindow } from '../screens/approval-window.ts';
import { call, failure } from './support/app-calls.ts';
import { photographFailures } from './support/photograph-failures.ts';
import type { RunningApp } from './support/running-app.ts';
import {
  ACCOUNTANT,
  addTokens,
  answering,
  DIRECTOR,
  PASSPHRASE,
  submittedPayment,
  type ReadyPayment,
} from './support/stand-company.ts';
import { foundAndJoin, shareFolder, type OrganizationIds } from './support/stand-organization.ts';
import { TwoComputers } from './support/two-computers.ts';
import { Vandal } from './support/vandal.ts';

const REASON = 'Позвонил в «Ромашку», счёт подтвердили';
const FALSE_PASSPHRASE = 'я тоже директор честное слово';
const HOUR_MS = 3_600_000;

describe('a director and an accountant at computers of their own, and a third party in their folder', () => {
  let two: TwoComputers;
  let director: RunningApp;
  let accountant: RunningApp;
  let ids: OrganizationIds;
  let vandal: Vandal;

  beforeAll(async () => {
    two = await TwoComputers.start({ settleAfterMs: 1_000 });
    [director, accountant] = await two.open();
    ids = await foundAndJoin(two);
    await shareFolder(two, ids);
    const free = { perPaymentKopecks: null, perDayKopecks: null, perMonthKopecks: null };
    await two.bank.control({ command: 'setLimits', tApi: { ...free, perCounterpartyPerDay: null } });
    vandal = new Vandal(two.folder, 20_261_122);
    vandal.start();
  });

  afterAll(async () => {
    await vandal.stop();
    await two.stop();
  });
  photographFailures(() => director);

  /** Waits for what only a file can have brought: the third party rages, then somebody puts the true files back. */
  async function arrives(has: () => Promise<boolean>): Promise<void> {
    await until
      .poll(
        async () => {
          if (await has()) return true;
          await vandal.stop();
          await vandal.putBack();
          return false;
        },
        { timeout: PATIENCE_MS, intervals: [3_000, 1_000] },
      )
      .toBe(true);
    vandal.start();
  }

  const queueOf = async () => call(director.page, 'approvals.queue', { companyId: ids.atDirector });

  async function statusAt(app: RunningApp, companyId: CompanyId, mark: string): Promise<string> {
    const payments = await call(app.page, 'payments.list', { companyId, group: 'all' });
    return payments.find(({ purpose }) => purpose.includes(mark))?.status ?? 'none';
  }
  const atDirector = (mark: string) => statusAt(director, ids.atDirector, mark);
  const atAccountant = (mark: string) => statusAt(accountant, ids.atAccountant, mark);

  /** The accountant asks; her request comes to the director, and the counter of his window says so. */
  async function ask(number: number): Promise<ReadyPayment> {
    const account = two.bank.summary.accounts[0];
    const ready = await submittedPayment(accountant, ids.atAccountant, {
      number,
      becomes: 'submitted',
      account,
    });
    await arrives(async () => (await queueOf()).length === 1);
    const { companies: _, ...session } = await call(director.page, 'session.snapshot', {});
    expect(session.attention.approvals).toBe(1);
    return ready;
  }

  /** The director reads and signs in the window of approvals. */
  async function approve(): Promise<void> {
    await director.window.goTo('На подпись');
    const window = await ApprovalWindow.ofPayee(director.window, 'Ромашка');
    const [request] = await queueOf();
    const reason = request?.warnings.length === 0 ? {} : { reason: REASON };
    await window.approve({ passphrase: PASSPHRASE, ...reason });
  }

  async function paysFrom(app: RunningApp, paymentId: PaymentId): Promise<void> {
    const { payment } = await call(app.page, 'payments.get', { paymentId });
    await call(app.page, 'payments.pay', { paymentId, revision: payment.revision });
  }

  async function idAtDirector(mark: string): Promise<PaymentId> {
    const payments = await call(director.page, 'payments.list', { companyId: ids.atDirector, group: 'all' });
    const found = payments.find(({ purpose }) => purpose.includes(mark));
    if (found === undefined) throw new Error(`the director has no payment ${mark}`);
    return found.paymentId;
  }

  it('have the same people and rules, by the same words', async () => {
    const words = [];
    for (const [app, companyId] of [
      [director, ids.atDirector],
      [accountant, ids.atAccountant],
    ] as const) {
      const { organization } = await call(app.page, 'organization.view', { companyId });
      words.push(organization?.words);
      expect(organization?.members.map(({ name }) => name).sort()).toEqual([DIRECTOR, ACCOUNTANT]);
    }
    expect(words[0]).toEqual(words[1]);
  });

  it('pay from the director’s computer when the accountant’s has no token', async () => {
    await addTokens(two.director, ids.atDirector);
    const { mark, paymentId } = await ask(101);
    await approve();
    expect(await two.bank.payRequests()).toEqual([]);
    await arrives(async () => (await atAccountant(mark)) === 'approved');
    const { payment } = await call(accountant.page, 'payments.get', { paymentId });
    const { code } = await failure(accountant.page, 'payments.pay', {
      paymentId,
      revision: payment.revision,
    });
    expect(code).toBe('payment-sent-elsewhere');

    await paysFrom(director, await idAtDirector(mark));

    await arrives(async () => (await atAccountant(mark)) === 'executed');
    expect(await two.bank.payRequests()).toEqual([1]);
  });

  it('pay from the accountant’s computer what the director has approved on his', async () => {
    await addTokens(two.accountant, ids.atAccountant);
    const { mark, paymentId } = await ask(202);
    const alone = await call(accountant.page, 'payments.get', { paymentId });
    const early = { paymentId, revision: alone.payment.revision };
    expect((await failure(accountant.page, 'payments.pay', early)).code).toBe('payment-state');
    await approve();
    await arrives(async () => (await atAccountant(mark)) === 'approved');
    const theirs = await call(director.page, 'payments.get', { paymentId: await idAtDirector(mark) });
    const { payment } = theirs;
    const seen = { paymentId: payment.paymentId, revision: payment.revision };
    expect((await failure(director.page, 'payments.pay', seen)).code).toBe('payment-sent-elsewhere');

    await paysFrom(accountant, paymentId);

    await arrives(async () => (await atDirector(mark)) === 'executed');
    expect(await two.bank.payRequests()).toEqual([1, 1]);
  });

  it('let the director refuse with a reason, which the accountant reads', async () => {
    const { mark, paymentId } = await ask(303);
    await director.window.goTo('На подпись');
    const window = await ApprovalWindow.ofPayee(director.window, 'Ромашка');
    await window.page.getByRole('button', { name: 'Отклонить', exact: true }).click();
    await window.page.getByLabel('Причина').fill('Счёт не согласован');
    const say = () => window.page.getByRole('button', { name: 'Отклонить платёж' }).click();
    await director.window.answerSecret(say, PASSPHRASE);

    await arrives(async () => (await atAccountant(mark)) === 'refused');
    const details = await call(accountant.page, 'payments.get', { paymentId });
    expect(JSON.stringify(details)).toContain('Счёт не согласован');
    const revision = details.payment.revision;
    expect((await failure(accountant.page, 'payments.pay', { paymentId, revision })).code).toBe(
      'payment-state',
    );
    expect(await two.bank.payRequests()).toEqual([1, 1]);
  });

  it('leave the accountant no way to pay alone', async () => {
    const { paymentId, mark } = await ask(404);
    const { page } = accountant;
    const companyId = ids.atAccountant;
    const { organization } = await call(page, 'organization.view', { companyId });
    if (organization === null) throw new Error('the accountant is in no organization');
    const { rules, version } = await call(page, 'policy.get', { companyId });
    const { base, members } = organization;
    const key = members.find(({ name }) => name !== DIRECTOR)?.key;
    const codeOf = async (name: Parameters<typeof failure>[1], input: unknown) =>
      (await failure(page, name, input)).code;
    const pay = async () => {
      const { payment } = await call(page, 'payments.get', { paymentId });
      return codeOf('payments.pay', { paymentId, revision: payment.revision });
    };

    expect(await pay()).toBe('payment-state');
    const loose = { ...rules, newPayeeNeedsApproval: false };
    expect(await codeOf('policy.change', { companyId, version, rules: loose })).toBe('not-entitled');
    const end = { kind: 'end', key } as const;
    expect(await codeOf('organization.changeMember', { base, change: end })).toBe('not-entitled');
    expect(await codeOf('organization.changeSignatures', { base, changesNeed: 1 })).toBe('not-entitled');
    // On her own computer she may call herself a director: the organization has never heard of that one.
    const makeOne = () => call(page, 'setup.addPerson', { name: 'Подставной Д. Р.', role: 'director' });
    const { personId } = await answering(accountant, makeOne, { secret: FALSE_PASSPHRASE, repeat: true });
    const become = () => call(page, 'session.switchPerson', { personId });
    await answering(accountant, become, { secret: FALSE_PASSPHRASE });
    const obstacles = (await call(page, 'approvals.queue', { companyId })).map(({ obstacle }) => obstacle);
    expect(obstacles).toEqual(['not-entitled']);
    expect(await codeOf('organization.changeMember', { base, change: end })).toBe('director-required');
    expect(await pay()).toBe('payment-state');
    // The director's earlier yes, once more and to everything.
    await vandal.putBack();
    await call(page, 'exchange.look', { companyId });
    expect(await pay()).toBe('payment-state');
    expect(await atAccountant(mark)).toBe('submitted');
    expect(await two.bank.payRequests()).toEqual([1, 1]);
    const { people } = await call(page, 'session.snapshot', {});
    const herself = people.find(({ name }) => name === ACCOUNTANT);
    if (herself !== undefined) await call(page, 'session.switchPerson', { personId: herself.personId });
  });

  it.each([
    ['both ahead', 73, 73],
    ['days apart', 73, -48],
    ['both right again', 0, 0],
  ])(
    'keep a request alive whatever their clocks say, and tell whose is wrong (%s)',
    async (_name, atDirectors, atAccountants) => {
      // The request of the test before still waits; the bank's answers name the true time.
      await director.setClock(atDirectors * HOUR_MS);
      await accountant.setClock(atAccountants * HOUR_MS);
      const mark = 'по счёту 404';
      const isWrong = async ({ page }: RunningApp) =>
        (await call(page, 'session.snapshot', {})).companies.some(({ clock }) => clock?.by === 'bank');
      await until.poll(() => isWrong(director), { timeout: PATIENCE_MS }).toBe(atDirectors !== 0);
      await until.poll(() => isWrong(accountant), { timeout: PATIENCE_MS }).toBe(atAccountants !== 0);

      for (const [app, companyId] of [
        [director, ids.atDirector],
        [accountant, ids.atAccountant],
      ] as const)
        await call(app.page, 'exchange.look', { companyId });

      expect(await atAccountant(mark)).toBe('submitted');
      expect(await atDirector(mark)).toBe('submitted');
      expect(await queueOf()).toHaveLength(1);
    },
  );

  it('have let nothing in that the third party made, in all this time', async () => {
    await vandal.stop();
    await vandal.doEverything();
    const made = ['101', '202', '303', '404'].map((number) => `по счёту ${number} за`);
    for (const [app, companyId] of [
      [director, ids.atDirector],
      [accountant, ids.atAccountant],
    ] as const) {
      const view = await call(app.page, 'exchange.look', { companyId });
      expect(view?.problem).toBeNull();
      expect(view?.taken.unfit).toBeGreaterThan(0);
      const payments = await call(app.page, 'payments.list', { companyId, group: 'all' });
      expect(payments.length).toBe(made.length);
      for (const mark of made) expect(payments.some(({ purpose }) => purpose.includes(mark))).toBe(true);
    }
    expect(vandal.deeds).toBeGreaterThan(100);
    expect(vandal.seen.length).toBeGreaterThanOrEqual(8);
    expect(await two.bank.payRequests()).toEqual([1, 1]);
    vandal.start();
  });
});
