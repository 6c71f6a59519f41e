import type { RemindersView, WarningView } from '../../contract/areas/reminders.ts';
import type { CompanyEventsView } from '../../contract/areas/company-events.ts';
import type { AppHandlers } from '../../contract/contract.ts';
import type { TokenView } from '../../contract/areas/tokens.ts';
import { FakeRefusal } from './fake-refusal.ts';
import { firstCompany } from './sample-session.ts';
import { day } from './sample-time.ts';
import { sampleCertificates } from './sample-certificates.ts';
import { sampleTokens } from './sample-tokens.ts';

type Own = Pick<
  AppHandlers,
  Extract<keyof AppHandlers, `${'records' | 'computer' | 'standings' | 'reminders'}.${string}`>
>;

/** Records, marks and reminders on the sample data; marks are kept as long as the page. */
export function reminderSampleHandlers(isEmpty: boolean, more: readonly WarningView[] = []): Own {
  const standings = new Map<string, CompanyEventsView>();
  const standingOf = (companyId: CompanyEventsView['companyId']) =>
    standings.get(companyId) ?? { companyId, marks: [] };
  let isOn = true;
  const found = async (tokenId: string, change: Partial<TokenView>) => {
    const token = sampleTokens().find((one) => one.tokenId === tokenId);
    if (token === undefined) throw new FakeRefusal('not-found');
    return { ...token, ...change };
  };
  return {
    'records.editToken': ({ tokenId, label, purpose, issuer }) => found(tokenId, { label, purpose, issuer }),
    'records.correctAddresses': ({ tokenId, ips, ipCheck }) => found(tokenId, { ips, ipCheck }),
    'records.noteUse': ({ tokenId, by }) => found(tokenId, { lastUsedAt: day(0), lastUsedBy: by }),
    'records.keepAlive': ({ tokenId, action }) =>
      found(tokenId, {
        keepAlive:
          action === 'off'
            ? { isOn: false, dueAt: null, confirmedAt: null }
            : { isOn: true, dueAt: day(67), confirmedAt: day(0) },
      }),
    'computer.addresses': async () => ({ addresses: ['192.168.1.34', '2001:db8::7'] }),
    'standings.get': async ({ companyId }) => standingOf(companyId),
    'standings.mark': async ({ companyId, ...mark }) => {
      const { marks } = standingOf(companyId);
      const made = {
        ...mark,
        markId: `mark-${marks.length + 1}`,
        markedBy: 'Иванова А. П.',
        markedAt: day(0),
      };
      const next = { companyId, marks: [...marks, made] };
      standings.set(companyId, next);
      return next;
    },
    'standings.unmark': async ({ companyId, markId }) => {
      const { marks } = standingOf(companyId);
      const next = { companyId, marks: marks.filter((one) => one.markId !== markId) };
      standings.set(companyId, next);
      return next;
    },
    'reminders.list': async () => ({ ...sampleReminders(isEmpty, more), isOn }),
    'reminders.change': async (change) => {
      ({ isOn } = change);
      return { ...sampleReminders(isEmpty, more), isOn };
    },
    'reminders.exportCalendar': async () => ({ isSaved: true, events: 6 }),
  };
}

function sampleReminders(isEmpty: boolean, more: readonly WarningView[]): Omit<RemindersView, 'isOn'> {
  if (isEmpty) return { warnings: [], isSupported: true };
  const { companyId, name: companyName } = firstCompany();
  const about = { companyId, companyName };
  const near = sampleTokens().flatMap(({ tokenId, label, daysLeft, aliveUntil }) =>
    daysLeft === null || aliveUntil === null || daysLeft > 30
      ? []
      : [{ kind: 'token-ends' as const, ...about, tokenId, label, daysLeft, endsAt: aliveUntil, level: 7 }],
  );
  const ending = sampleCertificates().flatMap(({ certificateId, label, daysLeft, notAfter }) =>
    daysLeft > 60 || daysLeft < 0
      ? []
      : [
          {
            kind: 'certificate-ends' as const,
            ...about,
            certificateId,
            label,
            daysLeft,
            endsAt: notAfter,
            level: 30,
          },
        ],
  );
  return { warnings: [...more, ...near, ...ending], isSupported: true };
}
