import { beforeEach, describe, expect, it } from 'vitest';
import type { PolicyRules } from '../../contract/areas/policy.ts';
import { PersonId } from '../../contract/values/ids.ts';
import { journalEntry, THE_APP } from '../../main/domain/audit/entry.ts';
import { changePeople } from '../../main/domain/organizations/change-documents.ts';
import { cancelPayment } from '../../main/domain/payments/draft/cancel.ts';
import { paymentDetails, previewPayment } from '../../main/domain/payments/payment-view.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { reconcile } from '../../main/domain/payments/sending/reconcile.ts';
import { returnUnapproved } from '../../main/domain/payments/approving/return-unapproved.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import { submitPayment } from '../../main/domain/payments/approving/submit.ts';
import { moveOn } from '../../main/domain/requests/move-on.ts';
import { sendRequest } from '../../main/domain/requests/send-request.ts';
import { takeIn } from '../../main/domain/requests/take-in.ts';
import { OrganizationWorld, type Seat } from '../fakes/organization-world.ts';
import { approveAt, ask, MemoryFolder, payAt, paymentAt, rejectAt } from '../fakes/request-world.ts';
import {
  bankAccount,
  codeOf,
  draftFields,
  errorOf,
  FREE_RULES,
  seenOf,
  STRICT_RULES,
} from '../fakes/vault-world.ts';

/**
 * The accountant asks, a director's computer sends, and the rules would let the payment go freely: a payment that
 * another member's computer sends needs a live approval all the same. Source: docs/adr/0049.
 */

const HOUR_MS = 60 * 60 * 1000;

let world: OrganizationWorld;
let folder: MemoryFolder;
let maker: Seat;
let founder: Seat;
let asked: Payment;

interface Begin {
  readonly rules?: PolicyRules;
  readonly directors?: readonly string[];
  readonly tokensAt?: 'maker' | 'founder';
  readonly fields?: Parameters<typeof ask>[1];
}

async function begin({
  rules = FREE_RULES,
  directors = ['Борис', 'Вера'],
  tokensAt = 'founder',
  fields = {},
}: Begin = {}): Promise<void> {
  world = await OrganizationWorld.found({ directors, rules, tokensAt });
  folder = new MemoryFolder();
  ({ maker, founder } = world);
  asked = await ask(maker, fields);
  await folder.settle(world.seats);
}

const stateAt = (seat: Seat) => paymentAt(seat, asked).status;
const sentBy = (seat: Seat) => seat.world.bank.attempts;
const second = () => world.directors[1] ?? founder;

/** What the payment offers at a computer. */
function actionsAt(seat: Seat): readonly string[] {
  const payment = paymentAt(seat, asked);
  return paymentDetails(seat.parts, seat.day.follower, seat.actor, payment).actions;
}

describe.each(['direct', 'bank-draft'] as const)(
  'a payment that a director sends for the accountant (%s)',
  (route) => {
    it('waits for an approval although the rules let it go', async () => {
      await begin({ fields: { route } });

      expect(asked.approvalsNeeded).toBe(1);
      expect(paymentAt(founder, asked).approvalsNeeded).toBe(1);
      expect(stateAt(founder)).toBe('submitted');
      expect(await codeOf(() => payAt(founder, asked))).toBe('payment-state');
      await approveAt(founder, asked);
      const paid = await payAt(founder, asked);

      expect(paid.status).toBe(route === 'direct' ? 'in-progress' : 'handed-over');
    });

    it('is not sent after its approval has died', async () => {
      await begin({ rules: { ...FREE_RULES, approvalHours: 2 }, fields: { route } });
      await approveAt(founder, asked);
      world.clock.pass(3 * HOUR_MS);

      expect(actionsAt(founder)).not.toContain('pay');
      expect(await codeOf(() => payAt(founder, asked))).toBe('payment-changed-since-approval');

      expect(sentBy(founder)).toEqual([]);
      expect(stateAt(founder)).toBe('submitted');
    });

    it.each([
      [-1, 1],
      [0, 0],
      [1, 0],
    ])('is held by the end of its approval to the millisecond (%i)', async (ms, attempts) => {
      await begin({ rules: { ...FREE_RULES, approvalHours: 2 }, fields: { route } });
      await approveAt(founder, asked);
      world.clock.pass(2 * HOUR_MS + ms);

      await payAt(founder, asked).catch(() => undefined);

      expect(sentBy(founder)).toHaveLength(attempts);
    });

    it('is not sent after the rules changed on that computer', async () => {
      await begin({ fields: { route } });
      await approveAt(founder, asked);
      await world.setRules({ ...FREE_RULES, requestHours: 71 });

      expect(actionsAt(founder)).not.toContain('pay');
      expect(await codeOf(() => payAt(founder, asked))).toBe('payment-changed-since-approval');

      expect(sentBy(founder)).toEqual([]);
    });

    it('is not sent after its only approver was removed', async () => {
      await begin({ fields: { route } });
      await approveAt(second(), asked);
      await folder.settle(world.seats);
      expect(stateAt(founder)).toBe('approved');
      const members = founder.organization.people.document.members.map((member) =>
        member.key === second().key ? { ...member, validThrough: Number.MAX_SAFE_INTEGER - 1 } : member,
      );
      founder.knows();
      await changePeople(founder.parts, founder.actor, { base: world.baseOf(founder), change: { members } });

      expect(await codeOf(() => payAt(founder, asked))).toBe('payment-changed-since-approval');

      expect(sentBy(founder)).toEqual([]);
      expect(stateAt(founder)).toBe('submitted');
    });

    it('goes back by itself, without the folder, within a tick', async () => {
      await begin({ rules: { ...FREE_RULES, approvalHours: 2 }, fields: { route } });
      await approveAt(founder, asked);
      world.clock.pass(2 * HOUR_MS);

      returnUnapproved(founder.parts, THE_APP, 'has-died');

      expect(stateAt(founder)).toBe('submitted');
    });
  },
);

describe('what was asked about once', () => {
  it('stays asked on the computer of the maker too, whatever the rules have come to', async () => {
    await begin({ rules: STRICT_RULES, tokensAt: 'maker' });
    await approveAt(founder, asked);
    await folder.settle(world.seats);
    expect(stateAt(maker)).toBe('approved');
    await world.setRules(FREE_RULES);

    expect(await codeOf(() => payAt(maker, asked))).toBe('payment-changed-since-approval');

    expect(sentBy(maker)).toEqual([]);
    await folder.settle(world.seats);
    expect(stateAt(founder)).toBe('submitted');
  });

  it('needs one more when one of two approvals is dead and only the maker knew of a duplicate', async () => {
    await begin({
      rules: { ...FREE_RULES, approvalsNeeded: 2, approvalHours: 2 },
      directors: ['Борис', 'Вера', 'Глеб'],
    });
    // A second request for the same, which the accountant's computer knows to be alike.
    const twin = await ask(maker, { documentNumber: '99' });
    await folder.settle(world.seats);
    await approveAt(second(), twin);
    world.clock.pass(HOUR_MS);
    await approveAt(founder, twin);
    await folder.settle(world.seats);
    expect(paymentAt(founder, twin).status).toBe('approved');
    world.clock.pass(HOUR_MS);

    const code = await codeOf(() => payAt(founder, twin));

    expect(code).toBe('payment-changed-since-approval');
    expect(sentBy(founder)).toEqual([]);
  });
});

describe('a no that arrives during «Pay»', () => {
  /** The files of a rejection or a withdrawal reach the sender while the bank is being asked. */
  async function payWhile(act: () => Promise<unknown>): ReturnType<typeof errorOf> {
    await begin();
    await approveAt(founder, asked);
    const { bank } = founder.world;
    const accounts = bank.accounts.bind(bank);
    let hasCome = false;
    bank.accounts = async (credentials) => {
      if (!hasCome) {
        hasCome = true;
        const before = folder.files.length;
        await act();
        await takeIn(founder.parts, folder.files.slice(before));
      }
      return accounts(credentials);
    };
    return errorOf(() => payAt(founder, asked));
  }

  /** A no has come while the bank said that there is no money. */
  async function beginWithNo() {
    const { code } = await payWhile(async () => {
      await rejectAt(second(), asked);
      await folder.round(second());
      founder.world.bank.accountsAnswer = { kind: 'answered', value: [bankAccount(1)] };
    });
    expect(code).toBe('payment-no-money');
    expect(stateAt(founder)).toBe('approved');
    expect(actionsAt(founder)).not.toContain('pay');
  }

  it('of a director stops it', async () => {
    const error = await payWhile(async () => {
      await rejectAt(second(), asked);
      await folder.round(second());
    });

    expect(error).toEqual({ code: 'payment-state', details: { from: 'refused', to: 'submitting' } });
    expect(sentBy(founder)).toEqual([]);
    expect(stateAt(founder)).toBe('refused');
  });

  it.each(['has-died', 'all'] as const)(
    'ends it soon also when the bank stopped it for another reason (%s)',
    async (looked) => {
      await beginWithNo();

      returnUnapproved(founder.parts, THE_APP, looked);

      expect(stateAt(founder)).toBe('refused');
    },
  );

  it('of the maker, who takes it back, stops it', async () => {
    const error = await payWhile(async () => {
      cancelPayment(maker.parts, maker.actor, seenOf(paymentAt(maker, asked)));
      await folder.round(maker);
    });

    expect(error).toEqual({ code: 'payment-state', details: { from: 'cancelled', to: 'submitting' } });
    expect(sentBy(founder)).toEqual([]);
    expect(stateAt(founder)).toBe('cancelled');
  });
});

describe('a second sending', () => {
  beforeEach(async () => {
    await begin({ rules: { ...FREE_RULES, approvalHours: 2 } });
    await approveAt(founder, asked);
    founder.world.bank.sendPlans = [{ kind: 'lost' }];
    await payAt(founder, asked);
  });

  it('goes out while the approval lives', async () => {
    world.clock.pass(120_000);

    await reconcile(founder.parts, paymentAt(founder, asked).paymentId);

    expect(sentBy(founder)).toHaveLength(2);
  });

  it('does not go out after the approval has died; the bank is only asked', async () => {
    world.clock.pass(2 * HOUR_MS);

    const after = await reconcile(founder.parts, paymentAt(founder, asked).paymentId);

    expect(sentBy(founder)).toHaveLength(1);
    expect(after.status).toBe('unknown');
  });

  it('does not go out after a director has said no', async () => {
    // The other computers have not been told of the sending yet.
    await rejectAt(second(), asked);
    await folder.take(second());
    await takeIn(founder.parts, folder.files);
    world.clock.pass(120_000);

    const after = await reconcile(founder.parts, paymentAt(founder, asked).paymentId);

    expect(sentBy(founder)).toHaveLength(1);
    expect(after.status).toBe('unknown');
  });
});

describe('the word of the sender', () => {
  it('makes no payee a known one when nobody approved', async () => {
    await begin({ rules: { ...FREE_RULES, newPayeeNeedsApproval: true }, tokensAt: 'maker' });
    // Her program was changed: it sends by the back door and reports the end.
    const own = maker.parts.payments.get(asked.paymentId);
    if (own === null) throw new Error('lost');
    maker.parts.payments.save({ ...own, status: 'executed', sentAt: maker.parts.clock.now() }, null);
    await folder.settle(world.seats);
    expect(stateAt(founder)).toBe('executed');

    const fields = draftFields({ documentNumber: '7', purpose: 'Ещё раз. НДС не облагается' });
    const { companyId } = founder;
    const preview = previewPayment(founder.parts, { companyId, paymentId: null, makers: [], fields });

    expect(preview.decision?.reasons.map(({ code }) => code)).toContain('new-payee');
    expect(preview.lastPayment).toBeNull();
  });

  it('makes him known when a director has approved', async () => {
    await begin({ rules: { ...FREE_RULES, newPayeeNeedsApproval: true } });
    await approveAt(second(), asked);
    await folder.settle(world.seats);
    await payAt(founder, asked);
    await folder.settle(world.seats);

    const fields = draftFields({ documentNumber: '7', purpose: 'Ещё раз. НДС не облагается' });
    const { companyId } = second();
    const preview = previewPayment(second().parts, { companyId, paymentId: null, makers: [], fields });

    expect(preview.decision?.reasons.map(({ code }) => code)).not.toContain('new-payee');
  });
});

describe('what an organization spends', () => {
  it('is counted over all its computers, as far as envelopes tell', async () => {
    const limit = { approvalAboveMinor: 2000_00, refuseAboveMinor: null };
    await begin({ rules: { ...FREE_RULES, day: limit } });
    await approveAt(founder, asked);
    await payAt(founder, asked);
    await folder.settle(world.seats);

    const fields = draftFields({ documentNumber: '7', purpose: 'Другое. НДС не облагается' });
    const at = { companyId: second().companyId, paymentId: null, makers: [], fields };
    const preview = previewPayment(second().parts, at);

    const own = preview.limits.rows.find(({ owner, span }) => owner === 'rules' && span === 'day');
    expect(own).toMatchObject({ used: 1500_50, adds: 1500_50, limit: 2000_00, effect: 'asks' });
    expect(preview.limits.isSumOfSeveralComputers).toBe(true);
    expect(preview.decision?.reasons.map(({ code }) => code)).toContain('over-day-limit');
  });
});

describe('whoever has touched a draft', () => {
  it('does not count as an approver on any computer, also when somebody else saved and asked', async () => {
    await begin({ directors: ['Борис', 'Вера'], tokensAt: 'maker', rules: STRICT_RULES });
    // A director works at the accountant's computer too: he is a member there by the same key.
    const { parts, companyId, actor } = maker;
    const boris = founder.person;
    const here = PersonId.parse('boris-here');
    const facts = { at: world.clock.now(), actor: THE_APP, companyId: null, subject: boris.name };
    maker.day.stores.people.add({ ...boris, personId: here }, journalEntry('person-added', facts));
    const first = saveDraft(
      parts,
      { personId: here, name: boris.name, role: 'director' },
      {
        companyId,
        seen: null,
        fields: draftFields({ purpose: 'Вдвоём. НДС не облагается' }),
      },
    );
    const saved = saveDraft(parts, actor, { companyId, seen: seenOf(first), fields: first.fields });
    const shared = await sendRequest(parts, actor, submitPayment(parts, actor, seenOf(saved)).paymentId);
    await folder.settle(world.seats);

    expect(shared.otherMakers).toEqual([here]);
    expect(await codeOf(() => approveAt(founder, shared))).toBe('approval-own-payment');
    await approveAt(second(), shared);
    moveOn(second().parts, second().companyId, null);
    expect(paymentAt(second(), shared).status).toBe('approved');
  });
});
