import i18next, { type i18n, type Resource } from 'i18next';
import type { Language } from '../../contract/areas/session.ts';

/**
 * Makes the texts ready, synchronously; texts are given by the caller, so that the secret window bundles only its own.
 */
export function createI18n(language: Language, resources: Record<Language, Resource[string][string]>): i18n {
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'ru',
    initAsync: false,
    resources: { ru: { translation: resources.ru }, en: { translation: resources.en } },
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  });
  return instance;
}
