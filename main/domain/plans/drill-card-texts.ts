import type { PlanTarget } from '../../../contract/areas/plans.ts';
import type { Language } from '../../../contract/areas/session.ts';

/** The words of the printed card; the screens have theirs in the renderer. */
export interface DrillCardTexts {
  readonly title: string;
  readonly all: string;
  readonly madeAt: string;
  readonly lead: string;
  readonly how: string;
  readonly today: string;
  readonly older: string;
  readonly webOnly: string;
  readonly done: string;
  readonly token: string;
  readonly company: string;
  readonly sign: string;
  readonly can: string;
  readonly addresses: string;
  readonly anyAddress: string;
  readonly issuer: string;
  readonly time: string;
  readonly damage: Readonly<Record<PlanTarget['damage'], string>>;
  readonly call: string;
  readonly callText: string;
  readonly also: string;
  readonly alsoPassword: string;
  readonly alsoCertificate: string;
  readonly total: string;
  readonly who: string;
  readonly noSecrets: string;
}

/**
 * Source of the facts: tapi.md §1 (support), §2.4 (a changed password resets the authorisation), §2.5 (clicks), §4.1
 * (an old certificate stays valid).
 */
export const DRILL_CARD_TEXTS: Readonly<Record<Language, DrillCardTexts>> = {
  ru: {
    title: 'Карточка пожарной тревоги',
    all: 'Все организации',
    madeAt: 'Составлена',
    lead: 'Отзывайте токены сверху вниз: первым стоит тот, которым можно нанести больший ущерб.',
    how: 'Как отозвать токен',
    today: 'Сегодняшний кабинет',
    older: 'Прежний кабинет',
    webOnly: 'Только в браузере: в мобильном приложении этого раздела нет. Входит тот, кто выпустил токен.',
    done: 'Отозван',
    token: 'Токен',
    company: 'Организация',
    sign: 'Приметы',
    can: 'Может',
    addresses: 'Откуда работает',
    anyAddress: 'с любого адреса',
    issuer: 'Кто выпустил',
    time: 'Время',
    damage: { money: 'Двигает деньги', drafts: 'Создаёт черновики', reads: 'Только читает' },
    call: 'Кому сообщить в банке',
    callText:
      'Поддержка T-API: {mail}. Телефон поддержки и контакты вашего менеджера посмотрите в кабинете банка и впишите сюда заранее:',
    also: 'Что ещё закрывает доступ',
    alsoPassword: 'Смена пароля в кабинете сбрасывает авторизации того, кто выпустил токены.',
    alsoCertificate:
      'Перевыпуск сертификата не отменяет прежний: он действует до своей даты, но без токена бесполезен.',
    total: 'Всего времени',
    who: 'Кто проводил',
    noSecrets: 'На карточке нет ни одного секрета. Её можно хранить в папке.',
  },
  en: {
    title: 'Fire-drill card',
    all: 'All companies',
    madeAt: 'Made',
    lead: 'Revoke tokens from top to bottom: the one that can do most damage comes first.',
    how: 'How to revoke a token',
    today: 'Today’s cabinet',
    older: 'Older cabinet',
    webOnly: 'In the browser only: the mobile app has no such section. Whoever issued the token signs in.',
    done: 'Revoked',
    token: 'Token',
    company: 'Company',
    sign: 'Marks',
    can: 'Can',
    addresses: 'Works from',
    anyAddress: 'any address',
    issuer: 'Issued by',
    time: 'Time',
    damage: { money: 'Moves money', drafts: 'Makes drafts', reads: 'Reads only' },
    call: 'Whom to tell at the bank',
    callText:
      'T-API support: {mail}. Look up the phone of support and of your manager in the bank’s cabinet and write them here beforehand:',
    also: 'What else closes access',
    alsoPassword: 'A new password in the cabinet resets the authorisations of whoever issued the tokens.',
    alsoCertificate:
      'Reissuing a certificate does not cancel the old one: it is valid to its own date, but useless without a token.',
    total: 'Total time',
    who: 'Carried out by',
    noSecrets: 'There is no secret on this card. It can be kept in a folder.',
  },
};
