import { describe, expect, it } from 'vitest';
import { ApprovalId, PaymentId, PersonId } from '../../contract/values/ids.ts';
import { addMs, HOUR_MS } from '../../contract/values/dates.ts';
import {
  approvalEnd,
  approvalFlaw,
  approvalText,
  countingApprovals,
  isMaker,
  type Approval,
  type ApprovalFlaw,
  type ApprovalSetting,
} from '../../main/domain/payments/approving/approval.ts';
import { strictPolicy } from '../../main/domain/policy/policy.ts';
import { CLOCK_TOLERANCE_MS } from '../../main/domain/time/known-time.ts';
import {
  ANNA,
  APPROVED_AT,
  BORIS,
  buildApproval,
  buildDirector,
  buildSetting,
  EXPIRES_AT,
  LOOKED_AT,
  SUBMITTED_AT,
  VERA,
} from '../fakes/build-approval.ts';
import { COMPANY } from '../fakes/vault-world.ts';

const SUBJECT = buildSetting().payment;

/** Rules by which an approval lives so many hours. */
function policyOf(approvalHours: number | null) {
  const strict = strictPolicy(COMPANY);
  return { ...strict, version: 3, rules: { ...strict.rules, approvalHours } };
}

type Row = readonly [string, ApprovalFlaw | null, Partial<Approval>, Partial<ApprovalSetting>];

describe('an approval', () => {
  it.each<Row>([
    ['counts when nothing is wrong with it', null, {}, {}],
    [
      'of another payment is of another content',
      'content-changed',
      { paymentId: PaymentId.parse('payment-2') },
      {},
    ],
    ['of another content of the payment', 'content-changed', { contentHash: 'content-b' }, {}],
    [
      'of a payment that is a draft again',
      'content-changed',
      {},
      { payment: { ...SUBJECT, submittedAt: null } },
    ],
    ['given at the moment of the submission', null, { at: SUBMITTED_AT }, {}],
    ['given for an earlier submission', 'content-changed', { at: addMs(SUBMITTED_AT, -1) }, {}],
    [
      'in an envelope that names the request, although its clock was behind',
      null,
      { at: addMs(SUBMITTED_AT, -1), envelope: 'e'.repeat(64) },
      {},
    ],
    ['under older rules', 'rules-changed', { policyVersion: 2 }, {}],
    ['under rules that are not here yet', 'rules-changed', { policyVersion: 4 }, {}],
    ['a millisecond before its end', null, {}, { now: addMs(EXPIRES_AT, -1) }],
    ['at its end', 'expired', {}, { now: EXPIRES_AT }],
    ['from as far ahead as clocks may differ', null, { at: addMs(LOOKED_AT, CLOCK_TOLERANCE_MS) }, {}],
    ['from further ahead', 'clock-ahead', { at: addMs(LOOKED_AT, CLOCK_TOLERANCE_MS + 1) }, {}],
    ['of whoever prepared the payment', 'own-payment', {}, { payment: { ...SUBJECT, preparedBy: BORIS } }],
    ['of whoever changed it', 'own-payment', {}, { payment: { ...SUBJECT, otherMakers: [BORIS] } }],
    ['of nobody in the company', 'not-entitled', { personId: PersonId.parse('person-gleb') }, {}],
    [
      'of a director who is an accountant now',
      'not-entitled',
      {},
      { people: [{ ...buildDirector(BORIS), role: 'accountant' }, buildDirector(VERA)] },
    ],
    [
      'that did not answer a warning',
      'warning-unread',
      {},
      { reasons: [{ code: 'new-payee', limitMinor: null, usedMinor: null }] },
    ],
    [
      'that answered another warning only',
      'warning-unread',
      { answered: ['possible-duplicate'] },
      { reasons: [{ code: 'new-payee', limitMinor: null, usedMinor: null }] },
    ],
    [
      'that answered the warning',
      null,
      { answered: ['new-payee'] },
      { reasons: [{ code: 'new-payee', limitMinor: null, usedMinor: null }] },
    ],
    [
      'of a sum over a limit, which nobody has to answer',
      null,
      {},
      { reasons: [{ code: 'over-day-limit', limitMinor: 1, usedMinor: 0 }] },
    ],
    ['whose signature does not hold', 'signature', {}, { isSigned: () => false }],
  ])('%s: %s', (_, flaw, change, at) => {
    expect(approvalFlaw(buildApproval(change), buildSetting(at))).toBe(flaw);
  });

  it('is held against the key of its own person', () => {
    const asked: string[] = [];
    const isSigned: ApprovalSetting['isSigned'] = (_, { personId }) => {
      asked.push(personId);
      return true;
    };
    expect(approvalFlaw(buildApproval({ personId: VERA }), buildSetting({ isSigned }))).toBeNull();
    expect(asked).toEqual([VERA]);
  });

  it.each([
    [null, EXPIRES_AT],
    [1, addMs(APPROVED_AT, HOUR_MS)],
    [71, EXPIRES_AT],
    [72, EXPIRES_AT],
  ])('under rules of %s hours dies at %s, never after its request', (hours, end) => {
    expect(approvalEnd(buildApproval(), policyOf(hours))).toBe(end);
  });

  it('is signed as an approval of this app, so that no other text passes for one', () => {
    const text = approvalText(buildApproval(), { content: { amountMinor: 1 } });
    expect(text).toMatchObject({ kind: 'klyuchnik-approval', v: 1, content: { amountMinor: 1 } });
  });
});

describe('whoever makes a payment', () => {
  it.each<readonly [string, PersonId | null, boolean]>([
    ['the one who prepared it', ANNA, true],
    ['the one who changed it before', VERA, true],
    ['another director', BORIS, false],
    ['nobody, as when the app itself acts', null, false],
  ])('is told: %s', (_, personId, expected) => {
    expect(isMaker({ preparedBy: ANNA, otherMakers: [VERA] }, personId)).toBe(expected);
  });
});

describe('the approvals that count', () => {
  const ofBoris = buildApproval();
  const again = buildApproval({ approvalId: ApprovalId.parse('approval-2'), at: addMs(APPROVED_AT, 1) });
  const ofVera = buildApproval({ approvalId: ApprovalId.parse('approval-3'), personId: VERA });

  it('are one a person, the first of his that counts', () => {
    expect(countingApprovals([ofBoris, again, ofVera], buildSetting())).toEqual([ofBoris, ofVera]);
    const dead = { ...ofBoris, policyVersion: 2 };
    expect(countingApprovals([dead, again], buildSetting())).toEqual([again]);
  });

  it('are no rejections, however well signed', () => {
    expect(countingApprovals([{ ...ofBoris, verdict: 'rejected' }, ofVera], buildSetting())).toEqual([
      ofVera,
    ]);
  });
});
