import type { DiagnosisVerdict } from '../../../contract/areas/diagnosis.ts';
import type { ErrorCode } from '../../../contract/error-codes.ts';
import type { Question } from './guide-pages.ts';

/** The question that people ask support when they meet an error. */
export const QUESTION_OF_ERROR: Readonly<Partial<Record<ErrorCode, Question>>> = {
  'bank-ip-not-listed': 'address',
  'bank-token-dead': 'lapsed',
  'client-certificate-missing': 'certificate',
  'client-certificate-expired': 'certificate',
  'certificate-none': 'certificate',
  'payment-outcome-unknown': 'no-answer',
  'bank-access-missing': 'access',
  'token-none-fits': 'access',
  'orders-not-exchange-file': 'file-of-1c',
  'backup-not-one': 'backup',
  'backup-damaged': 'backup',
  'backup-folder-gone': 'backup',
  'passphrase-wrong': 'passphrase',
  'passphrase-delay': 'passphrase',
  'backup-vault-in-use': 'new-computer',
};

/** The question behind what «Что случилось?» has found. */
export const QUESTION_OF_CAUSE: Readonly<Partial<Record<DiagnosisVerdict['cause'], Question>>> = {
  'ip-not-listed': 'address',
  'token-dead': 'lapsed',
  'token-lapsed': 'lapsed',
  'certificate-missing': 'certificate',
  'certificate-expired': 'certificate',
  'access-missing': 'access',
};
