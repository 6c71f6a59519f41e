// @module-tag may-run-again
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runOrThrow } from '../../scripts/run-command.ts';

const Report = z.strictObject({
  runtime: z.string().min(1),
  results: z.array(
    z.strictObject({
      name: z.string(),
      // A program that rests for two seconds may spend nothing.
      ours: z.number().min(0),
      baseline: z.number().positive(),
      unit: z.string(),
      ratio: z.number().min(0),
      budget: z.number().positive(),
      ok: z.boolean(),
    }),
  ),
  notes: z.array(z.string()),
});

const projectDir = path.resolve(import.meta.dirname, '../..');

describe('the benchmark', () => {
  it('measures every figure and prints one JSON line, whatever the verdict on a busy machine', async () => {
    const args = ['--import', 'tsx', path.join(projectDir, 'bench/main.ts'), '--json', '--quick'];

    const printed = await runOrThrow(process.execPath, args, { cwd: projectDir });

    const lines = printed.trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    const { results } = Report.parse(JSON.parse(lines[0] ?? ''));
    expect(results.map(({ name }) => name)).toEqual([
      'start',
      'memory',
      'bank-call',
      'bank-call-first',
      'intentions',
      'journal-append',
      'journal-verification',
      'approval-check',
      'approval-import',
      'orders',
      'idle',
      'memory-growth',
      'start-large',
      'search-letter',
      'wheel-step',
    ]);
  });
});
