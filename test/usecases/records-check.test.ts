import { describe, expect, it, vi } from 'vitest';
import { RecordsCheck } from '../../main/domain/session/records-check.ts';
import { codeOf } from '../fakes/vault-world.ts';

function checkOf(answer: Promise<number | null>) {
  const parts = {
    check: vi.fn(() => answer),
    rows: null,
    settle: vi.fn(() => Promise.resolve()),
    wrong: vi.fn(),
  };
  return { parts, check: new RecordsCheck(parts) };
}

describe('the check of all records', () => {
  it('is made once, whoever waits for it, and settles what follows once', async () => {
    const { parts, check } = checkOf(Promise.resolve(7));
    const then = vi.fn();
    check.whenPassed(then);
    expect([check.rows, check.isPassed, parts.check.mock.calls.length, then.mock.calls.length]).toEqual([
      null,
      false,
      0,
      0,
    ]);

    await Promise.all([check.passed(), check.passed()]);
    await check.passed();

    expect([check.rows, parts.check.mock.calls.length, parts.settle.mock.calls.length]).toEqual([7, 1, 1]);
    expect([check.isPassed, then.mock.calls.length]).toEqual([true, 1]);
    expect(parts.wrong).not.toHaveBeenCalled();
  });

  it('that finds something lets nobody pass and says so once', async () => {
    const { parts, check } = checkOf(Promise.resolve(null));

    const then = vi.fn();
    check.whenPassed(then);

    expect(await codeOf(() => check.passed())).toBe('store-corrupt');
    expect(await codeOf(() => check.passed())).toBe('store-corrupt');
    check.found();

    expect([check.isPassed, then.mock.calls.length]).toEqual([false, 0]);

    expect([check.rows, parts.wrong.mock.calls.length, parts.settle.mock.calls.length]).toEqual([null, 1, 0]);
  });

  it('lets nobody pass when a record was found wrong meanwhile, though the check itself met none', async () => {
    const { parts, check } = checkOf(Promise.resolve(7));
    check.found();

    expect(await codeOf(() => check.passed())).toBe('store-corrupt');
    expect([check.rows, parts.wrong.mock.calls.length]).toEqual([null, 1]);
  });

  it('has nothing to do where the records were checked before', async () => {
    const wrong = vi.fn();
    const check = new RecordsCheck({ check: null, rows: 9, settle: () => Promise.resolve(), wrong });

    const then = vi.fn();
    check.whenPassed(then);

    await check.passed();

    expect([check.rows, check.isPassed, then.mock.calls.length]).toEqual([9, true, 1]);
  });
});
