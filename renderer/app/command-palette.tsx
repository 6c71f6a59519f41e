import {
  Spotlight,
  spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
} from '@mantine/spotlight';
import {
  IconFlame,
  IconHelp,
  IconListCheck,
  IconBuildingStore,
  IconCash,
  IconKey,
  IconLock,
  IconPlus,
  IconSearch,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { working } from '../../contract/callers.ts';
import { formatMoney } from '../../contract/values/money.ts';
import { useMay } from '../api/use-may.ts';
import { app, unwrap } from '../api/client.ts';
import { fetchTokens } from '../api/fetch-tokens.ts';
import { keys } from '../api/keys.ts';
import { useCompany } from '../api/use-session.ts';
import { useT } from '../i18n/t.ts';
import { useGuide } from '../ui/guide/guide-context.ts';
import { pageOfLocation } from '../ui/guide/guide-pages.ts';
import { paths } from '../ui/paths.ts';
import { useShortcut } from '../ui/shortcut.ts';
import classes from './command-palette.module.css';
import { SCREENS } from './screens.ts';

/** So many of each kind are enough to read; the rest is found by typing. */
const SHOWN_OF_A_KIND = 5;

/** Ctrl+K: screens, actions, tokens, payments and payees by name. */
export function CommandPalette() {
  const t = useT();
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const things = useThings(isOpen, text);
  const fixed = useFixedActions();
  useShortcut({ keys: 'Ctrl+K', label: t('common.palette.open'), run: spotlight.open });
  return (
    <Spotlight
      actions={[...fixed, ...things]}
      query={text}
      onQueryChange={setText}
      onSpotlightOpen={() => setOpen(true)}
      onSpotlightClose={() => setOpen(false)}
      shortcut={null}
      nothingFound={t('common.palette.nothing')}
      scrollable
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      classNames={{
        actionDescription: classes.oneLine ?? '',
        actionsGroup: classes.group ?? '',
      }}
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: t('common.shell.search'),
        'aria-label': t('common.shell.search'),
      }}
    />
  );
}

function useFixedActions(): SpotlightActionGroupData[] {
  const t = useT();
  const [location, navigate] = useLocation();
  const isWorking = useMay(working);
  const openGuide = useGuide();
  return [
    {
      group: t('common.palette.actions'),
      actions: [
        ...(isWorking
          ? [
              {
                id: 'new-payment',
                label: t('common.palette.newPayment'),
                leftSection: <IconPlus size={18} aria-hidden />,
                onClick: () => navigate(paths.newPayment),
              },
              {
                id: 'issue-token',
                label: t('plans.kind.issue'),
                leftSection: <IconKey size={18} aria-hidden />,
                onClick: () => navigate(paths.newPlan('issue')),
              },
            ]
          : []),
        {
          id: 'plans',
          label: t('plans.screen.title'),
          leftSection: <IconListCheck size={18} aria-hidden />,
          onClick: () => navigate(paths.plans),
        },
        ...(isWorking
          ? [
              {
                id: 'fire-drill',
                label: t('plans.kind.fire-drill'),
                leftSection: <IconFlame size={18} aria-hidden />,
                onClick: () => navigate(paths.newPlan('fire-drill')),
              },
            ]
          : []),
        {
          id: 'guide',
          label: t('guide.open'),
          leftSection: <IconHelp size={18} aria-hidden />,
          onClick: () => openGuide?.({ page: pageOfLocation(location) }),
        },
        {
          id: 'lock',
          label: t('common.shell.lock'),
          leftSection: <IconLock size={18} aria-hidden />,
          onClick: () => void app().session.lock({}),
        },
      ],
    },
    {
      group: t('common.palette.screens'),
      actions: SCREENS.map(({ path, label, icon: Icon }) => ({
        id: `screen ${path}`,
        label: t(label),
        leftSection: <Icon size={18} aria-hidden />,
        onClick: () => navigate(path),
      })),
    },
  ];
}

function useThings(enabled: boolean, text: string): SpotlightActionGroupData[] {
  const t = useT();
  const [, navigate] = useLocation();
  const { companyId } = useCompany();
  const isWorking = useMay(working);
  const isTyped = enabled && text.trim() !== '';
  const tokens = useQuery({
    queryKey: keys.tokenList,
    queryFn: fetchTokens,
    enabled: isTyped,
  });
  const payments = useQuery({
    queryKey: keys.paymentList(companyId, 'all'),
    queryFn: () => unwrap(app().payments.list({ companyId, group: 'all' })),
    enabled: isTyped,
  });
  const payees = useQuery({
    queryKey: keys.payees(companyId, text.trim()),
    queryFn: () => unwrap(app().payments.payees({ companyId, text: text.trim().slice(0, 100) })),
    enabled: isTyped && isWorking,
  });
  if (!isTyped) return [];
  const tokenActions = (tokens.data ?? []).map((token) => ({
    id: `token ${token.tokenId}`,
    label: token.label,
    description: `${token.companyName} · ${token.words}`,
    leftSection: <IconKey size={18} aria-hidden />,
    onClick: () => navigate(paths.token(token.tokenId)),
  }));
  const paymentActions = (payments.data ?? []).map((payment) => ({
    id: `payment ${payment.paymentId}`,
    label:
      payment.amountMinor === null
        ? payment.payeeName
        : `${payment.payeeName} · ${formatMoney(payment.amountMinor)}`,
    description: payment.purpose,
    leftSection: <IconCash size={18} aria-hidden />,
    onClick: () => navigate(paths.payment(payment.paymentId)),
  }));
  const payeeActions = (payees.data ?? []).map((payee) => ({
    id: `payee ${payee.account} ${payee.bik}`,
    label: payee.name,
    description: t('common.palette.payTo', { inn: payee.inn }),
    leftSection: <IconBuildingStore size={18} aria-hidden />,
    onClick: () => navigate(paths.newPaymentTo(payee.account)),
  }));
  return [
    { group: t('common.palette.tokens'), actions: matching(tokenActions, text) },
    { group: t('common.palette.payments'), actions: matching(paymentActions, text) },
    { group: t('common.palette.payees'), actions: matching(payeeActions, text) },
  ];
}

function matching(
  actions: readonly (SpotlightActionData & { label: string; description: string })[],
  text: string,
) {
  const wanted = text.trim().toLowerCase();
  return actions
    .filter((one) => `${one.label} ${one.description}`.toLowerCase().includes(wanted))
    .slice(0, SHOWN_OF_A_KIND);
}
