import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateLimiter, RATE_WINDOW_MS } from '../../main/edges/tapi/rate-limiter.ts';
import { VirtualTimers } from './support/virtual-timers.ts';

describe('the rate limiter', () => {
  it('never lets more than the rate start in any second, and lets all in, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 60 }),
        async (perSecond, gaps) => {
          const timers = new VirtualTimers();
          const limiter = createRateLimiter(timers);
          const starts: { readonly at: number; readonly index: number }[] = [];
          let at = 0;
          gaps.forEach((gap, index) => {
            at += gap;
            timers.after(at, () => {
              void limiter.enter('k', perSecond).then(() => starts.push({ at: timers.now, index }));
            });
          });

          await timers.runAll();

          expect(starts.map(({ index }) => index)).toEqual(gaps.map((_gap, index) => index));
          starts.forEach((start, i) => {
            const later = starts[i + perSecond];
            if (later !== undefined) expect(later.at - start.at).toBeGreaterThanOrEqual(1_000);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('lets the full rate start at once, and the next one a window later', async () => {
    const timers = new VirtualTimers();
    const limiter = createRateLimiter(timers);
    const starts: number[] = [];

    for (let i = 0; i < 11; i += 1) void limiter.enter('k', 10).then(() => starts.push(timers.now));
    await timers.runAll();

    expect(starts).toEqual([...Array<number>(10).fill(0), RATE_WINDOW_MS]);
  });

  it('counts keys apart', async () => {
    const timers = new VirtualTimers();
    const limiter = createRateLimiter(timers);
    const starts: string[] = [];

    for (const key of ['a', 'a', 'b'])
      void limiter.enter(key, 1).then(() => starts.push(`${key} ${timers.now}`));
    await timers.runAll();

    expect(starts).toEqual(['a 0', 'b 0', `a ${RATE_WINDOW_MS}`]);
  });

  it('lets nothing start during a pause, the longest of several', async () => {
    const timers = new VirtualTimers();
    const limiter = createRateLimiter(timers);
    const starts: number[] = [];
    limiter.pause('k', 3_000);
    limiter.pause('k', 5_000);

    void limiter.enter('k', 2).then(() => starts.push(timers.now));
    await timers.runAll();

    expect(starts).toEqual([5_000]);
  });

  it('tells everybody no once closed, and leaves no timer behind', async () => {
    const timers = new VirtualTimers();
    const limiter = createRateLimiter(timers);

    const answers = [limiter.enter('k', 1), limiter.enter('k', 1)];
    limiter.close();
    limiter.pause('k', 1_000);

    expect(await Promise.all([...answers, limiter.enter('k', 1)])).toEqual([true, false, false]);
    expect(timers.count).toBe(0);
  });
});
