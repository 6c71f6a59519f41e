import { parseAmountText } from '../../../contract/values/money.ts';
import { assertNever } from '../../ports/app-error.ts';
import type { ApprovedListEnvelope, Envelope, OrderedPayment, RequestEnvelope } from './envelope.ts';

/** Writes a sum in words, for the text that is signed. Units: kopecks. */
export type InWords = (amountMinor: number) => string;

type Lines = readonly string[];
/** An envelope before its text is written. */
export type Textless<E extends Envelope = Envelope> = E extends Envelope ? Omit<E, 'text'> : never;

const VERDICTS = {
  request: 'Заявка на платёж',
  approval: 'Согласие на платёж',
  'approved-list': 'Согласие на платежи списком',
  rejection: 'Отказ от платежа',
  outcome: 'Что стало с платежом',
} as const;

const STATUSES = {
  'in-progress': 'принят банком',
  executed: 'исполнен',
  failed: 'не исполнен',
  cancelled: 'отменён',
  unknown: 'банк не ответил, деньги могли уйти',
  'handed-over': 'черновик в кабинете банка',
} as const;

const PAYING_TOKENS = { none: 'нет', sealed: 'запечатан директору', usable: 'есть' } as const;

const ROUTES = { direct: 'сразу, сертификатом', 'bank-draft': 'черновик в кабинете банка' } as const;

/**
 * Writes what a person reads before signing: every field, in this order, in Russian whatever the language of the
 * screen, so that all signers sign one text. No number is formatted by the system's locale.
 */
export function linesOf(envelope: Textless, inWords: InWords): Lines {
  const { kind, issuedAt, expiresAt } = envelope;
  return [
    VERDICTS[kind],
    ...own(envelope, inWords),
    `Платёжный токен на компьютере автора: ${PAYING_TOKENS[envelope.payingToken]}`,
    `Составлено: ${issuedAt}`,
    `Действует до: ${expiresAt}`,
  ];
}

function own(envelope: Textless, inWords: InWords): Lines {
  switch (envelope.kind) {
    case 'request':
      return requestLines(envelope, inWords);
    case 'approval':
      return [
        ...subject(envelope),
        `Предупреждения: ${envelope.warnings.join(', ') || 'нет'}`,
        `Пояснение: ${envelope.reason || 'нет'}`,
      ];
    case 'approved-list':
      return listLines(envelope, inWords);
    case 'rejection':
      return [...subject(envelope), `Причина: ${envelope.reason || 'не указана'}`];
    case 'outcome':
      return [
        ...subject(envelope),
        `Состояние: ${STATUSES[envelope.status]}, ${envelope.at}`,
        `Сообщение банка: ${envelope.bankMessage ?? 'нет'}`,
      ];
    default:
      return assertNever(envelope);
  }
}

function listLines({ list, payments }: Textless<ApprovedListEnvelope>, inWords: InWords): Lines {
  const answered = payments.filter(({ warnings }) => warnings.length > 0).length;
  return [
    `Платежей: ${list.count}`,
    ...list.totals.map(({ amount }) => `Сумма: ${amount} руб. (${inWords(parseAmountText(amount) ?? 0)})`),
    `С ответом на предупреждения: ${answered}`,
    `Отпечаток списка: ${list.digest}`,
  ];
}

function subject({ paymentId, requestHash }: { paymentId: string; requestHash: string }): Lines {
  return [`Платёж: ${paymentId}`, `Заявка: ${requestHash}`];
}

function requestLines(
  { paymentId, author, sender, makers = [], payer, payment, evidence }: Textless<RequestEnvelope>,
  inWords: InWords,
): Lines {
  const { payee: known, duplicates, balance, reasons } = evidence;
  const last =
    known.lastPaidOn === null ? '' : `, последний ${known.lastPaidOn} на ${known.lastAmount ?? '?'} руб.`;
  return [
    `Платёж: ${paymentId}`,
    `Плательщик: ${payer.name}, ИНН ${payer.inn}, КПП ${payer.kpp}`,
    ...orderLines(payment, inWords),
    `Отправит: ${sender === author ? 'компьютер составителя' : `компьютер владельца ключа ${sender}`}`,
    ...makers.map((maker) => `Составлял и владелец ключа ${maker}`),
    `Правила: ${reasons.join(', ') || 'без замечаний'}`,
    `Получатель у нас: ${known.standing}, платежей ${known.paidBefore}${last}`,
    ...duplicates.map(
      ({ on, documentNumber, source }) => `Похожий платёж: № ${documentNumber} от ${on} (${source})`,
    ),
    balance === null ? 'Доступно: неизвестно' : `Доступно: ${balance.available} руб. на ${balance.asOf}`,
  ];
}

function orderLines(payment: OrderedPayment, inWords: InWords): Lines {
  const { payee } = payment;
  return [
    `Сумма: ${payment.amount} руб. (${inWords(parseAmountText(payment.amount) ?? 0)})`,
    `Получатель: ${payee.name}, ИНН ${payee.inn}, КПП ${payee.kpp}`,
    `Счёт получателя: ${inFours(payee.account)}`,
    `Банк получателя: ${payee.bankName ?? 'не указан'}, БИК ${payee.bik}, корр. счёт ${payee.corrAccount === null ? 'нет' : inFours(payee.corrAccount)}`,
    `Назначение: ${payment.purpose}`,
    `Со счёта: ${inFours(payment.fromAccount)}`,
    `Документ: № ${payment.documentNumber} от ${payment.documentDate}, очередность ${payment.executionOrder}, УИН ${payment.uin ?? 'нет'}`,
    ...budgetLines(payment),
    `Как: ${ROUTES[payment.route]}`,
  ];
}

/** Nothing where the payment is neither to the budget nor to a person. */
function budgetLines({ tax, revenueTypeCode }: OrderedPayment): Lines {
  const ofPerson = revenueTypeCode === undefined ? [] : [`Код вида дохода (20): ${revenueTypeCode}`];
  if (tax === undefined) return ofPerson;
  const { thirdParty } = tax;
  return [
    `В бюджет: статус (101) ${tax.payerStatus}, КБК (104) ${tax.kbk}, ОКТМО (105) ${tax.oktmo}`,
    `Основание (106) ${tax.evidence}, период (107) ${tax.period}, документ (108) ${tax.docNumber} от (109) ${tax.docDate}`,
    ...(thirdParty === undefined
      ? []
      : [`За кого: ${thirdParty.name}, ИНН ${thirdParty.inn}, КПП ${thirdParty.kpp}`]),
    ...ofPerson,
  ];
}

/** Accounts are read in groups of four. Source: ui.md, «Words». */
function inFours(account: string): string {
  return account.replace(/(\d{4})(?=\d)/g, '$1 ');
}
