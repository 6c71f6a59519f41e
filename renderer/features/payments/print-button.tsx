import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { PaymentSummary } from '../../../contract/areas/payments.ts';
import { useT } from '../../i18n/t.ts';
import { useShortcut } from '../../ui/shortcut.ts';
import { usePrint } from './use-print.ts';

/** Prints one payment as a payment order; Ctrl+P does the same. */
export function PrintButton({ payment }: { readonly payment: PaymentSummary }) {
  const t = useT();
  const { print, isPending } = usePrint();
  const { companyId, paymentId } = payment;
  const run = () => print({ companyId, what: 'orders', paymentIds: [paymentId] });
  useShortcut({ keys: 'Ctrl+P', label: t('payments.print.one'), run, isEnabled: !isPending });
  return (
    <Button
      variant="default"
      leftSection={<IconPrinter size={16} aria-hidden />}
      loading={isPending}
      onClick={run}
    >
      {t('payments.print.title')}
    </Button>
  );
}
