import type { DraftField, DraftFields } from '../../../../contract/areas/payments.ts';
import { faultText } from '../../../../contract/values/bank-details/fault-texts.ts';
import { flawedPart } from '../../../../contract/values/plain-text.ts';
import { useLanguage, useT, type Translate } from '../../../i18n/t.ts';
import type { Language } from '../../../../contract/areas/session.ts';
import type { Problem } from './local-problems.ts';
import type { DraftForm } from './use-draft.ts';

/** Gives what is right for a field that was left and is wrong, or `null`. */
export function useProblem(form: DraftForm, field: DraftField): string | null {
  const t = useT();
  const language = useLanguage();
  const problem = form.problem(field);
  return problem === null ? null : problemText({ t, language }, field, problem, form.fields);
}

/** Says what is wrong with a field and what is right for it. */
export function problemText(
  { t, language }: { readonly t: Translate; readonly language: Language },
  field: DraftField,
  { code, details }: Problem,
  fields: DraftFields,
): string {
  switch (code) {
    case 'kbk-form':
    case 'oktmo-form':
    case 'uin-check':
    case 'uin-check-long':
    case 'revenue-code-form':
    case 'budget-fields-missing':
    case 'budget-value':
    case 'budget-value-doubtful':
      return faultText(code, details, language);
    default: {
      if (code === 'required' && field === 'accountNumber') return t('payments.problem.accountRequired');
      const text = fields[field].trim();
      const part = flawedPart(text.normalize('NFC')) ?? '';
      return t(`payments.problem.${code}`, { count: text.length, bik: fields.payeeBik, part });
    }
  }
}
