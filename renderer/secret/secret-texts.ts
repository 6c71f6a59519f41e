import enCommon from '../i18n/en/common.json';
import enErrors from '../i18n/en/errors.json';
import enSecret from '../i18n/en/secret.json';
import ruCommon from '../i18n/ru/common.json';
import ruErrors from '../i18n/ru/errors.json';
import ruSecret from '../i18n/ru/secret.json';

/** The texts that this window shows; the rest of the program's stay out of it. */
export const secretTexts = {
  ru: { common: ruCommon, errors: ruErrors, secret: ruSecret },
  en: { common: enCommon, errors: enErrors, secret: enSecret },
} as const;
