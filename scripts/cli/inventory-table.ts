import { moscowDate, type Instant } from '../../contract/values/dates.ts';
import type { InventoryDocument } from '../../main/domain/inventory/inventory-document.ts';
import { plainText } from './plain-text.ts';
import type { CliTexts } from './texts.ts';

/** Sets companies, tokens and certificates out in columns for a terminal. */
export function inventoryTable(document: InventoryDocument, texts: CliTexts): string {
  const { companies, tokens, certificates } = document;
  const companyRows = companies.map(({ name, inn, kpp, environment }) => [name, inn, kpp, environment]);
  const tokenRows = tokens.map((token) => [
    token.company.name,
    token.label,
    token.accesses.map(({ name }) => name).join(', '),
    token.ipCheck === 'on' ? token.ips.map(({ address }) => address).join(', ') : texts.off,
    token.lastUsedAt === null ? texts.never : moscowDate(token.lastUsedAt),
    dayOrDash(token.aliveUntil),
    String(token.daysLeft ?? '–'),
    texts.statuses[token.status],
  ]);
  const certificateRows = certificates.map((one) => [
    one.company.name,
    one.label,
    moscowDate(one.notAfter),
    String(one.daysLeft),
    texts.certificateStates[one.state],
  ]);
  return [
    inColumns([texts.companyColumns, ...companyRows]),
    inColumns([texts.tokenColumns, ...tokenRows]),
    inColumns([texts.certificateColumns, ...certificateRows]),
  ].join('\n');
}

function dayOrDash(instant: Instant | null): string {
  return instant === null ? '–' : moscowDate(instant);
}

function inColumns(rows: readonly (readonly string[])[]): string {
  const clean = rows.map((row) => row.map(plainText));
  const widths = (clean[0] ?? []).map((_, index) =>
    Math.max(...clean.map((row) => [...(row[index] ?? '')].length)),
  );
  const lines = clean.map((row) => row.map((cell, index) => padded(cell, widths[index] ?? 0)).join('  '));
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

/** Counts characters, not the halves of them. */
function padded(cell: string, width: number): string {
  return cell + ' '.repeat(width - [...cell].length);
}
