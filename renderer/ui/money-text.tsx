import { Fragment } from 'react';
import classes from './text.module.css';

const GROUP = '\u202f';
const MINUS = '\u2212';

/** Signs that everybody knows; other currencies are written by their letters. Source: Unicode, Currency Symbols. */
const SIGNS: Readonly<Record<string, string>> = { RUB: '₽', USD: '$', EUR: '€' };

/**
 * Writes a sum for reading: `1 284 900,50 ₽`, with narrow no-break spaces, the same in both languages.
 *
 * Units: takes kopecks, or hundredths of the currency whose letters are given. Source: ui.md, Words; ISO 4217.
 */
export function formatMoney(minor: number, currency = 'RUB'): string {
  return `${formatAmount(minor)}${GROUP}${SIGNS[currency] ?? currency}`;
}

/** Writes the number alone, for form fields that carry the sign of the currency beside them. Units: takes kopecks. */
export function formatAmount(minor: number): string {
  const absolute = Math.abs(minor);
  const roubles = String(Math.trunc(absolute / 100)).replace(/\B(?=(\d{3})+$)/g, GROUP);
  return `${minor < 0 ? MINUS : ''}${roubles},${String(absolute % 100).padStart(2, '0')}`;
}

/** Shows a sum of kopecks, or of hundredths of another currency; a dash when there is none. */
export function MoneyText({
  minor,
  currency = 'RUB',
  strong = false,
}: {
  readonly minor: number | null;
  /** Letters of ISO 4217. */
  readonly currency?: string;
  readonly strong?: boolean;
}) {
  if (minor === null) return <span className={classes.dim}>—</span>;
  return (
    <span className={strong ? classes.moneyStrong : classes.money}>
      {formatMoney(minor, currency)
        .split(GROUP)
        .map((part, index) => (
          <Fragment key={index}>
            {index > 0 && <span className={classes.gap}>{GROUP}</span>}
            {part}
          </Fragment>
        ))}
    </span>
  );
}
