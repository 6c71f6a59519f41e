import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconFileText, IconListNumbers, IconPrinter } from '@tabler/icons-react';
import { MAX_PRINTED, type PaymentSummary, type PrintInput } from '../../../contract/areas/payments.ts';
import { useCompany } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { useShortcut } from '../../ui/shortcut.ts';
import { usePrint } from './use-print.ts';

interface PrintMenuProps {
  /** The payments to print, in the order of the list. */
  readonly payments: readonly PaymentSummary[];
  /** They were marked one by one; otherwise they are all that the list shows. */
  readonly areMarked: boolean;
}

const CHOICES = [
  { what: 'orders', Icon: IconFileText },
  { what: 'register', Icon: IconListNumbers },
] as const;

/** «Печать»: the marked payments, or all on the screen, as payment orders or as one register; Ctrl+P: the orders. */
export function PrintMenu({ payments, areMarked }: PrintMenuProps) {
  const t = useT();
  const { companyId } = useCompany();
  const { print, isPending } = usePrint();
  const count = payments.length;
  const isPossible = count > 0 && count <= MAX_PRINTED;
  const run = (what: PrintInput['what']) =>
    print({ companyId, what, paymentIds: payments.map(({ paymentId }) => paymentId) });
  useShortcut({
    keys: 'Ctrl+P',
    label: t('payments.print.orders'),
    run: () => run('orders'),
    isEnabled: isPossible && !isPending,
  });
  const scope = areMarked ? t('payments.print.marked', { count }) : t('payments.print.shown', { count });
  return (
    <Menu position="bottom-end" width={300} withinPortal withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          loading={isPending}
          disabled={count === 0}
        >
          {areMarked ? t('payments.print.titleMarked', { count }) : t('payments.print.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{isPossible ? scope : t('payments.print.tooMany', { most: MAX_PRINTED })}</Menu.Label>
        {CHOICES.map(({ what, Icon }) => (
          <Menu.Item
            key={what}
            leftSection={<Icon size={16} aria-hidden />}
            disabled={!isPossible}
            onClick={() => run(what)}
          >
            {t(`payments.print.${what}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
