import { expect } from 'vitest';
import type { DraftFields } from '../../contract/areas/payments.ts';
import type { PolicyRules } from '../../contract/areas/policy.ts';
import { AppError } from '../../main/ports/app-error.ts';
import type { Envelope } from '../../main/domain/envelopes/envelope.ts';
import { envelopeFile, readEnvelope, writeEnvelope } from '../../main/domain/envelopes/envelope-file.ts';
import { changePeople, changeRules } from '../../main/domain/organizations/change-documents.ts';
import { approvePayment, rejectPayment } from '../../main/domain/payments/approving/approve.ts';
import { cancelPayment } from '../../main/domain/payments/draft/cancel.ts';
import { hearTime } from '../../main/domain/payments/company-time.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { reconcile } from '../../main/domain/payments/sending/reconcile.ts';
import { copyPayment, saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import { envelopeParts } from '../../main/domain/payments/approving/unsigned-envelope.ts';
import { submitPayment } from '../../main/domain/payments/approving/submit.ts';
import { moveOn } from '../../main/domain/requests/move-on.ts';
import { reportOutcomes } from '../../main/domain/requests/report-outcomes.ts';
import { sendOwedRequests, sendRequest } from '../../main/domain/requests/send-request.ts';
import { takeIn } from '../../main/domain/requests/take-in.ts';
import { OrganizationWorld, type Seat } from '../fakes/organization-world.ts';
import { copyVault, type VaultCopy } from '../fakes/vault-copy.ts';
import { draftFields, FREE_RULES, passphraseOf, seenOf, STRICT_RULES } from '../fakes/vault-world.ts';
import { contentKey, MAY_BE_OFF_MS, OrganizationOracle, type Lived } from './organization-oracle.ts';

const limit = (approvalAboveMinor: number, refuseAboveMinor: number | null = null) => ({
  approvalAboveMinor,
  refuseAboveMinor,
});

/** Rules of a company, from the strictest to free ones with ceilings and tiers. */
const RULES: readonly PolicyRules[] = [
  STRICT_RULES,
  { ...STRICT_RULES, approvalsNeeded: 2 },
  { ...FREE_RULES, payment: limit(1000_00), newPayeeNeedsApproval: true },
  { ...FREE_RULES, payment: limit(500_00), tiers: [{ aboveMinor: 1000_00, approvals: 2 }] },
  { ...STRICT_RULES, approvalHours: 2, requestHours: 5 },
  { ...FREE_RULES, approvalHours: 2 },
  { ...FREE_RULES, day: limit(1000_00, 2500_00), payeeDay: limit(900_00) },
];

const AMOUNTS = ['100', '900', '1500'];
const PAYEES = [
  { payeeInn: '9999000006', payeeAccount: '40802810700000000002' },
  { payeeInn: '9999000006', payeeAccount: '40817810600000000003' },
  { payeeInn: '7707083893', payeeAccount: '40702810300000000007' },
];

export type Op =
  | 'save'
  | 'edit'
  | 'submit'
  | 'deliver'
  | 'forge'
  | 'approve'
  | 'reject'
  | 'pay'
  | 'cancel'
  | 'copy'
  | 'rules'
  | 'end-member'
  | 'carry-documents'
  | 'pass'
  | 'turn'
  | 'restart'
  | 'keep-copy'
  | 'put-copy-back'
  | 'go-on';

export interface Step {
  readonly op: Op;
  readonly which: number;
  readonly who: number;
  readonly what: number;
}

const HOUR_MS = 3_600_000;

/** An organization whose rules were signed on all computers, to begin with. */
export interface Beginning {
  put(): void;
}

/** Founds the organization; every run begins with one of the sets of rules, and with tokens where they are. */
export async function beginnings(): Promise<{
  readonly world: OrganizationWorld;
  readonly first: readonly Beginning[];
}> {
  // Only the computer of the director who founded it can send, for everybody; then the accountant's can, too.
  const world = await OrganizationWorld.found({ directors: ['Борис', 'Вера'], tokensAt: 'founder' });
  const founded = [world.seats.map((seat) => copyVault(seat.world.db))];
  await world.maker.world.addTokens(world.maker.day);
  founded.push(world.seats.map((seat) => copyVault(seat.world.db)));
  const first: Beginning[] = [];
  for (const rules of RULES)
    for (const seats of founded) {
      for (const copy of seats) copy.restore();
      for (const seat of world.seats) seat.restart();
      await world.setRules(rules);
      const copies = world.seats.map((seat) => copyVault(seat.world.db));
      first.push({ put: () => copies.forEach((copy) => copy.restore()) });
    }
  return { world, first };
}

/** The organization at work: three computers, what lies between them, and somebody who watches the bank. */
export class House {
  readonly world: OrganizationWorld;
  readonly oracle = new OrganizationOracle();
  /** When payments were submitted, by the time that it was. */
  readonly #submitted = new Map<string, string>();
  readonly #copies = new Map<string, { readonly vault: VaultCopy; readonly past: Lived }>();
  /** Every envelope that was ever written, as it lies in the folder: also those that a copy put back has forgotten. */
  readonly pool = new Map<string, { readonly file: string; readonly envelope: Envelope }>();
  readonly documents = new Set<string>();
  /** The director whose computer never hears a bank: its clock is all that it has. */
  readonly #deaf: Seat;

  constructor(world: OrganizationWorld, first: Beginning) {
    this.world = world;
    world.clock.reset('2026-11-28T15:00:00.000Z');
    first.put();
    this.#deaf = world.seats.at(-1) ?? world.maker;
    for (const seat of world.seats) {
      seat.world.clock.reset('2026-11-28T15:00:00.000Z');
      seat.restart();
      const { bank } = seat.world;
      bank.made.clear();
      bank.sendPlans = [];
      bank.beforeSend = ({ body, bankPaymentId }) => this.#leaves(seat, body, bankPaymentId);
    }
    this.#collect();
  }

  /** What is refused by the app is no failure; what it lets through is judged by the oracle. */
  async take(step: Step): Promise<void> {
    try {
      await this.#act(this.#natural(step));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
    for (const seat of this.world.seats) seat.world.prompt.forget();
    this.#collect();
  }

  /**
   * What a computer makes of everything that was ever written, when it gets it in this order: a state for each request.
   */
  async statesInOrder(
    seat: Seat,
    order: (count: number) => readonly number[],
  ): Promise<ReadonlyMap<string, string>> {
    seat.restart();
    const files = [...[...this.pool.values()].map(({ file }) => file), ...this.documents];
    for (const index of order(files.length)) {
      const file = files[index];
      if (file !== undefined) await takeIn(seat.parts, [Buffer.from(file, 'utf8')]);
    }
    // Who gets everything once more gets nothing new.
    await takeIn(
      seat.parts,
      files.map((file) => Buffer.from(file, 'utf8')),
    );
    moveOn(seat.parts, seat.companyId, null); // as at every look into the folder
    const known = this.#all(seat).flatMap(({ request, status, bankMessage }) =>
      request === null ? [] : [[request.requestHash, `${status} ${bankMessage ?? ''}`] as const],
    );
    return new Map(known.sort());
  }

  #leaves(seat: Seat, body: string, bankPaymentId: string | null): void {
    const { meta } = JSON.parse(body) as { meta: { order: string } }; // written by the bank of the tests
    const payment = seat.parts.payments
      .list(seat.companyId, null)
      .find((one) => one.paymentId === meta.order);
    const requestHash = payment?.request?.requestHash ?? null;
    const now = this.world.clock.truth;
    const note = this.oracle.check({ seat, body, bankPaymentId, requestHash, now });
    const [plan] = seat.world.bank.sendPlans;
    if (plan?.kind !== 'refuse' && plan?.kind !== 'not-sent') note();
  }

  /** Looks into every vault for what was written there and could be carried off. */
  #collect(): void {
    for (const { parts, companyId } of this.world.seats) {
      for (const { hash, file } of parts.envelopes.list(companyId)) {
        if (this.pool.has(hash)) continue;
        const read = readEnvelope(envelopeParts(parts), file);
        if (read.ok) this.pool.set(hash, { file, envelope: read.envelope });
      }
    }
    for (const seat of this.world.seats) for (const file of seat.documents()) this.documents.add(file);
  }

  #giveDocuments(seat: Seat): void {
    seat.takeIn([...this.documents]);
    moveOn(seat.parts, seat.companyId, null);
  }

  async #give(seat: Seat, file: string, envelope: Envelope | null): Promise<void> {
    await takeIn(seat.parts, [Buffer.from(file, 'utf8')]);
    const asked = envelope?.kind === 'rejection' ? this.oracle.asked.get(envelope.requestHash) : undefined;
    const author = this.#nameOf(envelope?.author ?? '');
    const isDirector = this.world.directors.some(({ name }) => name === author);
    if (envelope?.kind === 'rejection' && asked?.author !== author && isDirector)
      this.oracle.lived(seat).refused.add(envelope.requestHash);
  }

  #nameOf(key: string): string {
    return this.world.seats.find((seat) => seat.key === key)?.name ?? '';
  }

  #seat(index: number): Seat {
    return this.world.seats[index % this.world.seats.length] ?? this.world.maker;
  }

  /** What people would do next with a payment of the accountant: ask, carry, sign, carry back, pay. */
  #natural(step: Step): Step & { readonly op: Exclude<Op, 'go-on'> } {
    const { op, which, what } = step;
    if (op !== 'go-on') return { ...step, op };
    const { maker, directors } = this.world;
    const open = maker.parts.payments.listByStatus(['draft', 'submitted', 'approved']);
    const payment = open[which % Math.max(1, open.length)];
    if (payment === undefined) return { ...step, op: 'save', who: 0 };
    const mine = { who: 0, which: this.#all(maker).indexOf(payment), what: 0 };
    if (payment.status === 'draft') return { op: 'submit', ...mine };
    if (payment.status === 'approved') return this.#naturalSending(payment, which) ?? { op: 'pay', ...mine };
    const director = directors[what % directors.length] ?? maker;
    const who = this.world.seats.indexOf(director);
    const theirs = this.#all(director);
    const same = theirs.find(({ request }) => request?.requestHash === payment.request?.requestHash);
    if (same === undefined) return { op: 'deliver', who, which, what: 0 };
    const isSigned = this.oracle.answers.some(
      ({ person, requestHash }) => person === director.name && requestHash === payment.request?.requestHash,
    );
    if (isSigned) return { op: 'deliver', who: 0, which, what: 0 };
    return { op: 'approve', who, which: theirs.indexOf(same), what: 0 };
  }

  /**
   * What the director would do next whose computer sends an approved payment, or `null` when the maker's own sends it.
   */
  #naturalSending({ request }: Payment, which: number): (Step & { readonly op: 'deliver' | 'pay' }) | null {
    const who = this.world.seats.findIndex(({ key }) => key === request?.sender);
    if (request === null || who <= 0) return null;
    const theirs = this.#all(this.#seat(who));
    const same = theirs.findIndex((one) => one.request?.requestHash === request.requestHash);
    return theirs[same]?.status === 'approved'
      ? { op: 'pay', who, which: same, what: 0 }
      : { op: 'deliver', who, which, what: 0 };
  }

  #all({ parts, companyId }: Seat): readonly Payment[] {
    return parts.payments.list(companyId, null);
  }

  async #act(step: Step & { readonly op: Exclude<Op, 'go-on'> }): Promise<void> {
    const { op, which, who, what } = step;
    const seat = this.#seat(who);
    const { parts, actor, companyId } = seat;
    const all = this.#all(seat);
    const payment = all[which % Math.max(1, all.length)];
    switch (op) {
      case 'save':
        saveDraft(parts, actor, { companyId, seen: null, fields: this.#fields(what, '') });
        return;
      case 'rules':
        return this.#changeRules(what);
      case 'end-member':
        return this.#endMember(what);
      case 'carry-documents':
        return this.#giveDocuments(seat);
      case 'deliver':
        return this.#deliver(seat, which, what);
      case 'forge':
        return this.#forge(seat, which, what);
      case 'pass':
        return this.#moveClock([60_000, 3 * HOUR_MS, 13 * HOUR_MS][what % 3] ?? 0);
      case 'turn':
        return this.#turn(seat, what);
      case 'restart':
        return this.#restart(seat);
      case 'keep-copy':
        this.#copies.set(seat.name, { vault: copyVault(seat.world.db), past: this.oracle.past(seat) });
        return;
      case 'put-copy-back':
        return this.#putCopyBack(seat);
      default:
        if (payment !== undefined) await this.#do(op, { seat, payment, what });
    }
  }

  async #do(
    op: 'edit' | 'copy' | 'submit' | 'approve' | 'reject' | 'cancel' | 'pay',
    { seat, payment, what }: { readonly seat: Seat; readonly payment: Payment; readonly what: number },
  ): Promise<void> {
    const { parts, companyId } = seat;
    const seen = seenOf(payment);
    // Now and then somebody who belongs to another computer tries at this one.
    const person = what % 7 === 6 ? this.#seat(what) : seat;
    const { actor } = person;
    switch (op) {
      case 'edit':
        saveDraft(parts, actor, {
          companyId,
          seen,
          fields: this.#fields(what, payment.fields.documentNumber),
        });
        return;
      case 'copy':
        copyPayment(parts, actor, payment.paymentId);
        return;
      case 'submit':
        return this.#submit(seat, payment);
      case 'approve':
      case 'reject':
        return this.#answer(op, { seat, person, payment });
      case 'cancel':
        await cancelPayment(parts, actor, seen);
        return;
      case 'pay': {
        const plans = ['accept', 'accept', 'accept', 'lost-answer', 'refuse', 'not-sent'] as const;
        seat.world.bank.sendPlans = [{ kind: plans[what % 6] ?? 'accept' }];
        await pay(parts, actor, seen);
        await reconcile(parts, payment.paymentId);
        await reportOutcomes(parts, companyId);
      }
    }
  }

  async #submit(seat: Seat, payment: Payment): Promise<void> {
    const { parts, actor } = seat;
    submitPayment(parts, actor, seenOf(payment));
    this.#submitted.set(`${seat.name} ${payment.paymentId}`, this.world.clock.truth);
    seat.knows();
    await sendRequest(parts, actor, payment.paymentId);
    this.#noteRequests(seat);
  }

  /** Requests that a computer has made by now, as their maker meant them. */
  #noteRequests(seat: Seat): void {
    for (const { paymentId, request, content, preparedBy } of this.#all(seat)) {
      if (request === null || content === null || preparedBy !== seat.person.personId) continue;
      if (this.oracle.asked.has(request.requestHash)) continue;
      const at = this.#submitted.get(`${seat.name} ${paymentId}`) ?? this.world.clock.truth;
      const requestHours = seat.organization.policy?.document.rules.requestHours ?? STRICT_RULES.requestHours;
      this.oracle.asked.set(request.requestHash, {
        author: seat.name,
        sender: this.#nameOf(request.sender),
        content: contentKey(content),
        until: seat === this.#deaf ? null : after(at, requestHours),
        at,
      });
    }
  }

  async #answer(
    op: 'approve' | 'reject',
    { seat, person, payment }: { readonly seat: Seat; readonly person: Seat; readonly payment: Payment },
  ): Promise<void> {
    seat.world.prompt.answer(passphraseOf(person.name));
    const read = { seen: seenOf(payment), reason: 'проверено' };
    const { people, policy } = seat.organization;
    const { parts } = seat;
    if (op === 'approve') await approvePayment(parts, person.actor, read);
    else await rejectPayment(parts, person.actor, read);
    const { request, companyId } = payment;
    if (request === null) return;
    const hours = policy?.document.rules.approvalHours ?? null;
    // Of a computer that hears no bank nobody can say to the hour when its director signed.
    const until = hours === null || seat === this.#deaf ? null : after(this.world.clock.truth, hours);
    this.oracle.answers.push({
      person: person.name,
      requestHash: request.requestHash,
      verdict: op === 'approve' ? 'approved' : 'rejected',
      peopleHash: people.hash,
      policyHash: policy?.hash ?? people.hash,
      until,
    });
    if (op === 'reject') this.oracle.lived(seat).refused.add(request.requestHash);
    expect(parts.payments.list(companyId, null).length).toBeGreaterThan(0);
  }

  /** One file of the folder: as it is, twice, or with something done to it. */
  async #deliver(seat: Seat, which: number, what: number): Promise<void> {
    const files = [...this.pool.values()];
    for (const one of what % 2 === 0 ? files.slice(-6) : [files[which % Math.max(1, files.length)]]) {
      if (one === undefined) continue;
      if (what % 5 === 4) await this.#give(seat, tampered(one.file, which * 31 + what), null);
      else await this.#give(seat, one.file, one.envelope);
      if (what % 5 === 3) await this.#give(seat, one.file, one.envelope);
    }
  }

  /** What a person with keys of his own can sign: an approval of what he made, in his own name or in a director's. */
  async #forge(seat: Seat, which: number, what: number): Promise<void> {
    const requests = [...this.pool.entries()].filter(([, { envelope }]) => envelope.kind === 'request');
    const [hash, known] = requests[which % Math.max(1, requests.length)] ?? [];
    if (hash === undefined || known?.envelope.kind !== 'request') return;
    const {
      text: _,
      kind: _kind,
      sender: _sender,
      payer: _payer,
      payment: _payment,
      evidence: _evidence,
      ...head
    } = known.envelope;
    const { maker, founder } = this.world;
    const author = what % 2 === 0 ? maker.key : founder.key;
    const { signed } = writeEnvelope(envelopeParts(maker.parts), {
      ...head,
      author,
      kind: 'approval',
      counter: head.counter + 1_000 + what,
      requestHash: hash,
      warnings: ['new-payee', 'changed-payee-account', 'possible-duplicate'],
      reason: 'подделка',
    });
    const signature = await maker.parts.memberKeys.sign(maker.person.personId, signed);
    await takeIn(seat.parts, [Buffer.from(envelopeFile(signed, author, signature), 'utf8')]);
  }

  async #changeRules(what: number): Promise<void> {
    const rules = RULES[what % RULES.length] ?? STRICT_RULES;
    if (what < 9) return this.world.setRules(rules);
    // Only the director's own computer knows of it, until somebody carries it on.
    const { founder } = this.world;
    founder.knows();
    await changeRules(founder.parts, founder.actor, { base: this.world.baseOf(founder), rules });
  }

  /** The second director leaves. */
  async #endMember(what: number): Promise<void> {
    const { founder, directors } = this.world;
    const gone = directors.at(-1)?.key;
    const { members } = founder.organization.people.document;
    const counter = Date.parse(this.world.clock.truth) + what;
    founder.knows();
    await changePeople(founder.parts, founder.actor, {
      base: this.world.baseOf(founder),
      change: {
        members: members.map((one) => (one.key === gone ? { ...one, validThrough: counter } : one)),
      },
    });
  }

  /** The apps are open while time passes, so they see what dies. */
  async #moveClock(byMs: number): Promise<void> {
    this.world.clock.pass(byMs);
    for (const seat of this.world.seats) await this.#live(seat);
  }

  /** Somebody turns the hands of one computer's clock, or puts it right. */
  async #turn(seat: Seat, what: number): Promise<void> {
    const { clock } = seat.world;
    const turns = [-60_000, -3 * HOUR_MS, -25 * HOUR_MS, 120 * HOUR_MS, 3 * HOUR_MS, 0, 365 * 24 * HOUR_MS];
    const ms = turns[what % turns.length] ?? 0;
    if (ms === 0) clock.putRight();
    else clock.turn(ms);
    await this.#live(seat);
  }

  /** Errors: fails the test when a wrong clock has ended what is still alive. */
  checkAlive(): void {
    const shortest = Math.min(...RULES.map(({ requestHours }) => requestHours));
    for (const seat of this.world.seats.filter((one) => one !== this.#deaf))
      for (const { request, status } of this.#all(seat)) {
        const asked = this.oracle.asked.get(request?.requestHash ?? '');
        if (status !== 'expired' || asked === undefined || asked.until === null) continue;
        const ended = Date.parse(after(asked.at, shortest)) - MAY_BE_OFF_MS;
        expect(Date.parse(this.world.clock.truth)).toBeGreaterThanOrEqual(ended);
      }
  }

  async #live(seat: Seat): Promise<void> {
    if (seat !== this.#deaf) await hearTime(seat.parts, seat.companyId);
    for (let tick = 0; tick < 3; tick += 1) await seat.day.follower.tick();
    await sendOwedRequests(seat.parts, seat.companyId);
    this.#noteRequests(seat);
    await reportOutcomes(seat.parts, seat.companyId);
  }

  async #restart(seat: Seat): Promise<void> {
    seat.restart();
    moveOn(seat.parts, seat.companyId, null);
    await this.#live(seat);
  }

  async #putCopyBack(seat: Seat): Promise<void> {
    const copy = this.#copies.get(seat.name);
    if (copy === undefined) return;
    copy.vault.restore();
    this.oracle.goBack(seat, copy.past);
    await this.#restart(seat);
  }

  #fields(what: number, documentNumber: string): DraftFields {
    return draftFields({
      amountText: AMOUNTS[what % 3] ?? '100',
      ...PAYEES[Math.floor(what / 3) % 3],
      payeeKpp: '0',
      purpose: `Счёт ${Math.floor(what / 9) % 2}. НДС не облагается`,
      documentNumber,
    });
  }
}

function after(at: string, hours: number): string {
  return new Date(Date.parse(at) + hours * HOUR_MS).toISOString();
}

/** The file with one character of it changed. */
function tampered(file: string, pick: number): string {
  const at = pick % file.length;
  const other = String.fromCharCode(file.charCodeAt(at) ^ 1);
  return file.slice(0, at) + other + file.slice(at + 1);
}
