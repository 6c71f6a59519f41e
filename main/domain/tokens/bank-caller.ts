import type { ErrorInfo } from '../../../contract/result.ts';
import type { KnownAccess } from '../../../contract/t-bank/accesses.ts';
import type { CertificateId, CompanyId, PersonId, TokenId } from '../../../contract/values/ids.ts';
import { AppError, type ErrorDetails } from '../../ports/app-error.ts';
import type {
  Bank,
  BankClientCertificate,
  BankCredentials,
  BankProblem,
  ReadOutcome,
} from '../../ports/bank-ports.ts';
import type { CallKeychain, CallSecretName, KeychainRead } from '../../ports/keychain-ports.ts';
import type { BankTime, Clock, Fingerprints, Publish } from '../../ports/ports.ts';
import { secretOf } from '../../ports/read-secret.ts';
import type { Secret } from '../../ports/secret.ts';
import { historyStep, journalEntry, THE_APP } from '../audit/entry.ts';
import { certificateState, type Certificate } from '../certificates/certificate.ts';
import type { CertificateStore } from '../certificates/certificates-ports.ts';
import type { CompanyStore } from '../companies/companies-ports.ts';
import { bankNow } from '../companies/bank-now.ts';
import type { PeopleStore, SealingKey } from '../people/people-ports.ts';
import { freezeToken } from './freeze-token.ts';
import { named, namedCertificate } from './named.ts';
import {
  afterProblem,
  afterSuccess,
  canMoveMoney,
  carries,
  isCallable,
  isMinorUse,
  withStep,
  type Token,
} from './token.ts';
import type { TokenStore } from './tokens-ports.ts';

export interface BankCallerParts {
  readonly bank: Bank;
  readonly tokens: TokenStore;
  readonly certificates: CertificateStore;
  readonly companies: CompanyStore;
  readonly people: Pick<PeopleStore, 'get'>;
  readonly keychain: Pick<CallKeychain, 'read' | 'readForCall' | 'forget'>;
  /** Ends the connections that were made with a certificate, and with them its key. */
  readonly connections: { forgetCertificate(certificateId: string): void };
  readonly fingerprints: Fingerprints;
  readonly clock: Clock;
  readonly bankTime: BankTime;
  readonly publish: Publish;
}

/** What a call needs: whose data, by which access, and whether a client certificate has to be shown. */
export interface BankNeed {
  readonly companyId: CompanyId;
  readonly access: KnownAccess;
  readonly withCertificate: boolean;
}

/** A director's key in hand, for a token that is sealed to him. */
export interface Unsealing {
  readonly personId: PersonId;
  readonly key: SealingKey;
}

/**
 * A token with its secrets in hand. `close` wipes them; of a sealed one it also ends the connections that hold the
 * certificate's key.
 */
export interface OpenedToken {
  readonly tokenId: TokenId;
  readonly label: string;
  readonly certificateId: CertificateId | null;
  readonly credentials: BankCredentials;
  close(): void;
}

/**
 * Makes calls to the bank with the tokens of the vault: picks the weakest token that may do it, takes its secrets from
 * the keychain, and writes down what the answer says about the token. Secrets that no passphrase seals stay at hand
 * for a minute (ADR 0069); a sealed one serves one call.
 */
export class BankCaller {
  readonly #parts: BankCallerParts;
  readonly #unsealing: Unsealing | null;
  readonly #asksKeychain: boolean;

  constructor(parts: BankCallerParts, unsealing: Unsealing | null = null, asksKeychain = false) {
    this.#parts = parts;
    this.#unsealing = unsealing;
    this.#asksKeychain = asksKeychain;
  }

  /** Returns a caller that also opens what is sealed to this director, for as long as his key is in hand. */
  with(unsealing: Unsealing): BankCaller {
    return new BankCaller(this.#parts, unsealing, this.#asksKeychain);
  }

  /** Returns a caller that asks the keychain each time: whoever checks a token wants to know what lies there now. */
  anew(): BankCaller {
    return new BankCaller(this.#parts, this.#unsealing, true);
  }

  /**
   * Returns the token for the need: an open one before a sealed one, one that cannot move money before one that can,
   * one that is whole before one whose secret is known to be lost. A sending rather asks a director for his sealed one
   * than fails by a lost one; a reading call asks nobody.
   * Errors: `token-none-fits`, `token-frozen`, `token-moving`, `certificate-none`, `client-certificate-expired`, with
   * the token or certificate that they speak of.
   */
  choose(need: BankNeed): Token {
    const holders = this.#parts.tokens.list(need.companyId).filter((token) => carries(token, need.access));
    const usable = holders.filter(isCallable);
    const wantsCertificate = this.#wantsCertificate(need);
    const ready = usable.filter((token) => !wantsCertificate || this.#showable(token) !== null);
    const lost = SENDING.includes(need.access) ? 2 * SEALED : LOST;
    const cost = (token: Token) =>
      rank(token) +
      (this.sealedTo(token, need.withCertificate) === null ? 0 : SEALED) +
      (hasLostSecret(token, need.withCertificate) ? lost : 0);
    const [best] = [...ready].sort((a, b) => cost(a) - cost(b));
    if (best !== undefined) return best;
    const onItsWay = holders.find(({ moving, secretPlace }) => moving !== null && secretPlace === 'here');
    if (onItsWay !== undefined)
      throw new AppError('token-moving', { director: onItsWay.moving?.name ?? null, ...named(onItsWay) });
    const frozen = holders.find((token) => token.status === 'frozen');
    if (frozen !== undefined) throw new AppError('token-frozen', named(frozen));
    const bound = usable.find(({ certificateId }) => certificateId !== null);
    if (wantsCertificate && bound !== undefined)
      throw new AppError('client-certificate-expired', this.#withCertificateNamed(bound));
    const [unbound] = usable;
    if (wantsCertificate && unbound !== undefined) throw new AppError('certificate-none', named(unbound));
    throw new AppError('token-none-fits', { access: need.access });
  }

  /** Tells whether some token could serve a reading need by itself: a sealed one cannot. */
  canRead(need: BankNeed): boolean {
    return this.canServe(need) && this.whySealed(need) === null;
  }

  /**
   * Returns `token-sealed` with the token that would serve and its director, when only his passphrase opens it; `null`
   * when nobody's is needed. Errors: those of `choose`.
   */
  whySealed(need: BankNeed): AppError | null {
    const token = this.choose(need);
    const sealedTo = this.sealedTo(token, need.withCertificate);
    return sealedTo === null ? null : this.#sealed(token, sealedTo);
  }

  /**
   * Returns the director without whose passphrase the token, or the certificate that the call shows, cannot be used;
   * `null` when none is needed.
   */
  sealedTo(token: Token, withCertificate: boolean): PersonId | null {
    const { companyId, sealing } = token;
    if (sealing !== null) return sealing.sealedTo;
    const isShown = this.#wantsCertificate({ companyId, withCertificate });
    return (isShown ? this.#boundCertificate(token)?.sealing?.sealedTo : null) ?? null;
  }

  /** Tells whether some token could serve the need, without opening anything. */
  canServe(need: BankNeed): boolean {
    try {
      this.choose(need);
      return true;
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  }

  /**
   * Takes the secrets of a token from the keychain; sealed ones need the director's key (`with`). A secret that is lost
   * is noted on the token. Errors name the token or certificate that they speak of.
   * Errors: `token-sealed`, `token-moving`, `keychain-*`, `secret-missing`, `secret-changed` (the token is frozen
   * then), `client-certificate-expired`.
   */
  async open(token: Token, withCertificate: boolean): Promise<OpenedToken> {
    const company = this.#parts.companies.get(token.companyId);
    if (company === null) throw new AppError('not-found', { what: 'company' });
    const moving = this.#parts.tokens.get(token.tokenId)?.moving ?? null;
    if (moving !== null) throw new AppError('token-moving', { director: moving.name, ...named(token) });
    const need = { companyId: token.companyId, withCertificate };
    const certificate = this.#wantsCertificate(need) ? this.#certificateOf(token) : null;
    this.#assertOpens(token, token.sealing?.sealedTo);
    this.#assertOpens(token, certificate?.sealing?.sealedTo);
    const secret = await this.#readToken(token);
    try {
      if (this.#parts.fingerprints.ofSecret(secret) !== token.fingerprint) this.#freeze(token);
      const shown = certificate === null ? null : await this.#openCertificate(certificate, token);
      const credentials = {
        environment: company.environment,
        tokenId: token.tokenId,
        token: secret,
        certificate: shown,
      };
      const close = () => {
        secret.wipe();
        shown?.key.wipe();
        if (certificate !== null && certificate.sealing !== null)
          this.#parts.connections.forgetCertificate(certificate.certificateId);
      };
      return {
        tokenId: token.tokenId,
        label: token.label,
        certificateId: certificate?.certificateId ?? null,
        credentials,
        close,
      };
    } catch (error) {
      secret.wipe();
      throw error;
    }
  }

  /**
   * Opens the token for a need. Where the keychain has lost its secret, the next one that can do the work by itself is
   * opened instead. The record of every token that would serve the need, but has lost its secret, says which one does.
   * Errors: those of `choose` and `open`; where no other can, the loss.
   */
  async openFor(need: BankNeed): Promise<OpenedToken> {
    let opened: OpenedToken;
    try {
      opened = await this.open(this.choose(need), need.withCertificate);
    } catch (error) {
      const isLost = error instanceof AppError && error.code === 'secret-missing';
      if (!isLost || !this.#hasOther(need)) throw error;
      // The loss is noted, so that another comes first now; one that turns out to be lost as well is passed by too.
      return this.openFor(need);
    }
    try {
      this.#noteInstead(need, opened);
      return opened;
    } catch (error) {
      opened.close();
      throw error;
    }
  }

  /**
   * Makes one reading call, with the given token or the one for the need, and notes what it showed. Errors: those of
   * `choose` and `open`; a failure of the bank is a value.
   * Effects: the token's last use, proofs and problems are written down.
   */
  async read<T>(
    need: BankNeed,
    call: (credentials: BankCredentials) => Promise<ReadOutcome<T>>,
    token: Token | null = null,
  ): Promise<ReadOutcome<T>> {
    const opened = token === null ? await this.openFor(need) : await this.open(token, need.withCertificate);
    try {
      const outcome = await call(opened.credentials);
      await this.note(opened, need.access, outcome.kind === 'answered' ? null : outcome.problem);
      if (outcome.kind === 'answered') return outcome;
      return { kind: 'failed', problem: ofToken(outcome.problem, opened) };
    } finally {
      opened.close();
    }
  }

  /**
   * Writes down what an answer of the bank says about the token. A 401 is confirmed by one more reading call before the
   * token counts as dead.
   * Effects: one reading call after a 401; the token's record; a journal line when the token's state changed.
   */
  async note(opened: OpenedToken, access: KnownAccess, problem: BankProblem | null): Promise<void> {
    const isDead = problem?.code === 'bank-token-dead' && (await this.#isDeadIndeed(opened.credentials));
    const before = this.#parts.tokens.get(opened.tokenId);
    if (before === null) return;
    const at = bankNow(this.#parts, before.companyId);
    if (problem === null) {
      this.#save(before, afterSuccess(before, at, access, opened.certificateId));
      return;
    }
    const info = problemInfo(problem);
    const seen = afterProblem(before, access, info);
    const after = isDead || seen.status !== 'dead' ? seen : { ...seen, status: before.status };
    if (saysSomethingOfTheToken(problem)) this.#save(before, after);
  }

  /** The bank's sandbox takes its secured methods without a client certificate. Source: tapi.md §1. */
  #wantsCertificate({
    companyId,
    withCertificate,
  }: Pick<BankNeed, 'companyId' | 'withCertificate'>): boolean {
    return withCertificate && this.#parts.companies.get(companyId)?.environment !== 'sandbox';
  }

  async #isDeadIndeed(credentials: BankCredentials): Promise<boolean> {
    const again = await this.#parts.bank.company(credentials);
    return again.kind === 'failed' && again.problem.code === 'bank-token-dead';
  }

  #save(before: Token, after: Token): void {
    const { tokens, clock, publish } = this.#parts;
    const isBound = before.boundAt === null && after.boundAt !== null;
    const isNews =
      after.status !== before.status || after.lastProblem?.code !== before.lastProblem?.code || isBound;
    if (isMinorUse(before, after)) {
      tokens.noteUse(after);
    } else if (!isNews) {
      tokens.save(after, null);
    } else {
      const kind = isBound
        ? 'certificate-bound'
        : after.lastProblem === null
          ? 'token-checked'
          : 'token-problem';
      const details = { problem: after.lastProblem?.code ?? null };
      const facts = {
        at: clock.now(),
        actor: THE_APP,
        companyId: after.companyId,
        subject: after.label,
        details,
      };
      const entry = journalEntry(kind, facts);
      tokens.save(withStep(after, historyStep(entry)), entry);
    }
    publish('tokens.changed', { tokenId: after.tokenId });
  }

  #certificateOf(token: Token): Certificate {
    if (this.#boundCertificate(token) === null) throw new AppError('certificate-none', named(token));
    const certificate = this.#showable(token);
    if (certificate === null)
      throw new AppError('client-certificate-expired', this.#withCertificateNamed(token));
    return certificate;
  }

  /** The token's certificate, when it is within its dates at the bank. */
  #showable(token: Token): Certificate | null {
    const certificate = this.#boundCertificate(token);
    if (certificate === null) return null;
    const state = certificateState(certificate, bankNow(this.#parts, token.companyId));
    return state === 'expired' || state === 'not-yet-valid' ? null : certificate;
  }

  #boundCertificate({ certificateId }: Token): Certificate | null {
    const certificate = certificateId === null ? null : this.#parts.certificates.get(certificateId);
    // The key of a retired one is destroyed.
    return certificate?.retiredAt === null ? certificate : null;
  }

  async #openCertificate(certificate: Certificate, token: Token): Promise<BankClientCertificate> {
    const { keychain, fingerprints } = this.#parts;
    const { certificateId, chainPem } = certificate;
    const name = `certificate-key:${certificateId}` as const;
    const read = await this.#readSecret(name, certificate);
    if (read.state === 'absent') this.#lose(token, certificate);
    const kept = secretOf(read);
    const key = await opened(kept, this.#unsealing);
    if (fingerprints.ofSecret(key) === certificate.keyFingerprint) return { certificateId, chainPem, key };
    key.wipe();
    keychain.forget(name);
    throw new AppError('secret-changed', { what: 'certificate-key', ...this.#withCertificateNamed(token) });
  }

  /** What a passphrase seals, and what is read while a director's key is in hand, is never kept. */
  #readSecret(name: CallSecretName, { sealing }: Token | Certificate): Promise<KeychainRead> {
    if (this.#asksKeychain) this.#parts.keychain.forget(name);
    const isOpen = sealing === null && this.#unsealing === null;
    return isOpen ? this.#parts.keychain.readForCall(name) : this.#parts.keychain.read(name);
  }

  /** An item that is not what we wrote was changed by another program of this user. Source: security.md F9. */
  async #readToken(token: Token): Promise<Secret> {
    const read = await this.#readSecret(`token:${token.tokenId}`, token);
    if (read.state === 'corrupt') this.#freeze(token);
    if (read.state === 'absent') this.#lose(token, null);
    try {
      return await opened(secretOf(read), this.#unsealing);
    } catch (error) {
      if (error instanceof AppError && error.code === 'secret-changed') this.#freeze(token);
      throw error;
    }
  }

  /** Errors: `token-sealed`, with the name of the director whose passphrase is needed. */
  #assertOpens(token: Token, sealedTo: PersonId | undefined): void {
    if (sealedTo === undefined || this.#unsealing?.personId === sealedTo) return;
    throw this.#sealed(token, sealedTo);
  }

  #sealed(token: Token, sealedTo: PersonId): AppError {
    const director = this.#parts.people.get(sealedTo)?.name ?? null;
    return new AppError('token-sealed', { director, ...named(token) });
  }

  /** Some token that is whole, as far as is known, can serve the need without anybody's passphrase. */
  #hasOther(need: BankNeed): boolean {
    if (!this.canServe(need)) return false;
    const next = this.choose(need);
    const sealedTo = this.sealedTo(next, need.withCertificate);
    const opens = sealedTo === null || this.#unsealing?.personId === sealedTo;
    return opens && !hasLostSecret(next, need.withCertificate);
  }

  /**
   * Notes that the keychain has lost the text of a token or the key of its certificate. What its record says of a token
   * that works instead stays. Errors: always `secret-missing`.
   */
  #lose({ tokenId, label }: Token, certificate: Certificate | null): never {
    const ofCertificate = certificate === null ? {} : namedCertificate(certificate);
    const before = this.#parts.tokens.get(tokenId);
    if (before !== null && !hasLostSecret(before, certificate !== null)) {
      const lastProblem: ErrorInfo = { code: 'secret-missing', details: ofCertificate, incidentId: null };
      this.#save(before, { ...before, lastProblem });
    }
    throw new AppError('secret-missing', { ...ofCertificate, ...named({ tokenId, label }) });
  }

  /** Writes down which token works in place of those whose secret is lost, whichever call has found the loss. */
  #noteInstead({ companyId, access, withCertificate }: BankNeed, { tokenId, label }: OpenedToken): void {
    for (const token of this.#parts.tokens.list(companyId)) {
      const isPassedBy = isCallable(token) && carries(token, access) && hasLostSecret(token, withCertificate);
      const problem = token.lastProblem;
      if (!isPassedBy || problem === null || token.tokenId === tokenId) continue;
      if (problem.details.insteadId !== undefined) continue;
      const details = { ...problem.details, insteadId: tokenId, instead: label };
      this.#save(token, { ...token, lastProblem: { ...problem, details } });
    }
  }

  #withCertificateNamed(token: Token): ErrorDetails {
    const certificate = this.#boundCertificate(token);
    return { ...(certificate === null ? {} : namedCertificate(certificate)), ...named(token) };
  }

  #freeze({ tokenId, label }: Token): never {
    this.#parts.keychain.forget(`token:${tokenId}`);
    freezeToken(this.#parts, tokenId, { code: 'secret-changed', details: {} });
    throw new AppError('secret-changed', { what: 'token', ...named({ tokenId, label }) });
  }
}

/**
 * Opens what lies in the keychain under a seal and wipes it; what lies open comes back as it is. Errors:
 * `secret-changed`.
 */
async function opened(kept: Secret, unsealing: Unsealing | null): Promise<Secret> {
  if (unsealing === null) return kept;
  try {
    return await unsealing.key.open(kept);
  } finally {
    kept.wipe();
  }
}

/** What a seal weighs in the choice of a token: more than everything else, for a person has to come for it. */
const SEALED = 8;

/** What a lost secret weighs for a reading call: more than all but a seal. */
const LOST = 4;

/** What is sent and not only read. */
const SENDING: readonly string[] = ['payments', 'drafts'];

/** Tells whether the keychain is known to have lost what a call with the token would show. */
function hasLostSecret({ lastProblem }: Token, withCertificate: boolean): boolean {
  if (lastProblem?.code !== 'secret-missing') return false;
  return withCertificate || lastProblem.details.certificateId === undefined;
}

/** Says of a problem whose token was used. */
export function ofToken(problem: BankProblem, token: Pick<OpenedToken, 'tokenId' | 'label'>): BankProblem {
  return { ...problem, ...named(token) };
}

/** The safe part of a bank's problem, for the record and the screen. */
export function problemInfo(problem: BankProblem): ErrorInfo {
  const { code, httpStatus, errorId, message, requestId, tokenId, token = null } = problem;
  const whose = tokenId === undefined ? {} : { tokenId, token };
  return { code, details: { httpStatus, errorId, message, requestId, ...whose }, incidentId: null };
}

/** The weakest and healthiest token first. */
function rank(token: Token): number {
  return (canMoveMoney(token) ? 2 : 0) + (token.lastProblem === null ? 0 : 1);
}

/** Outages and rates are no news of the token itself. */
function saysSomethingOfTheToken(problem: BankProblem): boolean {
  return (
    problem.code === 'bank-token-dead' ||
    problem.code === 'bank-ip-not-listed' ||
    problem.code === 'bank-access-missing' ||
    problem.code === 'bank-company-changed' ||
    problem.code === 'bank-forbidden' ||
    problem.code.startsWith('client-certificate')
  );
}
