import type { Role } from '../../contract/areas/session.ts';
import type { ExportFault } from '../../main/domain/audit/journal-export.ts';
import type { InventoryDocument } from '../../main/domain/inventory/inventory-document.ts';
import type { EnvelopeFlaw } from '../../main/domain/envelopes/envelope-file.ts';

type TokenStatus = InventoryDocument['tokens'][number]['status'];
type CertificateState = InventoryDocument['certificates'][number]['state'];

/** What a good journal is told with. */
interface JournalGood {
  readonly isWhole: boolean;
  readonly lines: number;
  readonly size: number;
  readonly at: string;
  readonly publicKey: string;
}

const JOURNAL_FAULT_RU: Readonly<Record<ExportFault, string>> = {
  form: 'она записана не так, как пишет программа',
  order: 'строки не хватает, она повторена или стоит не на месте',
  chain: 'она не продолжает строку перед ней',
  proof: 'такой строки нет в подписанном журнале',
  checkpoint: 'строки согласованы между собой, но подписаны были другие',
  signature: 'подпись не подходит',
  cut: 'конец файла потерян',
};

const JOURNAL_FAULT_EN: Readonly<Record<ExportFault, string>> = {
  form: 'it is not written as the program writes it',
  order: 'a line is missing, repeated or out of its place',
  chain: 'it does not follow the line before it',
  proof: 'the signed journal has no such line',
  checkpoint: 'the lines hold together, but others were signed',
  signature: 'the signature does not fit',
  cut: 'the end of the file is lost',
};

const ru = {
  language: 'ru' as 'ru' | 'en',
  usage: 'Использование: npm run --silent cli -- КОМАНДА …',
  unknownCommand: 'Такой команды нет.',
  inventoryHelp: `inventory --profile ПАПКА [--json] [--passphrase-stdin] [--lang ru|en]
  Показывает токены и сертификаты профиля без секретов и ничего в нём не меняет; приложение может быть открыто.
  --profile ПАПКА      папка профиля
  --json               один документ JSON, описан в docs/format/inventory.md
  --passphrase-stdin   прочитать пароль запасного ключа из первой строки стандартного ввода
  --lang ru|en         язык; без него — по LANG
  Хранилище открывается учебной копией ключа, связкой ключей или запасным ключом (его задают в Настройках).
  Коды: 0 готово · 2 показано не всё, часть хранилища повреждена · 64 неверный вызов · 65 повреждено · 66 нет профиля или
  хранилища · 69 нечем открыть · 70 наша ошибка · 74 диск · 77 пароль не подошёл или не дан
`,
  envelopeHelp: `envelope show ФАЙЛ [--people ФАЙЛ] [--identity ФАЙЛ] [--lang ru|en]
  Проверяет конверт и показывает его текст, автора и хеш; описан в docs/format/envelope.md.
  --people ФАЙЛ        список людей рабочей группы: называет автора
  --identity ФАЙЛ      файл ключа age, когда конверт зашифрован
  Коды: 0 конверт цел · 64 неверный вызов · 65 не цел или не открывается · 66 нет файла
`,
  backupHelp: `backup show ФАЙЛ [--json] [--identity ФАЙЛ] [--passphrase-stdin] [--lang ru|en]
  Проверяет резервную копию (открывается, каждая запись читается, журнал сходится) и показывает, что в ней есть;
  описана в docs/format/backup.md. Ничего не меняет и не оставляет на диске.
  --json               один документ JSON
  --identity ФАЙЛ      файл ключа age, если копию зашифровали заново для ключа
  --passphrase-stdin   прочитать пароль копии из первой строки стандартного ввода; без него — с терминала
  Коды: 0 копия цела · 2 это не резервная копия · 64 неверный вызов · 65 повреждена или сделана более новой программой ·
  66 нет файла · 77 пароль не подошёл или не дан
`,
  requisitesHelp: `requisites check --json [--today ДАТА] [--lang ru|en]
  Проверяет реквизиты: по одному объекту JSON в строке стандартного ввода, по одному ответу в строке вывода.
  Вход: {"kind": "inn|kpp|bik|account|uin|kbk|oktmo|amount|date|purpose", "input": "…", "bik": "…", "role": "client|correspondent|treasury"}
  Ответ: {"valid", "level", "code", "message"}; valid — законно, level error — ошибка или не принимает T-API.
  --today ДАТА         день платежа; без него — сегодня в Москве
  Коды: 0 отвечено на всё · 64 неверный вызов · 65 какая-то строка не понята
`,
  ordersHelp: `orders check ФАЙЛ --json [--today ДАТА] [--lang ru|en]
  Читает файл обмена 1С (1CClientBankExchange 1.01–1.03) и называет все ошибки всех документов; описан в docs/format/orders-check.md.
  --json               один документ JSON
  --today ДАТА         день, на который проверять; без него — сегодня в Москве
  Коды: 0 ошибок нет · 1 есть ошибка · 2 это не файл обмена 1С · 64 неверный вызов · 66 нет файла
`,
  ordersSampleHelp: `orders sample ПАПКА [--today ДАТА] [--lang ru|en]
  Пишет в папку файлы обмена 1С учебной компании: платёжки на оплату (1c_to_kl.txt) и выписку за месяц (kl_to_1c.txt).
  --today ДАТА         день платёжек; выписка кончается днём раньше
  Коды: 0 файлы записаны · 64 неверный вызов · 74 файл уже есть или не пишется
`,
  qrHelp: `qr show ФАЙЛ [--raw] --json [--today ДАТА] [--lang ru|en]
  Читает QR-код счёта (ST00011, ST00012, ST00013) и показывает поля платежа; описан в docs/format/qr-show.md.
  --raw                в файле байты самого кода; без него — картинка (PNG, JPEG)
  --json               один документ JSON
  Коды: 0 прочитан · 1 нельзя утвердить или нужен ответ · 2 это не QR счёта · 64 неверный вызов · 66 нет файла
`,
  journalHelp: `journal verify ФАЙЛ [--key КЛЮЧ] [--json] [--lang ru|en]
  Проверяет сохранённый журнал без приложения и называет первую строку, с которой он не цел; описан в docs/format/journal.md.
  --key КЛЮЧ           открытый ключ компьютера (base64): подпись другого ключа не годится
  --json               один документ JSON
  Коды: 0 цел · 1 не цел · 2 это не журнал · 64 неверный вызов · 66 нет файла
`,
  onlyJson: 'Эта команда печатает только JSON: добавьте --json',
  oneFile: 'Укажите один файл.',
  oneFolder: 'Укажите одну папку.',
  notWritten: (file: string) => `Файл ${file} не записан: он уже есть или папка не пишется.`,
  notExchangeFile: 'Это не файл обмена 1С: первая строка — не «1CClientBankExchange».',
  noSuchDay: (text: string) => `Не понимаю дату ${text}: нужна, например, 2026-11-30.`,
  requisiteLine: 'Строка не понята: нужен объект JSON с kind и input.',
  noProfile: 'Укажите папку профиля: --profile ПАПКА',
  unknownOption: (what: string) => `Не понимаю: ${what}. Справка: --help`,
  noSuchProfile: (dir: string) => `В папке ${dir} нет профиля «Ключника».`,
  profileUnreadable: (dir: string) =>
    `Профиль в папке ${dir} не читается: проверьте права и файл profile.json.`,
  noVault: (dir: string) => `В профиле ${dir} ещё нет хранилища.`,
  noWay:
    'Связка ключей закрыта или недоступна, а запасной ключ не задан. Откройте связку ключей или задайте запасной ключ в Настройках.',
  noTerminal: 'Нужен пароль запасного ключа, а терминала нет. Передайте его через --passphrase-stdin.',
  noPassphrase: 'Пароль не дан.',
  askPassphrase: 'Пароль запасного ключа: ',
  wrongPassphrase: 'Пароль не подошёл.',
  spareDamaged: 'Файл запасного ключа повреждён. Откройте связку ключей.',
  wrongKey: 'Ключ не подходит к этому хранилищу.',
  damaged: 'Файл хранилища повреждён, и прочитать из него ничего не удалось.',
  partial: (count: number) =>
    `Часть хранилища повреждена, не прочитано записей: ${count}. Показано то, что уцелело.`,
  tooNew: 'Хранилище создано более новой версией программы.',
  io: 'Не удалось прочитать файл хранилища или сделать временную копию.',
  companyColumns: ['Организация', 'ИНН', 'КПП', 'Среда'],
  tokenColumns: ['Организация', 'Токен', 'Доступы', 'IP', 'Использован', 'Жив до', 'Дней', 'Состояние'],
  certificateColumns: ['Организация', 'Сертификат', 'Действует до', 'Дней', 'Состояние'],
  off: 'проверка выключена',
  never: 'никогда',
  statuses: {
    planned: 'задуман',
    issued: 'выпущен',
    active: 'действует',
    retiring: 'выводится',
    quarantined: 'в карантине',
    revoked: 'отозван',
    dead: 'не действует',
    lost: 'потерян',
    frozen: 'заморожен',
  } satisfies Record<TokenStatus, string>,
  certificateStates: {
    valid: 'действует',
    'expires-soon': 'скоро закончится',
    expired: 'закончился',
    'not-yet-valid': 'ещё не действует',
    retired: 'не используется',
  } satisfies Record<CertificateState, string>,
  notJournal: 'Это не журнал, сохранённый «Ключником».',
  journalBroken: ({ fault, line, seq }: { fault: ExportFault; line: number; seq: number | null }) =>
    `Не цел. Строка файла ${line}${seq === null ? '' : `, строка журнала ${seq}`}: ${JOURNAL_FAULT_RU[fault]}.`,
  journalGood: ({ isWhole, lines, size, at, publicKey }: JournalGood) =>
    `Цел. ${isWhole ? `Весь журнал, строк: ${lines}` : `Строк: ${lines} из ${size}`}. Подписан ${at} ключом ${publicKey}`,
  notBackup: 'Это не резервная копия «Ключника».',
  backupTooNew: 'Копию сделала более новая версия программы.',
  backupDamaged: (line: number | null) =>
    line === null ? 'Копия повреждена или обрезана.' : `Копия повреждена: строка ${line}.`,
  askBackupPassphrase: 'Пароль резервной копии: ',
  noBackupTerminal: 'Нужен пароль резервной копии, а терминала нет. Передайте его через --passphrase-stdin.',
  backupNoSecrets: 'Секретов (токенов и ключей) в копии нет.',
  backupSecrets: (count: number) => `Секретов (токенов и ключей) в копии: ${count}`,
  backupFields: {
    madeAt: 'Сделана',
    newestAt: 'Последняя запись',
    program: 'Версия программы',
    companies: 'Организации',
    people: 'Людей',
    tokens: 'Токенов',
    certificates: 'Сертификатов',
    payments: 'Платежей',
    openPayments: 'Из них не завершены',
    journal: 'Строк журнала, цепочка цела',
    records: 'Всего записей без журнала',
  },
  oneEnvelope: 'Укажите один файл конверта.',
  noFile: (file: string) => `Файл ${file} не читается.`,
  sealed: 'Конверт зашифрован. Укажите файл своего ключа: --identity ФАЙЛ',
  notForUs: 'Этим ключом конверт не открывается: он для других, повреждён или слишком велик.',
  noIdentity: 'В файле нет ключа age (строки AGE-SECRET-KEY-1…).',
  peopleBad: 'Список людей не цел, автор по нему не назван.',
  author: (who: string) => `Автор: ${who}`,
  stranger: (key: string) => `ключа нет в списке людей: ${key}`,
  expiredKey: (who: string) => `${who}; этот ключ уже не действовал`,
  otherOrganization: 'Список людей другой рабочей группы, автор по нему не назван.',
  roles: { accountant: 'бухгалтер', director: 'директор', auditor: 'аудитор' } satisfies Record<Role, string>,
  hash: (hash: string) => `Хеш: ${hash}`,
  documents: {
    people: (version: number) => `Люди рабочей группы, версия ${version}`,
    policy: (version: number) => `Правила платежей, версия ${version}`,
    decision: () => 'Решение, какая версия документов действует',
  },
  documentIssued: (at: string) => `Составлено: ${at}`,
  changesNeed: (count: number) => `Изменения подписывают директора: ${count}`,
  signedBy: (key: string) => `Подписано ключом: ${key}`,
  documentBad: (flaw: string) => `Документ не цел: ${flaw}. Ничему в нём верить нельзя.`,
  comparePeople: (hash: string) => `Список людей подписан, хеш ${hash}. Ваш ли он, сверьте с приложением.`,
  envelopeFlaws: {
    'too-large': 'файл слишком большой',
    'not-signed-text': 'это не подписанный текст «Ключника»',
    'newer-version': 'он сделан более новой версией программы',
    signature: 'подпись неверна',
    'not-canonical': 'запись не в канонической форме',
    form: 'в нём не те поля',
    times: 'сроки не сходятся',
    'text-differs': 'текст не совпадает с полями',
    'payment-id': 'номер платежа не от этого платежа',
    'list-differs': 'список не сходится со своими платежами',
  } satisfies Record<EnvelopeFlaw, string>,
  envelopeBad: (flaw: string) => `Конверт не цел: ${flaw}. Ничему в нём верить нельзя.`,
};

export type CliTexts = typeof ru;

const en: CliTexts = {
  language: 'en',
  usage: 'Usage: npm run --silent cli -- COMMAND …',
  unknownCommand: 'There is no such command.',
  inventoryHelp: `inventory --profile DIR [--json] [--passphrase-stdin] [--lang ru|en]
  Shows the tokens and certificates of a profile, no secrets, and changes nothing in it; the app may be open.
  --profile DIR        folder of the profile
  --json               one JSON document, described in docs/format/inventory.md
  --passphrase-stdin   read the passphrase of the spare key from the first line of standard input
  --lang ru|en         language; by LANG without it
  The vault is opened by the training copy of its key, by the keychain or by the spare key (set in Settings).
  Exit codes: 0 done · 2 not everything shown, part of the vault is damaged · 64 wrong call · 65 damaged · 66 no profile or
  vault · 69 nothing opens it · 70 our bug · 74 disk · 77 passphrase wrong or not given
`,
  envelopeHelp: `envelope show FILE [--people FILE] [--identity FILE] [--lang ru|en]
  Checks an envelope and shows its text, author and hash; described in docs/format/envelope.md.
  --people FILE        people document of the workgroup: names the author
  --identity FILE      age identity file, when the envelope is encrypted
  Exit codes: 0 the envelope holds · 64 wrong call · 65 it does not hold or does not open · 66 no such file
`,
  backupHelp: `backup show FILE [--json] [--identity FILE] [--passphrase-stdin] [--lang ru|en]
  Proves a backup (it opens, every record reads, the journal holds) and prints what is in it; see docs/format/backup.md.
  Changes nothing and leaves nothing on the disk.
  --json               one JSON document
  --identity FILE      key file of age, if the backup was encrypted anew to a key
  --passphrase-stdin   read the passphrase of the backup from the first line of standard input; else from the terminal
  Exit codes: 0 whole · 2 no backup · 64 wrong call · 65 damaged, or made by a newer program · 66 no file ·
  77 wrong or missing passphrase
`,
  requisitesHelp: `requisites check --json [--today DATE] [--lang ru|en]
  Checks requisites: one JSON object a line of standard input, one answer a line of output.
  Input: {"kind": "inn|kpp|bik|account|uin|kbk|oktmo|amount|date|purpose", "input": "…", "bik": "…", "role": "client|correspondent|treasury"}
  Answer: {"valid", "level", "code", "message"}; valid is lawful, level error is wrong or not taken by T-API.
  --today DATE         day of payment; without it today in Moscow
  Exit codes: 0 all answered · 64 wrong call · 65 some line was not understood
`,
  ordersHelp: `orders check FILE --json [--today DATE] [--lang ru|en]
  Reads an exchange file of 1C (1CClientBankExchange 1.01–1.03) and names all faults of all documents; described in docs/format/orders-check.md.
  --json               one JSON document
  --today DATE         the day to check for; without it today in Moscow
  Exit codes: 0 no error · 1 an error · 2 no exchange file of 1C · 64 wrong call · 66 no such file
`,
  ordersSampleHelp: `orders sample FOLDER [--today DATE] [--lang ru|en]
  Writes exchange files of 1C of the training company into a folder: orders to pay (1c_to_kl.txt) and a month's statement (kl_to_1c.txt).
  --today DATE         the day of the orders; the statement ends the day before
  Codes: 0 written · 64 wrong call · 74 a file is there already or cannot be written
`,
  qrHelp: `qr show FILE [--raw] --json [--today DATE] [--lang ru|en]
  Reads the QR code of an invoice (ST00011, ST00012, ST00013) and shows the fields of the payment; described in docs/format/qr-show.md.
  --raw                the file holds the bytes of the symbol; without it a picture (PNG, JPEG)
  --json               one JSON document
  Exit codes: 0 read · 1 cannot be approved, or wants an answer · 2 no QR code of an invoice · 64 wrong call · 66 no such file
`,
  journalHelp: `journal verify FILE [--key KEY] [--json] [--lang ru|en]
  Checks a saved journal without the app and names the first line from which it is not whole; described in docs/format/journal.md.
  --key KEY            the public key of the computer (base64): no other signature will do
  --json               one JSON document
  Exit codes: 0 whole · 1 not whole · 2 no journal · 64 wrong call · 66 no such file
`,
  onlyJson: 'This command prints JSON only: add --json',
  oneFile: 'Name one file.',
  oneFolder: 'Name one folder.',
  notWritten: (file: string) =>
    `${file} was not written: it is there already, or the folder cannot be written to.`,
  notExchangeFile: 'This is no exchange file of 1C: its first line is not “1CClientBankExchange”.',
  noSuchDay: (text) => `Cannot understand the day ${text}: write it like 2026-11-30.`,
  requisiteLine: 'The line was not understood: a JSON object with kind and input is needed.',
  noProfile: 'Name the folder of the profile: --profile DIR',
  unknownOption: (what) => `Cannot understand: ${what}. See --help`,
  noSuchProfile: (dir) => `There is no profile of Klyuchnik in ${dir}.`,
  profileUnreadable: (dir) =>
    `The profile in ${dir} cannot be read: check the rights and the file profile.json.`,
  noVault: (dir) => `The profile ${dir} has no vault yet.`,
  noWay:
    'The keychain is locked or not there, and no spare key is set. Unlock the keychain, or set a spare key in Settings.',
  noTerminal:
    'The passphrase of the spare key is needed and there is no terminal. Give it by --passphrase-stdin.',
  noPassphrase: 'No passphrase was given.',
  askPassphrase: 'Passphrase of the spare key: ',
  wrongPassphrase: 'The passphrase does not fit.',
  spareDamaged: 'The file of the spare key is damaged. Unlock the keychain.',
  wrongKey: 'The key does not open this vault.',
  damaged: 'The file of the vault is damaged, and nothing could be read from it.',
  partial: (count) => `Part of the vault is damaged, records not read: ${count}. What is left is shown.`,
  tooNew: 'The vault was made by a newer version of the program.',
  io: 'The file of the vault could not be read, or the temporary copy not made.',
  companyColumns: ['Company', 'INN', 'KPP', 'Environment'],
  tokenColumns: ['Company', 'Token', 'Accesses', 'IP', 'Last used', 'Alive until', 'Days', 'State'],
  certificateColumns: ['Company', 'Certificate', 'Valid until', 'Days', 'State'],
  off: 'check off',
  never: 'never',
  statuses: {
    planned: 'planned',
    issued: 'issued',
    active: 'active',
    retiring: 'retiring',
    quarantined: 'quarantined',
    revoked: 'revoked',
    dead: 'dead',
    lost: 'lost',
    frozen: 'frozen',
  },
  certificateStates: {
    valid: 'valid',
    'expires-soon': 'expires soon',
    expired: 'expired',
    'not-yet-valid': 'not yet valid',
    retired: 'retired',
  },
  notJournal: 'This is no journal that Klyuchnik saved.',
  journalBroken: ({ fault, line, seq }) =>
    `Not whole. Line ${line} of the file${seq === null ? '' : `, line ${seq} of the journal`}: ${JOURNAL_FAULT_EN[fault]}.`,
  journalGood: ({ isWhole, lines, size, at, publicKey }) =>
    `Whole. ${isWhole ? `The whole journal, lines: ${lines}` : `Lines: ${lines} of ${size}`}. Signed ${at} by the key ${publicKey}`,
  notBackup: 'This is no backup of Klyuchnik.',
  backupTooNew: 'The backup was made by a newer version of the program.',
  backupDamaged: (line) =>
    line === null ? 'The backup is damaged or cut.' : `The backup is damaged: line ${line}.`,
  askBackupPassphrase: 'Passphrase of the backup: ',
  noBackupTerminal:
    'The passphrase of the backup is needed, and there is no terminal. Pass it by --passphrase-stdin.',
  backupNoSecrets: 'No secrets (tokens, keys) are in the backup.',
  backupSecrets: (count) => `Secrets (tokens, keys) in the backup: ${count}`,
  backupFields: {
    madeAt: 'Made',
    newestAt: 'Newest record',
    program: 'Version of the program',
    companies: 'Companies',
    people: 'People',
    tokens: 'Tokens',
    certificates: 'Certificates',
    payments: 'Payments',
    openPayments: 'Of them not finished',
    journal: 'Lines of the journal, chain whole',
    records: 'Records without the journal',
  },
  oneEnvelope: 'Name one file of an envelope.',
  noFile: (file) => `The file ${file} cannot be read.`,
  sealed: 'The envelope is encrypted. Name the file of your key: --identity FILE',
  notForUs: 'This key does not open the envelope: it is for others, damaged, or too large.',
  noIdentity: 'The file holds no age identity (a line AGE-SECRET-KEY-1…).',
  peopleBad: 'The people document does not hold, so the author is not named by it.',
  author: (who) => `Author: ${who}`,
  stranger: (key) => `the key is not in the people document: ${key}`,
  expiredKey: (who) => `${who}; this key was no longer valid`,
  otherOrganization: 'The people document is of another workgroup, so the author is not named by it.',
  roles: { accountant: 'accountant', director: 'director', auditor: 'auditor' },
  hash: (hash) => `Hash: ${hash}`,
  documents: {
    people: (version) => `People of the workgroup, version ${version}`,
    policy: (version) => `Rules of payments, version ${version}`,
    decision: () => 'Decision of a director on which version of the documents holds',
  },
  documentIssued: (at) => `Made: ${at}`,
  changesNeed: (count) => `Directors who sign a change: ${count}`,
  signedBy: (key) => `Signed by the key: ${key}`,
  documentBad: (flaw) => `The document does not hold: ${flaw}. Nothing in it may be trusted.`,
  comparePeople: (hash) =>
    `The people document is signed, hash ${hash}. Compare it with the app to know that it is yours.`,
  envelopeFlaws: {
    'too-large': 'the file is too large',
    'not-signed-text': 'it is no signed text of Klyuchnik',
    'newer-version': 'a newer version of the program made it',
    signature: 'the signature is wrong',
    'not-canonical': 'it is not in canonical form',
    form: 'its fields are not those of an envelope',
    times: 'its times do not fit',
    'text-differs': 'its text is not that of its fields',
    'payment-id': 'the id is not that of the payment',
    'list-differs': 'the list is not what its payments come to',
  },
  envelopeBad: (flaw) => `The envelope does not hold: ${flaw}. Nothing in it may be trusted.`,
};

/** Everything that the terminal says. */
export const TEXTS = { ru, en };

/** Returns the first language of ours among those asked for, else the one of the terminal. */
export function languageOf(asked: readonly (string | boolean)[], env: NodeJS.ProcessEnv): keyof typeof TEXTS {
  const ours = asked.find((one) => one === 'ru' || one === 'en');
  if (ours !== undefined) return ours;
  const terminal = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(
    (one) => one !== undefined && one !== '',
  );
  return terminal?.startsWith('ru') === true ? 'ru' : 'en';
}
