import type { PlanTarget } from '../../../contract/areas/plans.ts';
import type { Language } from '../../../contract/areas/session.ts';
import { knownAccess } from '../../../contract/t-bank/accesses.ts';
import { BANK_SUPPORT_MAIL, CABINET_GUIDE } from '../../../contract/t-bank/online-banking-guide.ts';
import { moscowDate, type Instant } from '../../../contract/values/dates.ts';
import { escapeHtml } from '../../../contract/values/escape-html.ts';
import { DRILL_CARD_TEXTS, type DrillCardTexts } from './drill-card-texts.ts';

export interface DrillCard {
  /** `null` for all companies. */
  readonly companyName: string | null;
  readonly madeAt: Instant;
  readonly targets: readonly PlanTarget[];
  readonly language: Language;
}

const STYLE = `
@page { size: A4 portrait; margin: 12mm }
body { margin: 0; font-size: 10.5px; line-height: 1.35; color: #111 }
h1 { font-size: 19px; margin: 0 0 2px } h2 { font-size: 12px; margin: 12px 0 4px } p { margin: 2px 0 }
.lead { font-weight: 600 } .dim { color: #444 }
table { border-collapse: collapse; width: 100%; margin-top: 6px }
th { text-align: left; font-size: 9px; color: #333; border-bottom: 1.5px solid #111; padding: 3px 4px }
td { vertical-align: top; border-bottom: 1px solid #999; padding: 5px 4px }
tr { break-inside: avoid } thead { display: table-header-group }
.box { width: 13px; height: 13px; border: 1.5px solid #111 }
.line { display: inline-block; min-width: 46mm; border-bottom: 1px solid #111 }
.time { width: 15mm; border-bottom: 1px solid #999 }
.class { font-weight: 700; padding-top: 9px; border-bottom: 1px solid #111 }
.money { border: 1.5px solid #b42318; color: #b42318; padding: 0 5px; border-radius: 3px }`;

/** Makes the page of the card: no scripts, no links, no secret. Every text from outside is escaped. */
export function drillCardHtml({ companyName, madeAt, targets, language }: DrillCard): string {
  const t = DRILL_CARD_TEXTS[language];
  const title = `${t.title} — ${companyName ?? t.all}`;
  const groups = (['money', 'drafts', 'reads'] as const).map((damage) => ({
    damage,
    found: targets.filter((target) => target.damage === damage),
  }));
  const heads = ['', t.token, t.can, t.addresses, t.issuer, t.time];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>
<h1>${escapeHtml(title)}</h1>
<p class="dim">${t.madeAt} ${printedDay(madeAt)}. ${t.noSecrets}</p>
<p class="lead">${t.lead}</p>
<h2>${t.how}</h2>
<p><b>${t.today}:</b> ${way(CABINET_GUIDE.revoke.today)} → «${CABINET_GUIDE.revoke.button}»</p>
<p><b>${t.older}:</b> ${way(CABINET_GUIDE.revoke.older)} → «${CABINET_GUIDE.revoke.button}»</p>
<p class="dim">${t.webOnly}</p>
<table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>
${groups.map(({ damage, found }) => (found.length === 0 ? '' : classRow(t, damage) + found.map((one) => row(t, one, language)).join(''))).join('\n')}
</tbody></table>
<h2>${t.call}</h2><p>${t.callText.replace('{mail}', BANK_SUPPORT_MAIL)} <span class="line">&nbsp;</span></p>
<h2>${t.also}</h2><p>${t.alsoPassword}</p><p>${t.alsoCertificate}</p>
<p style="margin-top:12px">${t.total}: <span class="line">&nbsp;</span> &nbsp; ${t.who}: <span class="line">&nbsp;</span></p>
</body></html>`;
}

function classRow(t: DrillCardTexts, damage: PlanTarget['damage']): string {
  const mark = damage === 'money' ? `<span class="money">₽ ${t.damage.money}</span>` : t.damage[damage];
  return `<tr><td class="class" colspan="6">${mark}</td></tr>`;
}

function row(t: DrillCardTexts, target: PlanTarget, language: Language): string {
  const can = target.accesses.map((access) => nameOf(access, language)).join(', ');
  const from =
    target.ipCheck === 'off-by-letter' ? `<b>${t.anyAddress}</b>` : escapeHtml(target.ips.join(', '));
  const sign = [target.words, target.lastFour === '' ? '' : `…${target.lastFour}`].filter(
    (one) => one !== '',
  );
  const token = `<b>${escapeHtml(target.label)}</b><br>${escapeHtml(target.companyName)}<br><span class="dim">${escapeHtml(sign.join(' · '))}</span>`;
  return `<tr><td><div class="box" aria-label="${t.done}"></div></td><td>${token}</td><td>${escapeHtml(can)}</td><td>${from}</td><td>${escapeHtml(target.issuer)}</td><td class="time"></td></tr>`;
}

function nameOf(access: string, language: Language): string {
  const known = knownAccess(access);
  if (known === null) return access;
  return language === 'ru' ? known.shortName : known.englishShortName;
}

function way(steps: readonly string[]): string {
  return steps.map((step) => `«${escapeHtml(step)}»`).join(' → ');
}

function printedDay(at: Instant): string {
  return moscowDate(at).split('-').reverse().join('.');
}
