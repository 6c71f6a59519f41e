import enApproval from '../i18n/en/approval.json';
import enCommon from '../i18n/en/common.json';
import enErrors from '../i18n/en/errors.json';
import enPayments from '../i18n/en/payments.json';
import ruApproval from '../i18n/ru/approval.json';
import ruCommon from '../i18n/ru/common.json';
import ruErrors from '../i18n/ru/errors.json';
import ruPayments from '../i18n/ru/payments.json';

/** The texts that this window shows; of the payments' only the reasons of the rules and what comes next. */
export const approvalTexts = {
  ru: { approval: ruApproval, common: ruCommon, errors: ruErrors, payments: ofPayments(ruPayments) },
  en: { approval: enApproval, common: enCommon, errors: enErrors, payments: ofPayments(enPayments) },
} as const;

function ofPayments({ reason, next }: typeof ruPayments | typeof enPayments) {
  return { reason, next };
}
