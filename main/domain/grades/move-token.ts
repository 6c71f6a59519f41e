import type { TokenId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { OutgoingFile } from '../../ports/document-ports.ts';
import type { KnownMember } from '../organizations/organizations.ts';
import type { SecretName } from '../../ports/keychain-ports.ts';
import { readSecret } from '../../ports/read-secret.ts';
import { isUsable, KEEP_ALIVE_OFF, withStep, type Token } from '../tokens/token.ts';
import { signing } from '../organizations/organization-parts.ts';
import type { MoveParts } from './move-parts.ts';
import { parcelDigest, parcelFile, parcelText, readParcel, type TokenParcel } from './token-parcel.ts';
import { existingToken } from '../tokens/existing-token.ts';

export interface MoveRequest {
  readonly tokenId: TokenId;
  /** The key of the director to whose computer it goes. */
  readonly to: string;
}

/** Who moves what to whom. */
interface Work {
  readonly token: Token;
  readonly certificate: Certificate | null;
  readonly organization: string;
  readonly author: KnownMember;
  readonly director: KnownMember;
}

/**
 * Saves a token with its certificate and key as a file that only one director's computer can read. Before the file is written the token goes out of use here; its text stays in the
 * keychain until the director's receipt. Calling it again for the same director saves the same move once more.
 *
 * Errors: `not-found`, `token-not-movable` (details say why), `secret-changed`, `cancelled-by-person` (then it is in use as before), `keychain-*`, `store-*`.
 * Effects: one file; the record and a journal line. No money moves.
 */
export async function moveToken(parts: MoveParts, actor: Actor, request: MoveRequest): Promise<Token> {
  const work = movable(parts, actor, request);
  const { tokenId } = work.token;
  const move = work.token.moving?.id ?? parts.ids.newId();
  const { content, digest } = await parcelOf(parts, work, move);
  const before = movable(parts, actor, request).token; // what other calls have noted meanwhile is kept
  if (before.moving === null) {
    const at = parts.clock.now();
    const moving = {
      id: move,
      to: work.director.key,
      name: work.director.name,
      at,
      digest,
      receivedAt: null,
    };
    const after = { ...before, moving, keepAlive: KEEP_ALIVE_OFF };
    keep(parts, actor, { token: after, kind: 'token-move-started', director: moving.name });
  }
  try {
    // No label in the name: a name is read wherever the file lies.
    const file: OutgoingFile = { suggestedName: `token-${move.slice(0, 8)}.klyuchnik`, content };
    if ((await parts.saver.save(file)) === null) throw new AppError('cancelled-by-person');
  } catch (error) {
    // No file came to be: the token stays.
    if (before.moving === null) takeBackToken(parts, actor, tokenId);
    throw error;
  }
  return existingToken(parts.tokens, tokenId);
}

/**
 * Puts a token back to use whose move has no receipt yet. Whoever does it destroys the file: if the director takes it in, both computers can pay.
 * Errors: `not-found`, `token-not-movable` (it is not on its way). Effects: the record and a journal line.
 */
export function takeBackToken(parts: MoveParts, actor: Actor, tokenId: TokenId): Token {
  const token = existingToken(parts.tokens, tokenId);
  if (token.moving === null || token.moving.receivedAt !== null || token.secretPlace !== 'here')
    throw new AppError('token-not-movable', { reason: 'not-moving' });
  const director = token.moving.name;
  const back = { ...token, moving: null };
  return keep(parts, actor, { token: back, kind: 'token-move-taken-back', director });
}

/** Errors: `token-not-movable`. */
function movable(parts: MoveParts, actor: Actor, { tokenId, to }: MoveRequest): Work {
  const token = existingToken(parts.tokens, tokenId);
  const refuse = (reason: string) => new AppError('token-not-movable', { reason });
  const kept = token.certificateId === null ? null : parts.certificates.get(token.certificateId);
  const certificate = kept?.retiredAt === null ? kept : null;
  if (token.secretPlace !== 'here' || !isUsable(token)) throw refuse('state');
  if (token.sealing !== null || (certificate?.sealing ?? null) !== null) throw refuse('sealed');
  if (token.moving !== null && token.moving.to !== to) throw refuse('another-director');
  if (parts.isInUse(token.companyId, tokenId)) throw refuse('in-use');
  const members = parts.organizations.validMembers(token.companyId);
  const author = members.find(({ personId, role }) => personId === actor.personId && role === 'accountant');
  if (author === undefined) throw refuse('not-member');
  const director = members.find(({ key, role, isHere }) => key === to && role === 'director' && !isHere);
  if (director === undefined) throw refuse('director');
  const organization = parts.organizations.of(token.companyId)?.record.organization ?? '';
  return { token, certificate, organization, author, director };
}

/** Reads the secrets and closes them to the director. Errors: `secret-*`, `keychain-*`, `token-not-movable`. */
async function parcelOf(
  parts: MoveParts,
  { token, certificate, organization, author, director }: Work,
  move: string,
): Promise<{ readonly content: Uint8Array; readonly digest: string }> {
  const text = await revealed(parts, `token:${token.tokenId}`, token.fingerprint);
  const key =
    certificate === null
      ? null
      : await revealed(parts, `certificate-key:${certificate.certificateId}`, certificate.keyFingerprint);
  const digest = parcelDigest(parts.digests, move, text, key);
  const parcel: TokenParcel = {
    ...{ v: 1, kind: 'token', organization, author: author.key, recipient: director.key, move, digest },
    issuedAt: parts.clock.now(),
    token: { ...told(token), text },
    certificate: certificate === null || key === null ? null : { ...toldOfCertificate(certificate), key },
  };
  const signed = parcelText(signing(parts), parcel);
  if (signed === null) throw new AppError('token-not-movable', { reason: 'form' });
  const signature = await parts.memberKeys.sign(author.personId, signed);
  if (!parts.personKeys.verify(author.key, signed, signature))
    throw new AppError('secret-changed', { what: 'member-key' });
  const file = parcelFile(signed, author.key, signature);
  // As the director's computer will read it: a chain of certificates may be too long for one file.
  if (!readParcel(signing(parts), file).ok) throw new AppError('token-not-movable', { reason: 'form' });
  return { content: await parts.memberKeys.seal(file, [director.openingKey]), digest };
}

async function revealed(
  { keychain, fingerprints }: MoveParts,
  name: SecretName,
  fingerprint: string,
): Promise<string> {
  const secret = await readSecret(keychain, name);
  try {
    if (fingerprints.ofSecret(secret) !== fingerprint) throw new AppError('secret-changed');
    return secret.revealText();
  } finally {
    secret.wipe();
  }
}

function told(token: Token): Omit<TokenParcel['token'], 'text'> {
  const { label, purpose, issuer, issuedOn, ips, ipCheck, rule, accesses, lastSighting } = token;
  const held = accesses.filter(({ proof }) => proof !== 'refused').map(({ access }) => access);
  return {
    ...{ label, purpose, issuer, issuedOn, ips, ipCheck, rule },
    ...{ accesses: held, lastUsedAt: lastSighting?.at ?? null },
  };
}

function toldOfCertificate(certificate: Certificate): Omit<NonNullable<TokenParcel['certificate']>, 'key'> {
  const { label, subject, issuer, serial, fingerprint, notBefore, notAfter, chainPem } = certificate;
  const { publicKeyHash, keyAlgorithm, keyUsages, purposes, isAuthority, holder, signatureUntil } =
    certificate;
  return {
    ...{ label, subject, issuer, serial, fingerprint, notBefore, notAfter, chainPem },
    ...{ publicKeyHash, keyAlgorithm, keyUsages, purposes, isAuthority, holder, signatureUntil },
  };
}

interface Change {
  readonly token: Token;
  readonly kind: 'token-move-started' | 'token-move-taken-back';
  readonly director: string;
}

function keep({ tokens, clock, publish }: MoveParts, actor: Actor, { token, kind, director }: Change): Token {
  const { companyId, label: subject, tokenId } = token;
  const entry = journalEntry(kind, { at: clock.now(), actor, companyId, subject, details: { director } });
  const kept = withStep(token, historyStep(entry));
  tokens.save(kept, entry);
  publish('tokens.changed', { tokenId });
  return kept;
}
