import { z } from 'zod';
import { ErrorCode } from '../error-codes.ts';
import { Instant } from '../values/dates.ts';
import { CertificateId, CompanyId, PlanId, TokenId } from '../values/ids.ts';
import { JOBS } from '../t-bank/jobs.ts';
import { JournalDetails, JournalKind } from './audit.ts';
import { IpSlot } from './tokens.ts';

/** What a plan is for. The three in the middle walk all tokens concerned. */
export const PlanKind = z.enum([
  'issue',
  'reissue',
  'revoke',
  'retire',
  'address-change',
  'issuer-left',
  'requisites-changed',
  'fire-drill',
]);
export type PlanKind = z.infer<typeof PlanKind>;

/** Kinds that one token can be given from its own menu. */
export const TokenPlanKind = PlanKind.extract(['reissue', 'revoke', 'retire']);
export type TokenPlanKind = z.infer<typeof TokenPlanKind>;

export const PlanStepName = z.enum([
  'describe',
  'check-list',
  'issue-in-cabinet',
  'store',
  'prove',
  'certificate',
  'switch',
  'worked-before',
  'remove-in-cabinet',
  'dead-now',
  'dead-again',
  'stop',
  'wait',
  'final-proof',
  'wipe',
  'receipt',
  'token',
  'start-drill',
  'call-bank',
  'finish-drill',
]);
export type PlanStepName = z.infer<typeof PlanStepName>;

/** One thing to do. `by`: a person says that he did it, the app does it and proves it, or time does it. */
export const PlanStep = z.strictObject({
  step: PlanStepName,
  /** The token that the step is about, in plans that walk several. */
  tokenId: TokenId.nullable(),
  state: z.enum(['todo', 'done', 'skipped']),
  by: z.enum(['person', 'app', 'time']),
  maySkip: z.boolean(),
  at: Instant.nullable(),
  who: z.string().nullable(),
  reason: z.string().nullable(),
});
export type PlanStep = z.infer<typeof PlanStep>;

/** One address as it is being typed. */
const TypedSlot = z.strictObject({
  address: z.string().max(60),
  name: z.string().max(60),
  place: z.string().max(60),
});

/** What a person wants of a new token, as far as it has been typed: kept with the plan, right or wrong. */
export const TokenSpec = z.strictObject({
  job: z.enum(JOBS),
  label: z.string().max(200),
  purpose: z.string().max(400),
  issuer: z.string().max(200),
  accesses: z.array(z.string().max(200)).max(80),
  ips: z.array(TypedSlot).max(40),
  ipCheck: z.enum(['on', 'off-by-letter']),
  certificateId: CertificateId.nullable(),
});
export type TokenSpec = z.infer<typeof TokenSpec>;

/** Why a spec cannot be met. */
export const SpecProblem = z.strictObject({
  field: z.enum(['label', 'issuer', 'accesses', 'ips']),
  problem: z.enum(['empty', 'too-long', 'foreign', 'letter-missing', 'address']),
  /** Which address, where it is one. */
  slot: z.int().nullable(),
  /** What is wrong with that address, as `checkIps` names it. */
  ip: z.string().nullable(),
});
export type SpecProblem = z.infer<typeof SpecProblem>;

/** What the token is as the bank has it, beside which the spec is shown. */
export const TokenShape = z.strictObject({
  tokenId: TokenId,
  label: z.string(),
  issuer: z.string(),
  lastFour: z.string(),
  words: z.string(),
  accesses: z.array(z.string()),
  /** Unused for 45 days, refused, or never asked for: advised away in the next reissue. */
  unusedAccesses: z.array(z.string()),
  ips: z.array(IpSlot),
  ipCheck: z.enum(['on', 'off-by-letter']),
  status: z.string(),
  movesMoney: z.boolean(),
  certificateLabel: z.string().nullable(),
  isCertificateBound: z.boolean(),
  hasSecretHere: z.boolean(),
});
export type TokenShape = z.infer<typeof TokenShape>;

/** What one look at the token that ought to be dead has shown. Only `dead` with a working control token counts. */
export const Observation = z.strictObject({
  at: Instant,
  /** `works`: the bank let it in; `dead`: 401, confirmed; `other`: everything that proves nothing, with its code. */
  result: z.enum(['works', 'dead', 'other']),
  code: ErrorCode.nullable(),
  /** A token that worked within the same minute; `null` when there is none or it failed too. */
  control: z
    .strictObject({
      tokenId: TokenId,
      label: z.string(),
      at: Instant,
      works: z.boolean(),
      code: ErrorCode.nullable(),
    })
    .nullable(),
  /** This computer's own addresses at that moment. */
  addresses: z.array(z.string()),
});
export type Observation = z.infer<typeof Observation>;

/** What is still missing before the secret may be destroyed. */
export const ProofGap = z.enum(['worked-before', 'dead-now', 'control', 'same-place', 'pause', 'dead-again']);
export type ProofGap = z.infer<typeof ProofGap>;

export const ProofView = z.strictObject({
  isProven: z.boolean(),
  missing: z.array(ProofGap),
  /** From when the second look may count. */
  nextAt: Instant.nullable(),
  hasControl: z.boolean(),
  observations: z.array(Observation),
});
export type ProofView = z.infer<typeof ProofView>;

/** The signed paper of a token's end. */
export const ReceiptView = z.strictObject({
  at: Instant,
  /** The text that was signed: canonical JSON (RFC 8785). */
  text: z.string(),
  /** Ed25519, SPKI in base64. */
  publicKey: z.string(),
  signature: z.string(),
  isValid: z.boolean(),
  /** Words of the workplace key, to be compared by voice. */
  keyWords: z.string(),
});
export type ReceiptView = z.infer<typeof ReceiptView>;

/** A token in a plan that walks several. */
export const PlanTarget = z.strictObject({
  tokenId: TokenId,
  label: z.string(),
  companyName: z.string(),
  lastFour: z.string(),
  words: z.string(),
  accesses: z.array(z.string()),
  ips: z.array(z.string()),
  ipCheck: z.enum(['on', 'off-by-letter']),
  /** `money` first on the card, then `drafts`, then `reads`. */
  damage: z.enum(['money', 'drafts', 'reads']),
  issuer: z.string(),
  planId: PlanId.nullable(),
  state: z.enum(['todo', 'done', 'skipped']),
  /** Time from the start of the drill to the tick. Units: whole seconds. */
  seconds: z.int().nullable(),
});
export type PlanTarget = z.infer<typeof PlanTarget>;

export const PlanStatus = z.enum(['open', 'done', 'abandoned']);

export const PlanSummary = z.strictObject({
  planId: PlanId,
  companyId: CompanyId.nullable(),
  companyName: z.string(),
  kind: PlanKind,
  status: PlanStatus,
  /** Name of the token or of what changed. */
  subject: z.string(),
  tokenId: TokenId.nullable(),
  newTokenId: TokenId.nullable(),
  openedAt: Instant,
  openedBy: z.string(),
  closedAt: Instant.nullable(),
  stepsDone: z.int(),
  stepsAll: z.int(),
  nextStep: PlanStepName.nullable(),
  /** Who can take the next step; `none` when only time can. */
  waitsFor: z.enum(['me', 'director', 'time', 'none']),
});
export type PlanSummary = z.infer<typeof PlanSummary>;

export const PlanDetails = z.strictObject({
  ...PlanSummary.shape,
  environmentKind: z.enum(['production', 'sandbox', 'training', 'other']).nullable(),
  inn: z.string(),
  kpp: z.string(),
  needsDirector: z.boolean(),
  steps: z.array(PlanStep),
  wish: TokenSpec.nullable(),
  wishProblems: z.array(SpecProblem),
  old: TokenShape.nullable(),
  fresh: TokenShape.nullable(),
  /** What the last proof of the new token came to; `null` before the first and after a success. */
  freshProblem: ErrorCode.nullable(),
  change: z.strictObject({ from: z.string(), to: z.string() }).nullable(),
  targets: z.array(PlanTarget),
  proof: ProofView.nullable(),
  /** The person's own word in place of a proof. */
  word: z.string().nullable(),
  /** When a silent token has to be dead. */
  deadAt: Instant.nullable(),
  drill: z
    .strictObject({ startedAt: Instant.nullable(), endedAt: Instant.nullable(), seconds: z.int().nullable() })
    .nullable(),
  receipt: ReceiptView.nullable(),
  history: z.array(
    z.strictObject({ at: Instant, kind: JournalKind, who: z.string(), details: JournalDetails }),
  ),
});
export type PlanDetails = z.infer<typeof PlanDetails>;

export const PlanStart = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('issue'), companyId: CompanyId, job: z.enum(JOBS) }),
  z.strictObject({
    kind: z.literal('reissue'),
    tokenId: TokenId,
    /** An address that the new token is to have besides, for instance after a wrong-IP answer. */
    addAddress: z.string().max(60).nullable(),
  }),
  z.strictObject({ kind: z.literal('revoke'), tokenId: TokenId }),
  z.strictObject({ kind: z.literal('retire'), tokenId: TokenId }),
  z.strictObject({
    kind: z.literal('address-change'),
    companyId: CompanyId.nullable(),
    from: z.string().max(60),
    /** Empty when the address is only taken away. */
    to: z.string().max(60),
  }),
  z.strictObject({ kind: z.literal('issuer-left'), companyId: CompanyId, issuer: z.string().max(80) }),
  z.strictObject({
    kind: z.literal('requisites-changed'),
    companyId: CompanyId,
    from: z.string().max(60),
    to: z.string().max(60),
  }),
  z.strictObject({ kind: z.literal('fire-drill'), companyId: CompanyId.nullable() }),
]);
export type PlanStart = z.infer<typeof PlanStart>;

export const PlanRef = z.strictObject({ planId: PlanId });

/** A person says how a step of his stands. A reason is needed to skip. */
export const StepConfirmationInput = z.strictObject({
  planId: PlanId,
  step: PlanStepName,
  tokenId: TokenId.nullable(),
  state: z.enum(['todo', 'done', 'skipped']),
  reason: z.string().trim().max(300),
});

/** Steps that the app takes itself when a person asks for it. */
export const PlanAction = PlanStepName.extract([
  'store',
  'prove',
  'switch',
  'worked-before',
  'dead-now',
  'dead-again',
  'stop',
  'final-proof',
  'wipe',
  'receipt',
  'start-drill',
  'finish-drill',
]);
export type PlanAction = z.infer<typeof PlanAction>;

export const PlanActInput = z.strictObject({ planId: PlanId, action: PlanAction });
export const PlanSpecInput = z.strictObject({ planId: PlanId, wish: TokenSpec });
export const PlanCertificateInput = z.strictObject({ planId: PlanId, certificateId: CertificateId });
export const PlanWordInput = z.strictObject({ planId: PlanId, word: z.string().trim().min(3).max(300) });
export const PlanChildInput = z.strictObject({ planId: PlanId, tokenId: TokenId, kind: TokenPlanKind });
export const PlanAbandonInput = z.strictObject({ planId: PlanId, reason: z.string().trim().min(3).max(300) });
/** False when the person closed the dialog. */
export const PlanSaved = z.strictObject({ isSaved: z.boolean() });
