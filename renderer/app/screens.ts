import {
  IconAddressBook,
  IconBook2,
  IconBuildingBank,
  IconCertificate,
  IconKey,
  IconLayoutDashboard,
  IconSettings,
  IconCash,
  IconSignature,
} from '@tabler/icons-react';
import type { SessionView } from '../../contract/areas/session.ts';
import type { MessageKey } from '../i18n/t.ts';

/** The screens in the order of the navigation; Ctrl+1…9 follow it. */
export const SCREENS = [
  { path: '/', label: 'common.screen.overview', icon: IconLayoutDashboard, attention: null },
  { path: '/tokens', label: 'common.screen.tokens', icon: IconKey, attention: 'tokens' },
  {
    path: '/certificates',
    label: 'common.screen.certificates',
    icon: IconCertificate,
    attention: 'certificates',
  },
  { path: '/payments', label: 'common.screen.payments', icon: IconCash, attention: 'payments' },
  { path: '/approvals', label: 'common.screen.approvals', icon: IconSignature, attention: 'approvals' },
  { path: '/accounts', label: 'common.screen.accounts', icon: IconBuildingBank, attention: null },
  { path: '/payees', label: 'common.screen.payees', icon: IconAddressBook, attention: null },
  { path: '/journal', label: 'common.screen.journal', icon: IconBook2, attention: null },
  { path: '/settings', label: 'common.screen.settings', icon: IconSettings, attention: null },
] as const satisfies readonly {
  readonly path: string;
  readonly label: MessageKey;
  readonly icon: unknown;
  readonly attention: keyof SessionView['attention'] | null;
}[];
