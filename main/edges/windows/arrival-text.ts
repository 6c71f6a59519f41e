/** What came, counted. */
export interface Arrivals {
  readonly requests: number;
  readonly answers: number;
  readonly outcomes: number;
  /** Orders in new files of 1C. */
  readonly orders: number;
}

const RUSSIAN_RULES = new Intl.PluralRules('ru');

const ORDERS_RU: Readonly<Record<Intl.LDMLPluralRule, string>> = {
  zero: 'поручений',
  one: 'поручение',
  two: 'поручения',
  few: 'поручения',
  many: 'поручений',
  other: 'поручения',
};

/** Texts of the notification. No sum, no payee and no name: it is shown on a locked screen. */
const ARRIVAL_TEXTS = {
  ru: {
    requests: (count: number) => `Пришли заявки на платежи: ${count}`,
    answers: (count: number) =>
      `${RUSSIAN_RULES.select(count) === 'one' ? 'Пришёл ответ' : 'Пришли ответы'} на заявки: ${count}`,
    outcomes: (count: number) => `Известно, что стало с платежами: ${count}`,
    orders: (count: number) => `Из 1С: новый файл, ${count} ${ORDERS_RU[RUSSIAN_RULES.select(count)]}`,
    body: 'Откройте Ключник.',
  },
  en: {
    requests: (count: number) => `Payment requests received: ${count}`,
    answers: (count: number) => `Answers to requests received: ${count}`,
    outcomes: (count: number) => `Outcomes of payments received: ${count}`,
    orders: (count: number) => `From 1C: a new file, ${count} ${count === 1 ? 'order' : 'orders'}`,
    body: 'Open Klyuchnik.',
  },
} as const;

/** Title and body of the notification, or `null` when nothing came that a person waits for. */
export function arrivalText(
  { requests, answers, outcomes, orders }: Arrivals,
  language: 'ru' | 'en',
): { readonly title: string; readonly body: string } | null {
  const texts = ARRIVAL_TEXTS[language];
  const lines = [
    ...(requests > 0 ? [texts.requests(requests)] : []),
    ...(answers > 0 ? [texts.answers(answers)] : []),
    ...(outcomes > 0 ? [texts.outcomes(outcomes)] : []),
    ...(orders > 0 ? [texts.orders(orders)] : []),
  ];
  const [title, ...rest] = lines;
  return title === undefined ? null : { title, body: [...rest, texts.body].join('\n') };
}
