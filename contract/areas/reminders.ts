import { z } from 'zod';
import { ErrorInfo } from '../result.ts';
import { Instant } from '../values/dates.ts';
import { CertificateId, CompanyId, TokenId } from '../values/ids.ts';
import { TokenStatus, TokenThreat } from './tokens.ts';

const About = {
  companyId: CompanyId,
  companyName: z.string(),
  /** Name of the token or certificate. */
  label: z.string(),
};
const Ends = {
  endsAt: Instant,
  /** Units: Moscow days by the bank's clock; negative when it has passed. */
  daysLeft: z.int(),
  /** The last warning level that was reached. Units: days; 0 when it has passed. */
  level: z.int(),
};

/** Something that wants a person: an end that comes near, something that has happened, a question, a failure. */
export const WarningView = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('token-ends'), ...About, tokenId: TokenId, ...Ends }),
  z.strictObject({ kind: z.literal('certificate-ends'), ...About, certificateId: CertificateId, ...Ends }),
  z.strictObject({ kind: z.literal('token-threat'), ...About, tokenId: TokenId, threat: TokenThreat }),
  z.strictObject({ kind: z.literal('keep-alive-question'), ...About, tokenId: TokenId }),
  z.strictObject({
    kind: z.literal('token-problem'),
    ...About,
    tokenId: TokenId,
    status: TokenStatus,
    problem: ErrorInfo.nullable(),
  }),
]);
export type WarningView = z.infer<typeof WarningView>;

export const RemindersView = z.strictObject({
  warnings: z.array(WarningView),
  /** Notifications of the operating system are on. */
  isOn: z.boolean(),
  /** The system can show notifications. */
  isSupported: z.boolean(),
});
export type RemindersView = z.infer<typeof RemindersView>;

/** `companyId` null: of all companies. */
export const CalendarInput = z.strictObject({ companyId: CompanyId.nullable() });
export const CalendarSaved = z.strictObject({
  /** False when the person closed the dialog. */
  isSaved: z.boolean(),
  events: z.int(),
});

/** An address of this computer's own network cards. */
export const OwnAddresses = z.strictObject({ addresses: z.array(z.string()) });
