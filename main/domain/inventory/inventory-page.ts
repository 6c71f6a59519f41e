import type { Language } from '../../../contract/areas/session.ts';
import type { TokenColumn } from '../../../contract/areas/views.ts';
import { moscowDate } from '../../../contract/values/dates.ts';
import { escapeHtml } from '../../../contract/values/escape-html.ts';
import type { InventoryDocument } from './inventory-document.ts';
import { tokenTable } from './inventory-tables.ts';
import { SHEET_WORDS } from './sheet-words.ts';
import { textOf } from '../../ports/cell-text.ts';

const STYLE = `
@page { size: A4 landscape }
body { margin: 0; line-height: 1.3; color: #111 }
h1 { font-size: 16px; margin: 0 0 2px } p { margin: 0 0 6px; color: #444 }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
thead { display: table-header-group } tr { break-inside: avoid }
th { text-align: left; font-size: 0.9em; color: #333; border-bottom: 1.5px solid #111; padding: 3px; vertical-align: bottom }
td { vertical-align: top; border-bottom: 1px solid #bbb; padding: 3px; overflow-wrap: anywhere }
tbody tr:nth-child(even) td { background: #f5f6f8 }
.number { text-align: right }`;

/**
 * Makes the page of the inventory for printing: no scripts, no links, no secret. Every text from outside is escaped.
 */
export function inventoryPage(
  document: InventoryDocument,
  columns: readonly TokenColumn[],
  language: Language,
): string {
  const words = SHEET_WORDS[language];
  const { columns: heads, rows } = tokenTable(document, columns, language);
  const name = document.company?.name ?? words.severalCompanies;
  const title = `${words.title} — ${name}`;
  const asOf = textOf({ day: moscowDate(document.asOf) }, words.dayForm);
  const facts = [
    `${words.asOf} ${asOf}`,
    words.count(document.tokens.length),
    ...(document.damagedRecords === 0 ? [] : [words.damaged(document.damagedRecords)]),
    words.noSecrets,
  ];
  const { fontSize, shares } = layoutOf(heads.map(({ width }) => width));
  const widths = shares.map((share) => `<col style="width:${share.toFixed(2)}%">`);
  const body = rows.map((row) => {
    const cells = row.map((cell) => {
      const kind = typeof cell === 'number' ? ' class="number"' : '';
      return `<td${kind}>${escapeHtml(textOf(cell, words.dayForm))}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(title)} · ${asOf}</title><style>${STYLE}</style></head><body style="font-size:${fontSize}px">
<h1>${escapeHtml(title)}</h1>
<p>${facts.map(escapeHtml).join(' · ')}</p>
<table><colgroup>${widths.join('')}</colgroup><thead><tr>${heads.map((head) => `<th>${escapeHtml(head.title)}</th>`).join('')}</tr></thead><tbody>
${body.join('\n')}
</tbody></table>
</body></html>`;
}

/** Columns of dates, numbers and single words are not made narrower than they need. Units: characters. */
const NEVER_NARROWER = 17;

/** Units: px; the text area of A4 on its side at 96 px an inch, with the margins of the printer. Source: ISO 216. */
const PAGE_WIDTH = 1026;

/** Units: em a character, spaces between columns included; measured on figures and Cyrillic of the printed fonts. */
const CHARACTER = 0.62;

/** Divides the page: what cannot wrap gets what it needs, the rest is shared by the widths. Units: px; percent. */
function layoutOf(widths: readonly number[]): {
  readonly fontSize: number;
  readonly shares: readonly number[];
} {
  const fontSize = widths.length > 14 ? 7 : 9;
  const needOf = (width: number) => (100 * width * CHARACTER * fontSize) / PAGE_WIDTH;
  const isRigid = (width: number) => width <= NEVER_NARROWER;
  const sum = (some: readonly number[]) => some.reduce((total, one) => total + one, 0);
  const left = Math.max(0, 100 - sum(widths.filter(isRigid).map(needOf)));
  const loose = sum(widths.filter((width) => !isRigid(width)));
  return {
    fontSize,
    shares: widths.map((width) => (isRigid(width) ? needOf(width) : (left * width) / loose)),
  };
}
