import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { certificateModes, type CertificateMode } from '../state/bank-settings.ts';
import type { BankWorld } from '../state/bank-world.ts';
import { cabinetPeople, editDraft, holdDraft, signDraft } from '../api/drafts.ts';
import { faultSchema, type Faults } from '../state/faults.ts';
import { findApiPayment } from '../api/payments.ts';
import { companyParty } from '../state/prepared-company.ts';
import { book, settleDuePayments, settleNow } from '../state/settlement.ts';
import { checkAddresses, findToken, issueToken, tokenSpecSchema } from './token-issue.ts';

const limitsChange = z
  .strictObject({
    perPaymentKopecks: z.int().min(0).nullable(),
    perDayKopecks: z.int().min(0).nullable(),
    perMonthKopecks: z.int().min(0).nullable(),
    perCounterpartyPerDay: z.int().min(0).nullable(),
  })
  .partial();

const certificateSpec = z.strictObject({ label: z.string().min(1), days: z.int().min(1).optional() });
const token = z.string().min(1);

/**
 * What a person does in the cabinet, and what a test does to the bank. `token` is a token's id or label.
 * Units: kopecks, milliseconds, days.
 */
export const controlCommandSchema = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('advanceClock'), ms: z.int().min(0) }),
  z.strictObject({ command: z.literal('setFault'), fault: faultSchema }),
  z.strictObject({ command: z.literal('clearFaults') }),
  z.strictObject({
    command: z.literal('signDraft'),
    documentId: z.string(),
    person: z.enum(cabinetPeople).default('director'),
  }),
  z.strictObject({
    command: z.literal('editDraft'),
    documentId: z.string(),
    kopecks: z.int().min(1).optional(),
    payeeAccount: z
      .string()
      .regex(/^\d{20}$/)
      .optional(),
    payeeInn: z
      .string()
      .regex(/^(\d{10}|\d{12}|0)$/)
      .optional(),
    payeeName: z.string().min(1).optional(),
    purpose: z.string().min(1).max(210).optional(),
  }),
  z.strictObject({ command: z.literal('holdDraft'), documentId: z.string(), held: z.boolean() }),
  z.strictObject({ command: z.literal('cancelPayment'), id: z.string() }),
  z.strictObject({
    command: z.literal('setLimits'),
    tApi: limitsChange.optional(),
    eds: limitsChange.optional(),
  }),
  z.strictObject({ command: z.literal('setIssuerActive'), token, active: z.boolean() }),
  z.strictObject({ command: z.literal('revokeToken'), token }),
  z.strictObject({ command: z.literal('setCompanyKpp'), kpp: z.string().regex(/^(\d{9}|0)$/) }),
  z.strictObject({
    command: z.literal('setTokenIps'),
    token,
    ips: z.array(z.string()).readonly(),
    ipCheck: z.boolean().optional(),
  }),
  z.strictObject({ command: z.literal('setBalance'), accountNumber: z.string(), kopecks: z.int() }),
  z.strictObject({
    command: z.literal('setCertificateMode'),
    mode: z.enum(certificateModes),
    /**
     * Which listener shows the untrusted chain. A listener whose chain changes drops its connections, on `both` the
     * one that carried this command too, and the cabinet is then out of reach over HTTPS.
     */
    listeners: z.enum(['secured', 'both']).default('secured'),
  }),
  z.strictObject({ command: z.literal('settleNow') }),
  z.strictObject({ command: z.literal('issueToken'), spec: tokenSpecSchema }),
  z.strictObject({ command: z.literal('issueCertificate'), spec: certificateSpec }),
]);

export type ControlCommand = Readonly<z.input<typeof controlCommandSchema>>;
type ParsedCommand = z.output<typeof controlCommandSchema>;
export type CertificateSpec = Readonly<z.input<typeof certificateSpec>>;

/** PEM texts; the private key is kept nowhere. */
export interface CertificateFiles {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

/** What a command came to. */
export type ControlAnswer =
  | { readonly ok: true; readonly kind: 'done' }
  | {
      readonly ok: true;
      readonly kind: 'token';
      readonly id: string;
      readonly label: string;
      readonly text: string;
    }
  | ({ readonly ok: true; readonly kind: 'certificate'; readonly label: string } & CertificateFiles)
  | { readonly ok: false; readonly reason: string };

/** What the commands reach besides the bank's memory. */
export interface ControlReach {
  readonly faults: Faults;
  readonly setCertificateMode: (mode: CertificateMode, listeners: 'secured' | 'both') => void;
  readonly issueCertificate: (spec: CertificateSpec) => CertificateFiles;
}

/** Carries out a command from outside. Never throws: a command that cannot be done is answered with the reason. */
export function runControl(world: BankWorld, reach: ControlReach, command: unknown): ControlAnswer {
  const parsed = controlCommandSchema.safeParse(command);
  if (!parsed.success) return refused(z.prettifyError(parsed.error));
  settleDuePayments(world);
  try {
    const answer = carryOut(world, reach, parsed.data);
    settleDuePayments(world);
    return answer;
  } catch (error) {
    return refused(error instanceof Error ? error.message : 'unknown error');
  }
}

const done: ControlAnswer = { ok: true, kind: 'done' };

function refused(reason: string): ControlAnswer {
  return { ok: false, reason };
}

/** `reason`: why the command could not be done, or null. */
function answerOf(reason: string | null): ControlAnswer {
  return reason === null ? done : refused(reason);
}

function carryOut(world: BankWorld, reach: ControlReach, command: ParsedCommand): ControlAnswer {
  const { state } = world;
  switch (command.command) {
    case 'advanceClock':
      state.clockOffsetMs += command.ms;
      return done;
    case 'setFault':
      reach.faults.add(command.fault);
      return done;
    case 'clearFaults':
      reach.faults.clear();
      return done;
    case 'signDraft':
      return answerOf(signDraft(world, command.documentId, command.person));
    case 'editDraft':
      return answerOf(editDraft(world, command.documentId, command));
    case 'holdDraft':
      return answerOf(holdDraft(world, command.documentId, command.held));
    case 'cancelPayment':
      return cancelPayment(world, command.id);
    case 'setLimits':
      Object.assign(state.limits.tApi, command.tApi);
      Object.assign(state.limits.eds, command.eds);
      return done;
    case 'setIssuerActive':
    case 'revokeToken':
    case 'setTokenIps':
      return changeToken(world, command);
    case 'setCompanyKpp':
      state.company.kpp = command.kpp;
      return done;
    case 'setBalance':
      return setBalance(world, command.accountNumber, command.kopecks);
    case 'setCertificateMode':
      reach.setCertificateMode(command.mode, command.listeners);
      return done;
    case 'settleNow':
      settleNow(world);
      return done;
    case 'issueToken':
      return { ok: true, kind: 'token', ...issueToken(world, command.spec) };
    case 'issueCertificate':
      return {
        ok: true,
        kind: 'certificate',
        label: command.spec.label,
        ...reach.issueCertificate(command.spec),
      };
  }
}

type TokenCommand = Extract<ParsedCommand, { readonly token: string }>;

function changeToken(world: BankWorld, command: TokenCommand): ControlAnswer {
  const found = findToken(world, command.token);
  if (found === undefined) return refused('no such token');
  switch (command.command) {
    case 'setIssuerActive':
      found.issuer.active = command.active;
      return done;
    case 'revokeToken':
      found.revokedAt ??= world.now().toISOString();
      return done;
    case 'setTokenIps': {
      const ipCheck = command.ipCheck ?? found.ipCheck;
      if (ipCheck) checkAddresses(command.ips);
      found.ips = [...command.ips];
      found.ipCheck = ipCheck;
      return done;
    }
  }
}

function cancelPayment(world: BankWorld, id: string): ControlAnswer {
  const payment =
    findApiPayment(world.state, id) ?? world.state.payments.find((candidate) => candidate.id === id);
  if (payment === undefined) return refused('no such payment');
  if (payment.status !== 'IN_PROGRESS') return refused(`the payment is ${payment.status}`);
  payment.status = 'CANCELLED';
  return done;
}

/** Moves the balance by an operation of the bank, so that the statement still adds up. */
function setBalance(world: BankWorld, accountNumber: string, kopecks: number): ControlAnswer {
  const account = world.state.accounts.find((candidate) => candidate.number === accountNumber);
  if (account === undefined) return refused('no such account');
  const change = kopecks - account.balanceKopecks;
  if (change === 0) return done;
  book(world, {
    operationId: randomUUID(),
    accountNumber,
    at: world.now().toISOString(),
    direction: change > 0 ? 'Credit' : 'Debit',
    amountKopecks: Math.abs(change),
    category: change > 0 ? 'otherIn' : 'otherOut',
    documentNumber: '0',
    payVo: 'bank-order',
    vo: '17',
    priority: 5,
    purpose: 'Изменение остатка учебного счёта',
    party: companyParty(accountNumber, world.state.company.kpp),
    tax: null,
  });
  return done;
}
