import type { PolicyRules } from '../../contract/areas/policy.ts';
import type { CompanyId } from '../../contract/values/ids.ts';
import type { Actor } from '../../main/domain/audit/entry.ts';
import { makeCard, readCard, type Card } from '../../main/domain/organizations/cards.ts';
import { changePeople, changeRules, signProposal } from '../../main/domain/organizations/change-documents.ts';
import { foundOrganization } from '../../main/domain/organizations/found-organization.ts';
import type { KnownOrganization } from '../../main/domain/organizations/organizations.ts';
import { documentsToSend, takeInDocuments } from '../../main/domain/organizations/take-in-documents.ts';
import type { PaymentVault } from '../../main/domain/payments/payment-vault.ts';
import { actorOf, type Person } from '../../main/domain/people/person.ts';
import type { Database } from '../../main/edges/store/database.ts';
import type { Secret } from '../../main/ports/secret.ts';
import { openMemoryDatabase } from '../../main/edges/store/open-database.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';
import { FakeClock } from './fake-clock.ts';
import { COMPANY, passphraseOf, STRICT_RULES, VaultWorld, type Workday } from './vault-world.ts';

/** Where the vault of a computer lies; in memory where nothing is said. */
interface StoredAt {
  readonly db?: Database;
  readonly storeKey?: Secret;
}

/** One computer of an organization with one person: a vault, a keychain and a bank of its own. */
export class Seat {
  readonly world: VaultWorld;
  readonly name: string;
  day: Workday;
  #companyId: CompanyId = COMPANY;

  constructor(clock: FakeClock, name: string, { db, storeKey }: StoredAt = {}) {
    this.world = new VaultWorld(db ?? openMemoryDatabase(), storeKey, new FakeClock(undefined, clock));
    this.name = name;
    this.day = this.world.start();
  }

  get parts(): PaymentVault {
    return this.day.parts;
  }

  /** The id that the company has on this computer. */
  get companyId(): CompanyId {
    return this.#companyId;
  }

  /** The person as the vault knows him now. */
  get person(): Person {
    const person = this.parts.people.list().find(({ name }) => name === this.name);
    if (person === undefined) throw new Error(`nobody is called ${this.name} here`);
    return person;
  }

  get actor(): Actor {
    return actorOf(this.person);
  }

  /** The key by which the organization knows the person. */
  get key(): string {
    return this.person.publicKey ?? '';
  }

  get organization(): KnownOrganization {
    const known = this.parts.organizations.of(this.#companyId);
    if (known === null) throw new Error(`${this.name} is in no organization`);
    return known;
  }

  /** Starts the app on this computer anew. */
  restart(): void {
    this.day = this.world.start();
  }

  /** The next question for a passphrase is answered by the right one. */
  knows(times = 1): void {
    for (let given = 0; given < times; given += 1) this.world.prompt.answer(passphraseOf(this.name));
  }

  /** Makes the person's card, with his keys. */
  async card(): Promise<Card> {
    if (this.person.role === 'director') this.knows();
    const { file } = await makeCard(this.parts, this.actor, this.person.personId);
    const read = readCard({ digests: systemDigests, verify: this.parts.personKeys.verify }, file);
    if (read === null) throw new Error('the card does not hold');
    return read.card;
  }

  /** The documents of this computer, as they travel. */
  documents(): readonly string[] {
    return documentsToSend(this.parts, this.#companyId).map(({ file }) => file);
  }

  /** Takes documents in; the first time `root` is what the person compared the words of. */
  takeIn(files: readonly string[], root: string | null = null): void {
    const arrival = root === null ? {} : { trustedRoot: root };
    const taken = takeInDocuments(this.parts, root === null ? this.#companyId : null, files, arrival);
    this.#companyId = taken.companyId;
  }
}

interface Wanted {
  /** Names of the directors, each with a computer of his own; the first founds. */
  readonly directors?: readonly string[];
  readonly rules?: PolicyRules;
  readonly changesNeed?: number;
  /** Whose computer has the company's tokens, and so sends. */
  readonly tokensAt?: 'maker' | 'founder';
  /** Every computer has a clock of its own, which begins as the others do. */
  readonly hasOwnClocks?: boolean;
  /** Where the maker's vault lies. */
  readonly makerAt?: StoredAt;
}

/**
 * An organization whose people sit at computers of their own: Анна, the accountant, whose computer has the company's
 * tokens unless told otherwise, and its directors. Their vaults have clocks that show the same until somebody turns
 * one, and nothing else in common; files go from one to the other by `share`.
 */
export class OrganizationWorld {
  readonly clock = new FakeClock();
  readonly maker: Seat;
  readonly directors: readonly Seat[];

  private constructor(directors: readonly string[], hasOwnClocks: boolean, makerAt: StoredAt) {
    const clock = () => (hasOwnClocks ? new FakeClock() : this.clock);
    this.maker = new Seat(clock(), 'Анна', makerAt);
    this.directors = directors.map((name) => new Seat(clock(), name));
  }

  /** Founds the organization through the verbs of the app and joins everybody to it. */
  static async found({
    directors = ['Борис'],
    rules = STRICT_RULES,
    changesNeed = 1,
    tokensAt = 'maker',
    hasOwnClocks = false,
    makerAt = {},
  }: Wanted = {}): Promise<OrganizationWorld> {
    const made = new OrganizationWorld(directors, hasOwnClocks, makerAt);
    const { maker, founder } = made;
    await maker.world.addPerson(maker.day, maker.name, { role: 'accountant' });
    maker.world.addCompany(maker.day);
    for (const seat of made.directors) await seat.world.addPerson(seat.day, seat.name, { role: 'director' });
    founder.world.addCompany(founder.day);
    const sender = tokensAt === 'maker' ? maker : founder;
    await sender.world.addTokens(sender.day);
    founder.knows();
    const founded = { companyId: COMPANY, members: [], changesNeed: 1 };
    await foundOrganization(founder.parts, founder.actor, founded);
    const cards: Card[] = [];
    for (const seat of made.seats.filter((one) => one !== founder)) cards.push(await seat.card());
    const members = cards.map(({ key, openingKey, outcomeKey, name, role }) => ({
      key,
      openingKey,
      name,
      role,
      validThrough: null,
      ...(outcomeKey === undefined ? {} : { outcomeKey }),
    }));
    const before = founder.organization.people.document.members;
    founder.knows();
    const change = { members: [...before, ...members], changesNeed };
    await changePeople(founder.parts, founder.actor, { base: made.baseOf(founder), change });
    const root = founder.organization.record.organization;
    for (const seat of made.seats) if (seat !== founder) seat.takeIn(founder.documents(), root);
    if (rules !== STRICT_RULES) await made.setRules(rules);
    return made;
  }

  /** The director who founded it; his computer is the one that nobody else sits at. */
  get founder(): Seat {
    const [first] = this.directors;
    if (first === undefined) throw new Error('an organization has a director');
    return first;
  }

  get seats(): readonly Seat[] {
    return [this.maker, ...this.directors];
  }

  /** Names the documents that count at a seat. */
  baseOf({ companyId, organization }: Seat) {
    const { people, policy } = organization;
    return { companyId, peopleHash: people.hash, policyHash: policy?.hash ?? null };
  }

  /** Carries all documents of every computer to every other one. */
  share(): void {
    const files = this.seats.map((seat) => seat.documents());
    for (const seat of this.seats) seat.takeIn(files.flat());
  }

  /**
   * Changes the rules: the founder proposes, the other directors sign while signatures are missing, everybody gets
   * them.
   */
  async setRules(rules: PolicyRules): Promise<void> {
    const { founder } = this;
    founder.knows();
    await changeRules(founder.parts, founder.actor, { base: this.baseOf(founder), rules });
    this.share();
    for (const seat of this.directors) await this.signAll(seat);
  }

  /** A director signs everything that waits for signatures on his computer, and everybody gets it. */
  async signAll(seat: Seat): Promise<void> {
    for (const { signed } of seat.organization.proposals) {
      if (signed.signers.includes(seat.key)) continue;
      seat.knows();
      const { companyId } = seat;
      await signProposal(seat.parts, seat.actor, { companyId, hash: signed.hash });
      this.share();
    }
  }
}
