import { randomUUID } from 'node:crypto';
import { jsonAnswer, unprocessable, type Answer } from './answers.ts';
import type { Draft, Payment } from '../state/bank-state.ts';
import type { BankWorld } from '../state/bank-world.ts';
import { accountRefusal } from './payments.ts';
import type { DocumentStatusBody, DraftBody } from './request-shapes.ts';

/** People of the company who can open its cabinet; only the director has the sign right (tapi.md §7). */
export const cabinetPeople = ['director', 'accountant'] as const;
export type CabinetPerson = (typeof cabinetPeople)[number];

/**
 * Takes a draft. There is no duplicate key: a repeated call makes a second draft.
 * Source: tapi.md §5.8.
 */
export function createDraft(world: BankWorld, body: DraftBody): Answer {
  const refusal = accountRefusal(world.state, body.accountNumber);
  if (refusal !== null) return unprocessable(refusal);
  const draft = draftOf(world, body);
  world.state.drafts.push(draft);
  return jsonAnswer(200, { documentId: draft.documentId });
}

/** Answers the states of documents. Source: tapi.md §5.8. */
export function answerDocumentStatus(world: BankWorld, body: DocumentStatusBody): Answer {
  const found = body.documentIds.map((documentId) => ({
    documentId,
    draft: world.state.drafts.find((draft) => draft.documentId === documentId),
  }));
  return jsonAnswer(200, {
    result: found.flatMap(({ documentId, draft }) =>
      draft === undefined ? [] : [{ documentId, status: draftState(world, draft) }],
    ),
    resultError: found.flatMap(({ documentId, draft }) =>
      draft === undefined ? [{ documentId, errorMessage: 'Документ не найден' }] : [],
    ),
  });
}

/** The state of a draft in the words of the settings. */
export function draftState(world: BankWorld, draft: Draft): string {
  const { draftStates } = world.settings;
  const payment = world.state.payments.find(
    (candidate) => candidate.source === 'draft' && candidate.id === draft.documentId,
  );
  if (draft.heldAt !== null && (payment === undefined || payment.status === 'IN_PROGRESS'))
    return draftStates.held;
  switch (payment?.status) {
    case undefined:
      return draftStates.unsigned;
    case 'IN_PROGRESS':
      return draftStates.inProgress;
    case 'EXECUTED':
      return draftStates.executed;
    case 'FAILED':
      return draftStates.failed;
    case 'CANCELLED':
      return draftStates.cancelled;
  }
}

/**
 * Signs a draft as a person does in online banking. Returns why not, or null.
 * Effects: makes the payment; it goes under the EDS limits only. Source: tapi.md §5.8, §7.
 */
export function signDraft(world: BankWorld, documentId: string, person: CabinetPerson): string | null {
  const draft = world.state.drafts.find((candidate) => candidate.documentId === documentId);
  if (draft === undefined) return 'no such draft';
  if (draft.signedAt !== null) return 'the draft is signed already';
  if (person !== 'director') return 'this person has no sign right';
  draft.signedAt = world.now().toISOString();
  world.state.payments.push(paymentOf(world, draft, draft.signedAt));
  return null;
}

/** What a person changes in a draft before it is signed. Units: kopecks. */
export interface DraftEdit {
  readonly kopecks?: number | undefined;
  readonly payeeAccount?: string | undefined;
  readonly payeeInn?: string | undefined;
  readonly payeeName?: string | undefined;
  readonly purpose?: string | undefined;
}

/**
 * Changes a draft as a person does in online banking, who may do so until it is signed. Returns why not, or null.
 * Source: tapi.md §5.8: the draft lies under «Черновики», where a person opens it.
 */
export function editDraft(world: BankWorld, documentId: string, edit: DraftEdit): string | null {
  const draft = world.state.drafts.find((candidate) => candidate.documentId === documentId);
  if (draft === undefined) return 'no such draft';
  if (draft.signedAt !== null) return 'the draft is signed already';
  draft.amountKopecks = edit.kopecks ?? draft.amountKopecks;
  draft.purpose = edit.purpose ?? draft.purpose;
  draft.to = {
    ...draft.to,
    account: edit.payeeAccount ?? draft.to.account,
    inn: edit.payeeInn ?? draft.to.inn,
    name: edit.payeeName ?? draft.to.name,
  };
  return null;
}

/** Holds a draft, or lets it go, as a bank does that doubts a payment. Returns why not, or null. */
export function holdDraft(world: BankWorld, documentId: string, isHeld: boolean): string | null {
  const draft = world.state.drafts.find((candidate) => candidate.documentId === documentId);
  if (draft === undefined) return 'no such draft';
  draft.heldAt = isHeld ? (draft.heldAt ?? world.now().toISOString()) : null;
  return null;
}

function paymentOf(world: BankWorld, draft: Draft, signedAt: string): Payment {
  const soonest = new Date(Date.parse(signedAt) + world.settleAfterMs).toISOString();
  return {
    id: draft.documentId,
    source: 'draft',
    bodySha256: '',
    accountNumber: draft.accountNumber,
    to: draft.to,
    purpose: draft.purpose,
    amountKopecks: draft.amountKopecks,
    documentNumber: draft.documentNumber,
    executionOrder: 5,
    tax: draft.tax,
    meta: null,
    status: 'IN_PROGRESS',
    errorMessage: null,
    acceptedAt: signedAt,
    settleAt: draft.executeOn !== null && draft.executeOn > soonest ? draft.executeOn : soonest,
    dueDate: null,
    hasBeenTried: false,
    executedAt: null,
  };
}

function draftOf(world: BankWorld, body: DraftBody): Draft {
  const isBudget = body.taxPayerStatus !== '0';
  return {
    documentId: randomUUID(),
    createdAt: world.now().toISOString(),
    executeOn: body.date === undefined ? null : new Date(body.date).toISOString(),
    accountNumber: body.accountNumber,
    to: {
      account: body.bankAcnt,
      inn: body.inn,
      kpp: body.kpp,
      name: body.recipientName,
      bik: body.bankBik,
      bankName: '',
      corrAccount: body.recipientCorrAccountNumber ?? '',
    },
    purpose: body.paymentPurpose,
    amountKopecks: body.amount,
    documentNumber: body.documentNumber,
    tax: isBudget
      ? {
          payerStatus: body.taxPayerStatus,
          kbk: body.kbk,
          oktmo: body.oktmo,
          evidence: body.taxEvidence,
          period: body.taxPeriod,
          docNumber: body.taxDocNumber,
          docDate: body.taxDocDate,
          uin: body.uin,
        }
      : null,
    signedAt: null,
    heldAt: null,
  };
}
