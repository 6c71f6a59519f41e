import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../contract/values/dates.ts';
import { feedReminders } from '../../main/domain/session/feed-reminders.ts';
import { FakeTimers } from '../fakes/fake-clock.ts';
import { fakeReminders } from '../fakes/fake-reminders.ts';
import { fakeWorkplace, openedVault } from '../fakes/fake-workplace.ts';
import { FREE_RULES, VaultWorld } from '../fakes/vault-world.ts';

async function fed(firstScreen?: () => Promise<void>) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: FREE_RULES });
  const { workplace, views } = fakeWorkplace(world, () => Promise.resolve(openedVault(world, day)));
  await workplace.open();
  const fake = fakeReminders(world.clock);
  const timers = new FakeTimers();
  return {
    world,
    workplace,
    views,
    fake,
    timers,
    note: feedReminders(() => workplace, fake.reminders, timers, firstScreen),
  };
}

describe('feeding the reminders', () => {
  it('reads the dates once after a burst of changes', async () => {
    const { fake, timers, note } = await fed();

    for (let change = 0; change < 5; change += 1) note('session');
    expect(timers.count).toBe(1);
    timers.pass(500);

    expect(fake.kept.index?.entries).toHaveLength(3);
  });

  it('waits for the first screen once, and for none later', async () => {
    let show: () => void = () => undefined;
    const shown = new Promise<void>((resolve) => (show = resolve));
    const { fake, timers, note } = await fed(() => shown);

    note('session');
    timers.pass(500);
    expect(fake.kept.index?.entries ?? []).toEqual([]);
    show();
    await shown;
    expect(fake.kept.index?.entries).toHaveLength(3);

    note('tokens');
    timers.pass(500);
    expect(timers.count).toBe(0);
  });

  it('tells the window how many things wait when tokens changed, and does not run in circles', async () => {
    const { world, views, timers, note } = await fed();
    world.clock.pass(60 * DAY_MS);
    const told = views.length;

    note('tokens');
    timers.pass(500);
    note('session'); // what the window was told comes back as a change
    timers.pass(500);

    expect(views.length).toBe(told + 1);
    expect(views.at(-1)?.attention.tokens).toBe(2);
  });

  it('forgets the names behind the lock, and goes on with the dates', async () => {
    const { world, workplace, fake, timers, note } = await fed();
    note('session');
    timers.pass(500);

    await workplace.lock();
    note('session');
    timers.pass(500);
    world.clock.pass(60 * DAY_MS);
    fake.reminders.look();

    expect(fake.told).toHaveLength(1);
    expect(fake.told[0]?.map(({ label }) => label)).toEqual([null, null]);
  });
});
