import { beforeEach, describe, expect, it } from 'vitest';
import { OrganizationWorld } from '../fakes/organization-world.ts';
import { approveAt, ask, MemoryFolder, payAt, paymentAt, rejectAt } from '../fakes/request-world.ts';
import { codeOf } from '../fakes/vault-world.ts';

let world: OrganizationWorld;
let folder: MemoryFolder;

async function found(directors: readonly string[] = ['Борис']): Promise<void> {
  world = await OrganizationWorld.found({ directors });
  folder = new MemoryFolder();
}

describe('a request', () => {
  beforeEach(() => found());

  it('goes to the director, comes back approved, is paid once, and what became of it is known to both', async () => {
    const { maker, founder } = world;
    const asked = await ask(maker);
    expect(asked).toMatchObject({ status: 'submitted', request: { sender: maker.key } });

    await folder.round(maker);
    const came = await folder.round(founder);
    expect(came).toMatchObject({ requests: 1, unfit: 0 });
    const received = paymentAt(founder, asked);
    expect(received).toMatchObject({
      status: 'submitted',
      preparedByName: 'Анна',
      contentHash: asked.contentHash,
    });

    expect(await approveAt(founder, asked)).toMatchObject({ status: 'approved' });
    expect(await codeOf(() => payAt(founder, asked))).toBe('payment-sent-elsewhere');
    await folder.round(founder);
    expect(await folder.round(maker)).toMatchObject({ answers: 1 });
    expect(paymentAt(maker, asked)).toMatchObject({ status: 'approved' });

    expect(await payAt(maker, asked)).toMatchObject({ status: 'in-progress' });
    expect(maker.world.bank.attempts).toHaveLength(1);
    await folder.round(maker);
    expect(await folder.round(founder)).toMatchObject({ outcomes: 1 });
    expect(paymentAt(founder, asked)).toMatchObject({ status: 'in-progress' });
  });

  it('comes back rejected with the reason and the name', async () => {
    const { maker, founder } = world;
    const asked = await ask(maker);
    await folder.settle(world.seats);
    await rejectAt(founder, asked, 'Счёт не согласован');
    await folder.settle(world.seats);
    const refused = paymentAt(maker, asked);
    expect(refused.status).toBe('refused');
    expect(refused.steps.at(-1)).toMatchObject({
      kind: 'payment-rejected',
      who: 'Борис',
      details: { reason: 'Счёт не согласован' },
    });
  });
});
