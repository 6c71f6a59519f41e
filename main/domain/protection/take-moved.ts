import type { CompanyId } from '../../../contract/values/ids.ts';
import { CertificateId, TokenId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { SecretName } from '../../ports/keychain-ports.ts';
import { assertWritten, readSecret } from '../../ports/read-secret.ts';
import { Secret } from '../../ports/secret.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import { withStep as withCertificateStep, type Certificate } from '../certificates/certificate.ts';
import { retireCertificate } from '../certificates/change-certificate.ts';
import type { KnownMember } from '../organizations/organizations.ts';
import { actorOf, type Person } from '../people/person.ts';
import { KEEP_ALIVE_OFF, withStep, type Token } from '../tokens/token.ts';
import { signing } from '../organizations/organization-vault.ts';
import type { MoveVault } from './move-vault.ts';
import {
  kindOfMove,
  parcelFile,
  readParcel,
  readReceipt,
  receiptText,
  type TokenParcel,
  type TokenReceipt,
} from './token-parcel.ts';

type TouchedByTakeMoved = Pick<
  MoveVault,
  | 'tokens'
  | 'certificates'
  | 'people'
  | 'organizations'
  | 'organizationRecords'
  | 'personKeys'
  | 'memberKeys'
  | 'keychain'
  | 'prompt'
  | 'digests'
  | 'fingerprints'
  | 'clock'
  | 'ids'
  | 'publish'
  | 'connections'
>;

/** What came of a file. `receipt`: the director's answer, encrypted to whoever sent the token. */
export type TakenMove =
  | { readonly kind: 'token'; readonly token: Token; readonly receipt: Uint8Array }
  | { readonly kind: 'receipt'; readonly token: Token };

/**
 * Takes in a file of a move, as somebody of this computer: a token for a director here, or the receipt for one that was
 * sent from here. The same file may be taken in again, also after a crash at any moment.
 *
 * Errors: `token-file` (details say why; nothing of it was used), `passphrase-wrong` (asked again),
 * `cancelled-by-person`, `secret-changed`, `keychain-*`, `store-*`. No money moves.
 * Effects: keychain items first, then records and journal lines; with a receipt the items of the token are destroyed,
 * then the record follows.
 */
export async function takeMoved(
  vault: TouchedByTakeMoved,
  actor: Actor,
  bytes: Uint8Array,
): Promise<TakenMove> {
  const text = await opened(vault, bytes);
  if (kindOfMove(text) === 'parcel') return takeParcel(vault, text);
  if (kindOfMove(text) === 'receipt') return takeReceipt(vault, actor, text);
  throw refused('other-file');
}

function refused(reason: string): AppError {
  return new AppError('token-file', { reason });
}

async function opened(
  { people, memberKeys }: Pick<MoveVault, 'people' | 'memberKeys'>,
  bytes: Uint8Array,
): Promise<string> {
  for (const { personId, openingKey } of people.list()) {
    const text = openingKey === null ? null : await memberKeys.open(personId, bytes);
    if (text !== null) return text;
  }
  throw refused('not-for-us');
}

function companyOf(
  { organizationRecords }: Pick<MoveVault, 'organizationRecords'>,
  organization: string,
): CompanyId {
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

async function takeParcel(vault: TouchedByTakeMoved, text: string): Promise<TakenMove> {
  const arrival = arrivalOf(vault, text);
  const { parcel, author, director } = arrival;
  assertNotEnded(vault, parcel);
  const facts = [{ label: 'token' as const, text: parcel.token.label }];
  const question = { kind: 'passphrase' as const, subject: director.name, facts, minLength: 1 };
  return vault.prompt.ask(question, async (passphrase) => {
    const { organization, move, digest } = parcel;
    const key = parcel.recipient;
    const at = vault.clock.now();
    const receipt: TokenReceipt = {
      v: 1,
      kind: 'token-receipt',
      organization,
      author: key,
      move,
      digest,
      at,
    };
    const signed = receiptText(signing(vault), receipt);
    const signature = await vault.personKeys.sign(director.personId, passphrase, signed);
    if (!vault.personKeys.verify(key, signed, signature))
      throw new AppError('secret-changed', { what: 'person-key' });
    const certificate = await keepCertificate(vault, arrival);
    const token = await keepToken(vault, arrival, certificate);
    const file = parcelFile(signed, key, signature);
    return { kind: 'token', token, receipt: await vault.memberKeys.seal(file, [author.openingKey]) };
  });
}

/** Errors: `token-file`. */
function arrivalOf(
  vault: Pick<MoveVault, 'people' | 'organizations' | 'organizationRecords' | 'personKeys' | 'digests'>,
  text: string,
): Arrival {
  const read = readParcel(signing(vault), text);
  if (!read.ok) throw refused(read.flaw);
  const parcel = read.value;
  const companyId = companyOf(vault, parcel.organization);
  const members = vault.organizations.validMembers(companyId);
  const author = members.find(({ key }) => key === parcel.author);
  if (author === undefined) throw refused('author');
  const member = members.find(({ key }) => key === parcel.recipient);
  const director = member?.isHere === true ? vault.people.get(member.personId) : null;
  if (member?.role !== 'director' || director?.role !== 'director') throw refused('recipient');
  return { parcel, companyId, author, director };
}

/** A text whose record here has ended is not brought back by an old file. Errors: `token-file`. */
function assertNotEnded(vault: Pick<MoveVault, 'tokens' | 'fingerprints'>, { token }: TokenParcel): void {
  const known = knownToken(vault, token.text);
  const hasEnded = known?.status === 'revoked' || known?.status === 'dead';
  if (known !== null && (hasEnded || known.secretPlace !== 'here')) throw refused('ended');
}

function knownToken(
  { tokens, fingerprints }: Pick<MoveVault, 'tokens' | 'fingerprints'>,
  text: string,
): Token | null {
  const secret = Secret.fromText(text);
  const fingerprint = fingerprints.ofSecret(secret);
  secret.wipe();
  return tokens.list(null).find((one) => one.fingerprint === fingerprint) ?? null;
}

/**
 * Keeps the secret and reads it back: no receipt is given for what the keychain does not give back. Returns its
 * fingerprint.
 */
async function keepSecret(
  { keychain, fingerprints }: Pick<MoveVault, 'keychain' | 'fingerprints'>,
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

/**
 * Ids follow from the parcel, so that what a crash left in the keychain is found again. Units: hex digits. Own choice:
 * 128 bits.
 */
const ID_DIGITS = 32;

async function keepCertificate(
  vault: Pick<MoveVault, 'certificates' | 'keychain' | 'fingerprints' | 'clock' | 'ids'>,
  arrival: Arrival,
): Promise<CertificateId | null> {
  const { parcel, companyId, director } = arrival;
  if (parcel.certificate === null) return null;
  const { key, ...reported } = parcel.certificate;
  const known = vault.certificates
    .list(companyId)
    .find(({ fingerprint, retiredAt }) => fingerprint === reported.fingerprint && retiredAt === null);
  if (known !== undefined) {
    if (known.sealing === null) await keepSecret(vault, `certificate-key:${known.certificateId}`, key);
    return known.certificateId;
  }
  const named = CertificateId.parse(`moved-${parcel.digest.slice(0, ID_DIGITS)}`);
  const isTaken = vault.certificates.get(named) !== null;
  const certificateId = isTaken ? CertificateId.parse(vault.ids.newId()) : named;
  const keyFingerprint = await keepSecret(vault, `certificate-key:${certificateId}`, key);
  const at = vault.clock.now();
  const details = { serial: reported.serial, until: reported.notAfter };
  const facts = { at, actor: actorOf(director), companyId, subject: reported.label, details };
  const entry = journalEntry('certificate-imported', facts);
  const certificate: Certificate = {
    ...reported,
    certificateId,
    companyId,
    keyFingerprint,
    sealing: null,
    importedAt: at,
    keyPlaces: [{ kind: 'here', name: '' }],
    replaces: null,
    note: '',
    retiredAt: null,
    retireReason: null,
    reissue: {},
    history: [],
  };
  vault.certificates.add(withCertificateStep(certificate, historyStep(entry)), entry);
  return certificateId;
}

async function keepToken(
  vault: Pick<MoveVault, 'tokens' | 'keychain' | 'fingerprints' | 'clock' | 'publish'>,
  { parcel, companyId, author, director }: Arrival,
  certificateId: CertificateId | null,
): Promise<Token> {
  const { text, lastUsedAt, accesses, ...reported } = parcel.token;
  const known = knownToken(vault, text);
  if (known !== null) {
    if (known.sealing === null) await keepSecret(vault, `token:${known.tokenId}`, text);
    return known;
  }
  const tokenId = TokenId.parse(`moved-${parcel.digest.slice(0, ID_DIGITS)}`);
  const fingerprint = await keepSecret(vault, `token:${tokenId}`, text);
  const at = vault.clock.now();
  const details = { signedBy: author.name };
  const facts = { at, actor: actorOf(director), companyId, subject: reported.label, details };
  const entry = journalEntry('token-moved-in', facts);
  const unproven = { proof: 'unproven' as const, provenAt: null, isExpected: true };
  const token: Token = {
    ...reported,
    tokenId,
    companyId,
    addedAt: at,
    fingerprint,
    certificateId,
    boundAt: null,
    lastFour: text.slice(-4),
    words: vault.fingerprints.words(fingerprint, 2).join(' '),
    status: 'issued',
    secretPlace: 'here',
    sealing: null,
    moving: null,
    keepAlive: KEEP_ALIVE_OFF,
    accesses: accesses.map((access) => ({ access, ...unproven })),
    lastSighting: lastUsedAt === null ? null : { at: lastUsedAt, by: 'other-workplace' },
    replaces: null,
    replacedBy: null,
    lastProblem: null,
    lastCheckedAt: null,
    history: [],
  };
  const kept = withStep(token, historyStep(entry));
  vault.tokens.add(kept, entry);
  vault.publish('tokens.changed', { tokenId });
  return kept;
}

async function takeReceipt(vault: TouchedByTakeMoved, actor: Actor, text: string): Promise<TakenMove> {
  const read = readReceipt(signing(vault), text);
  if (!read.ok) throw refused(read.flaw);
  const receipt = read.value;
  const companyId = companyOf(vault, receipt.organization);
  const isDirector = vault.organizations
    .validMembers(companyId)
    .some(({ key, role }) => key === receipt.author && role === 'director');
  const token = vault.tokens.list(companyId).find((one) => isAnswered(one, receipt));
  if (token === undefined || !isDirector) throw refused('other-receipt');
  if (token.secretPlace !== 'here') return { kind: 'receipt', token };
  return { kind: 'receipt', token: await letGo(vault, actor, token.tokenId) };
}

function isAnswered({ moving }: Token, { move, digest, author }: TokenReceipt): boolean {
  return moving !== null && moving.id === move && moving.digest === digest && moving.to === author;
}

/**
 * Destroys what now lies at the director's. The items go first: a crash before the record leaves a token that is out of
 * use, and the receipt is taken in again.
 */
async function letGo(
  vault: Pick<MoveVault, 'tokens' | 'certificates' | 'keychain' | 'clock' | 'publish' | 'connections'>,
  actor: Actor,
  tokenId: TokenId,
): Promise<Token> {
  assertWritten(await vault.keychain.remove(`token:${tokenId}`));
  await letGoCertificate(vault, actor, tokenId);
  const before = vault.tokens.get(tokenId);
  if (before === null || before.moving === null) throw refused('other-receipt');
  const at = vault.clock.now();
  const { companyId, label: subject, moving } = before;
  const details = { director: moving.name };
  const entry = journalEntry('token-moved-away', { at, actor, companyId, subject, details });
  const gone: Token = { ...before, secretPlace: 'elsewhere', moving: { ...moving, receivedAt: at } };
  const kept = withStep(gone, historyStep(entry));
  vault.tokens.save(kept, entry);
  vault.publish('tokens.changed', { tokenId });
  return kept;
}

/** The key of a certificate that another token of this computer is shown with stays. */
async function letGoCertificate(
  vault: Pick<MoveVault, 'tokens' | 'certificates' | 'keychain' | 'clock' | 'connections'>,
  actor: Actor,
  tokenId: TokenId,
): Promise<void> {
  const certificateId = vault.tokens.get(tokenId)?.certificateId ?? null;
  if (certificateId === null || vault.certificates.get(certificateId)?.retiredAt !== null) return;
  const isShared = vault.tokens
    .list(null)
    .some(
      (one) => one.tokenId !== tokenId && one.certificateId === certificateId && one.secretPlace === 'here',
    );
  if (isShared) return;
  await retireCertificate(vault, actor, { certificateId, reason: 'not-needed' });
  vault.connections.forgetCertificate(certificateId);
}
