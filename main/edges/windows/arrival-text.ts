/** What came, counted. */
export interface Arrivals {
  readonly requests: number;
  readonly answers: number;
  readonly outcomes: number;
}

const RUSSIAN_RULES = new Intl.PluralRules('ru');

/** Texts of the notification. No sum, no payee and no name: it is shown on a locked screen. */
const ARRIVAL_TEXTS = {
  ru: {
    requests: (count: number) => `Пришли заявки на платежи: ${count}`,
    answers: (count: number) =>
      `${RUSSIAN_RULES.select(count) === 'one' ? 'Пришёл ответ' : 'Пришли ответы'} на заявки: ${count}`,
    outcomes: (count: number) => `Известно, что стало с платежами: ${count}`,
    body: 'Откройте Ключник.',
  },
  en: {
    requests: (count: number) => `Payment requests received: ${count}`,
    answers: (count: number) => `Answers to requests received: ${count}`,
    outcomes: (count: number) => `Outcomes of payments received: ${count}`,
    body: 'Open Klyuchnik.',
  },
} as const;

/** Title and body of the notification, or `null` when nothing came that a person waits for. */
export function arrivalText(
  { requests, answers, outcomes }: Arrivals,
  language: 'ru' | 'en',
): { readonly title: string; readonly body: string } | null {
  const texts = ARRIVAL_TEXTS[language];
  const lines = [
    ...(requests > 0 ? [texts.requests(requests)] : []),
    ...(answers > 0 ? [texts.answers(answers)] : []),
    ...(outcomes > 0 ? [texts.outcomes(outcomes)] : []),
  ];
  const [title, ...rest] = lines;
  return title === undefined ? null : { title, body: [...rest, texts.body].join('\n') };
}
