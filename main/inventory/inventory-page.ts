import type { Language } from '../../contract/areas/session.ts';
import type { TokenColumn } from '../../contract/areas/views.ts';
import { moscowDate } from '../../contract/values/dates.ts';
import { escapeHtml } from '../../contract/values/escape-html.ts';
import type { InventoryDocument } from './inventory-document.ts';
import { tokenTable } from './inventory-tables.ts';
import { SHEET_WORDS } from './sheet-words.ts';
import { textOf } from './cell-text.ts';

const STYLE = `
@page { size: A4 landscape }
body { margin: 0; font-size: 9px; line-height: 1.3; color: #111 }
h1 { font-size: 16px; margin: 0 0 2px } p { margin: 0 0 6px; color: #444 }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
thead { display: table-header-group } tr { break-inside: avoid }
th { text-align: left; font-size: 8px; color: #333; border-bottom: 1.5px solid #111; padding: 3px; vertical-align: bottom }
td { vertical-align: top; border-bottom: 1px solid #bbb; padding: 3px; overflow-wrap: anywhere }
tbody tr:nth-child(even) td { background: #f5f6f8 }
.number { text-align: right }`;

/** Makes the page of the inventory for printing: no scripts, no links, no secret. Every text from outside is escaped. */
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
  const all = heads.reduce((sum, { width }) => sum + width, 0);
  const widths = heads.map(({ width }) => `<col style="width:${((100 * width) / all).toFixed(2)}%">`);
  const body = rows.map((row) => {
    const cells = row.map((cell) => {
      const kind = typeof cell === 'number' ? ' class="number"' : '';
      return `<td${kind}>${escapeHtml(textOf(cell, words.dayForm))}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(title)} · ${asOf}</title><style>${STYLE}</style></head><body>
<h1>${escapeHtml(title)}</h1>
<p>${facts.map(escapeHtml).join(' · ')}</p>
<table><colgroup>${widths.join('')}</colgroup><thead><tr>${heads.map((head) => `<th>${escapeHtml(head.title)}</th>`).join('')}</tr></thead><tbody>
${body.join('\n')}
</tbody></table>
</body></html>`;
}
