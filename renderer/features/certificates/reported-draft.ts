import type { CertificateView, KeepInput } from '../../../contract/areas/certificates.ts';
import { formatDayText, parseDayText } from '../../../contract/values/parse-day.ts';

/** What a person types of a certificate, as typed. */
export interface ReportedDraft {
  readonly label: string;
  readonly holder: string;
  readonly signatureUntil: string;
  /** Id of the certificate that it comes after, or ''. */
  readonly replaces: string;
  readonly note: string;
}

export const NOTHING_TOLD: ReportedDraft = {
  label: '',
  holder: '',
  signatureUntil: '',
  replaces: '',
  note: '',
};

export type ReportedProblems = Partial<Record<'label' | 'signatureUntil', true>>;

/** Says which fields are wrong; an empty object for good ones. */
export function reportedProblems({ label, signatureUntil }: ReportedDraft): ReportedProblems {
  return {
    ...(label.trim() === '' ? { label: true } : {}),
    ...(signatureUntil.trim() !== '' && parseDayText(signatureUntil) === null
      ? { signatureUntil: true }
      : {}),
  };
}

/** The same for main; `others` are the certificates that it can come after. */
export function reportedInput(
  draft: ReportedDraft,
  others: readonly CertificateView[],
): Omit<KeepInput, 'draftId' | 'fingerprint' | 'companyId'> {
  const replaced = others.find(({ certificateId }) => certificateId === draft.replaces);
  return {
    label: draft.label,
    holder: draft.holder,
    signatureUntil: parseDayText(draft.signatureUntil),
    replaces: replaced?.certificateId ?? null,
    note: draft.note,
  };
}

/** What was told of a certificate that is here. */
export function reportedOf(certificate: CertificateView): ReportedDraft {
  const { label, holder, signatureUntil, replaces, note } = certificate;
  return {
    label,
    holder,
    signatureUntil: signatureUntil === null ? '' : formatDayText(signatureUntil),
    replaces: replaces?.certificateId ?? '',
    note,
  };
}
