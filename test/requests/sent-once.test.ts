import { beforeEach, describe, expect, it } from 'vitest';
import { PaymentId } from '../../contract/values/ids.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { submitPayment } from '../../main/domain/payments/approving/submit.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import { moveOn } from '../../main/domain/requests/move-on.ts';
import { OrganizationWorld, type Seat } from '../fakes/organization-world.ts';
import { approveAt, ask, MemoryFolder, payAt, paymentAt } from '../fakes/request-world.ts';
import { codeOf, draftFields, FREE_RULES, seenOf } from '../fakes/vault-world.ts';

/** The accountant asks, a director's computer has the token, and the rules would let everything go freely. */
let world: OrganizationWorld;
let folder: MemoryFolder;
let maker: Seat;
let founder: Seat;
let asked: Payment;

beforeEach(async () => {
  world = await OrganizationWorld.found({
    directors: ['Борис', 'Вера'],
    rules: FREE_RULES,
    tokensAt: 'founder',
  });
  folder = new MemoryFolder();
  ({ maker, founder } = world);
  asked = await ask(maker);
  await folder.settle(world.seats);
});

const here = () => paymentAt(founder, asked);
const attempts = () => founder.world.bank.attempts.length;

describe('a payment that another computer sends, where the rules let everything go', () => {
  it('waits for one approval on the computer that asks and on the one that sends', () => {
    for (const seat of [maker, founder]) {
      expect(paymentAt(seat, asked)).toMatchObject({ status: 'submitted', approvalsNeeded: 1 });
    }
  });

  it('waits for none where the same person sends it himself, and goes out', async () => {
    const { parts, actor, companyId } = founder;
    const draft = saveDraft(parts, actor, {
      companyId,
      seen: null,
      fields: draftFields({ amountText: '3,00' }),
    });
    const own = submitPayment(parts, actor, seenOf(draft));
    expect(own).toMatchObject({ status: 'approved', approvalsNeeded: 0 });

    expect((await pay(parts, actor, seenOf(own))).status).toBe('in-progress');
  });

  it('stays where it is while nobody answers, however often the files are looked at', () => {
    for (const seat of [maker, founder]) {
      moveOn(seat.parts, seat.companyId, null);
      moveOn(seat.parts, seat.companyId, null);
      expect(paymentAt(seat, asked).status).toBe('submitted');
    }
  });
});

describe('the same order', () => {
  beforeEach(async () => {
    await approveAt(founder, asked);
  });

  /** Another record of the same computer, as one that was imported or joined wrongly would lie there. */
  function addTwin(change: Partial<Payment>): void {
    const { parts } = founder;
    const twin = {
      ...here(),
      request: null,
      paymentId: PaymentId.parse('twin-0001'),
      revision: 1,
      ...change,
    };
    parts.payments.add(twin, null as unknown as Parameters<typeof parts.payments.add>[1]);
  }

  it.each(['submitting', 'in-progress', 'unknown', 'executed'] as const)(
    'does not go out when another record of it is %s',
    async (status) => {
      addTwin({ status, sentAt: world.clock.now() });
      expect(await codeOf(() => payAt(founder, asked))).toBe('payment-sent-already');
      expect(attempts()).toBe(0);
      expect(here().status).toBe('approved');
    },
  );

  it('goes out when the other record is of other contents, or never left', async () => {
    const { content } = here();
    if (content === null) throw new Error('no content');
    const other = { ...content, amountMinor: content.amountMinor + 1 };
    addTwin({ status: 'executed', sentAt: world.clock.now(), contentHash: 'another', content: other });
    addTwin({ status: 'refused', paymentId: PaymentId.parse('twin-0002') });
    expect((await payAt(founder, asked)).status).toBe('in-progress');
    expect(attempts()).toBe(1);
  });

  it('does not go out when an outcome tells that it was sent, although this record is an older one', async () => {
    const before = here();
    await payAt(founder, asked);
    await folder.round(founder);
    expect(attempts()).toBe(1);
    // The row of before comes back, as from an old copy of the vault; the envelopes are those of now.
    const { sentAt, tokenId, bankPaymentId } = before;
    const old = { ...here(), status: before.status, sentAt, tokenId, bankPaymentId };
    founder.parts.payments.save(old, null);
    expect(await codeOf(() => payAt(founder, asked))).toBe('payment-sent-already');
    expect(attempts()).toBe(1);
  });
});
