import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  approvedList,
  isListed,
  listDigest,
  type ListedPayment,
} from '../../main/domain/envelopes/approved-list.ts';
import { envelopeFile, readEnvelope, writeEnvelope } from '../../main/domain/envelopes/envelope-file.ts';
import type { Textless } from '../../main/domain/envelopes/envelope-lines.ts';
import type { ApprovedListEnvelope } from '../../main/domain/envelopes/envelope.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';
import { Author, EXPIRES, ISSUED, ORGANIZATION, parts } from './author.ts';

const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
const payment = fc.record({
  content: hex,
  request: hex,
  amount: fc.integer({ min: 1, max: 10_000_000 }).map((minor) => (minor / 100).toFixed(2)),
  warnings: fc.subarray(['new-payee', 'possible-duplicate']),
  reason: fc.constantFrom('', 'проверил', 'позвонил по договору'),
});
const lists = fc.uniqueArray(payment, {
  minLength: 2,
  maxLength: 40,
  comparator: (a, b) => a.content === b.content || a.request === b.request,
});

/** The total, counted apart from the code: in hundredths, by the text itself. */
function totalOf(payments: readonly ListedPayment[]): string {
  const minor = payments.reduce((sum, { amount }) => sum + BigInt(amount.replace('.', '')), 0n);
  const digits = String(minor).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

describe('a list of payments that is signed as one', () => {
  it('is the same from the same payments in any order, and says their number and total', () => {
    fc.assert(
      fc.property(lists, fc.infiniteStream(fc.nat()), (payments, keys) => {
        const list = approvedList(systemDigests, 'v3', payments);
        const order = payments.map((one) => [keys.next().value ?? 0, one] as const);
        const shuffled = order.sort(([a], [b]) => a - b).map(([, one]) => one);
        expect(approvedList(systemDigests, 'v3', shuffled).digest).toBe(list.digest);
        expect(list.head.count).toBe(payments.length);
        expect(list.head.totals).toEqual([{ currency: 'RUB', amount: totalOf(payments) }]);
      }),
    );
  });

  it('proves each of its payments, and no other: none beside it, none changed in a single sign', () => {
    fc.assert(
      fc.property(lists, payment, fc.nat(), (payments, stranger, at) => {
        const { head, payments: proven } = approvedList(systemDigests, 'v3', payments);
        for (const { payment: one, path } of proven)
          expect(isListed(systemDigests, head.root, one, path)).toBe(true);
        const chosen = proven[at % proven.length];
        if (chosen === undefined) throw new Error('nothing');
        const { payment: one, path } = chosen;
        for (const changed of changesOf(one))
          for (const { path: any } of [chosen, ...proven])
            expect(isListed(systemDigests, head.root, changed, any)).toBe(false);
        if (!payments.some(({ content }) => content === stranger.content))
          for (const { path: any } of proven)
            expect(isListed(systemDigests, head.root, stranger, any)).toBe(false);
        // The others stay proven: what is changed in one says nothing of them.
        for (const other of proven)
          if (other !== chosen)
            expect(isListed(systemDigests, head.root, other.payment, other.path)).toBe(true);
        for (const step of path.keys()) {
          const cut = path.filter((_, place) => place !== step);
          expect(isListed(systemDigests, head.root, one, cut)).toBe(false);
        }
      }),
    );
  });

  it('has another digest with one payment more, one less, one changed, other rules', () => {
    fc.assert(
      fc.property(lists, payment, (payments, more) => {
        fc.pre(
          !payments.some(({ content, request }) => content === more.content || request === more.request),
        );
        const { digest, head } = approvedList(systemDigests, 'v3', payments);
        const [first, ...rest] = payments;
        if (first === undefined) throw new Error('nothing');
        const others = [
          approvedList(systemDigests, 'v3', [...payments, more]).digest,
          approvedList(systemDigests, 'v3', rest).digest,
          approvedList(systemDigests, 'v4', payments).digest,
          ...changesOf(first).map((changed) => approvedList(systemDigests, 'v3', [changed, ...rest]).digest),
          listDigest(systemDigests, { ...head, count: head.count + 1 }),
          listDigest(systemDigests, { ...head, totals: [{ currency: 'RUB', amount: '0.01' }] }),
        ];
        expect(others).not.toContain(digest);
        expect(new Set(others).size).toBe(others.length);
      }),
    );
  });

  it('names each payment and each request once', () => {
    const [a, b] = [one('a', '1'), one('b', '2')];
    expect(() => approvedList(systemDigests, 'v3', [])).toThrow(TypeError);
    expect(() => approvedList(systemDigests, 'v3', [a, a])).toThrow(TypeError);
    expect(() => approvedList(systemDigests, 'v3', [a, { ...b, content: a.content }])).toThrow(TypeError);
    expect(() => approvedList(systemDigests, 'v3', [a, { ...b, request: a.request }])).toThrow(TypeError);
  });
});

function one(content: string, request: string): ListedPayment {
  return {
    content: content.repeat(64),
    request: request.repeat(64),
    amount: '1.00',
    warnings: [],
    reason: '',
  };
}

/** The payment with one sign changed in each of its fields. */
function changesOf(one: ListedPayment): readonly ListedPayment[] {
  const turned = (text: string) => (text.startsWith('0') ? '1' : '0') + text.slice(1);
  return [
    { ...one, content: turned(one.content) },
    { ...one, request: turned(one.request) },
    { ...one, amount: `1${one.amount}` },
    { ...one, warnings: [...one.warnings, 'changed-payee-account'] },
    { ...one, reason: `${one.reason}.` },
  ];
}

describe('the envelope of a list', () => {
  const author = new Author();
  const fileOf = (signed: string) => envelopeFile(signed, author.key, author.signature(signed));
  const items: ApprovedListEnvelope['payments'] = ['a', 'b', 'c'].map((letter, at) => ({
    paymentId: letter.repeat(64),
    requestHash: String(at).repeat(64),
    amount: `${at + 1}00.00`,
    warnings: [],
    reason: '',
  }));

  function fieldsOf(
    payments = items,
    change: Partial<ApprovedListEnvelope['list']> = {},
  ): Textless<ApprovedListEnvelope> {
    const policyHash = 'c'.repeat(64);
    const listed = payments.map(({ paymentId, requestHash, ...said }) => ({
      ...said,
      content: paymentId,
      request: requestHash,
    }));
    const { digest, head } = approvedList(systemDigests, policyHash, listed);
    const totals = head.totals.map(({ amount }) => ({ currency: 'RUB' as const, amount }));
    return {
      v: 1,
      kind: 'approved-list',
      organization: ORGANIZATION,
      author: author.key,
      counter: 1,
      audience: [author.key],
      issuedAt: ISSUED,
      expiresAt: EXPIRES,
      peopleHash: 'b'.repeat(64),
      policyHash,
      payingToken: 'none',
      list: { count: head.count, totals, digest, ...change },
      payments,
    };
  }

  it('is read back, says what a person saw, and has a form that older programs call newer', () => {
    const { signed } = writeEnvelope(parts, fieldsOf());
    expect(signed.startsWith('klyuchnik-envelope-v2\n')).toBe(true);
    const read = readEnvelope(parts, fileOf(signed));
    expect(read).toMatchObject({ ok: true, envelope: { kind: 'approved-list', payments: items } });
    expect(read.ok && read.envelope.text.slice(0, 3)).toEqual([
      'Согласие на платежи списком',
      'Платежей: 3',
      expect.stringMatching(/^Сумма: 600\.00 руб\. \(/),
    ]);
    // Nobody else may speak under the newer form, and no list under the older one.
    const older = signed.replace('klyuchnik-envelope-v2', 'klyuchnik-envelope-v1');
    expect(readEnvelope(parts, fileOf(older))).toEqual({ ok: false, flaw: 'form' });
  });

  it('is refused when its count, total, digest or order is not that of its payments', () => {
    const [first, second, third] = items;
    if (first === undefined || second === undefined || third === undefined) throw new Error('nothing');
    const wrong = [
      fieldsOf(items, { count: 4 }),
      fieldsOf(items, { totals: [{ currency: 'RUB', amount: '600.01' }] }),
      fieldsOf(items, { digest: 'f'.repeat(64) }),
      { ...fieldsOf(), payments: [second, first, third] },
      { ...fieldsOf(), payments: [first, second] },
      { ...fieldsOf(), payments: [...items, { ...third, paymentId: 'd'.repeat(64) }] },
      { ...fieldsOf(), payments: [first, second, { ...third, amount: '299.00' }] },
      { ...fieldsOf(), policyHash: 'd'.repeat(64) },
    ];
    for (const fields of wrong) expect(() => writeEnvelope(parts, fields)).toThrow(/list-differs/);
  });

  it('holds two hundred payments', () => {
    const many = Array.from({ length: 200 }, (_, at) => ({
      paymentId: at.toString(16).padStart(64, '0'),
      requestHash: at.toString(16).padStart(64, 'f'),
      amount: '9999999999999.99',
      warnings: ['new-payee' as const],
      reason: 'позвонил по номеру из договора',
    }));
    const { signed } = writeEnvelope(
      parts,
      fieldsOf(many.map((item) => ({ ...item, amount: '100000000.00' }))),
    );
    expect(readEnvelope(parts, fileOf(signed)).ok).toBe(true);
  });
});
