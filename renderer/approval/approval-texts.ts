import enApproval from '../i18n/en/approval.json';
import enApprovals from '../i18n/en/approvals.json';
import enCommon from '../i18n/en/common.json';
import enErrors from '../i18n/en/errors.json';
import enPayments from '../i18n/en/payments.json';
import ruApproval from '../i18n/ru/approval.json';
import ruApprovals from '../i18n/ru/approvals.json';
import ruCommon from '../i18n/ru/common.json';
import ruErrors from '../i18n/ru/errors.json';
import ruPayments from '../i18n/ru/payments.json';

/** The texts that this window shows; of the payments' and the queue's only what it needs. */
export const approvalTexts = {
  ru: {
    approval: ruApproval,
    approvals: ofApprovals(ruApprovals),
    common: ruCommon,
    errors: ruErrors,
    payments: ofPayments(ruPayments),
  },
  en: {
    approval: enApproval,
    approvals: ofApprovals(enApprovals),
    common: enCommon,
    errors: enErrors,
    payments: ofPayments(enPayments),
  },
} as const;

/** Why a payment has questions. */
function ofApprovals({ exception }: typeof ruApprovals | typeof enApprovals) {
  return { exception };
}

/** The reasons of the rules and what comes next. */
function ofPayments({ reason, next }: typeof ruPayments | typeof enPayments) {
  return { reason, next };
}
