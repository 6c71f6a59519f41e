import {
  PAYMENT_CLASSES,
  type BankLimitSet,
  type ClassRule,
  type Limit,
  type PaymentClass,
  type PolicyRules,
} from '../../../contract/areas/policy.ts';
import { formatMoney } from '../../../contract/values/money.ts';

/**
 * Returns every rule that differs, old → new, as a director reads it in the window where he signs. `before` is `null`
 * where there were none. Russian whatever the language of the screen, as all lines that are signed
 * (docs/format/envelope.md).
 */
export function ruleLines(before: PolicyRules | null, after: PolicyRules): readonly string[] {
  const old = before === null ? null : reported(before);
  return reported(after).flatMap(([label, text], index) => {
    const was = old?.[index]?.[1] ?? LATER[label] ?? 'правил не было';
    return was === text ? [] : [`${label}: ${was} → ${text}`];
  });
}

/** As `ruleLines`, with one line where nothing but the end of the rules moves. */
export function ruleLinesToSign(before: PolicyRules | null, after: PolicyRules): readonly string[] {
  const lines = ruleLines(before, after);
  return lines.length === 0 ? ['Правила те же, их срок начнётся заново'] : lines;
}

const LIMITS = [
  ['payment', 'Один платёж'],
  ['payeeDay', 'Одному получателю за день'],
  ['day', 'Все платежи за день'],
  ['month', 'Все платежи за месяц'],
] as const satisfies readonly (readonly [keyof PolicyRules, string])[];

const CLASSES: Readonly<Record<PaymentClass, string>> = {
  own: 'Между своими счетами',
  tax: 'Налоги и казначейство',
  salary: 'Выплаты людям',
};

const CLASS_RULES: Readonly<Record<ClassRule, string>> = {
  'as-others': 'как остальные',
  'always-ask': 'всегда через подпись',
  'no-thresholds': 'пороги не спрашивают',
};

const CALL_BACK = 'Звонок новому получателю или на новый счёт';
const NO_CALL_BACK = 'не обязателен';
const BANK_LIMITS = {
  tApi: 'Лимиты банка на платежи по T‑API',
  eds: 'Лимиты банка на все платежи (лимиты ЭЦП)',
} as const;
const NOT_TYPED = 'не вписаны';

/** Came later: where one says nothing new it has no line, so that texts signed before read as they did. */
const LATER: Readonly<Record<string, string>> = {
  [CALL_BACK]: NO_CALL_BACK,
  [BANK_LIMITS.tApi]: NOT_TYPED,
  [BANK_LIMITS.eds]: NOT_TYPED,
};

/** Every rule by its name, always in the same order: a rule that has no line here could change unseen. */
function reported(rules: PolicyRules): readonly (readonly [string, string])[] {
  const { accounts, tiers, requestHours, approvalHours } = rules;
  const steps = tiers.map(({ aboveMinor, approvals }) => `от ${approvals} выше ${formatMoney(aboveMinor)}`);
  return [
    ...LIMITS.map(([name, label]) => [label, limitText(rules[name])] as const),
    ['Счета', accounts.length === 0 ? 'все' : accounts.map(inGroups).join(', ')],
    ['Новый получатель или счёт', rules.newPayeeNeedsApproval ? 'через подпись' : 'как остальные'],
    ['Сколько подписей', [String(rules.approvalsNeeded), ...steps].join(', ')],
    ...PAYMENT_CLASSES.map((name) => [CLASSES[name], CLASS_RULES[rules.classes[name]]] as const),
    ['Заявка ждёт подписи', `${requestHours} ч`],
    ['Подпись действует', approvalHours === null ? 'сколько заявка' : `${approvalHours} ч`],
    [CALL_BACK, rules.callBackNeeded ? 'обязателен' : NO_CALL_BACK],
    ...(['tApi', 'eds'] as const).map(
      (kind) => [BANK_LIMITS[kind], bankLimitsText(rules.bankLimits?.[kind] ?? null)] as const,
    ),
  ];
}

function bankLimitsText(set: BankLimitSet | null): string {
  if (set === null) return NOT_TYPED;
  const { paymentMinor, dayMinor, monthMinor, payeeDayPayments } = set;
  const sum = (minor: number | null) => (minor === null ? 'нет' : formatMoney(minor));
  return [
    `платёж ${sum(paymentMinor)}`,
    `день ${sum(dayMinor)}`,
    `месяц ${sum(monthMinor)}`,
    `платежей одному получателю за день ${payeeDayPayments ?? 'нет'}`,
  ].join(', ');
}

function limitText({ approvalAboveMinor, refuseAboveMinor }: Limit): string {
  const approval =
    approvalAboveMinor === 0 ? 'подпись всегда' : `подпись выше ${formatMoney(approvalAboveMinor)}`;
  return refuseAboveMinor === null ? approval : `${approval}, запрет выше ${formatMoney(refuseAboveMinor)}`;
}

/** Accounts are read in groups of four. Source: ui.md, Words. */
function inGroups(account: string): string {
  return (account.match(/.{1,4}/g) ?? []).join(' ');
}
