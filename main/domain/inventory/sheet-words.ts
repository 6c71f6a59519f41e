import type { Language } from '../../../contract/areas/session.ts';
import type { InventoryDocument } from './inventory-document.ts';
import type { DayForm } from '../../ports/sheet-ports.ts';

type DocumentToken = InventoryDocument['tokens'][number];
type DocumentCertificate = InventoryDocument['certificates'][number];

/**
 * Words of the tables and of the printed page; texts of main, because the files are made here and not on the screen.
 */
export interface SheetWords {
  readonly dayForm: DayForm;
  readonly fileName: string;
  readonly tokens: string;
  readonly certificates: string;
  readonly title: string;
  readonly severalCompanies: string;
  readonly asOf: string;
  readonly count: (tokens: number) => string;
  readonly noSecrets: string;
  readonly damaged: (records: number) => string;
  readonly anyAddress: string;
  readonly columns: Readonly<Record<SheetHeading, string>>;
  readonly status: Readonly<Record<DocumentToken['status'], string>>;
  readonly secretPlace: Readonly<Record<DocumentToken['secretPlace'], string>>;
  readonly usedBy: Readonly<Record<NonNullable<DocumentToken['lastUsedBy']>, string>>;
  readonly certificateState: Readonly<Record<DocumentCertificate['state'], string>>;
  readonly keyPlace: Readonly<Record<DocumentCertificate['keyPlaces'][number]['kind'], string>>;
}

export type SheetHeading =
  | 'label'
  | 'company'
  | 'inn'
  | 'accesses'
  | 'ips'
  | 'lastUsed'
  | 'usedBy'
  | 'aliveUntil'
  | 'daysLeft'
  | 'certificate'
  | 'certificateEnds'
  | 'status'
  | 'secretPlace'
  | 'issuer'
  | 'issuedOn'
  | 'words'
  | 'lastFour'
  | 'purpose'
  | 'state'
  | 'notBefore'
  | 'notAfter'
  | 'holder'
  | 'serial'
  | 'subject'
  | 'keyPlaces'
  | 'usedTokens';

export const SHEET_WORDS: Readonly<Record<Language, SheetWords>> = {
  ru: {
    dayForm: 'dd.mm.yyyy',
    fileName: 'Опись токенов',
    tokens: 'Токены',
    certificates: 'Сертификаты',
    title: 'Опись токенов T‑API',
    severalCompanies: 'Несколько организаций',
    asOf: 'Составлена',
    count: (tokens) => `Токенов: ${tokens}`,
    noSecrets: 'В описи нет ни одного секрета.',
    damaged: (records) => `Повреждённых записей, которых здесь нет: ${records}`,
    anyAddress: 'с любого адреса',
    columns: {
      label: 'Название',
      company: 'Организация',
      inn: 'ИНН',
      accesses: 'Доступы',
      ips: 'IP‑адреса',
      lastUsed: 'Использован',
      usedBy: 'Кто видел',
      aliveUntil: 'Жив до',
      daysLeft: 'Осталось дней',
      certificate: 'Сертификат',
      certificateEnds: 'Сертификат до',
      status: 'Состояние',
      secretPlace: 'Текст токена',
      issuer: 'Кто выпустил',
      issuedOn: 'Выпущен',
      words: 'Слова',
      lastFour: 'Последние знаки',
      purpose: 'Зачем',
      state: 'Состояние',
      notBefore: 'Действует с',
      notAfter: 'Действует до',
      holder: 'Чья подпись',
      serial: 'Серийный номер',
      subject: 'Владелец',
      keyPlaces: 'Где ключ',
      usedTokens: 'Токенов с ним',
    },
    status: {
      planned: 'Задуман',
      issued: 'Не проверен',
      active: 'Действует',
      retiring: 'На замене',
      quarantined: 'В карантине',
      revoked: 'Отозван',
      dead: 'Мёртв',
      lost: 'Утрачен',
      frozen: 'Заморожен',
    },
    secretPlace: { here: 'в этой связке ключей', elsewhere: 'не здесь', wiped: 'уничтожен' },
    usedBy: { here: 'здесь', 'other-workplace': 'другое место', person: 'со слов человека' },
    certificateState: {
      valid: 'Действует',
      'expires-soon': 'Скоро закончится',
      expired: 'Истёк',
      'not-yet-valid': 'Ещё не действует',
      retired: 'Выведен',
    },
    keyPlace: { here: 'в этой связке ключей', elsewhere: 'на другом компьютере', lost: 'неизвестно' },
  },
  en: {
    dayForm: 'yyyy-mm-dd',
    fileName: 'Token inventory',
    tokens: 'Tokens',
    certificates: 'Certificates',
    title: 'Inventory of T-API tokens',
    severalCompanies: 'Several companies',
    asOf: 'Made',
    count: (tokens) => `Tokens: ${tokens}`,
    noSecrets: 'There is no secret in this inventory.',
    damaged: (records) => `Damaged records, which are missing here: ${records}`,
    anyAddress: 'any address',
    columns: {
      label: 'Name',
      company: 'Company',
      inn: 'INN',
      accesses: 'Accesses',
      ips: 'IP addresses',
      lastUsed: 'Last used',
      usedBy: 'Seen by',
      aliveUntil: 'Alive until',
      daysLeft: 'Days left',
      certificate: 'Certificate',
      certificateEnds: 'Certificate until',
      status: 'State',
      secretPlace: 'Token text',
      issuer: 'Issued by',
      issuedOn: 'Issued on',
      words: 'Words',
      lastFour: 'Last characters',
      purpose: 'Purpose',
      state: 'State',
      notBefore: 'Valid from',
      notAfter: 'Valid until',
      holder: 'Whose signature',
      serial: 'Serial number',
      subject: 'Subject',
      keyPlaces: 'Where the key is',
      usedTokens: 'Tokens with it',
    },
    status: {
      planned: 'Planned',
      issued: 'Not checked',
      active: 'Active',
      retiring: 'Being replaced',
      quarantined: 'In quarantine',
      revoked: 'Revoked',
      dead: 'Dead',
      lost: 'Lost',
      frozen: 'Frozen',
    },
    secretPlace: { here: 'in this keychain', elsewhere: 'not here', wiped: 'destroyed' },
    usedBy: { here: 'here', 'other-workplace': 'another place', person: 'told by a person' },
    certificateState: {
      valid: 'Valid',
      'expires-soon': 'Ends soon',
      expired: 'Expired',
      'not-yet-valid': 'Not valid yet',
      retired: 'Retired',
    },
    keyPlace: { here: 'in this keychain', elsewhere: 'on another computer', lost: 'unknown' },
  },
};
