import { ApprovalId, PaymentId, PersonId } from '../../contract/values/ids.ts';
import type { Approval, ApprovalSetting } from '../../main/domain/payments/approving/approval.ts';
import type { Person } from '../../main/domain/people/person.ts';
import { strictPolicy } from '../../main/domain/policy/policy.ts';
import { buildContent } from './payment-builder.ts';
import { COMPANY } from './vault-world.ts';

export const ANNA = PersonId.parse('person-anna');
export const BORIS = PersonId.parse('person-boris');
export const VERA = PersonId.parse('person-vera');

/** When the sample payment was submitted and approved, when it is looked at, and when its request ends. */
export const SUBMITTED_AT = '2026-11-16T09:00:00.000Z';
export const APPROVED_AT = '2026-11-16T10:00:00.000Z';
export const LOOKED_AT = '2026-11-16T11:00:00.000Z';
export const EXPIRES_AT = '2026-11-19T09:00:00.000Z';

export function buildDirector(personId: PersonId): Person {
  return {
    personId,
    name: personId,
    role: 'director',
    isTraining: false,
    publicKey: 'key',
    createdAt: SUBMITTED_AT,
    openingKey: null,
    outcomeKey: null,
    nextKeys: null,
  };
}

/** Борис's approval of the sample payment, which counts in the sample setting; changed where a test cares. */
export function buildApproval(change: Partial<Approval> = {}): Approval {
  return {
    approvalId: ApprovalId.parse('approval-1'),
    paymentId: PaymentId.parse('payment-1'),
    companyId: COMPANY,
    personId: BORIS,
    personName: 'Борис',
    verdict: 'approved',
    reason: 'проверил',
    contentHash: 'content-a',
    policyVersion: 3,
    answered: [],
    at: APPROVED_AT,
    expiresAt: EXPIRES_AT,
    signature: 'signature',
    list: null,
    envelope: null,
    ...change,
  };
}

/** Анна prepared the payment, Борис and Вера are directors. */
export function buildSetting(change: Partial<ApprovalSetting> = {}): ApprovalSetting {
  return {
    payment: {
      paymentId: PaymentId.parse('payment-1'),
      content: buildContent(),
      contentHash: 'content-a',
      preparedBy: ANNA,
      otherMakers: [],
      submittedAt: SUBMITTED_AT,
    },
    reasons: [],
    policy: { ...strictPolicy(COMPANY), version: 3 },
    people: [buildDirector(BORIS), buildDirector(VERA)],
    now: LOOKED_AT,
    isSigned: () => true,
    ...change,
  };
}
