import {
  JournalFact,
  JournalKind,
  type JournalCode,
  type JournalWord,
} from '../../../contract/areas/audit.ts';
import { ReissueStep, RetireReason } from '../../../contract/areas/certificates.ts';
import { CompanyEventKindName } from '../../../contract/areas/company-events.ts';
import { DiagnosisCause } from '../../../contract/areas/diagnosis.ts';
import { RuleReason } from '../../../contract/areas/payments.ts';
import { CallBackSource } from '../../../contract/areas/payees.ts';
import { PlanKind, PlanStepName } from '../../../contract/areas/plans.ts';
import { Language, RecordsMisfit, Role, Theme, type CompanyView } from '../../../contract/areas/session.ts';
import { ErrorCode } from '../../../contract/error-codes.ts';
import { searchText, searchWords } from '../../../contract/values/search-text.ts';
import type { Translate } from '../../i18n/t.ts';
import { CHANGED_PARTS, ENVIRONMENTS, factText, OUTCOMES, ROUTES } from './journal-text.ts';

/** What the screen says in words of its own, with the code by which main knows it. */
export type Lexicon = readonly { readonly code: JournalCode; readonly text: string }[];

/** Most words of a query that count. Source: `JournalFilter`. */
const MOST_WORDS = 6;
const LONGEST_WORD = 200;

/** The codes that a fact is told in words for; the others are shown as they are written. */
export const CODES: Readonly<Partial<Record<JournalFact, readonly string[]>>> = {
  misfit: RecordsMisfit.shape.kind.options,
  problem: ErrorCode.options,
  cause: DiagnosisCause.options,
  reasons: RuleReason.shape.code.options,
  answered: RuleReason.shape.code.options,
  role: Role.options,
  environment: ENVIRONMENTS,
  mark: CompanyEventKindName.options,
  isOn: ['true', 'false'],
  changed: CHANGED_PARTS,
  cabinetStep: ReissueStep.options,
  retireReason: RetireReason.options,
  plan: PlanKind.options,
  step: PlanStepName.options,
  outcome: OUTCOMES,
  route: ROUTES,
  phoneSource: CallBackSource.options,
  language: Language.options,
  theme: Theme.options,
};

/** Gathers the words of the journal in the language of the screen. */
export function journalLexicon(t: Translate, companies: readonly CompanyView[]): Lexicon {
  const said: { code: JournalCode; text: string }[] = [{ code: 'who:app', text: t('common.appName') }];
  for (const { companyId, name } of companies) said.push({ code: `company:${companyId}`, text: name });
  for (const kind of JournalKind.options)
    said.push({ code: `kind:${kind}`, text: t(`journal.kinds.${kind}`) });
  for (const name of JournalFact.options) {
    said.push({ code: `fact:${name}`, text: t(`journal.fact.${name}`, { value: '' }) });
    for (const code of CODES[name] ?? [])
      said.push({ code: `fact:${name}:${code}`, text: factText(t, name, code === 'true' || code) });
  }
  return said.map(({ code, text }) => ({ code, text: searchText(text) })).filter(({ text }) => text !== '');
}

/** Returns the words of what was typed, each with the codes whose words on the screen hold it. */
export function journalWords(lexicon: Lexicon, query: string): JournalWord[] {
  return searchWords(query)
    .slice(0, MOST_WORDS)
    .map((word) => {
      const text = word.slice(0, LONGEST_WORD);
      return { text, codes: lexicon.filter((said) => said.text.includes(text)).map(({ code }) => code) };
    });
}
