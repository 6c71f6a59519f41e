import { IconCash } from '@tabler/icons-react';
import { accessName, knownAccess, mayMoveMoney } from '../../contract/t-bank/accesses.ts';
import type { Language } from '../../contract/areas/session.ts';
import { useLanguage, useT } from '../i18n/t.ts';
import { StatusBadge } from './status-badge.tsx';

/** Returns the short name that stands on the chip of an access; a raw string stays itself. */
export function shortAccessName(access: string, language: Language): string {
  const known = knownAccess(access);
  if (known === null) return access;
  return language === 'ru' ? known.shortName : known.englishShortName;
}

/** Names an access on a chip; one that moves money is always outlined in red and carries an icon. */
export function AccessBadge({ access }: { readonly access: string }) {
  const t = useT();
  const language = useLanguage();
  const fullName = accessName(access, language);
  const movesMoney = mayMoveMoney(access);
  const title = movesMoney ? t('common.access.movesMoney', { name: fullName }) : fullName;
  return (
    <StatusBadge
      tone={movesMoney ? 'danger' : 'neutral'}
      outlined={movesMoney}
      title={title}
      icon={movesMoney ? <IconCash size={14} aria-hidden /> : undefined}
    >
      {shortAccessName(access, language)}
    </StatusBadge>
  );
}
