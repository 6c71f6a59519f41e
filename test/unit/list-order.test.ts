import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accountOrder,
  certificateOrder,
  companyOrder,
  paymentOrder,
  personOrder,
  planOrder,
  queueOrder,
  tokenOrder,
  type Order,
} from '../../contract/values/list-order.ts';
import { TokenId } from '../../contract/values/ids.ts';

const DAY_1 = '2026-11-16T09:00:00.000Z';
const DAY_2 = '2026-11-17T09:00:00.000Z';

type Token = Parameters<typeof tokenOrder>[0];

function token(id: string, change: Partial<Token> = {}): Token {
  return {
    tokenId: TokenId.parse(`token-id-${id}`),
    label: 'Токен',
    status: 'active',
    aliveUntil: DAY_2,
    lastProblem: null,
    threats: [],
    replacedBy: null,
    ...change,
  };
}

function certificate(
  certificateId: string,
  notAfter: string,
  label: string,
  retiredAt: string | null = null,
) {
  return { certificateId, notAfter, label, retiredAt };
}

function payment(paymentId: string, at: string, documentNumber: string) {
  return { paymentId, updatedAt: at, submittedAt: at, fields: { documentNumber } };
}

function account(number: string, name: string, isMain = false) {
  return { accountNumber: number, name, isMain };
}

/** However the rows come, they stand in the one order; none of them is like another. */
function isTheOrder<T>(order: Order<T>, rows: readonly T[]): void {
  fc.assert(
    fc.property(fc.shuffledSubarray([...rows], { minLength: rows.length }), (shuffled) => {
      expect(shuffled.sort(order)).toEqual(rows);
    }),
  );
  for (const one of rows) for (const other of rows) expect(order(one, other) === 0).toBe(one === other);
}

describe('the order of a list', () => {
  it('of tokens is: broken, first to end, not in use, ended; then by label and id', () => {
    const problem = { code: 'bank-down', details: {}, incidentId: null } as const;
    isTheOrder(tokenOrder, [
      token('broken-1', { lastProblem: problem, aliveUntil: DAY_1 }),
      token('broken-2', { status: 'frozen', label: 'ёлка' }),
      token('broken-3', { status: 'frozen', label: 'Жук' }),
      token('broken-4', { status: 'dead', aliveUntil: null }),
      token('first', { aliveUntil: DAY_1, label: 'Ясень' }),
      token('a', { label: 'Касса 2' }),
      token('b', { label: 'Касса 10' }),
      token('c', { label: 'Касса 10' }),
      token('no-end', { aliveUntil: null }),
      token('planned', { status: 'planned', aliveUntil: null }),
      token('revoked', { status: 'revoked', aliveUntil: null, label: 'А', lastProblem: problem }),
      token('replaced', {
        status: 'dead',
        aliveUntil: null,
        label: 'Б',
        replacedBy: TokenId.parse('token-new'),
      }),
    ]);
  });

  it('of certificates is: first to end, retired last; then by label and id', () => {
    isTheOrder(certificateOrder, [
      certificate('z', DAY_1, 'Я'),
      certificate('b', DAY_2, 'Ёлка'),
      certificate('c', DAY_2, 'Ёлка'),
      certificate('a', DAY_2, 'Ель'),
      certificate('old', DAY_1, 'А', DAY_2),
    ]);
  });

  it('of payments is: newest change first; then the greater number, then the id', () => {
    isTheOrder(paymentOrder, [
      payment('c', DAY_2, '1'),
      payment('b', DAY_1, '10'),
      payment('a', DAY_1, '9'),
      payment('d', DAY_1, '9'),
    ]);
  });

  it('of what waits to be approved is: longest waiting first; then the smaller number, then the id', () => {
    isTheOrder(queueOrder, [
      payment('a', DAY_1, '9'),
      payment('d', DAY_1, '9'),
      payment('b', DAY_1, '10'),
      payment('c', DAY_2, '1'),
    ]);
  });

  it('of accounts is: the main one, then by name and number', () => {
    isTheOrder(accountOrder, [
      account('40702810500000000009', 'Я', true),
      account('40702810500000000001', 'Расчётный'),
      account('40702810500000000002', 'Расчётный'),
      account('40702810500000000000', 'Спецсчёт'),
    ]);
  });

  it('of companies and people is by name in the Russian alphabet, then by id', () => {
    const names = ['Ель', 'ёлка', 'Ёлка', 'Жук', 'Жук'];
    const rows = names.map((name, index) => ({ personId: `p${index}`, companyId: `c${index}`, name }));
    const inOrder = [rows[1], rows[2], rows[0], rows[3], rows[4]].flatMap((row) => row ?? []);
    isTheOrder(personOrder, inOrder);
    isTheOrder(companyOrder, inOrder);
  });

  it('of plans is: those that go on, then the last begun, then the id', () => {
    isTheOrder(planOrder, [
      { planId: 'b', openedAt: DAY_1, status: 'open' },
      { planId: 'a', openedAt: DAY_2, status: 'done' },
      { planId: 'c', openedAt: DAY_2, status: 'done' },
      { planId: 'd', openedAt: DAY_1, status: 'abandoned' },
    ]);
  });
});
