import type { JournalEntryView } from '../../../contract/areas/audit.ts';
import { ErrorCode } from '../../../contract/error-codes.ts';
import type { Translate } from '../../i18n/t.ts';
import { formatMoney } from '../../ui/money-text.tsx';

/** Everything of an entry that a person may search for. */
export function entryText(t: Translate, entry: JournalEntryView): string {
  const parts = [entry.who, t(`journal.kinds.${entry.kind}`), entry.subject, detailsText(t, entry.details)];
  return parts.join(' ');
}

/** The facts of an entry on one line; sums are written as sums, error codes as their texts, anything else as it is. */
export function detailsText(t: Translate, details: JournalEntryView['details']): string {
  return Object.entries(details)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => factText(t, name, value))
    .join(' · ');
}

function factText(t: Translate, name: string, value: string | number | boolean | null): string {
  if (typeof value === 'number' && /minor$/i.test(name)) return formatMoney(value);
  if (name === 'documentNumber') return t('journal.fact.documentNumber', { value: String(value) });
  if (name === 'version') return t('journal.fact.version', { value: String(value) });
  if (name === 'reason') return t('journal.fact.reason', { value: String(value) });
  const code = ErrorCode.safeParse(value);
  if (code.success) return t(`errors.codes.${code.data}.happened`);
  if (name === 'revision' || name === 'paymentId' || name === 'tokenId') return `${name} ${String(value)}`;
  return `${name}: ${String(value)}`;
}
