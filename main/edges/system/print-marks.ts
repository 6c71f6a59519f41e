import { PerformanceObserver } from 'node:perf_hooks';

/**
 * Prints every `performance.mark` of this process on its standard error, as `mark <process> <ms since 1970> <name>`:
 * the bench makes the trace of a start of them. Marks that were set before are printed too. Development only.
 */
export function printMarks(process_: string): void {
  const print = (name: string, startTime: number) =>
    void process.stderr.write(
      `mark ${process_} ${(performance.timeOrigin + startTime).toFixed(1)} ${name}\n`,
    );
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) print(name, startTime);
  }).observe({ type: 'mark', buffered: true });
}
