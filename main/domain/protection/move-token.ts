import type { TokenId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { OutgoingFile } from '../../ports/document-ports.ts';
import type { SecretName } from '../../ports/keychain-ports.ts';
import { readSecret } from '../../ports/read-secret.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { KnownMember } from '../organizations/organizations.ts';
import { isUsable, KEEP_ALIVE_OFF, withStep, type Token } from '../tokens/token.ts';
import { signing } from '../organizations/organization-vault.ts';
import { existingToken } from '../tokens/existing-token.ts';
import type { MoveVault } from './move-vault.ts';
import { parcelDigest, parcelFile, parcelText, readParcel, type TokenParcel } from './token-parcel.ts';

type TouchedByMoveToken = Pick<
  MoveVault,
  | 'tokens'
  | 'certificates'
  | 'organizations'
  | 'personKeys'
  | 'memberKeys'
  | 'keychain'
  | 'saver'
  | 'digests'
  | 'fingerprints'
  | 'clock'
  | 'ids'
  | 'publish'
  | 'isInUse'
>;

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
 * Saves a token with its certificate and key as a file that only one director's computer can read. Before the file is
 * written the token goes out of use here; its text stays in the keychain until the director's receipt. Calling it again
 * for the same director saves the same move once more.
 *
 * Errors: `not-found`, `token-not-movable` (details say why), `secret-changed`, `cancelled-by-person` (then it is in
 * use as before), `keychain-*`, `store-*`.
 * Effects: one file; the record and a journal line. No money moves.
 */
export async function moveToken(
  vault: TouchedByMoveToken,
  actor: Actor,
  request: MoveRequest,
): Promise<Token> {
  const work = movable(vault, actor, request);
  const { tokenId } = work.token;
  const move = work.token.moving?.id ?? vault.ids.newId();
  const { content, digest } = await parcelOf(vault, work, move);
  const before = movable(vault, actor, request).token; // what other calls have noted meanwhile is kept
  if (before.moving === null) {
    const at = vault.clock.now();
    const moving = {
      id: move,
      to: work.director.key,
      name: work.director.name,
      at,
      digest,
      receivedAt: null,
    };
    const after = { ...before, moving, keepAlive: KEEP_ALIVE_OFF };
    keep(vault, actor, { token: after, kind: 'token-move-started', director: moving.name });
  }
  try {
    // No label in the name: a name is read wherever the file lies.
    const file: OutgoingFile = { suggestedName: `token-${move.slice(0, 8)}.klyuchnik`, content };
    if ((await vault.saver.save(file)) === null) throw new AppError('cancelled-by-person');
  } catch (error) {
    // No file came to be: the token stays.
    if (before.moving === null) takeBackToken(vault, actor, tokenId);
    throw error;
  }
  return existingToken(vault.tokens, tokenId);
}

/**
 * Puts a token back to use whose move has no receipt yet. Whoever does it destroys the file: if the director takes it
 * in, both computers can pay.
 * Errors: `not-found`, `token-not-movable` (it is not on its way). Effects: the record and a journal line.
 */
export function takeBackToken(
  vault: Pick<MoveVault, 'tokens' | 'clock' | 'publish'>,
  actor: Actor,
  tokenId: TokenId,
): Token {
  const token = existingToken(vault.tokens, tokenId);
  if (token.moving === null || token.moving.receivedAt !== null || token.secretPlace !== 'here')
    throw new AppError('token-not-movable', { reason: 'not-moving' });
  const director = token.moving.name;
  const back = { ...token, moving: null };
  return keep(vault, actor, { token: back, kind: 'token-move-taken-back', director });
}

/** Errors: `token-not-movable`. */
function movable(
  vault: Pick<MoveVault, 'tokens' | 'certificates' | 'organizations' | 'isInUse'>,
  actor: Actor,
  { tokenId, to }: MoveRequest,
): Work {
  const token = existingToken(vault.tokens, tokenId);
  const refuse = (reason: string) => new AppError('token-not-movable', { reason });
  const kept = token.certificateId === null ? null : vault.certificates.get(token.certificateId);
  const certificate = kept?.retiredAt === null ? kept : null;
  if (token.secretPlace !== 'here' || !isUsable(token)) throw refuse('state');
  if (token.sealing !== null || (certificate?.sealing ?? null) !== null) throw refuse('sealed');
  if (token.moving !== null && token.moving.to !== to) throw refuse('another-director');
  if (vault.isInUse(token.companyId, tokenId)) throw refuse('in-use');
  const members = vault.organizations.validMembers(token.companyId);
  const author = members.find(({ personId, role }) => personId === actor.personId && role === 'accountant');
  if (author === undefined) throw refuse('not-member');
  const director = members.find(({ key, role, isHere }) => key === to && role === 'director' && !isHere);
  if (director === undefined) throw refuse('director');
  const organization = vault.organizations.of(token.companyId)?.record.organization ?? '';
  return { token, certificate, organization, author, director };
}

/** Reads the secrets and closes them to the director. Errors: `secret-*`, `keychain-*`, `token-not-movable`. */
async function parcelOf(
  vault: Pick<MoveVault, 'personKeys' | 'memberKeys' | 'keychain' | 'digests' | 'fingerprints' | 'clock'>,
  { token, certificate, organization, author, director }: Work,
  move: string,
): Promise<{ readonly content: Uint8Array; readonly digest: string }> {
  const text = await revealed(vault, `token:${token.tokenId}`, token.fingerprint);
  const key =
    certificate === null
      ? null
      : await revealed(vault, `certificate-key:${certificate.certificateId}`, certificate.keyFingerprint);
  const digest = parcelDigest(vault.digests, move, text, key);
  const parcel: TokenParcel = {
    v: 1,
    kind: 'token',
    organization,
    author: author.key,
    recipient: director.key,
    move,
    digest,
    issuedAt: vault.clock.now(),
    token: { ...reported(token), text },
    certificate: certificate === null || key === null ? null : { ...reportedCertificate(certificate), key },
  };
  const signed = parcelText(signing(vault), parcel);
  if (signed === null) throw new AppError('token-not-movable', { reason: 'form' });
  const signature = await vault.memberKeys.sign(author.personId, signed);
  if (!vault.personKeys.verify(author.key, signed, signature))
    throw new AppError('secret-changed', { what: 'member-key' });
  const file = parcelFile(signed, author.key, signature);
  // As the director's computer will read it: a chain of certificates may be too long for one file.
  if (!readParcel(signing(vault), file).ok) throw new AppError('token-not-movable', { reason: 'form' });
  return { content: await vault.memberKeys.seal(file, [director.openingKey]), digest };
}

async function revealed(
  { keychain, fingerprints }: Pick<MoveVault, 'keychain' | 'fingerprints'>,
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

function reported(token: Token): Omit<TokenParcel['token'], 'text'> {
  const { label, purpose, issuer, issuedOn, ips, ipCheck, rule, accesses, lastSighting } = token;
  const held = accesses.filter(({ proof }) => proof !== 'refused').map(({ access }) => access);
  return {
    label,
    purpose,
    issuer,
    issuedOn,
    ips,
    ipCheck,
    rule,
    accesses: held,
    lastUsedAt: lastSighting?.at ?? null,
  };
}

function reportedCertificate(certificate: Certificate): Omit<NonNullable<TokenParcel['certificate']>, 'key'> {
  const { label, subject, issuer, serial, fingerprint, notBefore, notAfter, chainPem } = certificate;
  const { publicKeyHash, keyAlgorithm, keyUsages, purposes, isAuthority, holder, signatureUntil } =
    certificate;
  return {
    label,
    subject,
    issuer,
    serial,
    fingerprint,
    notBefore,
    notAfter,
    chainPem,
    publicKeyHash,
    keyAlgorithm,
    keyUsages,
    purposes,
    isAuthority,
    holder,
    signatureUntil,
  };
}

interface Change {
  readonly token: Token;
  readonly kind: 'token-move-started' | 'token-move-taken-back';
  readonly director: string;
}

function keep(
  { tokens, clock, publish }: Pick<MoveVault, 'tokens' | 'clock' | 'publish'>,
  actor: Actor,
  { token, kind, director }: Change,
): Token {
  const { companyId, label: subject, tokenId } = token;
  const entry = journalEntry(kind, { at: clock.now(), actor, companyId, subject, details: { director } });
  const kept = withStep(token, historyStep(entry));
  tokens.save(kept, entry);
  publish('tokens.changed', { tokenId });
  return kept;
}
