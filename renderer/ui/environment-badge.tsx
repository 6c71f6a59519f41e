import { IconFlask, IconSchool } from '@tabler/icons-react';
import type { EnvironmentView } from '../../contract/areas/session.ts';
import { useT } from '../i18n/t.ts';
import { StatusBadge } from './status-badge.tsx';

/** Names the bank of a company unless it is the real one. Stands in the header and on every confirmation. */
export function EnvironmentBadge({ environment }: { readonly environment: EnvironmentView }) {
  const t = useT();
  switch (environment.kind) {
    case 'production':
      return null;
    case 'training':
      return (
        <StatusBadge tone="warning" icon={<IconSchool size={14} aria-hidden />}>
          {t('common.environment.training')}
        </StatusBadge>
      );
    case 'sandbox':
      return (
        <StatusBadge tone="warning" icon={<IconFlask size={14} aria-hidden />}>
          {t('common.environment.sandbox')}
        </StatusBadge>
      );
    case 'other':
      return (
        <StatusBadge tone="warning" icon={<IconFlask size={14} aria-hidden />}>
          {t('common.environment.other', { name: environment.environment })}
        </StatusBadge>
      );
  }
}
