import type { Language, Theme } from '../../contract/areas/session.ts';

/** The few texts that the operating system's own windows show; all others live in the renderer. */
const TEXTS = {
  ru: { files: 'Сертификат и закрытый ключ', filter: 'Файлы PEM', secret: 'Ключник — ввод секрета' },
  en: { files: 'Certificate and private key', filter: 'PEM files', secret: 'Klyuchnik — secret entry' },
} as const satisfies Record<Language, unknown>;

export function filePickerTexts(language: Language): { readonly title: string; readonly filterName: string } {
  return { title: TEXTS[language].files, filterName: TEXTS[language].filter };
}

export function secretWindowTitle(language: Language): string {
  return TEXTS[language].secret;
}

/** The colour before the first paint. Units: CSS colours of the theme's page. */
export function backgroundFor(theme: Theme): string {
  return theme === 'dark' ? '#1a1b1e' : '#f5f6f8';
}
