import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import type { PaymentDetails } from '../../../contract/areas/payments.ts';
import { useT } from '../../i18n/t.ts';
import { MainButton } from '../main-button.tsx';
import { PayDialog } from './pay-dialog.tsx';
import { usePay } from './use-pay.ts';

interface PayButtonProps {
  readonly details: PaymentDetails;
  readonly onPaid?: (details: PaymentDetails) => void;
  /** The main action of its screen, with the key for it. */
  readonly isMain?: boolean;
}

/** Opens the last question and sends; shows nothing as done before main has said so. */
export function PayButton({ details, onPaid, isMain = false }: PayButtonProps) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const pay = usePay((paid) => {
    setOpen(false);
    onPaid?.(paid);
  });
  const { paymentId, revision, route } = details.payment;
  const label = route === 'direct' ? t('payments.details.pay') : t('payments.details.payHanded');
  const look = { leftSection: <IconSend size={16} aria-hidden />, loading: pay.isPending };
  return (
    <>
      {isMain ? (
        <MainButton {...look} label={label} onRun={() => setOpen(true)} />
      ) : (
        <Button {...look} onClick={() => setOpen(true)}>
          {label}
        </Button>
      )}
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
