import { z } from 'zod';
import { Instant, LocalDate } from '../values/dates.ts';
import { CertificateId, CompanyId, TokenId } from '../values/ids.ts';
import { TokenEvent } from './tokens.ts';

/** Kind and size of a key: bits of RSA, the curve of EC. */
export const KeyAlgorithm = z.strictObject({
  kind: z.enum(['rsa', 'ec', 'other']),
  size: z.string().max(40),
});
export type KeyAlgorithm = z.infer<typeof KeyAlgorithm>;

/** What was found in a file that a person chose. `broken`: a certificate or key that cannot be read. */
export const FoundInFile = z.enum([
  'certificate',
  'key',
  'container',
  'locked',
  'request',
  'page',
  'gost',
  'empty',
  'broken',
  'other',
]);
export type FoundInFile = z.infer<typeof FoundInFile>;

/** What is odd about a certificate, before it is kept and afterwards. */
export const CertificateWarning = z.enum([
  'expired',
  'not-yet-valid',
  'weak-key',
  'no-client-auth',
  'no-signature',
  'authority',
]);
export type CertificateWarning = z.infer<typeof CertificateWarning>;

/**
 * Where a copy of the private key lies. `here`: in this keychain. `elsewhere`: on the computer that is named. `lost`:
 * nobody knows who has it. The last two are told by a person.
 */
export const KeyPlace = z.strictObject({
  kind: z.enum(['here', 'elsewhere', 'lost']),
  name: z.string().trim().max(60),
});
export type KeyPlace = z.infer<typeof KeyPlace>;

/** Why a certificate is no longer used here. */
export const RetireReason = z.enum(['reissued', 'key-lost', 'not-needed']);
export type RetireReason = z.infer<typeof RetireReason>;

/** Steps of the cabinet, in their order, and the last one here. Source: tapi.md §4.2. */
export const REISSUE_STEPS = [
  'open-cabinet',
  'choose-service',
  'confirm-company',
  'download-key',
  'sign',
  'download-certificate',
  'add-here',
  'switch-tokens',
] as const;
export const ReissueStep = z.enum(REISSUE_STEPS);
export type ReissueStep = z.infer<typeof ReissueStep>;

/** When which step of the reissue was done. */
export const ReissueMarks = z.partialRecord(ReissueStep, Instant);
export type ReissueMarks = z.infer<typeof ReissueMarks>;

/**
 * A subject as the bank wants it: transliterated, short name of the company; `values/request-subject.ts` judges it.
 * Source: tapi.md §4.3.
 */
export const RequestSubject = z.strictObject({
  state: z.string().max(200),
  city: z.string().max(200),
  organization: z.string().max(200),
  commonName: z.string().max(200),
});
export type RequestSubject = z.infer<typeof RequestSubject>;

export const CertificateRef = z.strictObject({ certificateId: CertificateId, label: z.string() });

/** An older certificate that the bank still takes. A reissue does not cancel it. Source: tapi.md §4.1. */
export const StillValid = CertificateRef.extend({ notAfter: Instant, keyPlaces: z.array(KeyPlace) });

export type StillValid = z.infer<typeof StillValid>;

/** The public part of an mTLS certificate; the key never leaves the keychain. */
export const CertificateView = z.strictObject({
  certificateId: CertificateId,
  companyId: CompanyId,
  companyName: z.string(),
  label: z.string(),
  subject: z.string(),
  issuer: z.string(),
  serial: z.string(),
  fingerprint: z.string(),
  notBefore: Instant,
  notAfter: Instant,
  /** Units: whole days until `notAfter`; negative when it has passed. */
  daysLeft: z.int(),
  state: z.enum(['valid', 'expires-soon', 'expired', 'not-yet-valid', 'retired']),
  boundTokens: z.array(z.strictObject({ tokenId: TokenId, label: z.string() })),
  /** `null` in records made before this was kept. */
  keyAlgorithm: KeyAlgorithm.nullable(),
  keyUsages: z.array(z.string()).nullable(),
  purposes: z.array(z.string()).nullable(),
  warnings: z.array(CertificateWarning),
  /** The person whose e-signature the application was signed with; '' when nobody has told. */
  holder: z.string(),
  /** Until when that person's qualified e-signature lasts, as told by a person. */
  signatureUntil: LocalDate.nullable(),
  keyPlaces: z.array(KeyPlace),
  replaces: CertificateRef.nullable(),
  replacedBy: CertificateRef.nullable(),
  stillValid: z.array(StillValid),
  note: z.string(),
  importedAt: Instant,
  retiredAt: Instant.nullable(),
  retireReason: RetireReason.nullable(),
  reissue: ReissueMarks,
});
export type CertificateView = z.infer<typeof CertificateView>;

/**
 * One link of the chain from a person to what a token may do. `until`: the earliest known end; `state` says how it
 * stands.
 */
export const ChainLink = z.strictObject({
  kind: z.enum(['person', 'signature', 'certificate', 'token', 'accesses']),
  label: z.string(),
  until: Instant.nullable(),
  state: z.enum(['holds', 'ends-soon', 'broken', 'unknown']),
  count: z.int(),
});
export type ChainLink = z.infer<typeof ChainLink>;

/** person → e-signature → certificate → token → accesses, and which link gives way first. */
export const ChainView = z.strictObject({
  tokenId: TokenId.nullable(),
  links: z.array(ChainLink),
  firstBreak: z.strictObject({ kind: ChainLink.shape.kind, at: Instant.nullable() }).nullable(),
  stillValid: z.array(StillValid),
});
export type ChainView = z.infer<typeof ChainView>;

export const CertificateDetails = z.strictObject({
  certificate: CertificateView,
  /** One for each token that works with it; one without a token when there is none. */
  chains: z.array(ChainView),
  history: z.array(TokenEvent),
});
export type CertificateDetails = z.infer<typeof CertificateDetails>;

/** A certificate in files that were read and are not kept yet. */
export const FoundCertificate = CertificateView.pick({
  subject: true,
  issuer: true,
  serial: true,
  fingerprint: true,
  notBefore: true,
  notAfter: true,
  daysLeft: true,
  keyUsages: true,
  purposes: true,
  warnings: true,
}).extend({
  keyAlgorithm: KeyAlgorithm,
  /** Whether its key was in the files or waits here since the request was made. */
  key: z.enum(['in-files', 'waiting']),
  /** The company whose request it answers. */
  companyId: CompanyId.nullable(),
});
export type FoundCertificate = z.infer<typeof FoundCertificate>;

/** What was read from files; main holds the keys until a person decides. */
export const CertificateFindings = z.strictObject({
  draftId: z.string(),
  found: z.array(FoundCertificate).min(1),
  files: z.array(z.strictObject({ name: z.string(), holds: z.array(FoundInFile) })),
});
export type CertificateFindings = z.infer<typeof CertificateFindings>;

const label = z.string().trim().min(1).max(60);
const reported = {
  label,
  holder: z.string().trim().max(80),
  signatureUntil: LocalDate.nullable(),
  replaces: CertificateId.nullable(),
  note: z.string().trim().max(400),
} as const;

/** Which of the certificates that were found is kept, and what a person tells of it. */
export const KeepInput = z.strictObject({
  draftId: z.string().max(64),
  fingerprint: z.string().max(64),
  companyId: CompanyId,
  ...reported,
});
export type KeepInput = z.infer<typeof KeepInput>;

/** `sources`: the files that the key and the certificate came from, which may be deleted now. */
export const KeptCertificate = z.strictObject({
  certificate: CertificateView,
  sources: z.strictObject({ sourceId: z.string(), names: z.array(z.string()) }).nullable(),
});
export type KeptCertificate = z.infer<typeof KeptCertificate>;

export const EditCertificateInput = z.strictObject({
  certificateId: CertificateId,
  ...reported,
  keyPlaces: z.array(KeyPlace).max(12),
});
export type EditCertificateInput = z.infer<typeof EditCertificateInput>;

export const RetireInput = z.strictObject({ certificateId: CertificateId, reason: RetireReason });

/** Ticks or unticks one step of the reissue of a certificate. */
export const MarkStepInput = z.strictObject({
  certificateId: CertificateId,
  step: ReissueStep,
  isDone: z.boolean(),
});

/** What became of the files that were to be deleted. */
export const DeletedSources = z.strictObject({
  files: z.array(
    z.strictObject({ name: z.string(), outcome: z.enum(['removed', 'gone', 'changed', 'failed']) }),
  ),
});
export type DeletedSources = z.infer<typeof DeletedSources>;

/** A request whose key waits here for its certificate. Nothing of it is secret. */
export const RequestView = z.strictObject({
  requestId: CertificateId,
  companyId: CompanyId,
  companyName: z.string(),
  subject: RequestSubject,
  csrPem: z.string(),
  createdAt: Instant,
  createdBy: z.string(),
});
export type RequestView = z.infer<typeof RequestView>;

/** The fields of a request, with the first field that is wrong. */
export const RequestInput = z.strictObject({ companyId: CompanyId, subject: RequestSubject });

/** Paths of files that were dropped on the window: preload takes them from the system, the page never names one. */
export const DroppedPaths = z.array(z.string().max(4096)).min(1).max(50);
