import { JournalFact, type JournalEntryView } from '../../../contract/areas/audit.ts';
import { ReissueStep, RetireReason } from '../../../contract/areas/certificates.ts';
import { DiagnosisCause } from '../../../contract/areas/diagnosis.ts';
import { CallBackSource } from '../../../contract/areas/payees.ts';
import { PlanKind, PlanStepName } from '../../../contract/areas/plans.ts';
import { RuleReason } from '../../../contract/areas/payments.ts';
import { CompanyEventKindName } from '../../../contract/areas/company-events.ts';
import { ErrorCode } from '../../../contract/error-codes.ts';
import type { Translate } from '../../i18n/t.ts';
import { RecordsMisfit } from '../../../contract/areas/session.ts';
import { formatMoney } from '../../../contract/values/money.ts';
import { formatDate } from '../../ui/dates.ts';

/** The codes of facts that no schema of the contract lists. */
export const ENVIRONMENTS = ['training', 'sandbox', 'production'] as const;
export const ROUTES = ['direct', 'bank-draft'] as const;
export const OUTCOMES = ['works', 'dead', 'other', 'proven', 'silent'] as const;
export const CHANGED_PARTS = [
  'label',
  'purpose',
  'issuer',
  'rule',
  'certificate',
  'addresses',
  'holder',
  'signatureUntil',
  'replaces',
  'note',
  'keyPlaces',
] as const;

/** The facts of an entry on one line, each in words. */
export function detailsText(t: Translate, details: JournalEntryView['details']): string {
  return factTexts(t, details).join(' · ');
}

/** The facts of an entry, each in words. */
export function factTexts(t: Translate, details: JournalEntryView['details']): readonly string[] {
  return JournalFact.options.flatMap((name) => {
    const value = details[name];
    return value === undefined || value === null || value === '' ? [] : [factText(t, name, value)];
  });
}

/** One fact in words. */
export function factText(t: Translate, name: JournalFact, value: string | number | boolean): string {
  return t(`journal.fact.${name}`, { value: valueText(t, name, value) });
}

function valueText(t: Translate, name: JournalFact, value: string | number | boolean): string {
  const text = String(value);
  switch (name) {
    case 'amountMinor':
    case 'paymentLimitMinor':
      return formatMoney(Number(value));
    case 'until':
    case 'since':
    case 'newest':
    case 'restoredAt':
    case 'madeAt':
    case 'keptUntil':
      return formatDate(text);
    case 'misfit': {
      const kind = RecordsMisfit.shape.kind.safeParse(text);
      return kind.success ? t(`session.misfit.kind.${kind.data}`) : text;
    }
    case 'problem':
      return problemText(t, text);
    case 'cause':
      return causeText(t, text);
    case 'reasons':
    case 'answered':
      return text
        .split(' ')
        .map((code) => reasonText(t, code))
        .join(', ');
    case 'role':
      return wordOf(text, {
        accountant: t('common.role.accountant'),
        director: t('common.role.director'),
        auditor: t('common.role.auditor'),
      });
    case 'environment':
      return wordOf(text, {
        training: t('common.environment.training'),
        sandbox: t('common.environment.sandbox'),
      });
    case 'mark': {
      const kind = CompanyEventKindName.safeParse(text);
      return kind.success ? t(`journal.mark.${kind.data}`) : text;
    }
    case 'on':
      return formatDate(text);
    case 'isOn':
      return t(value === true ? 'journal.isOn.yes' : 'journal.isOn.no');
    case 'changed':
      return text
        .split(' ')
        .map((name) => changedText(t, name))
        .join(', ');
    case 'cabinetStep': {
      const step = ReissueStep.safeParse(text);
      return step.success ? t(`certificates.step.${step.data}`) : text;
    }
    case 'retireReason': {
      const reason = RetireReason.safeParse(text);
      return reason.success ? t(`certificates.retireReason.${reason.data}`) : text;
    }
    case 'phoneSource': {
      const source = CallBackSource.safeParse(text);
      return source.success ? t(`payees.source.${source.data}`) : text;
    }
    case 'plan': {
      const kind = PlanKind.safeParse(text);
      return kind.success ? t(`plans.kind.${kind.data}`) : text;
    }
    case 'step': {
      const step = PlanStepName.safeParse(text);
      return step.success ? t(`plans.step.${step.data}`) : text;
    }
    case 'outcome':
      return wordOf(text, {
        works: t('journal.outcome.works'),
        dead: t('journal.outcome.dead'),
        other: t('journal.outcome.other'),
        proven: t('journal.outcome.proven'),
        silent: t('journal.outcome.silent'),
      });
    case 'route':
      return wordOf(text, { direct: t('journal.route.direct'), 'bank-draft': t('journal.route.bank-draft') });
    case 'language':
      return wordOf(text, { ru: t('settings.general.languages.ru'), en: t('settings.general.languages.en') });
    case 'theme':
      return wordOf(text, {
        auto: t('settings.general.themes.auto'),
        light: t('settings.general.themes.light'),
        dark: t('settings.general.themes.dark'),
      });
    default:
      return text;
  }
}

/** A word that this version does not know is shown as it was written. */
function wordOf(value: string, words: Readonly<Record<string, string>>): string {
  return words[value] ?? value;
}

/** Which part of a token's record changed. */
function changedText(t: Translate, name: string): string {
  return wordOf(name, {
    label: t('journal.changed.label'),
    purpose: t('journal.changed.purpose'),
    issuer: t('journal.changed.issuer'),
    rule: t('journal.changed.rule'),
    certificate: t('journal.changed.certificate'),
    addresses: t('journal.changed.addresses'),
    holder: t('journal.changed.holder'),
    signatureUntil: t('journal.changed.signatureUntil'),
    replaces: t('journal.changed.replaces'),
    note: t('journal.changed.note'),
    keyPlaces: t('journal.changed.keyPlaces'),
  });
}

function problemText(t: Translate, value: string): string {
  const code = ErrorCode.safeParse(value);
  return code.success ? t(`errors.codes.${code.data}.happened`) : value;
}

function causeText(t: Translate, value: string): string {
  const cause = DiagnosisCause.safeParse(value);
  return cause.success ? t(`diagnosis.cause.${cause.data}.title`) : value;
}

function reasonText(t: Translate, value: string): string {
  const code = RuleReason.shape.code.safeParse(value);
  return code.success ? t(`journal.reason.${code.data}`) : value;
}
