import {
  TrustedEnvironment,
  type PinView,
  type StrangeAuthorityView,
} from '../../../contract/areas/trust.ts';
import type { Instant } from '../../../contract/values/dates.ts';
import { AppError } from '../../ports/app-error.ts';
import type { AuthorityNews, SeenAuthority } from '../../ports/bank-ports.ts';
import type { Clock, Ids, Log } from '../../ports/ports.ts';
import { journalEntry, THE_APP, type Actor } from '../audit/entry.ts';
import type { AddPersonParts } from '../people/add-person.ts';
import type { PeopleStore } from '../people/people-ports.ts';
import { moscowMoment } from '../../../contract/values/moscow-moment.ts';
import { pinnedNow, pinView, type Authority, type AuthorityStore, type BankTrust } from './authority.ts';
import { confirmByDirector, TRUSTED_ENVIRONMENTS } from './trust-authority.ts';

export interface BankPinsParts {
  readonly authorities: AuthorityStore;
  readonly trust: BankTrust;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Calls were stopped, or pass again. */
  readonly changed: () => void;
}

interface Strange {
  readonly seen: SeenAuthority;
  readonly since: Instant;
}

/**
 * Holds the bank's hosts to the authorities that they showed first. What is pinned lies in the vault, and with it under
 * the authenticated state of the store: a record that was put back or taken out opens the vault for reading only, so
 * that no host gets a second first connection. Source: ADR 0063.
 */
export class BankPins {
  readonly #parts: BankPinsParts;
  readonly #strange = new Map<TrustedEnvironment, Strange>();

  constructor(parts: BankPinsParts) {
    this.#parts = parts;
  }

  /** Effects: from now on calls are held to the pins of this vault, and first connections are written into it. */
  start(): void {
    this.#apply();
    this.#parts.trust.hearAuthorities((news) => this.#hear(news));
  }

  /** Effects: nothing of this vault is known any more. */
  close(): void {
    this.#parts.trust.hearAuthorities(null);
    for (const environment of TRUSTED_ENVIRONMENTS) this.#parts.trust.setPinned(environment, null);
    this.#strange.clear();
  }

  /** Tells whether calls to an environment are stopped. */
  isStopped(environment: string): boolean {
    return [...this.#strange.keys()].some((stopped) => stopped === environment);
  }

  /** What the hosts are pinned to, the oldest first. */
  pins(): PinView[] {
    return this.#parts.authorities
      .list()
      .flatMap(pinView)
      .sort((a, b) => a.at.localeCompare(b.at));
  }

  strange(): StrangeAuthorityView[] {
    return [...this.#strange].map(([environment, { seen, since }]) => {
      const { host, sha256, subject, server, notBefore, notAfter } = seen;
      const { issuer } = server;
      return {
        environment,
        host,
        sha256,
        subject,
        issuer,
        server: server.subject,
        notBefore,
        notAfter,
        since,
      };
    });
  }

  /**
   * Pins an authority by which a server proved itself and that was not pinned. Whoever holds it can answer for the
   * bank, so a director of a real company confirms it with his passphrase; he sees what it is.
   * Errors: `authority-gone`, `director-required` (there is no director), `passphrase-wrong`, `cancelled-by-person`,
   * `store-*`.
   * Effects: the record, a journal line; calls pass again.
   */
  async confirm(
    asking: Pick<AddPersonParts, 'personKeys' | 'prompt'> & { readonly people: PeopleStore },
    actor: Actor,
    { environment, sha256 }: { readonly environment: TrustedEnvironment; readonly sha256: string },
  ): Promise<PinView> {
    const { seen, since } = this.#strangeOf(environment, sha256);
    const director = await confirmByDirector(asking, [
      { label: 'authority', text: seen.subject },
      { label: 'issuer', text: seen.server.issuer },
      { label: 'fingerprint', text: seen.sha256 },
      { label: 'bank-host', text: seen.host },
      { label: 'seen-since', text: moscowMoment(since) },
    ]);
    this.#strangeOf(environment, sha256);
    const pinned = this.#keep('authority-pinned', { environment, seen }, { actor, addedBy: director.name });
    this.#strange.delete(environment);
    this.#apply();
    this.#parts.changed();
    const [view] = pinView(pinned);
    if (view === undefined) throw new AppError('authority-gone');
    return view;
  }

  /** Tells the bank's client what is pinned now; also after a pin was taken back. */
  apply(): void {
    this.#apply();
  }

  #strangeOf(environment: TrustedEnvironment, sha256: string): Strange {
    const strange = this.#strange.get(environment);
    if (strange?.seen.sha256 !== sha256) throw new AppError('authority-gone');
    return strange;
  }

  #apply(): void {
    const all = this.#parts.authorities.list();
    for (const environment of TRUSTED_ENVIRONMENTS)
      this.#parts.trust.setPinned(environment, pinnedNow(all, environment));
  }

  #hear(news: AuthorityNews): void {
    const environment = TrustedEnvironment.safeParse(news.environment).data;
    if (environment === undefined) return;
    if (news.kind === 'known') this.#strange.delete(environment);
    else if (news.kind === 'unknown') this.#noteStrange(environment, news.seen);
    else return this.#keepFirst(environment, news.seen);
    this.#parts.changed();
  }

  #noteStrange(environment: TrustedEnvironment, seen: SeenAuthority): void {
    const known = this.#strange.get(environment);
    const isSame = known?.seen.sha256 === seen.sha256 && known.seen.host === seen.host;
    const since = isSame ? known.since : this.#parts.clock.now();
    this.#strange.set(environment, { seen, since });
    if (!isSame)
      this.#parts.log.warn('authority-unknown', { environment, host: seen.host, fingerprint: seen.sha256 });
  }

  #keepFirst(environment: TrustedEnvironment, seen: SeenAuthority): void {
    const { hosts } = pinnedNow(this.#parts.authorities.list(), environment);
    if (hosts.includes(seen.host)) return;
    try {
      this.#keep('authority-first-seen', { environment, seen }, { actor: THE_APP, addedBy: THE_APP.name });
    } catch (error) {
      // The client holds to it until the vault closes; then the host has its first connection once more.
      this.#parts.log.error('authority-not-kept', error);
    }
  }

  #keep(
    kind: 'authority-first-seen' | 'authority-pinned',
    { environment, seen }: { readonly environment: TrustedEnvironment; readonly seen: SeenAuthority },
    { actor, addedBy }: { readonly actor: Actor; readonly addedBy: string },
  ): Authority {
    const { authorities, trust, clock, ids } = this.#parts;
    const at = clock.now();
    const { host, pem, sha256, subject, notBefore, notAfter, server } = seen;
    const authority: Authority = {
      authorityId: ids.newId(),
      environment,
      pem,
      sha256,
      subject,
      notBefore,
      notAfter,
      isStateRoot: sha256 === trust.stateRootSha256,
      addedAt: at,
      addedBy,
      removedAt: null,
      seen: {
        host,
        isFirst: kind === 'authority-first-seen',
        server: server.subject,
        issuer: server.issuer,
      },
    };
    const facts = { environment, bankHost: host, fingerprint: sha256, until: notAfter };
    const details = kind === 'authority-pinned' ? { ...facts, director: addedBy } : facts;
    authorities.save(authority, journalEntry(kind, { at, actor, companyId: null, subject, details }));
    return authority;
  }
}
