import { T_BANK } from '../../../../contract/t-bank/t-bank.ts';
import { moscowDate } from '../../../../contract/values/dates.ts';
import { moscowMoment } from '../../../../contract/values/moscow-moment.ts';
import { formatDayText } from '../../../../contract/values/parse-day.ts';
import type { Company } from '../../companies/company.ts';
import type { Payment } from '../payment.ts';
import { executionWord } from './execution.ts';

/** What stands in «Отметки банка», and pale across the sheet. The printed form is Russian. */
export interface OrderMark {
  readonly title: string;
  readonly lines: readonly string[];
  readonly watermark: readonly string[];
}

type Status = Payment['status'];

const DRAFT = 'ПРОЕКТ';
const NOT_EXECUTED = 'НЕ ИСПОЛНЕНО';
const UNKNOWN = 'ИСПОЛНЕНИЕ НЕИЗВЕСТНО';
const OTHERWISE = 'ИСПОЛНЕНО ИНАЧЕ';
const UNCONFIRMED = 'БАНКОМ НЕ ПОДТВЕРЖДЕНО';

/** Title, word across the sheet and the reason, by the state of a payment that the bank has not executed. */
const NOT_YET: Readonly<Record<Exclude<Status, 'executed'>, readonly [string, string, string]>> = {
  draft: [NOT_EXECUTED, DRAFT, 'Черновик, в банк не отправлен'],
  submitted: [NOT_EXECUTED, DRAFT, 'Ждёт согласования, в банк не отправлено'],
  approved: [NOT_EXECUTED, DRAFT, 'Готово к отправке, в банк не отправлено'],
  submitting: [UNKNOWN, UNKNOWN, 'Отправляется в банк'],
  'in-progress': [NOT_EXECUTED, NOT_EXECUTED, 'Принято банком, ещё не исполнено'],
  unknown: [UNKNOWN, UNKNOWN, 'Отправлено, банк не ответил'],
  'handed-over': [NOT_EXECUTED, NOT_EXECUTED, 'Черновик в онлайн-банке, ждёт подписи там'],
  failed: [NOT_EXECUTED, NOT_EXECUTED, 'Банк отказал в исполнении'],
  refused: [NOT_EXECUTED, NOT_EXECUTED, 'Отклонено при согласовании'],
  cancelled: [NOT_EXECUTED, NOT_EXECUTED, 'Отменено'],
  expired: [NOT_EXECUTED, NOT_EXECUTED, 'Срок запроса вышел'],
};

/** Says how the payment stands, as the sheet tells it. */
export function orderMark(payment: Payment, payer: Pick<Company, 'environment'>): OrderMark {
  const place = notRealBank(payer);
  if (payment.status !== 'executed') {
    const [title, watermark, reason] = NOT_YET[payment.status];
    return { title, lines: [reason, ...place], watermark: [watermark, ...place] };
  }
  const { by, who, at } = executionWord(payment);
  const heard = moscowMoment(at);
  if (by === 'person') {
    const lines = [`Подписано в онлайн-банке, сообщил(а) ${who}`, heard, ...place];
    return { title: UNCONFIRMED, lines, watermark: [UNCONFIRMED, ...place] };
  }
  if (payment.inBank?.kind === 'changed') {
    const lines = [
      'Изменено в онлайн-банке до подписи',
      'Исполнено не так, как напечатано здесь',
      heard,
      ...place,
    ];
    return { title: OTHERWISE, lines, watermark: [OTHERWISE, ...place] };
  }
  const source = by === 'bank' ? 'По ответу банка' : `По ответу банка, сообщил(а) ${who}`;
  const bank = `${T_BANK.name}, БИК ${T_BANK.bik}`;
  return { title: 'ИСПОЛНЕНО', lines: [bank, source, heard, ...place], watermark: place };
}

/** Says in a line how the payment stands. */
export function standingText(payment: Payment): string {
  if (payment.status !== 'executed') return NOT_YET[payment.status][2];
  if (payment.inBank?.kind === 'changed') return 'Исполнено иначе: изменено в онлайн-банке';
  const { by, at } = executionWord(payment);
  return by === 'person' ? 'Банком не подтверждено' : `Исполнено ${formatDayText(moscowDate(at))}`;
}

/** Names a bank that moves no money; nothing for the real one. */
export function notRealBank({ environment }: Pick<Company, 'environment'>): readonly string[] {
  if (environment === 'production') return [];
  return [environment === 'training' ? 'УЧЕБНЫЙ БАНК' : 'ПЕСОЧНИЦА'];
}
