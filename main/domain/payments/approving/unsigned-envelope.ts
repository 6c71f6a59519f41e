import type { Instant } from '../../../../contract/values/dates.ts';
import type { CompanyId } from '../../../../contract/values/ids.ts';
import { AppError } from '../../../ports/app-error.ts';
import { NamedState, type Envelope } from '../../envelopes/envelope.ts';
import {
  envelopeFile,
  readEnvelope,
  writeEnvelope,
  type EnvelopeParts,
} from '../../envelopes/envelope-file.ts';
import type { Textless } from '../../envelopes/envelope-lines.ts';
import type { PublicKey } from '../../envelopes/keys.ts';
import { payingTokenOf } from '../../protection/paying-token.ts';
import type { EnvelopeRecord } from '../../organizations/organization.ts';
import { requestOf, requestsOf, type KnownOrganization } from '../../organizations/organizations.ts';
import { stampIn } from '../company-time.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { policyHashOf } from './answers.ts';

export type TouchedByUnsignedEnvelope = Pick<
  PaymentVault,
  'organizations' | 'companies' | 'personKeys' | 'digests' | 'words' | 'times'
>;

/** An envelope that is about to be signed. */
export interface UnsignedEnvelope {
  readonly companyId: CompanyId;
  readonly envelope: Envelope;
  /** What the signature is over. */
  readonly signed: string;
}

type Head = Pick<
  Envelope,
  | 'v'
  | 'organization'
  | 'author'
  | 'counter'
  | 'audience'
  | 'issuedAt'
  | 'expiresAt'
  | 'peopleHash'
  | 'policyHash'
  | 'payingToken'
  | 'state'
>;

interface Saying {
  readonly companyId: CompanyId;
  readonly author: PublicKey;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
}

/** Returns the organization of a company. Errors: `not-found` when it works on this computer alone. */
export function organizationOf(
  vault: Pick<PaymentVault, 'organizations'>,
  companyId: CompanyId,
): KnownOrganization {
  const known = vault.organizations.of(companyId);
  if (known === null) throw new AppError('not-found', { what: 'organization' });
  return known;
}

/** Makes what every envelope says first: to all valid members, by the people and rules that are known here. */
export function headOf(
  vault: Pick<PaymentVault, 'organizations' | 'envelopes' | 'tokens' | 'clock' | 'checkpoints'>,
  { companyId, author, issuedAt, expiresAt }: Saying,
): Head & { readonly v: 1 } {
  const known = organizationOf(vault, companyId);
  return {
    v: 1,
    organization: known.record.organization,
    author,
    counter: vault.envelopes.nextCounter(author, vault.clock.now()),
    audience: audienceOf(vault, companyId, author),
    issuedAt,
    expiresAt,
    peopleHash: known.people.hash,
    policyHash: policyHashOf(known),
    payingToken: payingTokenOf(vault, companyId),
    ...namedState(vault),
  };
}

/** What an own envelope names of the records here, so that it can tell later whether they were put back. */
function namedState({ checkpoints }: Pick<PaymentVault, 'checkpoints'>): Pick<Envelope, 'state'> {
  const { counter, root } = checkpoints.current();
  // None before the first write, and none that readers would refuse.
  const named = NamedState.safeParse({ counter, root });
  return named.success ? { state: named.data } : {};
}

/** Everybody whose key is valid; the author alone while the branches of a fork agree on nobody. */
function audienceOf(
  { organizations }: Pick<PaymentVault, 'organizations'>,
  companyId: CompanyId,
  author: PublicKey,
): PublicKey[] {
  const keys = organizations.validMembers(companyId).map(({ key }) => key);
  return keys.length === 0 ? [author] : keys.sort();
}

/** Makes the text to sign. Errors: a TypeError for fields that could not be read back. */
export function unsignedEnvelope(
  vault: Pick<PaymentVault, 'personKeys' | 'digests' | 'words'>,
  companyId: CompanyId,
  fields: Textless,
): UnsignedEnvelope {
  return { companyId, ...writeEnvelope(envelopeParts(vault), fields) };
}

/**
 * Makes the record of an envelope that was signed here, after reading it back. Errors: `secret-changed` when the
 * signature is not by its author's key.
 */
export function ownRecord(
  vault: TouchedByUnsignedEnvelope,
  { companyId, envelope, signed }: UnsignedEnvelope,
  signature: string,
): EnvelopeRecord {
  const file = envelopeFile(signed, envelope.author, signature);
  const read = readEnvelope(envelopeParts(vault), file);
  if (!read.ok) throw new AppError('secret-changed', { what: 'member-key' });
  return {
    hash: read.hash,
    companyId,
    kind: envelope.kind,
    requestHash: requestOf(read),
    requests: requestsOf(read),
    author: envelope.author,
    counter: envelope.counter,
    file,
    receivedAt: stampIn(vault, companyId),
    isOwn: true,
    deliveredAt: null,
  };
}

/** What reading and writing envelopes needs of the parts. */
export function envelopeParts({
  digests,
  words,
  personKeys,
}: Pick<PaymentVault, 'personKeys' | 'digests' | 'words'>): EnvelopeParts {
  return { digests, inWords: (amountMinor) => words.inWords(amountMinor), verify: personKeys.verify };
}
