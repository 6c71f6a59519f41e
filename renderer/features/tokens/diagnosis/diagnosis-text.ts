import type {
  DiagnosisCall,
  DiagnosisStep,
  DiagnosisVerdict,
  DiagnosisView,
} from '../../../../contract/areas/diagnosis.ts';
import { TokenStatus, type TokenView } from '../../../../contract/areas/tokens.ts';
import { Instant } from '../../../../contract/values/dates.ts';
import type { Translate } from '../../../i18n/t.ts';
import { formatDate, formatTime } from '../../../ui/dates.ts';

/** Says in one sentence what a step found. */
export function foundText(t: Translate, step: DiagnosisStep): string {
  // What the bank refused is said in the words of the error, where the step has no finer ones.
  if (step.problem !== null) return t(`errors.codes.${step.problem.code}.happened`, shownFacts(t, step));
  return t(`diagnosis.step.${step.step}.${step.result}`, shownFacts(t, step));
}

/** Says what was looked at. */
export function askedText(t: Translate, step: DiagnosisStep): string {
  return t(`diagnosis.step.${step.step}.asked`, shownFacts(t, step));
}

/** The numbers of a call, for the bank's support; empty for what needed no call. */
export function callText(t: Translate, call: DiagnosisCall | null): string {
  if (call === null) return '';
  const { httpStatus, transport, errorCode, errorId, requestId } = call;
  return [
    answerText(t, httpStatus, transport),
    ...(errorCode === null ? [] : [t('diagnosis.call.code', { code: errorCode })]),
    ...(errorId === null ? [] : [t('diagnosis.call.errorId', { id: errorId })]),
    t('diagnosis.call.requestId', { id: requestId }),
  ].join(' · ');
}

function answerText(t: Translate, status: number | null, transport: string | null): string {
  if (status !== null) return t('diagnosis.call.status', { status });
  return transport === null ? t('diagnosis.call.none') : t('diagnosis.call.noAnswer', { transport });
}

/** The other causes that cannot be excluded, in words; empty for none. */
export function alternativesText(t: Translate, { alternatives }: DiagnosisVerdict): string {
  if (alternatives.length === 0) return '';
  const list = alternatives.map((cause) => lowerFirst(t(`diagnosis.cause.${cause}.title`))).join(' · ');
  return t('diagnosis.alternatives', { list });
}

/**
 * The whole as plain text for the bank's support: what was asked, what came, when. It is made of the view alone, which
 * holds no secret.
 */
export function supportText(
  t: Translate,
  view: DiagnosisView,
  about: { readonly token: TokenView; readonly inn: string; readonly version: string },
): string {
  const { verdict } = view;
  const lines = view.steps.map((step, index) => {
    const facts = { number: index + 1, when: formatTime(step.at), asked: askedText(t, step) };
    const line = t('diagnosis.support.line', {
      ...facts,
      result: t(`diagnosis.result.${step.result}`),
      found: foundText(t, step),
    });
    const message = step.call?.message ?? null;
    return [line, callText(t, step.call), message === null ? '' : t('diagnosis.bankSays', { message })]
      .filter((text) => text !== '')
      .join('\n   ');
  });
  return [
    t('diagnosis.support.title', { version: about.version }),
    t('diagnosis.support.token', { lastFour: about.token.lastFour, inn: about.inn }),
    t('diagnosis.support.when', { when: view.startedAt }),
    verdict === null
      ? t('diagnosis.support.none')
      : t('diagnosis.support.verdict', {
          title: t(`diagnosis.cause.${verdict.cause}.title`),
          confidence: lowerFirst(t(`diagnosis.confidence.${verdict.confidence}`)),
        }),
    ...lines,
  ].join('\n');
}

/** Dates as people write them, states in words; a fact that is missing reads as a dash. */
function shownFacts(t: Translate, { facts }: DiagnosisStep): Record<string, string> {
  const shown = Object.entries(facts).map(([name, value]) => [name, shownFact(t, name, value)]);
  // entries of texts, made in the line above
  return { ...NO_FACTS, ...(Object.fromEntries(shown) as Record<string, string>) };
}

const NO_FACTS: Readonly<Record<string, string>> = Object.fromEntries(
  ['inn', 'kpp', 'ourInn', 'ourKpp', 'days', 'minutes', 'host', 'issuer', 'validFrom', 'validTo', 'until']
    .concat(['label', 'status', 'payment', 'access'])
    .map((name) => [name, '—']),
);

function shownFact(t: Translate, name: string, value: string): string {
  if (name === 'status') {
    const status = TokenStatus.safeParse(value);
    return status.success ? lowerFirst(t(`tokens.status.${status.data}`)) : value;
  }
  const isMoment = name === 'until' || name === 'validFrom' || name === 'validTo';
  return isMoment && Instant.safeParse(value).success ? formatDate(value) : value;
}

/** For a phrase that goes on inside a sentence. */
export function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
