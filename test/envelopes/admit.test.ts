import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admitted, requestState, type Admission } from '../../main/envelopes/admit.ts';
import type { OpenedEnvelope } from '../../main/envelopes/envelope-file.ts';
import type { Role } from '../../contract/areas/session.ts';
import { paymentIdText } from '../../main/envelopes/envelope.ts';
import { systemDigests } from '../../main/system/system-ids.ts';
import { answerFields, Author, EXPIRES, ISSUED, ORGANIZATION, requestFields } from './author.ts';

const maker = new Author();
const directors = [new Author(), new Author(), new Author()] as const;
const [first, second, third] = directors;
const auditor = new Author();
const stranger = new Author();

function member({ key }: Author, role: Role, validThrough: number | null = null) {
  return { key, role, validThrough };
}

/** Who may speak, and the documents that count. */
type TestOrganization = Admission & { readonly peopleHash: string; readonly policyHash: string };

function organizationOf(reader: Author, change: Partial<TestOrganization> = {}): TestOrganization {
  return {
    organization: ORGANIZATION,
    peopleHash: 'b'.repeat(64),
    policyHash: 'c'.repeat(64),
    members: [
      member(maker, 'accountant'),
      member(auditor, 'auditor'),
      ...directors.map((one) => member(one, 'director')),
    ],
    readers: [reader.key],
    ...change,
  };
}

const request = maker.opened(requestFields(maker, directors));
const at = { now: '2026-11-17T09:00:00.000Z', approvalsNeeded: 2 };

function stateAt(
  known: readonly OpenedEnvelope[],
  change: Partial<typeof at> = {},
  organization = organizationOf(maker),
) {
  const { counting } = admitted(known, organization);
  return requestState(request, counting, { organization, ...at, ...change });
}

function flawOf(one: OpenedEnvelope, organization = organizationOf(maker)) {
  return admitted([one], organization).flaws.get(one.hash) ?? null;
}

const approvals = directors.map((one) => one.opened(answerFields('approval', one, request)));
const [yes, alsoYes] = approvals as [OpenedEnvelope, OpenedEnvelope, OpenedEnvelope];
const no = third.opened(answerFields('rejection', third, request, { counter: 2 }));

describe('admission', () => {
  it('takes what a member says to this reader', () => {
    expect(flawOf(yes)).toBeNull();
    expect(flawOf(request, organizationOf(first))).toBeNull();
  });

  it('refuses what is for others, of others, from nobody, or from somebody who may not say it', () => {
    const elsewhere = maker.opened(
      requestFields(maker, directors, { organization: 'd'.repeat(64), paymentId: paymentIdElsewhere() }),
    );
    expect(flawOf(request, organizationOf(auditor))).toBe('not-addressed');
    expect(flawOf(elsewhere, organizationOf(first))).toBe('other-organization');
    expect(flawOf(stranger.opened(answerFields('approval', stranger, request)))).toBe('author-unknown');
    expect(flawOf(auditor.opened(answerFields('approval', auditor, request)))).toBe('author-not-entitled');
    expect(
      flawOf(maker.opened(answerFields('approval', maker, request, { counter: 2, audience: [maker.key] }))),
    ).toBe('author-not-entitled');
  });

  it.each([
    [3, 3, null],
    [4, 3, 'author-revoked'],
    [4, 4, null],
  ] as const)('takes number %d of a key that is valid through %d: %s', (counter, validThrough, flaw) => {
    const members = [member(maker, 'accountant'), member(first, 'director', validThrough)];
    const one = first.opened(answerFields('approval', first, request, { counter }));
    expect(flawOf(one, organizationOf(maker, { members }))).toBe(flaw);
  });

  it('lets two different envelopes under one number both not count, whichever came first', () => {
    const twin = first.opened(answerFields('rejection', first, request));
    for (const known of [
      [yes, twin],
      [twin, yes],
    ]) {
      expect(admitted(known, organizationOf(maker)).counting).toEqual([]);
    }
    expect(admitted([yes, yes], organizationOf(maker)).counting).toEqual([yes]);
  });
});

describe('the state of a request', () => {
  it.each([
    [[], 'waiting'],
    [[yes], 'waiting'],
    [[yes, yes], 'waiting'],
    [[yes, alsoYes], 'approved'],
    [approvals, 'approved'],
    [[yes, alsoYes, no], 'rejected'],
  ] as const)('with %# answers is as the rules say', (known, status) => {
    expect(stateAt([request, ...known]).status).toBe(status);
  });

  it('never counts the maker, even when he is a director', () => {
    const own = first.opened(requestFields(first, [second, third]));
    const self = first.opened(answerFields('approval', first, own, { counter: 2, audience: [second.key] }));
    const organization = organizationOf(second);
    const { counting } = admitted([own, self], organization);
    expect(requestState(own, counting, { organization, ...at, approvalsNeeded: 1 }).status).toBe('waiting');
  });

  it.each([
    ['2026-11-16T08:59:59.999Z', 'expired'],
    [ISSUED, 'approved'],
    ['2026-11-19T08:59:59.999Z', 'approved'],
    [EXPIRES, 'expired'],
  ] as const)('at %s is %s', (now, status) => {
    expect(stateAt([request, yes, alsoYes], { now }).status).toBe(status);
  });

  it('asks again when the rules or the people have changed since', () => {
    for (const change of [{ policyHash: 'e'.repeat(64) }, { peopleHash: 'e'.repeat(64) }]) {
      const state = stateAt([request, yes, alsoYes], {}, organizationOf(maker, change));
      expect(state).toMatchObject({ status: 'rules-changed', approvedBy: [] });
    }
  });

  it('does not count an approval of another request for the same payment', () => {
    const again = maker.opened(requestFields(maker, directors, { counter: 2 }));
    const other = second.opened(answerFields('approval', second, again, { counter: 3 }));
    expect(again.envelope.paymentId).toBe(request.envelope.paymentId);
    expect(stateAt([request, again, yes, other]).approvedBy).toEqual([first.key]);
  });

  it('is done once anybody has sent it, whatever else arrives', () => {
    const sent = maker.opened(answerFields('outcome', maker, request, { counter: 2 }));
    expect(stateAt([request, sent, no]).status).toBe('done');
  });

  it('is the same in every order, with every repetition', () => {
    const all = [
      request,
      ...approvals,
      no,
      maker.opened(answerFields('outcome', maker, request, { counter: 2 })),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 1 }), fc.infiniteStream(fc.nat()), (some, picks) => {
        const doubled = [...some, ...[...picks.take(4)].flatMap((pick) => some[pick % some.length] ?? [])];
        const sorted = [...some].sort((a, b) => (a.hash < b.hash ? -1 : 1));
        expect(stateAt(doubled)).toEqual(stateAt(sorted));
      }),
      { numRuns: 2_000 },
    );
  });
});

function paymentIdElsewhere(): string {
  // The id belongs to the organization, so a request of another one has another id.
  const wrong = requestFields(maker, directors, { organization: 'd'.repeat(64) });
  return systemDigests.sha256(systemDigests.canonical(paymentIdText('d'.repeat(64), wrong.payment)));
}
