import { describe, expect, it } from 'vitest';
import type { TokenId } from '../../contract/values/ids.ts';
import { addMs } from '../../contract/values/dates.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { lastLook } from '../../main/domain/payments/sending/last-look.ts';
import { judgeApprovals } from '../../main/domain/payments/approving/judge-approvals.ts';
import { warningsOf } from '../../main/domain/payments/approving/approval.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import {
  approveAs,
  COMPANY,
  approvedNew,
  bankAccount,
  codeOf,
  errorOf,
  FREE_RULES,
  OWN_ACCOUNT,
  PAYING,
  seenOf,
  STRICT_RULES,
  submitNew,
  VaultWorld,
  type Workday,
} from '../fakes/vault-world.ts';
import { bankOperation } from '../fakes/bank-operation.ts';
import { problem } from '../fakes/scripted-bank.ts';

/** A token, or every one, may do this no more. */
function takeAway({ parts }: Workday, taken: string, from: TokenId | null = null) {
  for (const token of parts.tokens.list(COMPANY)) {
    if (from !== null && token.tokenId !== from) continue;
    parts.tokens.save({ ...token, accesses: token.accesses.filter(({ access }) => access !== taken) }, null);
  }
}

function current(
  day: { parts: { payments: { get(id: Payment['paymentId']): Payment | null } } },
  p: Payment,
) {
  const payment = day.parts.payments.get(p.paymentId);
  if (payment === null) throw new Error('lost');
  return payment;
}

describe('the last look before a send', () => {
  it('sends nothing when the account has a kopeck too little', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: STRICT_RULES });
    const approved = await approvedNew(world, day);
    world.bank.accountsAnswer = { kind: 'answered', value: [bankAccount(1500_49)] };

    const code = await codeOf(() => pay(day.parts, world.people.accountant, seenOf(approved)));

    expect(code).toBe('payment-no-money');
    expect(world.bank.attempts).toEqual([]);
    expect(current(day, approved)).toEqual(approved);
  });

  it('sends when the account has exactly the sum', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: STRICT_RULES });
    const approved = await approvedNew(world, day);
    world.bank.accountsAnswer = { kind: 'answered', value: [bankAccount(1500_50)] };

    const paid = await pay(day.parts, world.people.accountant, seenOf(approved));

    expect(paid.status).toBe('in-progress');
  });

  it.each(['accounts', 'statement'] as const)(
    'sends nothing when the bank fails to show %s',
    async (read) => {
      const world = new VaultWorld();
      const day = await world.furnish({ rules: STRICT_RULES });
      const approved = await approvedNew(world, day);
      if (read === 'accounts') world.bank.accountsAnswer = { kind: 'failed', problem: problem('bank-down') };
      else world.bank.statementProblem = problem('bank-down');

      const code = await codeOf(() => pay(day.parts, world.people.accountant, seenOf(approved)));

      expect(code).toBe('bank-down');
      expect(world.bank.attempts).toEqual([]);
    },
  );

  it('asks for a second approval when the statement shows the same payment, and pays after it', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: STRICT_RULES });
    const { accountant, director } = world.people;
    const approved = await approvedNew(world, day);
    world.bank.statement = [bankOperation()];

    const code = await codeOf(() => pay(day.parts, accountant, seenOf(approved)));
    const back = current(day, approved);
    world.clock.pass(1000);
    const again = await approveAs(world, day, { actor: director, payment: back, reason: 'другой месяц' });
    const paid = await pay(day.parts, accountant, seenOf(again));

    expect(code).toBe('payment-changed-since-approval');
    expect(back.status).toBe('submitted');
    expect(back.reasons.map((reason) => reason.code)).toContain('possible-duplicate');
    expect(paid.status).toBe('in-progress');
    expect(world.bank.made.size).toBe(1);
  });

  it('wants the duplicate answered in words when it is approved the second time', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: STRICT_RULES });
    const { accountant, director } = world.people;
    const approved = await approvedNew(world, day);
    world.bank.statement = [bankOperation()];
    await codeOf(() => pay(day.parts, accountant, seenOf(approved)));
    const back = current(day, approved);

    const code = await codeOf(() => approveAs(world, day, { actor: director, payment: back, reason: ' ' }));

    expect(code).toBe('approval-needs-answers');
    expect(warningsOf(judgeApprovals(day.parts, back).decision.reasons)).toContain('possible-duplicate');
  });

  it('wants as many second approvals as the rules ask for', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: { ...STRICT_RULES, approvalsNeeded: 2 } });
    const { accountant, director, secondDirector } = world.people;
    const submitted = submitNew(world, day);
    const once = await approveAs(world, day, { actor: director, payment: submitted });
    const twice = await approveAs(world, day, { actor: secondDirector, payment: once });
    world.bank.statement = [bankOperation()];
    await codeOf(() => pay(day.parts, accountant, seenOf(twice)));
    world.clock.pass(1000);

    const first = await approveAs(world, day, { actor: director, payment: current(day, twice) });
    const second = await approveAs(world, day, { actor: secondDirector, payment: first });
    const paid = await pay(day.parts, accountant, seenOf(second));

    expect(once.status).toBe('submitted');
    expect(twice.status).toBe('approved');
    expect(first.status).toBe('submitted');
    expect(second.status).toBe('approved');
    expect(paid.status).toBe('in-progress');
  });

  it('wants two approvals of a possible duplicate even when the rules let everything else pass', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: { ...FREE_RULES, approvalsNeeded: 2 } });
    const { accountant, director, secondDirector } = world.people;
    const free = submitNew(world, day);
    world.bank.statement = [bankOperation()];

    const code = await codeOf(() => pay(day.parts, accountant, seenOf(free)));
    const first = await approveAs(world, day, { actor: director, payment: current(day, free) });
    const second = await approveAs(world, day, { actor: secondDirector, payment: first });
    const paid = await pay(day.parts, accountant, seenOf(second));

    expect(code).toBe('payment-needs-approval');
    expect([free.status, first.status, second.status, paid.status]).toEqual([
      'approved',
      'submitted',
      'approved',
      'in-progress',
    ]);
  });

  it.each([
    ['another sum', { amountMinor: 1500_51 }],
    ['another purpose', { purpose: 'Оплата по счёту 18. НДС не облагается' }],
    ['another account', { counterpartyAccount: '40702810500000000001' }],
    ['money that came in', { direction: 'in' as const }],
  ])('takes %s for no duplicate', async (_name, change) => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    world.bank.statement = [bankOperation(change)];

    const paid = await pay(day.parts, world.people.accountant, seenOf(submitNew(world, day)));

    expect(paid.status).toBe('in-progress');
  });

  it.each([1, 6, 7, 12])('finds a duplicate on page %i of the statement', async (page) => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    world.bank.pageSize = 2;
    const others = Array.from({ length: 2 * page - 1 }, (_, n) => bankOperation({ amountMinor: 100 + n }));
    world.bank.statement = [...others, bankOperation()];

    const code = await codeOf(() => pay(day.parts, world.people.accountant, seenOf(submitNew(world, day))));

    expect(code).toBe('payment-needs-approval');
    expect(world.bank.attempts).toEqual([]);
  });

  it('sends nothing when the pages of the statement turn in a circle', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    world.bank.pageSize = 1;
    world.bank.isTurningInACircle = true;
    world.bank.statement = [bankOperation({ amountMinor: 1 }), bankOperation({ amountMinor: 2 })];

    const code = await codeOf(() => pay(day.parts, world.people.accountant, seenOf(submitNew(world, day))));

    expect(code).toBe('bank-unreadable');
    expect(world.bank.attempts).toEqual([]);
  });

  it('asks for an approval, and says why, when no token may read the statement any more', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    const free = submitNew(world, day);
    for (const token of day.parts.tokens.list(COMPANY)) {
      const accesses = token.accesses.filter(({ access }) => access !== 'statement');
      day.parts.tokens.save({ ...token, accesses }, null);
    }

    const code = await codeOf(() => pay(day.parts, world.people.accountant, seenOf(free)));
    const back = current(day, free);
    const approved = await approveAs(world, day, { actor: world.people.director, payment: back });
    const paid = await pay(day.parts, world.people.accountant, seenOf(approved));

    expect(code).toBe('payment-needs-approval');
    expect([back.status, back.reasons.map((one) => one.code)]).toEqual(['submitted', ['statement-unread']]);
    expect(paid.status).toBe('in-progress');
    expect(world.bank.attempts).toHaveLength(1);
  });

  it('asks again about a duplicate that it found once, when the approval died and nobody may read the statement', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: { ...FREE_RULES, approvalHours: 2 } });
    const { accountant, director } = world.people;
    const free = submitNew(world, day);
    world.bank.statement = [bankOperation()];
    await codeOf(() => pay(day.parts, accountant, seenOf(free)));
    const approved = await approveAs(world, day, { actor: director, payment: current(day, free) });
    world.clock.pass(3 * 3_600_000);
    for (const token of day.parts.tokens.list(COMPANY)) {
      const accesses = token.accesses.filter(({ access }) => access !== 'statement');
      day.parts.tokens.save({ ...token, accesses }, null);
    }

    const code = await codeOf(() => pay(day.parts, accountant, seenOf(approved)));

    expect(code).toBe('payment-changed-since-approval');
    expect(current(day, free).reasons.map((one) => one.code)).toContain('possible-duplicate');
    expect(world.bank.attempts).toEqual([]);
  });

  it('asks the bank for a month and a day back', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    const queries: unknown[] = [];
    const statementPage = world.bank.statementPage.bind(world.bank);
    const bank = Object.assign(world.bank, {
      statementPage: (credentials: never, query: never) => {
        queries.push(query);
        return statementPage(credentials, query);
      },
    });

    await pay(day.parts, world.people.accountant, seenOf(submitNew(world, day)));

    expect(bank.attempts).toHaveLength(1);
    expect(queries).toMatchObject([{ from: addMs(world.clock.now(), -32 * 86_400_000), cursor: null }]);
  });

  it('looks at the account from which the money goes, and at no other', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    const rich = { ...bankAccount(), accountNumber: '40702810100000000099' };
    world.bank.accountsAnswer = { kind: 'answered', value: [rich, bankAccount(1500_49)] };

    const error = await errorOf(() => pay(day.parts, world.people.accountant, seenOf(submitNew(world, day))));

    expect(error).toEqual({
      code: 'payment-no-money',
      details: { availableMinor: 1500_49, amountMinor: 1500_50 },
    });
    expect(world.bank.attempts).toEqual([]);
  });

  it.each([
    ['only another account', { accountNumber: '40702810100000000099' }],
    ['the account in another currency', { currency: '840' }],
  ])('sends nothing when the bank shows %s', async (_, change) => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    world.bank.accountsAnswer = { kind: 'answered', value: [{ ...bankAccount(), ...change }] };

    const error = await errorOf(() => pay(day.parts, world.people.accountant, seenOf(submitNew(world, day))));

    expect(error).toEqual({ code: 'payment-account-missing', details: { account: OWN_ACCOUNT } });
    expect(world.bank.attempts).toEqual([]);
  });

  it('looks at the money with a token that has no certificate too', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    takeAway(day, 'accounts', PAYING);
    world.bank.accountsAnswer = { kind: 'answered', value: [bankAccount(1500_49)] };

    const code = await codeOf(() => pay(day.parts, world.people.accountant, seenOf(submitNew(world, day))));

    expect(code).toBe('payment-no-money');
  });

  it('tells the operations that it found as the bank shows them', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    world.bank.statement = [bankOperation(), bankOperation({ amountMinor: 1 })];

    expect(await lastLook(day.parts, submitNew(world, day))).toEqual({
      inStatement: [
        {
          source: 'statement',
          paymentId: null,
          at: '2026-11-10T10:00:00.000Z',
          documentNumber: '16',
          amountMinor: 1500_50,
        },
      ],
      isStatementRead: true,
    });
  });

  it.each([
    ['is gone for good', false],
    ['comes back before the send', true],
  ])(
    'asks for an approval when the token for the statement was lost while the bank was asked, and %s',
    async (_, comesBack) => {
      const world = new VaultWorld();
      const day = await world.furnish({ rules: FREE_RULES });
      const free = submitNew(world, day);
      const before = day.parts.tokens.list(COMPANY);
      world.bank.whileReading = () => {
        takeAway(day, 'statement');
        world.bank.whileReading = () => undefined;
      };
      const read = world.keychain.read.bind(world.keychain);
      world.keychain.read = (name) => {
        if (comesBack && name === `token:${PAYING}`) {
          for (const { tokenId, accesses } of before) {
            const token = day.parts.tokens.get(tokenId);
            if (token !== null) day.parts.tokens.save({ ...token, accesses }, null);
          }
        }
        return read(name);
      };

      const code = await codeOf(() => pay(day.parts, world.people.accountant, seenOf(free)));

      expect(code).toBe('payment-needs-approval');
      expect(current(day, free).reasons.map((one) => one.code)).toEqual(['statement-unread']);
      expect(world.bank.calls).not.toContain('statement');
      expect(world.bank.attempts).toEqual([]);
    },
  );
});
