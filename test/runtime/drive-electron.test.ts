import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { startAnswering } from '../../scripts/electron/drive-electron.ts';

const never = () => new Promise<never>(() => undefined);

/** As much of a page as is asked. */
function page(evaluate: () => Promise<unknown>): Page {
  return { evaluate } as unknown as Page;
}

/** A program whose starts have these pages, one after another. */
function program(pages: readonly (() => Promise<Page>)[]) {
  const done: string[] = [];
  let starts = 0;
  const parts = {
    start: async () => {
      starts += 1;
      done.push(`start ${String(starts)}`);
      return starts;
    },
    pageOf: (started: number) => (pages[started - 1] ?? never)(),
    end: async (started: number) => void done.push(`end ${String(started)}`),
  };
  return { done, parts };
}

describe('a program whose page may hang', () => {
  it('is started once when its page answers', async () => {
    const answering = page(async () => 'complete');
    const { done, parts } = program([async () => answering]);

    expect(await startAnswering(parts)).toEqual({ started: 1, page: answering });
    expect(done).toEqual(['start 1']);
  });

  it.each([
    ['does not answer', async () => page(never)],
    ['does not come', never],
  ])('is ended and started once more when its page %s', async (_, hanging) => {
    const { done, parts } = program([hanging, async () => page(never)]);

    expect(await startAnswering({ ...parts, withinMs: 1 })).toMatchObject({ started: 2 });
    expect(done).toEqual(['start 1', 'end 1', 'start 2']);
  });

  it('is not started again because its page was replaced while it answered', async () => {
    const { done, parts } = program([
      async () =>
        page(async () => {
          throw new Error('Execution context was destroyed');
        }),
    ]);

    await startAnswering(parts);

    expect(done).toEqual(['start 1']);
  });

  it('fails when it has no page at all', async () => {
    const { done, parts } = program([
      async () => {
        throw new Error('no window');
      },
    ]);

    await expect(startAnswering(parts)).rejects.toThrow('no window');
    expect(done).toEqual(['start 1']);
  });
});
