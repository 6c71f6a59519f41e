import { z } from 'zod';
import { ErrorInfo } from '../result.ts';
import { Instant } from '../values/dates.ts';
import { TokenId } from '../values/ids.ts';

/**
 * What a diagnosis looks at, in this order; each is read from our own record or asked by a call that changes nothing.
 */
export const DiagnosisStepName = z.enum([
  'record',
  'secret',
  'network',
  'company',
  'company-again',
  'accounts',
  'server',
  'control',
  'clock',
  'certificate',
  'secured-without',
  'secured-with',
  'payments',
]);
export type DiagnosisStepName = z.infer<typeof DiagnosisStepName>;

/** What one call showed, for the bank's support; no bodies, no headers, no secret. */
export const DiagnosisCall = z.strictObject({
  httpStatus: z.int().nullable(),
  errorCode: z.string().max(50).nullable(),
  errorId: z.string().max(50).nullable(),
  requestId: z.string().max(64),
  transport: z.string().max(64).nullable(),
  bankTime: Instant.nullable(),
  /** The bank's own text. */
  message: z.string().max(400).nullable(),
});
export type DiagnosisCall = z.infer<typeof DiagnosisCall>;

/** Facts of a step that a sentence on the screen names. */
export const DiagnosisFact = z.enum([
  'label',
  'access',
  'inn',
  'kpp',
  'ourInn',
  'ourKpp',
  'days',
  'minutes',
  'host',
  'issuer',
  'validFrom',
  'validTo',
  'until',
  'status',
  'payment',
]);
export type DiagnosisFact = z.infer<typeof DiagnosisFact>;
export const DiagnosisFacts = z.partialRecord(DiagnosisFact, z.string().max(400));
export type DiagnosisFacts = z.infer<typeof DiagnosisFacts>;

/**
 * One thing that was looked at: `good` speaks for the token, `bad` explains the failure, `unclear` says nothing sure.
 */
export const DiagnosisStep = z.strictObject({
  step: DiagnosisStepName,
  result: z.enum(['good', 'bad', 'unclear']),
  at: Instant,
  call: DiagnosisCall.nullable(),
  problem: ErrorInfo.nullable(),
  facts: DiagnosisFacts,
});
export type DiagnosisStep = z.infer<typeof DiagnosisStep>;

/** Everything that can be the matter with a token. Source: issue 3, «Diagnosis»; tapi.md §2.3, §2.4, §4.5, §6.2. */
export const DiagnosisCause = z.enum([
  'healthy',
  'revoked',
  'secret-elsewhere',
  'keychain-closed',
  'secret-missing',
  'secret-overwritten',
  'belongs-elsewhere',
  'no-network',
  'dns',
  'proxy',
  'unreachable',
  'tls-untrusted',
  'authority-unknown',
  'clock-wrong',
  'bank-down',
  'rate',
  'unreadable',
  'token-dead',
  'token-lapsed',
  'ip-not-listed',
  'company-changed',
  'company-record-differs',
  'access-missing',
  'forbidden',
  'no-sign-right',
  'certificate-missing',
  'certificate-expired',
  'certificate-key-missing',
  'certificate-refused',
  'certificate-not-bound',
  'limit',
]);
export type DiagnosisCause = z.infer<typeof DiagnosisCause>;

/** Where a person goes next. None of them makes the app change anything at the bank. */
export const DiagnosisNext = z.enum([
  'none',
  'retry',
  'unlock-keychain',
  'restore',
  'reissue',
  'revoke',
  'certificates',
  'trust',
  'settings',
  'accesses',
]);
export type DiagnosisNext = z.infer<typeof DiagnosisNext>;

export const DiagnosisVerdict = z.strictObject({
  cause: DiagnosisCause,
  /** `proved` by an answer or by our own record; `likely`; `unclear`: cannot be told apart from `alternatives`. */
  confidence: z.enum(['proved', 'likely', 'unclear']),
  alternatives: z.array(DiagnosisCause),
  next: DiagnosisNext,
  /** True where the bank documents nothing and we conclude from what such systems usually do (tapi.md, marks `I`). */
  isInferred: z.boolean(),
});
export type DiagnosisVerdict = z.infer<typeof DiagnosisVerdict>;

export const DiagnosisView = z.strictObject({
  tokenId: TokenId,
  startedAt: Instant,
  endedAt: Instant.nullable(),
  steps: z.array(DiagnosisStep),
  /** `null` while it runs, and when it was stopped. */
  verdict: DiagnosisVerdict.nullable(),
});
export type DiagnosisView = z.infer<typeof DiagnosisView>;

/** What a proof found about one access; `by-use`: no harmless call exists, only use will tell. */
export const ProvedAccess = z.strictObject({
  access: z.string(),
  outcome: z.enum(['waiting', 'asking', 'proven', 'refused', 'by-use', 'unclear']),
  /** False for an access that nobody ticked. */
  isExpected: z.boolean(),
  problem: ErrorInfo.nullable(),
});
export type ProvedAccess = z.infer<typeof ProvedAccess>;

export const AccessProofView = z.strictObject({
  tokenId: TokenId,
  startedAt: Instant,
  endedAt: Instant.nullable(),
  accesses: z.array(ProvedAccess),
  /** Why it ended before its last access: the person stopped it, or the bank took no call of this token. */
  stopped: z.enum(['by-person', 'by-problem']).nullable(),
  problem: ErrorInfo.nullable(),
});
export type AccessProofView = z.infer<typeof AccessProofView>;
