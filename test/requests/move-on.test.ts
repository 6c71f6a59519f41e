import { beforeEach, describe, expect, it } from 'vitest';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { moveOn } from '../../main/domain/requests/move-on.ts';
import { OrganizationWorld, type Seat } from '../fakes/organization-world.ts';
import { approveAt, ask, MemoryFolder, paymentAt } from '../fakes/request-world.ts';
import { COMPANY } from '../fakes/vault-world.ts';

let world: OrganizationWorld;
let folder: MemoryFolder;
let maker: Seat;
let founder: Seat;

beforeEach(async () => {
  world = await OrganizationWorld.found({ directors: ['Борис', 'Вера'] });
  folder = new MemoryFolder();
  ({ maker, founder } = world);
});

/** The envelopes of one computer lie on another, and nobody has looked at them yet. */
function lay(from: Seat, to: Seat): void {
  const records = from.parts.envelopes.list(from.companyId);
  const { companyId } = to;
  to.parts.envelopes.add(
    records.map((record) => ({ ...record, companyId, isOwn: false })),
    null,
  );
}

const hashOf = ({ request }: Payment): string => request?.requestHash ?? '';
const idsAt = ({ parts, companyId }: Seat) =>
  parts.payments.list(companyId, null).map(({ request }) => request?.requestHash ?? null);

describe('requests that have come', () => {
  it('become payments: those that are asked about, and all of them when all are', async () => {
    const first = await ask(maker);
    const second = await ask(maker, { purpose: 'Другое. НДС не облагается' });
    lay(maker, founder);
    const { parts, companyId } = founder;

    moveOn(parts, companyId, new Set(['f'.repeat(64)]));
    expect(idsAt(founder)).toEqual([]);
    moveOn(parts, companyId, new Set([hashOf(second)]));
    expect(idsAt(founder)).toEqual([hashOf(second)]);
    moveOn(parts, companyId, null);
    expect([...idsAt(founder)].sort()).toEqual([hashOf(first), hashOf(second)].sort());
  });

  it('are told to the windows, each once', async () => {
    const asked = await ask(maker);
    lay(maker, founder);
    founder.world.told.length = 0;

    moveOn(founder.parts, founder.companyId, null);
    moveOn(founder.parts, founder.companyId, null);

    const { paymentId } = paymentAt(founder, asked);
    expect(founder.world.told).toEqual([{ name: 'payments.changed', payload: { paymentId } }]);
  });

  it('are approved in the same turn when the answer came with them', async () => {
    const asked = await ask(maker);
    await folder.settle([maker, founder]);
    await approveAt(founder, asked);
    const vera = world.directors[1] ?? founder;
    lay(founder, vera);

    moveOn(vera.parts, vera.companyId, null);

    expect(paymentAt(vera, asked).status).toBe('approved');
  });

  it('and do not hold here make no payment, and say why in the log', async () => {
    await ask(maker);
    lay(maker, founder);
    const company = founder.parts.companies.get(COMPANY);
    if (company === null) throw new Error('no company');
    founder.parts.companies.get = () => ({ ...company, kpp: '770801001' });

    moveOn(founder.parts, founder.companyId, null);

    expect(idsAt(founder)).toEqual([]);
    expect(founder.world.warned).toContainEqual({
      event: 'request-does-not-hold',
      facts: expect.objectContaining({ flaw: 'payer' }) as unknown,
    });
  });

  it('leave payments alone that nobody asks about', async () => {
    const asked = await ask(maker);
    await folder.settle([maker, founder]);
    await approveAt(founder, asked);
    lay(founder, maker);

    moveOn(maker.parts, maker.companyId, new Set(['f'.repeat(64)]));
    expect(paymentAt(maker, asked).status).toBe('submitted');
    moveOn(maker.parts, maker.companyId, new Set([hashOf(asked)]));
    expect(paymentAt(maker, asked).status).toBe('approved');
  });
});

describe('a payment that waits on its maker’s computer without its request', () => {
  /** The vault forgets whose request the payment has. */
  function forget(asked: Payment, change: Partial<Payment> = {}): Payment {
    return maker.parts.payments.save({ ...asked, request: null, ...change }, null);
  }

  const look = () => moveOn(maker.parts, maker.companyId, null);

  it.each(['submitted', 'approved'] as const)('is joined with it again (%s)', async (status) => {
    const asked = await ask(maker);
    const { paymentId } = forget(asked, { status });

    look();

    expect(idsAt(maker)).toEqual([hashOf(asked)]);
    const joined = maker.parts.payments.get(paymentId);
    expect(joined?.request).toEqual(asked.request);
    expect(joined?.steps.filter(({ kind }) => kind === 'request-received')).toHaveLength(1);
  });

  it.each(['draft', 'cancelled', 'executed'] as const)('is not joined when it is %s', async (status) => {
    const asked = await ask(maker);
    const { paymentId } = forget(asked, { status });

    look();

    expect(maker.parts.payments.get(paymentId)?.request).toBeNull();
    expect(maker.parts.payments.list(maker.companyId, null)).toHaveLength(2);
  });

  it('is joined by what is paid: another order that waits stays as it is', async () => {
    const other = forget(await ask(maker, { documentNumber: '8' }), { contentHash: 'e'.repeat(64) });
    const asked = await ask(maker, { documentNumber: '9' });
    forget(asked);

    look();

    expect(maker.parts.payments.get(other.paymentId)?.request).toBeNull();
    expect(paymentAt(maker, asked).paymentId).toBe(asked.paymentId);
  });

  it.each([0, 1])(
    'is joined only when it has none: one of the same order keeps its own request (%i)',
    async (lost) => {
      const both: Payment[] = [];
      for (let turn = 0; turn < 2; turn += 1) {
        both.push(await ask(maker, { documentNumber: '5' }));
        world.clock.pass(1);
      }
      expect(new Set(both.map(({ contentHash }) => contentHash)).size).toBe(1);
      expect(new Set(both.map(hashOf)).size).toBe(2);
      for (const asked of both.slice(lost, lost + 1)) forget(asked);

      look();

      for (const { paymentId, request } of both)
        expect(maker.parts.payments.get(paymentId)?.request).toEqual(request);
    },
  );
});
