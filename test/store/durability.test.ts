import { describe, expect, it } from 'vitest';

import { startWriter } from './child.ts';
import { journalOf, openReady, tokensOf } from './sample-store.ts';
import { seededRandom, testFile } from './store-fixture.ts';

const ROUNDS = 8;

describe('a store whose process is killed', () => {
  it('has every commit it acknowledged, none in halves, and an unbroken journal', async () => {
    const file = testFile();
    const random = seededRandom(20260821);
    let kept = 0;

    for (let round = 0; round < ROUNDS; round += 1) {
      const acknowledged = await writeAndKill(file, 1 + random(60));

      const db = openReady(file);
      const verdict = journalOf(db).verify();
      kept = tokensOf(db).list().length;
      db.close();
      expect(verdict).toMatchObject({ ok: true, head: { seq: kept } });
      // One commit more can be done and not yet said.
      expect([acknowledged, acknowledged + 1]).toContain(kept);
    }

    expect(kept).toBeGreaterThan(ROUNDS);
  });
});

/** Returns the last seq that the writer said; it is killed at its `acks`-th word. */
async function writeAndKill(file: string, acks: number): Promise<number> {
  const writer = startWriter(file);
  let last = 0;
  let said = 0;
  for (let line = await writer.nextLine(); line !== undefined; line = await writer.nextLine()) {
    last = Number(line);
    said += 1;
    if (said === acks) writer.kill();
  }
  await writer.isGone;
  return last;
}
