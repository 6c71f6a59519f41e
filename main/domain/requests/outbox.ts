import type { CompanyId } from '../../../contract/values/ids.ts';
import type { EnvelopeRecord } from '../organizations/organization.ts';
import type { PaymentVault } from '../payments/payment-vault.ts';

/** Returns what was signed here and lies in no folder and no file yet, the oldest first. */
export function undelivered(
  vault: Pick<PaymentVault, 'envelopes'>,
  companyId: CompanyId,
): readonly EnvelopeRecord[] {
  return vault.envelopes
    .list(companyId)
    .filter(({ isOwn, deliveredAt }) => isOwn && deliveredAt === null)
    .sort((a, b) => a.counter - b.counter);
}

/** Encrypts a signed text to every valid member of the organization. Errors: throws when there is none. */
export async function sealedToMembers(
  { organizations, memberKeys }: Pick<PaymentVault, 'organizations' | 'memberKeys'>,
  companyId: CompanyId,
  file: string,
): Promise<Uint8Array> {
  const readers = organizations.validMembers(companyId).map(({ openingKey }) => openingKey);
  return memberKeys.seal(file, readers);
}

/**
 * Encrypts a people or policy document, or a decision, to everybody who may have to know of it. Errors: throws when
 * there is nobody.
 */
export async function sealedDocument(
  { organizations, memberKeys }: Pick<PaymentVault, 'organizations' | 'memberKeys'>,
  companyId: CompanyId,
  file: string,
): Promise<Uint8Array> {
  const readers = organizations.documentReaders(companyId).map(({ openingKey }) => openingKey);
  return memberKeys.seal(file, readers);
}
