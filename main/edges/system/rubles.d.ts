declare module 'rubles' {
  /** Returns the sum in Russian words; `null` when the package cannot say it. */
  export function rubles(amount: number | string): string | null;
}
