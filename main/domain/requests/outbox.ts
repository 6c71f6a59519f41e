import type { CompanyId } from '../../../contract/values/ids.ts';
import type { EnvelopeRecord } from '../organizations/organization.ts';
import type { PaymentParts } from '../payments/payment-parts.ts';

/** Returns what was signed here and lies in no folder and no file yet, the oldest first. */
export function undelivered(parts: PaymentParts, companyId: CompanyId): readonly EnvelopeRecord[] {
  return parts.envelopes
    .list(companyId)
    .filter(({ isOwn, deliveredAt }) => isOwn && deliveredAt === null)
    .sort((a, b) => a.counter - b.counter);
}

/** Encrypts a signed text to every valid member of the organization. Errors: throws when there is none. */
export async function sealedToMembers(
  { organizations, memberKeys }: PaymentParts,
  companyId: CompanyId,
  file: string,
): Promise<Uint8Array> {
  const readers = organizations.validMembers(companyId).map(({ openingKey }) => openingKey);
  return memberKeys.seal(file, readers);
}

/** Encrypts a people or policy document, or a decision, to everybody who may have to know of it. Errors: throws when there is nobody. */
export async function sealedDocument(
  { organizations, memberKeys }: PaymentParts,
  companyId: CompanyId,
  file: string,
): Promise<Uint8Array> {
  const readers = organizations.documentReaders(companyId).map(({ openingKey }) => openingKey);
  return memberKeys.seal(file, readers);
}
