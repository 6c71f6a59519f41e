import { describe, expect, it } from 'vitest';
import { figureOf, interleaved, median } from '../../bench/figures.ts';

describe('figures of the benchmark', () => {
  it('take the middle of odd and even numbers of values, and refuse none', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(() => median([])).toThrow(RangeError);
  });

  it('compare within each pair, so that one slow pair changes nothing', () => {
    const pairs = [
      { ours: 15, baseline: 10 },
      { ours: 900, baseline: 600 },
      { ours: 14, baseline: 10 },
    ];

    expect(figureOf('start', 'ms', pairs)).toMatchObject({ ratio: 1.5, budget: 1.5, ok: true });
  });

  it('want times at most, and rates at least, at the budget', () => {
    const time = (ours: number) => figureOf('bank-call', 'ms', [{ ours, baseline: 1000 }]).ok;
    const rate = (ours: number) => figureOf('intentions', '1/s', [{ ours, baseline: 1000 }]).ok;

    expect([time(1149), time(1150), time(1151)]).toEqual([true, true, false]);
    expect([rate(599), rate(600), rate(601)]).toEqual([false, true, true]);
  });

  it('measure in turns and let either side begin', async () => {
    const order: string[] = [];
    const say = (name: string) => () => order.push(name);

    await interleaved(3, { ours: say('ours'), baseline: say('baseline') });

    expect(order).toEqual(['ours', 'baseline', 'baseline', 'ours', 'ours', 'baseline']);
  });
});
