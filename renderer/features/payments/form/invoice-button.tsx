import { Button, FileButton } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { useT } from '../../../i18n/t.ts';

interface InvoiceButtonProps {
  readonly onPicture: (picture: File) => void;
  readonly isReading: boolean;
}

/** Lets a person choose the picture of an invoice; the page gets its bytes and never its path. */
export function InvoiceButton({ onPicture, isReading }: InvoiceButtonProps) {
  const t = useT();
  return (
    <FileButton
      accept="image/*"
      onChange={(picture) => {
        if (picture !== null) onPicture(picture);
      }}
    >
      {(props) => (
        <Button
          {...props}
          variant="default"
          loading={isReading}
          leftSection={<IconQrcode size={16} aria-hidden />}
          title={t('payments.found.invoiceHint')}
        >
          {t('payments.found.invoice')}
        </Button>
      )}
    </FileButton>
  );
}
