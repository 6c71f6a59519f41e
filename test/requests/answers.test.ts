import { beforeEach, describe, expect, it } from 'vitest';
import { ApprovalId, PersonId } from '../../contract/values/ids.ts';
import { journalEntry, THE_APP } from '../../main/domain/audit/entry.ts';
import { answersTo } from '../../main/domain/payments/approving/answers.ts';
import type { Approval } from '../../main/domain/payments/approving/approval.ts';
import { approvePayment } from '../../main/domain/payments/approving/approve.ts';
import { judgeApprovals } from '../../main/domain/payments/approving/judge-approvals.ts';
import { submitPayment } from '../../main/domain/payments/approving/submit.ts';
import { unsignedAnswer } from '../../main/domain/payments/approving/unsigned-answer.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { takeIn } from '../../main/domain/requests/take-in.ts';
import { OrganizationWorld, type Seat } from '../fakes/organization-world.ts';
import { approveAt, ask, MemoryFolder, payAt, paymentAt } from '../fakes/request-world.ts';
import { codeOf, draftFields, errorOf, FREE_RULES, seenOf } from '../fakes/vault-world.ts';

let world: OrganizationWorld;
let folder: MemoryFolder;
let maker: Seat;
let boris: Seat;
let vera: Seat;
let asked: Payment;

/** Анна asks and sends; two signatures are needed, Борис and Вера give theirs on their own computers. */
beforeEach(async () => {
  world = await OrganizationWorld.found({
    directors: ['Борис', 'Вера'],
    rules: { ...FREE_RULES, approvalsNeeded: 2, newPayeeNeedsApproval: true },
  });
  folder = new MemoryFolder();
  ({ maker, founder: boris } = world);
  vera = world.directors[1] ?? boris;
  asked = await ask(maker);
  await folder.settle(world.seats);
});

/** What a computer has not put into the folder yet, as files for another one. */
async function filesOf(seat: Seat): Promise<readonly Uint8Array[]> {
  const before = folder.files.length;
  await folder.take(seat);
  return folder.files.slice(before);
}

const namesAt = (seat: Seat) =>
  answersTo(seat.parts, paymentAt(seat, asked)).map(({ personName }) => personName);

describe('the answers to a request', () => {
  it.each([1000, 0])(
    'stand by when they were given, in whatever order they came (%i ms apart)',
    async (ms) => {
      await approveAt(vera, asked);
      const first = await filesOf(vera);
      world.clock.pass(ms);
      await approveAt(boris, asked);
      const second = await filesOf(boris);

      for (const files of [second, first]) await takeIn(maker.parts, files);
      await takeIn(boris.parts, first);
      await takeIn(vera.parts, second);

      if (ms > 0) expect(namesAt(maker)).toEqual(['Вера', 'Борис']);
      expect(namesAt(maker)).toHaveLength(2);
      expect(namesAt(boris)).toEqual(namesAt(maker));
      expect(namesAt(vera)).toEqual(namesAt(maker));
    },
  );

  it('are every yes and no, and neither the request itself nor what became of it', async () => {
    await approveAt(boris, asked);
    await approveAt(vera, asked);
    await folder.settle(world.seats);
    await payAt(maker, asked);
    await folder.settle(world.seats);

    for (const seat of world.seats) {
      expect(answersTo(seat.parts, paymentAt(seat, asked)).map(({ verdict }) => verdict)).toEqual([
        'approved',
        'approved',
      ]);
    }
  });

  it('count by their envelopes alone: a record that somebody wrote into the vault is no answer', async () => {
    const here = paymentAt(maker, asked);
    await approveAt(boris, asked);
    await takeIn(maker.parts, await filesOf(boris));
    const member = maker.parts.organizations.members(maker.companyId).find(({ name }) => name === 'Вера');
    const [real] = answersTo(maker.parts, here);
    if (member === undefined || real === undefined) throw new Error('nobody');
    const forged: Approval = {
      ...real,
      approvalId: ApprovalId.parse('forged-1'),
      personId: member.personId,
      personName: 'Вера',
      signature: 'c2lnbmF0dXJl',
      envelope: null,
    };
    const { ledger } = maker.day.stores;
    ledger.commit(() => ledger.approvals.upsert(forged), null);

    const { standing } = judgeApprovals(maker.parts, here);

    expect(standing.answers.map(({ flaw }) => flaw)).toEqual([null, 'signature']);
    expect(standing).toMatchObject({ needed: 2, isEnough: false });
    expect(paymentAt(maker, asked).status).toBe('submitted');
  });

  it('do not ask about the statement where another computer reads it', () => {
    const reasonsAt = (seat: Seat) =>
      judgeApprovals(seat.parts, paymentAt(seat, asked)).decision.reasons.map(({ code }) => code);
    expect(reasonsAt(boris)).toEqual(['new-payee']);
    expect(reasonsAt(maker)).toEqual(['new-payee']);
  });
});

describe('an answer that is to be signed', () => {
  /** A yes of somebody, as it is before the signature. */
  const yesOf = (personId: PersonId, personName: string): Omit<Approval, 'signature'> => ({
    approvalId: ApprovalId.parse('approval-1'),
    paymentId: asked.paymentId,
    companyId: maker.companyId,
    personId,
    personName,
    verdict: 'approved',
    reason: 'проверил',
    contentHash: asked.contentHash ?? '',
    policyVersion: 1,
    answered: ['new-payee'],
    at: world.clock.now(),
    expiresAt: asked.expiresAt ?? '',
    list: null,
    envelope: null,
  });

  it('is refused while its request is not signed', async () => {
    const { parts, actor, companyId } = boris;
    await boris.world.addTokens(boris.day);
    const fields = draftFields({ documentNumber: '77', purpose: 'Другое. НДС не облагается' });
    const draft = saveDraft(parts, actor, { companyId, seen: null, fields });
    const waiting = submitPayment(parts, actor, seenOf(draft));
    expect(waiting).toMatchObject({ status: 'submitted', request: null });
    // Somebody else looks at it on this computer: Вера, who is a member by the same key.
    const here = PersonId.parse('vera-is-here');
    const facts = { at: world.clock.now(), actor: THE_APP, companyId: null, subject: 'Вера' };
    boris.day.stores.people.add({ ...vera.person, personId: here }, journalEntry('person-added', facts));

    const code = await codeOf(() =>
      approvePayment(
        parts,
        { personId: here, name: 'Вера', role: 'director' },
        { seen: seenOf(waiting), reason: 'проверила' },
      ),
    );

    expect(code).toBe('request-unsigned');
  });

  it('is refused for a record whose content is not frozen', async () => {
    const { personId, name } = boris.person;
    const broken = { ...paymentAt(boris, asked), contentHash: null };
    expect(await codeOf(() => unsignedAnswer(boris.parts, broken, yesOf(personId, name)))).toBe(
      'request-unsigned',
    );
  });

  it('is refused for a member who sits at another computer', async () => {
    const member = boris.parts.organizations.members(boris.companyId).find(({ name }) => name === 'Вера');
    if (member === undefined) throw new Error('nobody');
    const payment = paymentAt(boris, asked);
    expect(await errorOf(() => unsignedAnswer(boris.parts, payment, yesOf(member.personId, 'Вера')))).toEqual(
      {
        code: 'not-a-member',
        details: { person: 'Вера' },
      },
    );
  });

  it('bears the key of the one who gives it, also where several members share a computer', () => {
    const here = PersonId.parse('boris-is-here');
    const facts = { at: world.clock.now(), actor: THE_APP, companyId: null, subject: 'Борис' };
    maker.day.stores.people.add({ ...boris.person, personId: here }, journalEntry('person-added', facts));

    const payment = paymentAt(maker, asked);
    const answers = [yesOf(here, 'Борис'), yesOf(maker.person.personId, 'Анна')];
    const authors = answers.map((yes) => unsignedAnswer(maker.parts, payment, yes)?.envelope.author);

    expect(authors).toEqual([boris.key, maker.key]);
  });
});

describe('a payment that another computer sends', () => {
  it('is refused with the name of whose computer that is', async () => {
    await approveAt(boris, asked);
    await approveAt(vera, asked);
    await folder.settle(world.seats);

    expect(await errorOf(() => payAt(boris, asked))).toEqual({
      code: 'payment-sent-elsewhere',
      details: { sender: 'Анна' },
    });
  });
});
