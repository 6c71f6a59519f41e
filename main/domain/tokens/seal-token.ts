import type { PersonId, TokenId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Keychain, SecretName } from '../../ports/keychain-ports.ts';
import type { Clock, Fingerprints, Publish } from '../../ports/ports.ts';
import { assertWritten, readSecret } from '../../ports/read-secret.ts';
import type { Secret } from '../../ports/secret.ts';
import type { SecretPrompt } from '../../ports/secret-prompt-ports.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import { withStep as withCertificateStep, type Certificate } from '../certificates/certificate.ts';
import type { CertificateStore } from '../certificates/certificates-ports.ts';
import type { PeopleStore, PersonKeys, SealingKey, SealingKeys } from '../people/people-ports.ts';
import type { Person } from '../people/person.ts';
import { shownToken } from './ask-to-open.ts';
import { freezeToken } from './freeze-token.ts';
import { KEEP_ALIVE_OFF, withStep, type Token } from './token.ts';
import type { TokenStore } from './tokens-ports.ts';
import { existingToken } from './existing-token.ts';

export interface SealParts {
  readonly tokens: TokenStore;
  readonly certificates: CertificateStore;
  readonly people: PeopleStore;
  readonly personKeys: PersonKeys;
  readonly sealingKeys: SealingKeys;
  readonly keychain: Keychain;
  readonly fingerprints: Fingerprints;
  readonly prompt: SecretPrompt;
  readonly clock: Clock;
  readonly publish: Publish;
  /** Ends the connections that hold a certificate's key. */
  readonly connections: { forgetCertificate(certificateId: string): void };
}

export interface SealRequest {
  readonly tokenId: TokenId;
  /** The director whose passphrase is to open it. */
  readonly directorId: PersonId;
}

/** What is at work on one token, with the director's key in hand. */
interface Work {
  readonly tokenId: TokenId;
  readonly director: Person;
  readonly key: SealingKey;
}

/**
 * Seals a token's text and the key of its certificate to a director: from then on only his passphrase opens them. That
 * it does is proved before the open ones are replaced. A crash leaves each of them open or sealed, never lost; sealing
 * again goes on where it was cut off.
 *
 * Errors: `not-found`, `director-required`, `token-sealing` (its text is not here or on its way out, it is frozen, or
 * sealed to another), `cancelled-by-person`, `secret-changed` (the token is frozen then), `keychain-*`, `store-*`.
 * Effects: the keychain items, the records, journal lines; connections with the certificate end. Keep-alive is turned
 * off: it cannot call any more.
 */
export async function sealToken(parts: SealParts, actor: Actor, request: SealRequest): Promise<Token> {
  const token = sealable(parts, request);
  const director = directorOf(parts, request.directorId);
  return askDirector(parts, { token, director, kind: 'passphrase-to-seal' }, async (passphrase) => {
    await haveKey(parts, token, { director, passphrase });
    return parts.sealingKeys.use(director.personId, passphrase, (key) =>
      seal(parts, actor, { tokenId: token.tokenId, director, key }),
    );
  });
}

/**
 * Sees to it that the director has a sealing key under the passphrase that he has just proved. One that an earlier,
 * lost passphrase closes is replaced only when nothing here is sealed to it. Errors: `token-sealing`, `keychain-*`.
 */
async function haveKey(
  { sealingKeys, tokens, certificates }: SealParts,
  { tokenId }: Token,
  { director, passphrase }: { readonly director: Person; readonly passphrase: Secret },
): Promise<void> {
  const { personId } = director;
  await sealingKeys.ensure(personId, passphrase);
  try {
    await sealingKeys.use(personId, passphrase, () => Promise.resolve());
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'passphrase-wrong') throw error;
    const isUsed =
      tokens.list(null).some((one) => one.secretPlace === 'here' && one.sealing?.sealedTo === personId) ||
      certificates.list(null).some((one) => one.retiredAt === null && one.sealing?.sealedTo === personId);
    if (isUsed) throw new AppError('token-sealing', { reason: 'old-passphrase', tokenId });
    await sealingKeys.renew(personId, passphrase);
  }
}

/**
 * Takes the seal off again: the text and the key lie open in the keychain then. The key of a certificate stays sealed
 * while another sealed token is shown with it.
 * Errors: `not-found`, `token-sealing` (it is not sealed, or its director is not here), `cancelled-by-person`,
 * `keychain-*`, `store-*`. Effects: as `sealToken`.
 */
export async function unsealToken(parts: SealParts, actor: Actor, tokenId: TokenId): Promise<Token> {
  const token = existingToken(parts.tokens, tokenId);
  if (token.sealing === null) throw new AppError('token-sealing', { reason: 'open' });
  const director = directorOf(parts, token.sealing.sealedTo);
  return askDirector(parts, { token, director, kind: 'passphrase-to-unseal' }, (passphrase) =>
    parts.sealingKeys.use(director.personId, passphrase, (key) =>
      unseal(parts, actor, { tokenId, director, key }),
    ),
  );
}

async function seal(parts: SealParts, actor: Actor, work: Work): Promise<Token> {
  const { director, tokenId } = work;
  const at = parts.clock.now();
  const sealing = { sealedTo: director.personId, at };
  // Before the first item changes: from here on the passphrase is asked for, whatever lies there.
  const begun = { ...existingToken(parts.tokens, tokenId), sealing: { ...sealing, isWhole: false } };
  parts.tokens.save({ ...begun, keepAlive: KEEP_ALIVE_OFF }, null);
  await replace(parts, work, { name: `token:${tokenId}`, fingerprint: begun.fingerprint, to: 'sealed' });
  const certificate = certificateOf(parts, begun);
  if (certificate !== null) {
    if (certificate.sealing === null)
      saveCertificate(parts, actor, { ...certificate, sealing }, 'certificate-sealed');
    await replace(parts, work, { ...keyItem(certificate), to: 'sealed' });
    parts.connections.forgetCertificate(certificate.certificateId);
  }
  const change = { sealing: { ...sealing, isWhole: true } };
  return saveToken(parts, actor, { tokenId, change, director, kind: 'token-sealed' });
}

async function unseal(parts: SealParts, actor: Actor, work: Work): Promise<Token> {
  const { tokenId, director } = work;
  const token = existingToken(parts.tokens, tokenId);
  const sealing = { sealedTo: director.personId, at: parts.clock.now(), isWhole: false };
  parts.tokens.save({ ...token, sealing }, null);
  await replace(parts, work, { name: `token:${tokenId}`, fingerprint: token.fingerprint, to: 'open' });
  const certificate = certificateOf(parts, token);
  if (certificate !== null && certificate.sealing !== null && !isShared(parts, token)) {
    await replace(parts, work, { ...keyItem(certificate), to: 'open' });
    saveCertificate(parts, actor, { ...certificate, sealing: null }, 'certificate-unsealed');
  }
  return saveToken(parts, actor, { tokenId, change: { sealing: null }, director, kind: 'token-unsealed' });
}

interface Item {
  readonly name: SecretName;
  readonly fingerprint: string;
  readonly to: 'sealed' | 'open';
}

/**
 * Puts the sealed value in the place of the open one, or the other way round, after the director's key has opened it.
 * Doing it twice is safe.
 */
async function replace(parts: SealParts, { tokenId, key }: Work, item: Item): Promise<void> {
  const kept = await readSecret(parts.keychain, item.name);
  const plain = await key.open(kept);
  const wanted = item.to === 'sealed' ? await key.seal(plain) : plain;
  try {
    assertSame(parts, tokenId, { item, secret: plain });
    if (key.isSealed(kept) === (item.to === 'sealed')) return;
    await assertOpens(parts, { tokenId, key, item, value: wanted });
    assertWritten(await parts.keychain.write(item.name, wanted));
    const back = await readSecret(parts.keychain, item.name);
    await assertOpens(parts, { tokenId, key, item, value: back });
    back.wipe();
  } finally {
    for (const secret of [kept, plain, wanted]) secret.wipe();
  }
}

/** Errors: `secret-changed` for a value that does not come back as what was stored. */
async function assertOpens(
  parts: SealParts,
  check: { readonly tokenId: TokenId; readonly key: SealingKey; readonly item: Item; readonly value: Secret },
): Promise<void> {
  const opened = await check.key.open(check.value);
  try {
    assertSame(parts, check.tokenId, { item: check.item, secret: opened });
  } finally {
    opened.wipe();
  }
}

function assertSame(
  parts: SealParts,
  tokenId: TokenId,
  { item, secret }: { readonly item: Item; readonly secret: Secret },
): void {
  if (parts.fingerprints.ofSecret(secret) === item.fingerprint) return;
  const what = item.name.startsWith('token:') ? 'token' : 'certificate-key';
  if (what === 'token') freezeToken(parts, tokenId, { code: 'secret-changed', details: {} });
  throw new AppError('secret-changed', { what });
}

/** Errors: `not-found`, `token-sealing`. A sealing that was cut off may be finished for the same director. */
function sealable(parts: SealParts, { tokenId, directorId }: SealRequest): Token {
  const token = existingToken(parts.tokens, tokenId);
  const sealedTo = [token.sealing?.sealedTo, certificateOf(parts, token)?.sealing?.sealedTo];
  const isElsewhere = sealedTo.some((one) => one !== undefined && one !== directorId);
  const hasEnded = token.status === 'revoked' || token.status === 'dead' || token.status === 'frozen';
  if (token.secretPlace !== 'here' || token.moving !== null || hasEnded || isElsewhere)
    throw new AppError('token-sealing', { reason: isElsewhere ? 'another-director' : 'state' });
  return token;
}

/** Errors: `director-required`. */
function directorOf({ people }: SealParts, personId: PersonId): Person {
  const person = people.get(personId);
  if (person?.role !== 'director' || person.publicKey === null) throw new AppError('director-required');
  return person;
}

interface Question {
  readonly token: Token;
  readonly director: Person;
  readonly kind: 'passphrase-to-seal' | 'passphrase-to-unseal';
}

/**
 * Proves the director by the key that the records name: an item that somebody else put under his name signs for another
 * key. Errors: those of the prompt, `secret-changed`.
 */
function askDirector(
  { prompt, personKeys }: SealParts,
  { token, director, kind }: Question,
  work: (passphrase: Secret) => Promise<Token>,
): Promise<Token> {
  const facts = [{ label: 'token' as const, text: shownToken(token) }];
  return prompt.ask({ kind, subject: director.name, facts, minLength: 1 }, async (passphrase) => {
    const text = 'klyuchnik-seal-token-1';
    const signature = await personKeys.sign(director.personId, passphrase, text);
    if (!personKeys.verify(director.publicKey ?? '', text, signature))
      throw new AppError('secret-changed', { what: 'person-key' });
    return work(passphrase);
  });
}

/** The certificate whose key is here; a retired one has none. */
function certificateOf({ certificates }: SealParts, { certificateId }: Token): Certificate | null {
  const certificate = certificateId === null ? null : certificates.get(certificateId);
  return certificate?.retiredAt === null ? certificate : null;
}

function isShared({ tokens }: SealParts, { tokenId, companyId, certificateId }: Token): boolean {
  return tokens
    .list(companyId)
    .some((one) => one.tokenId !== tokenId && one.certificateId === certificateId && one.sealing !== null);
}

function keyItem({ certificateId, keyFingerprint }: Certificate): Omit<Item, 'to'> {
  return { name: `certificate-key:${certificateId}`, fingerprint: keyFingerprint };
}

function saveCertificate(
  { certificates, clock }: SealParts,
  actor: Actor,
  certificate: Certificate,
  kind: 'certificate-sealed' | 'certificate-unsealed',
): void {
  const { companyId, label } = certificate;
  const entry = journalEntry(kind, { at: clock.now(), actor, companyId, subject: label });
  certificates.save(withCertificateStep(certificate, historyStep(entry)), entry);
}

interface Ending {
  readonly tokenId: TokenId;
  readonly change: Pick<Token, 'sealing'>;
  readonly director: Person;
  readonly kind: 'token-sealed' | 'token-unsealed';
}

function saveToken(parts: SealParts, actor: Actor, { tokenId, change, director, kind }: Ending): Token {
  const token = existingToken(parts.tokens, tokenId); // what other calls have noted meanwhile is kept
  const details = { director: director.name };
  const facts = {
    at: parts.clock.now(),
    actor,
    companyId: token.companyId,
    subject: token.label,
    details,
  };
  const entry = journalEntry(kind, facts);
  const saved = withStep({ ...token, ...change }, historyStep(entry));
  parts.tokens.save(saved, entry);
  parts.publish('tokens.changed', { tokenId });
  return saved;
}
