import type { CompanyId } from '../../../contract/values/ids.ts';
import { CertificateId, TokenId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import { withStep as withCertificateStep, type Certificate } from '../certificates/certificate.ts';
import { retireCertificate } from '../certificates/change-certificate.ts';
import type { SecretName } from '../../ports/keychain-ports.ts';
import type { KnownMember } from '../organizations/organizations.ts';
import { actorOf, type Person } from '../people/person.ts';
import { assertWritten, readSecret } from '../../ports/read-secret.ts';
import { Secret } from '../../ports/secret.ts';
import { KEEP_ALIVE_OFF, withStep, type Token } from '../tokens/token.ts';
import { signing } from '../organizations/organization-parts.ts';
import type { MoveParts } from './move-parts.ts';
import {
  kindOfMove,
  parcelFile,
  readParcel,
  readReceipt,
  receiptText,
  type TokenParcel,
  type TokenReceipt,
} from './token-parcel.ts';

/** What came of a file. `receipt`: the director's answer, encrypted to whoever sent the token. */
export type TakenMove =
  | { readonly kind: 'token'; readonly token: Token; readonly receipt: Uint8Array }
  | { readonly kind: 'receipt'; readonly token: Token };

/**
 * Takes in a file of a move, as somebody of this computer: a token for a director here, or the receipt for one that was sent from here. The same file may be taken in again, also
 * after a crash at any moment.
 *
 * Errors: `token-file` (details say why; nothing of it was used), `passphrase-wrong` (asked again), `cancelled-by-person`, `secret-changed`, `keychain-*`, `store-*`. No money moves.
 * Effects: keychain items first, then records and journal lines; with a receipt the items of the token are destroyed, then the record follows.
 */
export async function takeMoved(parts: MoveParts, actor: Actor, bytes: Uint8Array): Promise<TakenMove> {
  const text = await opened(parts, bytes);
  if (kindOfMove(text) === 'parcel') return takeParcel(parts, text);
  if (kindOfMove(text) === 'receipt') return takeReceipt(parts, actor, text);
  throw refused('other-file');
}

function refused(reason: string): AppError {
  return new AppError('token-file', { reason });
}

async function opened({ people, memberKeys }: MoveParts, bytes: Uint8Array): Promise<string> {
  for (const { personId, openingKey } of people.list()) {
    const text = openingKey === null ? null : await memberKeys.open(personId, bytes);
    if (text !== null) return text;
  }
  throw refused('not-for-us');
}

function companyOf({ organizationRecords }: MoveParts, organization: string): CompanyId {
  const record = organizationRecords.list().find((one) => one.organization === organization);
  if (record === undefined) throw refused('organization');
  return record.companyId;
}

/** What a parcel means here. */
interface Arrival {
  readonly parcel: TokenParcel;
  readonly companyId: CompanyId;
  readonly author: KnownMember;
  readonly director: Person;
}

async function takeParcel(parts: MoveParts, text: string): Promise<TakenMove> {
  const arrival = arrivalOf(parts, text);
  const { parcel, author, director } = arrival;
  assertNotEnded(parts, parcel);
  const facts = [{ label: 'token' as const, text: parcel.token.label }];
  const question = { kind: 'passphrase' as const, subject: director.name, facts, minLength: 1 };
  return parts.prompt.ask(question, async (passphrase) => {
    const { organization, move, digest } = parcel;
    const key = parcel.recipient;
    const at = parts.clock.now();
    const receipt: TokenReceipt = {
      ...{ v: 1, kind: 'token-receipt', organization, author: key, move, digest, at },
    };
    const signed = receiptText(signing(parts), receipt);
    const signature = await parts.personKeys.sign(director.personId, passphrase, signed);
    if (!parts.personKeys.verify(key, signed, signature))
      throw new AppError('secret-changed', { what: 'person-key' });
    const certificate = await keepCertificate(parts, arrival);
    const token = await keepToken(parts, arrival, certificate);
    const file = parcelFile(signed, key, signature);
    return { kind: 'token', token, receipt: await parts.memberKeys.seal(file, [author.openingKey]) };
  });
}

/** Errors: `token-file`. */
function arrivalOf(parts: MoveParts, text: string): Arrival {
  const read = readParcel(signing(parts), text);
  if (!read.ok) throw refused(read.flaw);
  const parcel = read.value;
  const companyId = companyOf(parts, parcel.organization);
  const members = parts.organizations.validMembers(companyId);
  const author = members.find(({ key }) => key === parcel.author);
  if (author === undefined) throw refused('author');
  const member = members.find(({ key }) => key === parcel.recipient);
  const director = member?.isHere === true ? parts.people.get(member.personId) : null;
  if (member?.role !== 'director' || director?.role !== 'director') throw refused('recipient');
  return { parcel, companyId, author, director };
}

/** A text whose record here has ended is not brought back by an old file. Errors: `token-file`. */
function assertNotEnded(parts: MoveParts, { token }: TokenParcel): void {
  const known = knownToken(parts, token.text);
  const hasEnded = known?.status === 'revoked' || known?.status === 'dead';
  if (known !== null && (hasEnded || known.secretPlace !== 'here')) throw refused('ended');
}

function knownToken({ tokens, fingerprints }: MoveParts, text: string): Token | null {
  const secret = Secret.fromText(text);
  const fingerprint = fingerprints.ofSecret(secret);
  secret.wipe();
  return tokens.list(null).find((one) => one.fingerprint === fingerprint) ?? null;
}

/** Keeps the secret and reads it back: no receipt is given for what the keychain does not give back. Returns its fingerprint. */
async function keepSecret(
  { keychain, fingerprints }: MoveParts,
  name: SecretName,
  text: string,
): Promise<string> {
  const secret = Secret.fromText(text);
  try {
    const fingerprint = fingerprints.ofSecret(secret);
    assertWritten(await keychain.write(name, secret));
    const back = await readSecret(keychain, name);
    const isSame = fingerprints.ofSecret(back) === fingerprint;
    back.wipe();
    if (!isSame) throw new AppError('secret-changed');
    return fingerprint;
  } finally {
    secret.wipe();
  }
}

/** Ids follow from the parcel, so that what a crash left in the keychain is found again. Units: hex digits. Own choice: 128 bits. */
const ID_DIGITS = 32;

async function keepCertificate(parts: MoveParts, arrival: Arrival): Promise<CertificateId | null> {
  const { parcel, companyId, director } = arrival;
  if (parcel.certificate === null) return null;
  const { key, ...told } = parcel.certificate;
  const known = parts.certificates
    .list(companyId)
    .find(({ fingerprint, retiredAt }) => fingerprint === told.fingerprint && retiredAt === null);
  if (known !== undefined) {
    if (known.sealing === null) await keepSecret(parts, `certificate-key:${known.certificateId}`, key);
    return known.certificateId;
  }
  const named = CertificateId.parse(`moved-${parcel.digest.slice(0, ID_DIGITS)}`);
  const isTaken = parts.certificates.get(named) !== null;
  const certificateId = isTaken ? CertificateId.parse(parts.ids.newId()) : named;
  const keyFingerprint = await keepSecret(parts, `certificate-key:${certificateId}`, key);
  const at = parts.clock.now();
  const details = { serial: told.serial, until: told.notAfter };
  const facts = { at, actor: actorOf(director), companyId, subject: told.label, details };
  const entry = journalEntry('certificate-imported', facts);
  const certificate: Certificate = {
    ...{ ...told, certificateId, companyId, keyFingerprint, sealing: null, importedAt: at },
    ...{ keyPlaces: [{ kind: 'here', name: '' }], replaces: null, note: '' },
    ...{ retiredAt: null, retireReason: null, reissue: {}, history: [] },
  };
  parts.certificates.add(withCertificateStep(certificate, historyStep(entry)), entry);
  return certificateId;
}

async function keepToken(
  parts: MoveParts,
  { parcel, companyId, author, director }: Arrival,
  certificateId: CertificateId | null,
): Promise<Token> {
  const { text, lastUsedAt, accesses, ...told } = parcel.token;
  const known = knownToken(parts, text);
  if (known !== null) {
    if (known.sealing === null) await keepSecret(parts, `token:${known.tokenId}`, text);
    return known;
  }
  const tokenId = TokenId.parse(`moved-${parcel.digest.slice(0, ID_DIGITS)}`);
  const fingerprint = await keepSecret(parts, `token:${tokenId}`, text);
  const at = parts.clock.now();
  const details = { signedBy: author.name };
  const facts = { at, actor: actorOf(director), companyId, subject: told.label, details };
  const entry = journalEntry('token-moved-in', facts);
  const unproven = { proof: 'unproven' as const, provenAt: null, isExpected: true };
  const token: Token = {
    ...{ ...told, tokenId, companyId, addedAt: at, fingerprint, certificateId, boundAt: null },
    ...{ lastFour: text.slice(-4), words: parts.fingerprints.words(fingerprint, 2).join(' ') },
    ...{ status: 'issued', secretPlace: 'here', sealing: null, moving: null, keepAlive: KEEP_ALIVE_OFF },
    accesses: accesses.map((access) => ({ access, ...unproven })),
    lastSighting: lastUsedAt === null ? null : { at: lastUsedAt, by: 'other-workplace' },
    ...{ replaces: null, replacedBy: null, lastProblem: null, lastCheckedAt: null, history: [] },
  };
  const kept = withStep(token, historyStep(entry));
  parts.tokens.add(kept, entry);
  parts.publish('tokens.changed', { tokenId });
  return kept;
}

async function takeReceipt(parts: MoveParts, actor: Actor, text: string): Promise<TakenMove> {
  const read = readReceipt(signing(parts), text);
  if (!read.ok) throw refused(read.flaw);
  const receipt = read.value;
  const companyId = companyOf(parts, receipt.organization);
  const isDirector = parts.organizations
    .validMembers(companyId)
    .some(({ key, role }) => key === receipt.author && role === 'director');
  const token = parts.tokens.list(companyId).find((one) => isAnswered(one, receipt));
  if (token === undefined || !isDirector) throw refused('other-receipt');
  if (token.secretPlace !== 'here') return { kind: 'receipt', token };
  return { kind: 'receipt', token: await letGo(parts, actor, token.tokenId) };
}

function isAnswered({ moving }: Token, { move, digest, author }: TokenReceipt): boolean {
  return moving !== null && moving.id === move && moving.digest === digest && moving.to === author;
}

/** Destroys what now lies at the director's. The items go first: a crash before the record leaves a token that is out of use, and the receipt is taken in again. */
async function letGo(parts: MoveParts, actor: Actor, tokenId: TokenId): Promise<Token> {
  assertWritten(await parts.keychain.remove(`token:${tokenId}`));
  await letGoCertificate(parts, actor, tokenId);
  const before = parts.tokens.get(tokenId);
  if (before === null || before.moving === null) throw refused('other-receipt');
  const at = parts.clock.now();
  const { companyId, label: subject, moving } = before;
  const details = { director: moving.name };
  const entry = journalEntry('token-moved-away', { at, actor, companyId, subject, details });
  const gone: Token = { ...before, secretPlace: 'elsewhere', moving: { ...moving, receivedAt: at } };
  const kept = withStep(gone, historyStep(entry));
  parts.tokens.save(kept, entry);
  parts.publish('tokens.changed', { tokenId });
  return kept;
}

/** The key of a certificate that another token of this computer is shown with stays. */
async function letGoCertificate(parts: MoveParts, actor: Actor, tokenId: TokenId): Promise<void> {
  const certificateId = parts.tokens.get(tokenId)?.certificateId ?? null;
  if (certificateId === null || parts.certificates.get(certificateId)?.retiredAt !== null) return;
  const isShared = parts.tokens
    .list(null)
    .some(
      (one) => one.tokenId !== tokenId && one.certificateId === certificateId && one.secretPlace === 'here',
    );
  if (isShared) return;
  await retireCertificate(parts, actor, { certificateId, reason: 'not-needed' });
  parts.connections.forgetCertificate(certificateId);
}
