import { z } from 'zod';
import { ProtectionLevel } from './protection.ts';
import { CompanyId, PersonId } from '../values/ids.ts';
import { ErrorInfo } from '../result.ts';
import { Instant } from '../values/dates.ts';

export const Role = z.enum(['accountant', 'director', 'auditor']);
export type Role = z.infer<typeof Role>;

export const PersonView = z.strictObject({
  personId: PersonId,
  name: z.string(),
  role: Role,
});
export type PersonView = z.infer<typeof PersonView>;

/** `production`, `sandbox`, `training`, or the name in the environment file of a development run. */
export const EnvironmentName = z.string().min(1).max(40);

export const EnvironmentView = z.strictObject({
  environment: EnvironmentName,
  kind: z.enum(['production', 'sandbox', 'training', 'other']),
});
export type EnvironmentView = z.infer<typeof EnvironmentView>;

/**
 * By whom the computer's clock is contradicted. `bank`: by the time in its answers; `records`: by what this computer
 * has written down or lived, while no bank could be asked; `members`: by the newest files of those named. `aheadMs`:
 * how far the clock stands ahead, behind below 0.
 */
export const ClockNotice = z.strictObject({
  by: z.enum(['bank', 'records', 'members']),
  aheadMs: z.int(),
  names: z.array(z.string()),
});
export type ClockNotice = z.infer<typeof ClockNotice>;

export const CompanyView = z.strictObject({
  companyId: CompanyId,
  name: z.string(),
  inn: z.string(),
  /** `0` when there is none. */
  kpp: z.string(),
  environment: EnvironmentView,
  /**
   * How far the clock of the company's bank stands before the computer's; only a training bank's can be moved. Units:
   * ms.
   */
  clockAheadMs: z.int(),
  /** `null` while nobody contradicts the computer's clock. */
  clock: ClockNotice.nullable(),
  /** A server of the company's bank shows an authority that is not pinned: no call to the bank passes. */
  isBankStopped: z.boolean(),
});
export type CompanyView = z.infer<typeof CompanyView>;

export const KeychainView = z.strictObject({
  state: z.enum(['ok', 'absent', 'locked', 'denied', 'unavailable', 'timeout', 'corrupt']),
  backend: z.string(),
  kind: z.enum(['os', 'passphrase-file']),
  /** The keychain's own prompt has been waiting for more than five seconds. */
  waiting: z.boolean(),
});
export type KeychainView = z.infer<typeof KeychainView>;

export const Language = z.enum(['ru', 'en']);
export type Language = z.infer<typeof Language>;
export const Theme = z.enum(['auto', 'light', 'dark']);
export type Theme = z.infer<typeof Theme>;

/**
 * Records that are not as the program wrote them last. `changed`: rows differ · `older`: the whole file is older than
 * what is known of it elsewhere · `other`: it is another history · `unkept`: what was known of it elsewhere is gone ·
 * `restored`: they came out of a backup, and nobody has taken them in yet.
 */
export const RecordsMisfit = z.strictObject({
  kind: z.enum(['changed', 'older', 'other', 'unkept', 'restored']),
  /** The first of them, by table. */
  rows: z.array(
    z.strictObject({ table: z.string(), id: z.string(), is: z.enum(['missing', 'changed', 'added']) }),
  ),
  /** How many there are. */
  count: z.int().min(0),
  /** The last write of the program in this file: it was changed after that. */
  since: Instant.nullable(),
  /** The last write that is known elsewhere. */
  newest: Instant.nullable(),
});
export type RecordsMisfit = z.infer<typeof RecordsMisfit>;

/** The same with those who can accept the records as they are. */
export const MisfitView = RecordsMisfit.extend({
  directors: z.array(PersonView),
  /** Directors without a key, one of whom may get a new one and take the records in with it. */
  renewable: z.array(PersonView),
  /** The company whose recovery file opens them; `null` where there is none. */
  recoveryOf: CompanyId.nullable(),
});
export type MisfitView = z.infer<typeof MisfitView>;

/** By what somebody accepts them. */
export const MisfitInput = z.strictObject({
  by: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('director'), personId: PersonId }),
    z.strictObject({ kind: z.literal('recovery-file'), companyId: CompanyId }),
    z.strictObject({ kind: z.literal('new-key'), personId: PersonId }),
  ]),
});

/** How far the check of the records has come while the vault is being opened. */
export const RecordsProgress = z.strictObject({ checked: z.int().min(0), all: z.int().min(0) });
export type RecordsProgress = z.infer<typeof RecordsProgress>;

/**
 * What the window needs to know before anything else.
 * `phase`: `opening` (keychain and file are being opened) · `blocked` (they cannot be; `problem` says why) · `locked` ·
 * `first-run` (no person or no company yet) · `ready`.
 */
export const SessionView = z.strictObject({
  phase: z.enum(['opening', 'blocked', 'locked', 'first-run', 'ready']),
  problem: ErrorInfo.nullable(),
  /** `null` outside the check of the records, and where nobody can tell how many there are. */
  progress: RecordsProgress.nullable(),
  keychain: KeychainView,
  people: z.array(PersonView),
  person: PersonView.nullable(),
  companies: z.array(CompanyView),
  companyId: CompanyId.nullable(),
  /** The level of the chosen company; `null` where there is none. */
  protection: ProtectionLevel.nullable(),
  environments: z.array(EnvironmentView),
  language: Language,
  theme: Theme,
  /** Minutes without input after which the vault locks; 0 is never. */
  lockAfterMinutes: z.int().min(0).max(240),
  /** Closing the window hides it: reminders and what arrives from other computers go on. */
  staysInTray: z.boolean(),
  /** Damaged records that could not be opened; the vault is then read-only. */
  damagedRecords: z.int().min(0),
  /** The records were changed outside the program; the vault is then read-only. */
  misfit: MisfitView.nullable(),
  /** Records that were opened and found as they were written; `null` before that, and in a damaged file. */
  recordsChecked: z.int().min(0).nullable(),
  readOnly: z.boolean(),
  /** Opened by the spare key because the keychain is shut; `readOnly` then. */
  bySpareKey: z.boolean(),
  /** Things that wait for this person, for the numbers in the navigation. */
  attention: z.strictObject({
    tokens: z.int(),
    certificates: z.int(),
    payments: z.int(),
    approvals: z.int(),
    /** Plans whose next step this person can take. */
    plans: z.int(),
    /** Payments that are to be prepared again by now. */
    templates: z.int(),
  }),
  version: z.string(),
});
export type SessionView = z.infer<typeof SessionView>;

/** Links that main may open in the browser; the renderer names one, never an address. */
export const LinkId = z.enum(['bank-docs', 'bank-cabinet', 'bank-support']);

export const PersonInput = z.strictObject({ name: z.string().trim().min(2).max(80), role: Role });
export const CompanyInput = z.strictObject({
  name: z.string().trim().min(2).max(160),
  inn: z.string(),
  kpp: z.string(),
  environment: EnvironmentName,
});
/** How the window looks, which an auditor may choose as well. */
export const LookInput = z.strictObject({ language: Language.optional(), theme: Theme.optional() });

/** What concerns the vault and everybody at this computer. */
export const SettingsInput = z.strictObject({
  lockAfterMinutes: z.int().min(0).max(240).optional(),
  staysInTray: z.boolean().optional(),
});
