import { z } from 'zod';

const Position = z.object({ line: z.int(), column: z.int() });

/**
 * The part of Stryker's report that is read here. Source: mutation-testing-report-schema 2. Lines and columns count
 * from 1.
 */
export const StrykerReport = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.string(),
      mutants: z.array(
        z.object({
          mutatorName: z.string(),
          replacement: z.string().optional(),
          location: z.object({ start: Position, end: Position }),
          status: z.enum([
            'Killed',
            'Survived',
            'NoCoverage',
            'Timeout',
            'CompileError',
            'RuntimeError',
            'Ignored',
            'Pending',
          ]),
        }),
      ),
    }),
  ),
});
export type StrykerReport = z.infer<typeof StrykerReport>;

/** Changes that no test can notice because the program does the same, each looked at by a person. */
export const Equivalents = z.array(
  z.strictObject({
    file: z.string(),
    /** The line that is changed, without the spaces at its ends. */
    line: z.string().min(1),
    /** What was there, and what came instead, as the run prints them. */
    from: z.string().min(1),
    to: z.string(),
    /** Why nobody can tell the difference. */
    reason: z.string().min(20),
  }),
);
export type Equivalents = z.infer<typeof Equivalents>;

export interface Survivor {
  readonly file: string;
  readonly line: number;
  /** The first line of what is changed, without the spaces at its ends. */
  readonly text: string;
  readonly from: string;
  readonly to: string;
  /** No test runs this place at all. */
  readonly isUncovered: boolean;
}

export interface Score {
  readonly killed: number;
  readonly survivors: readonly Survivor[];
  readonly equivalent: number;
  /** Made while a module is loaded, or refused by the compiler: not tried. */
  readonly untried: number;
  /** 0 to 100; 0 when nothing was tried. */
  readonly percent: number;
}

/**
 * Counts a report. A change that makes the tests hang is as good as killed: it ran far longer than the limit that
 * `mutate.ts` sets, and a test that hangs turns red.
 */
export function scoreOf(report: StrykerReport, equivalents: Equivalents): Score {
  const all = Object.entries(report.files).flatMap(([file, { source, mutants }]) =>
    mutants.map((mutant) => ({ status: mutant.status, ...describe(file, source, mutant) })),
  );
  const killed = all.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
  const alive = all.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  const survivors = alive.filter((one) => !isEquivalent(one, equivalents));
  const tried = killed + survivors.length;
  return {
    killed,
    survivors: survivors.map(({ status: _, ...one }) => one),
    equivalent: alive.length - survivors.length,
    untried: all.length - killed - alive.length,
    percent: tried === 0 ? 0 : (killed / tried) * 100,
  };
}

type Mutant = StrykerReport['files'][string]['mutants'][number];

function describe(file: string, source: string, { location, replacement = '', status }: Mutant): Survivor {
  const { start, end } = location;
  const lines = source.split('\n');
  const whole = lines.slice(start.line - 1, end.line);
  const from = whole.map((line, at) => {
    const last = at === whole.length - 1 ? end.column - 1 : line.length;
    return line.slice(at === 0 ? start.column - 1 : 0, last);
  });
  return {
    file,
    line: start.line,
    text: (lines[start.line - 1] ?? '').trim(),
    from: from.join('\n'),
    to: replacement,
    isUncovered: status === 'NoCoverage',
  };
}

function isEquivalent({ file, text, from, to }: Survivor, equivalents: Equivalents): boolean {
  return equivalents.some(
    (one) => one.file === file && one.line === text && one.from === from && one.to === to,
  );
}
