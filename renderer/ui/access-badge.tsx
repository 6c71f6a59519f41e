import { IconCash } from '@tabler/icons-react';
import { knownAccess, mayMoveMoney } from '../../contract/values/accesses.ts';
import { useLanguage, useT, type MessageKey } from '../i18n/t.ts';
import { StatusBadge } from './status-badge.tsx';

/** Short names for chips; the full cabinet name is the tooltip. */
const SHORT_NAMES = {
  'company-info': 'common.access.companyInfo',
  accounts: 'common.access.accounts',
  statement: 'common.access.statement',
  drafts: 'common.access.drafts',
  'document-status': 'common.access.documentStatus',
  payments: 'common.access.payments',
  'card-payments': 'common.access.cardPayments',
  'registry-payments': 'common.access.registryPayments',
  invoices: 'common.access.invoices',
  'salary-registries': 'common.access.salaryRegistries',
  'self-employed': 'common.access.selfEmployed',
  'card-limits': 'common.access.cardLimits',
  'card-limits-change': 'common.access.cardLimitsChange',
} as const satisfies Readonly<Record<string, MessageKey>>;

/** Returns the key of an access's short name, or `null` for one that the catalogue does not know. */
export function accessNameKey(access: string): MessageKey | null {
  return Object.hasOwn(SHORT_NAMES, access) ? SHORT_NAMES[access as keyof typeof SHORT_NAMES] : null; // hasOwn proved the key
}

/** Names an access on a chip; one that moves money is always outlined in red and carries an icon. */
export function AccessBadge({ access }: { readonly access: string }) {
  const t = useT();
  const language = useLanguage();
  const known = knownAccess(access);
  const key = accessNameKey(access);
  const fullName = known === null ? access : language === 'ru' ? known.cabinetName : known.englishName;
  const movesMoney = mayMoveMoney(access);
  const title = movesMoney ? t('common.access.movesMoney', { name: fullName }) : fullName;
  return (
    <StatusBadge
      tone={movesMoney ? 'danger' : 'neutral'}
      outlined={movesMoney}
      title={title}
      icon={movesMoney ? <IconCash size={14} aria-hidden /> : undefined}
    >
      {key === null ? access : t(key)}
    </StatusBadge>
  );
}
