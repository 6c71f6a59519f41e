import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import type { PaymentDetails } from '../../../contract/areas/payments.ts';
import { useT } from '../../i18n/t.ts';
import { PayDialog } from './pay-dialog.tsx';
import { usePay } from './use-pay.ts';

interface PayButtonProps {
  readonly details: PaymentDetails;
  readonly onPaid?: (details: PaymentDetails) => void;
}

/** Opens the last question and sends; shows nothing as done before main has said so. */
export function PayButton({ details, onPaid }: PayButtonProps) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const pay = usePay((paid) => {
    setOpen(false);
    onPaid?.(paid);
  });
  const { paymentId, revision, route } = details.payment;
  return (
    <>
      <Button
        leftSection={<IconSend size={16} aria-hidden />}
        loading={pay.isPending}
        onClick={() => setOpen(true)}
      >
        {route === 'direct' ? t('payments.details.pay') : t('payments.details.payHanded')}
      </Button>
      <PayDialog
        details={details}
        isOpen={isOpen}
        isPending={pay.isPending}
        error={pay.error}
        onConfirm={() => void pay.run({ paymentId, revision })}
        onClose={() => {
          pay.clear();
          setOpen(false);
        }}
      />
    </>
  );
}
