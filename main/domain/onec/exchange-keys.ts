/** The versions of the format that are read and written. Source: v8.1c.ru/edi/edi_stnd/100 and 101; tapi.md §8.3. */
export const VERSIONS = ['1.01', '1.02', '1.03'] as const;
export type ExchangeVersion = (typeof VERSIONS)[number];

/** Marks that open and close sections. */
export const MARKS = {
  firstLine: '1CClientBankExchange',
  document: 'СекцияДокумент',
  documentEnd: 'КонецДокумента',
  account: 'СекцияРасчСчет',
  accountEnd: 'КонецРасчСчет',
  fileEnd: 'КонецФайла',
} as const;

type Row = readonly [key: string, name: string, field?: string | null, since?: ExchangeVersion];

/**
 * Keys of a document: as the file writes it, our name, the field of form 0401060, the version that brought it. Source:
 * tapi.md §8.3.
 */
const DOCUMENT_ROWS = [
  ['Номер', 'number', '3'],
  ['Дата', 'date', '4'],
  ['Сумма', 'amount', '7'],
  ['КвитанцияДата', 'receiptDate'],
  ['КвитанцияВремя', 'receiptTime'],
  ['КвитанцияСодержание', 'receiptText'],
  ['ПлательщикСчет', 'payerAccount', '9'],
  ['ДатаСписано', 'debitedOn'],
  ['Плательщик', 'payerWhole', '8'],
  ['ПлательщикИНН', 'payerInn', '60'],
  ['ПлательщикКПП', 'payerKpp', '102'],
  ['Плательщик1', 'payerName', '8'],
  ['Плательщик2', 'payerLine2'],
  ['Плательщик3', 'payerLine3'],
  ['Плательщик4', 'payerLine4'],
  ['ПлательщикРасчСчет', 'payerOwnAccount', '9'],
  ['ПлательщикБанк1', 'payerBank', '10'],
  ['ПлательщикБанк2', 'payerBankCity', '10'],
  ['ПлательщикБИК', 'payerBik', '11'],
  ['ПлательщикКорсчет', 'payerCorrAccount', '12'],
  ['ПолучательСчет', 'payeeAccount', '17'],
  ['ДатаПоступило', 'creditedOn'],
  ['Получатель', 'payeeWhole', '16'],
  ['ПолучательИНН', 'payeeInn', '61'],
  ['ПолучательКПП', 'payeeKpp', '103'],
  ['Получатель1', 'payeeName', '16'],
  ['Получатель2', 'payeeLine2'],
  ['Получатель3', 'payeeLine3'],
  ['Получатель4', 'payeeLine4'],
  ['ПолучательРасчСчет', 'payeeOwnAccount', '17'],
  ['ПолучательБанк1', 'payeeBank', '13'],
  ['ПолучательБанк2', 'payeeBankCity', '13'],
  ['ПолучательБИК', 'payeeBik', '14'],
  ['ПолучательКорсчет', 'payeeCorrAccount', '15'],
  ['ВидПлатежа', 'way', '5'],
  ['ВидОплаты', 'operation', '18'],
  ['Код', 'uin', '22', '1.03'],
  ['СтатусСоставителя', 'payerStatus', '101'],
  ['ПоказательКБК', 'kbk', '104'],
  ['ОКАТО', 'oktmo', '105'],
  ['ПоказательОснования', 'evidence', '106'],
  ['ПоказательПериода', 'period', '107'],
  ['ПоказательНомера', 'docNumber', '108'],
  ['ПоказательДаты', 'docDate', '109'],
  ['ПоказательТипа', 'paymentType', '110'],
  ['СрокПлатежа', 'due'],
  ['Очередность', 'priority', '21'],
  ['НазначениеПлатежа', 'purpose', '24'],
  ['НазначениеПлатежа1', 'purpose1', '24'],
  ['НазначениеПлатежа2', 'purpose2', '24'],
  ['НазначениеПлатежа3', 'purpose3', '24'],
  ['НазначениеПлатежа4', 'purpose4', '24'],
  ['НазначениеПлатежа5', 'purpose5', '24'],
  ['НазначениеПлатежа6', 'purpose6', '24'],
  ['КодНазПлатежа', 'revenueCode', '20', '1.03'],
  ['СрокАкцепта', 'acceptance'],
  ['ВидАккредитива', 'creditKind'],
  ['УсловиеОплаты1', 'condition1'],
  ['УсловиеОплаты2', 'condition2'],
  ['УсловиеОплаты3', 'condition3'],
  ['ПлатежПоПредст', 'onPresentation'],
  ['ДополнУсловия', 'moreConditions'],
  ['НомерСчетаПоставщика', 'supplierAccount'],
  ['ДатаОтсылкиДок', 'documentsSentOn'],
] as const satisfies readonly Row[];

const ACCOUNT_ROWS = [
  ['ДатаНачала', 'from'],
  ['ДатаКонца', 'until'],
  ['РасчСчет', 'account'],
  ['НачальныйОстаток', 'opening'],
  ['ВсегоПоступило', 'received'],
  ['ВсегоСписано', 'spent'],
  ['КонечныйОстаток', 'closing'],
] as const satisfies readonly Row[];

const HEADER_ROWS = [
  ['ВерсияФормата', 'version'],
  ['Кодировка', 'encoding'],
  ['Отправитель', 'sender'],
  ['Получатель', 'receiver'],
  ['ДатаСоздания', 'madeOn'],
  ['ВремяСоздания', 'madeAt'],
  ['ДатаНачала', 'from'],
  ['ДатаКонца', 'until'],
  ['РасчСчет', 'account'],
  ['Документ', 'kind'],
] as const satisfies readonly Row[];

export type DocumentKey = (typeof DOCUMENT_ROWS)[number][1];
export type AccountKey = (typeof ACCOUNT_ROWS)[number][1];
export type HeaderKey = (typeof HEADER_ROWS)[number][1];

/** A key as the format knows it. */
export interface KnownKey<N extends string = string> {
  /** As the file writes it. */
  readonly key: string;
  readonly name: N;
  /** Field of form 0401060. */
  readonly field: string | null;
  readonly since: ExchangeVersion;
}

function toKeys<N extends string>(
  rows: readonly (readonly [string, N, (string | null)?, ExchangeVersion?])[],
): readonly KnownKey<N>[] {
  return rows.map(([key, name, field = null, since = '1.01']) => ({ key, name, field, since }));
}

export const DOCUMENT_KEYS: readonly KnownKey<DocumentKey>[] = toKeys<DocumentKey>(DOCUMENT_ROWS);
export const ACCOUNT_KEYS: readonly KnownKey<AccountKey>[] = toKeys<AccountKey>(ACCOUNT_ROWS);
export const HEADER_KEYS: readonly KnownKey<HeaderKey>[] = toKeys<HeaderKey>(HEADER_ROWS);

const BY_NAME: ReadonlyMap<string, KnownKey<DocumentKey>> = new Map(
  DOCUMENT_KEYS.map((one) => [one.name, one]),
);

/** Returns a key of a document by our name. */
export function documentKey(name: DocumentKey): KnownKey<DocumentKey> {
  const known = BY_NAME.get(name);
  if (known === undefined) throw new TypeError(`no such key: ${name}`);
  return known;
}

/** Finds keys in any letter case. A spelling that was met is remembered, as files repeat theirs ten thousand times. */
export class KeyFinder<N extends string> {
  readonly #bySpelling = new Map<string, KnownKey<N> | null>();
  readonly #byLower: ReadonlyMap<string, KnownKey<N>>;

  constructor(keys: readonly KnownKey<N>[]) {
    this.#byLower = new Map(keys.map((one) => [one.key.toLowerCase(), one]));
  }

  find(spelling: string): KnownKey<N> | null {
    const met = this.#bySpelling.get(spelling);
    if (met !== undefined) return met;
    const known = this.#byLower.get(spelling.toLowerCase()) ?? null;
    // A hostile file may bring a million keys of its own.
    if (this.#bySpelling.size < 1000) this.#bySpelling.set(spelling, known);
    return known;
  }
}

/** How many lines of a sample begin with a key or a mark of the format. */
export function countKnownKeys(sample: string): number {
  const known = new Set(
    [...DOCUMENT_KEYS, ...ACCOUNT_KEYS, ...HEADER_KEYS].map(({ key }) => key.toLowerCase()),
  );
  for (const mark of Object.values(MARKS)) if (mark !== MARKS.firstLine) known.add(mark.toLowerCase());
  const keys = sample.split(/[\r\n]+/).map((line) => (line.split('=', 1)[0] ?? '').trim().toLowerCase());
  return keys.filter((key) => known.has(key)).length;
}
