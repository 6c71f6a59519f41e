import type { Language, Theme } from '../../../contract/areas/session.ts';
import type { FileDialogTexts } from './ask-files.ts';

/** The few texts that the operating system's own windows show; all others live in the renderer. */
const TEXTS = {
  ru: {
    secret: 'Ключник — ввод секрета',
    approval: 'Ключник — подпись платежей',
    cabinet: 'Учебный банк — кабинет',
    cannotStart: {
      title: 'Ключник не запускается',
      damaged: (file: string) =>
        `Файл профиля повреждён: ${file}\n\nВерните его из резервной копии и запустите Ключник снова. Остальные файлы в этой папке не удаляйте: в них ваши записи.`,
      other: (reason: string) =>
        `Причина: ${reason}\n\nПроверьте папку профиля, место на диске и права, затем запустите снова.`,
    },
    keepsEnding: {
      title: 'Ключник остановлен',
      text: 'Часть программы, которая хранит секреты, несколько раз подряд завершилась сама. Хранилище закрыто, записи на месте. О платежах, которые были в пути, Ключник спросит банк после следующего открытия: не отправляйте их заново.\n\nПроверьте место на диске и свободную память и запустите Ключник снова.',
    },
    certificate: { title: 'Сертификат и закрытый ключ', filterName: 'Сертификаты и ключи' },
    authority: { title: 'Корневой сертификат', filterName: 'Сертификаты' },
    organization: {
      card: 'Карточка участника',
      documents: 'Документы рабочей группы',
      recovery: 'Файл восстановления',
    },
    sheet: { title: 'Таблица токенов в CSV', filterName: 'Таблицы CSV' },
    orders: { title: 'Платёжные поручения из 1С', filterName: 'Файлы обмена 1С' },
    ordersFolder: 'Папка, в которую выгружает 1С',
    bankDirectory: { title: 'Справочник БИК Банка России', filterName: 'Архив или XML справочника' },
    backup: {
      file: { title: 'Резервная копия', filterName: 'Резервные копии' },
      folder: { title: 'Папка для резервных копий' },
    },
    signed: {
      files: { title: 'Файлы заявок, ответов и документов', filterName: 'Файлы Ключника' },
      folder: { title: 'Общая папка для заявок' },
    },
    removal: {
      title: 'Ключник',
      message: 'Удалить исходные файлы?',
      detail: (names: readonly string[]) =>
        `${names.join('\n')}\n\nФайлы будут один раз перезаписаны и удалены. Копии могли остаться в резервных копиях, облаке, почте и на самом диске: этого программа гарантировать не может.`,
      confirm: 'Удалить файлы',
      cancel: 'Оставить',
    },
  },
  en: {
    secret: 'Klyuchnik — secret entry',
    approval: 'Klyuchnik — approving payments',
    cabinet: 'Training bank — online banking',
    cannotStart: {
      title: 'Klyuchnik cannot start',
      damaged: (file: string) =>
        `A file of the profile is damaged: ${file}\n\nPut it back from a backup and start Klyuchnik again. Do not delete the other files of this folder: your records are in them.`,
      other: (reason: string) =>
        `Reason: ${reason}\n\nCheck the folder of the profile, the space on the disk and the rights, then start again.`,
    },
    keepsEnding: {
      title: 'Klyuchnik has stopped',
      text: 'The part of the program that keeps the secrets ended by itself several times in a row. The vault is closed, the records are in place. Klyuchnik asks the bank about payments that were on their way after the next opening: do not send them again.\n\nCheck the space on the disk and the free memory and start Klyuchnik again.',
    },
    certificate: { title: 'Certificate and private key', filterName: 'Certificates and keys' },
    authority: { title: 'Root certificate', filterName: 'Certificates' },
    organization: {
      card: 'Member card',
      documents: 'Documents of a workgroup',
      recovery: 'Recovery file',
    },
    sheet: { title: 'Table of tokens as CSV', filterName: 'CSV tables' },
    orders: { title: 'Payment orders of 1C', filterName: 'Exchange files of 1C' },
    ordersFolder: 'Folder into which 1C exports',
    bankDirectory: {
      title: 'Directory of BIKs of the Bank of Russia',
      filterName: 'Zip or XML of the directory',
    },
    backup: {
      file: { title: 'Backup', filterName: 'Backups' },
      folder: { title: 'Folder for backups' },
    },
    signed: {
      files: { title: 'Files of requests, answers and documents', filterName: 'Klyuchnik files' },
      folder: { title: 'Shared folder for requests' },
    },
    removal: {
      title: 'Klyuchnik',
      message: 'Delete the source files?',
      detail: (names: readonly string[]) =>
        `${names.join('\n')}\n\nThe files will be overwritten once and deleted. Copies may remain in backups, in a cloud, in mail and on the disk itself: the program cannot vouch for that.`,
      confirm: 'Delete the files',
      cancel: 'Keep them',
    },
  },
} as const satisfies Record<Language, unknown>;

export function fileDialogTexts(language: Language): FileDialogTexts {
  return TEXTS[language];
}

/** Titles of the dialogs in which a person chooses a file of an organization. */
export function organizationDialogTitles(language: Language) {
  return TEXTS[language].organization;
}

/** Texts of the dialog in which a person chooses a table. */
export function ordersDialogTexts(language: Language) {
  return TEXTS[language].orders;
}

export function ordersFolderTitle(language: Language) {
  return TEXTS[language].ordersFolder;
}

export function bankDirectoryDialogTexts(language: Language) {
  return TEXTS[language].bankDirectory;
}

export function sheetDialogTexts(language: Language) {
  return TEXTS[language].sheet;
}

/** Texts of the dialogs in which a person chooses a backup, or the folder for them. */
export function backupDialogTexts(language: Language) {
  return TEXTS[language].backup;
}

/** Texts of the dialogs in which a person chooses signed files and their folder. */
export function signedFileTexts(language: Language) {
  return TEXTS[language].signed;
}

/** Texts of the message that the app cannot start. */
export function cannotStartTexts(language: Language) {
  return TEXTS[language].cannotStart;
}

/** Texts of the message that the vault process keeps ending. */
export function keepsEndingTexts(language: Language) {
  return TEXTS[language].keepsEnding;
}

export function secretWindowTitle(language: Language): string {
  return TEXTS[language].secret;
}

export function approvalWindowTitle(language: Language): string {
  return TEXTS[language].approval;
}

export function onlineBankingWindowTitle(language: Language): string {
  return TEXTS[language].cabinet;
}

/** The colour before the first paint. Units: CSS colours of the theme's page. */
export function backgroundFor(theme: Theme): string {
  return theme === 'dark' ? '#1a1b1e' : '#f5f6f8';
}
