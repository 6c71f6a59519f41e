import type { FileDialogTexts } from './ask-files.ts';
import type { Language, Theme } from '../../contract/areas/session.ts';

/** The few texts that the operating system's own windows show; all others live in the renderer. */
const TEXTS = {
  ru: {
    secret: 'Ключник — ввод секрета',
    approval: 'Ключник — подпись платежей',
    cabinet: 'Учебный банк — кабинет',
    certificate: { title: 'Сертификат и закрытый ключ', filterName: 'Сертификаты и ключи' },
    authority: { title: 'Корневой сертификат', filterName: 'Сертификаты' },
    sheet: { title: 'Таблица токенов в CSV', filterName: 'Таблицы CSV' },
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
    cabinet: 'Training bank — cabinet',
    certificate: { title: 'Certificate and private key', filterName: 'Certificates and keys' },
    authority: { title: 'Root certificate', filterName: 'Certificates' },
    sheet: { title: 'Table of tokens as CSV', filterName: 'CSV tables' },
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

/** Texts of the dialog in which a person chooses a table. */
export function sheetDialogTexts(language: Language) {
  return TEXTS[language].sheet;
}

export function secretWindowTitle(language: Language): string {
  return TEXTS[language].secret;
}

export function approvalWindowTitle(language: Language): string {
  return TEXTS[language].approval;
}

export function cabinetWindowTitle(language: Language): string {
  return TEXTS[language].cabinet;
}

/** The colour before the first paint. Units: CSS colours of the theme's page. */
export function backgroundFor(theme: Theme): string {
  return theme === 'dark' ? '#1a1b1e' : '#f5f6f8';
}
