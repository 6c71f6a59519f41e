import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { PaymentDetails } from '../../../../contract/areas/payments.ts';
import { app } from '../../../api/client.ts';
import { useCall } from '../../../api/use-call.ts';
import { useT } from '../../../i18n/t.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { MainButton } from '../../../ui/main-button.tsx';
import { DraftInBankNotice } from '../../../ui/payment/draft-in-bank-notice.tsx';
import { StatusBanner } from '../../../ui/payment/status-banner.tsx';
import { useFocusWhenLost } from '../../../ui/payment/use-focus-when-lost.ts';
import { ConfirmedAction } from '../confirmed-action.tsx';
import classes from './payment-details.module.css';
import { revisionOf, useAskBank, useSettleBankDraft } from '../use-payment-actions.ts';

/** How the payment stands, in one big sentence, with what can be asked or told about it. */
export function StatusSection({ details }: { readonly details: PaymentDetails }) {
  const ask = useAskBank();
  const place = useFocusWhenLost<HTMLDivElement>(details.payment.status);
  const isLost = details.payment.status === 'unknown';
  return (
    <div className={classes.status} tabIndex={-1} ref={place}>
      <StatusBanner
        details={details}
        actions={hasStatusActions(details) ? <StatusActions details={details} ask={ask} /> : undefined}
      />
      <DraftInBankNotice details={details} />
      <ErrorNotice error={ask.error} />
      {/* An unknown outcome is what the banner says already. */}
      {!isLost && <ErrorNotice error={details.problem} />}
    </div>
  );
}

function hasStatusActions({ actions, payment }: PaymentDetails): boolean {
  return (
    payment.status === 'handed-over' ||
    actions.some(
      (action) => action === 'ask-bank' || action === 'draft-found' || action === 'draft-not-found',
    )
  );
}

interface StatusActionsProps {
  readonly details: PaymentDetails;
  readonly ask: ReturnType<typeof useAskBank>;
}

function StatusActions({ details, ask }: StatusActionsProps) {
  const t = useT();
  return (
    <>
      {details.actions.includes('ask-bank') && (
        <MainButton
          size="xs"
          loading={ask.isPending}
          label={t('payments.details.askBank')}
          onRun={() => void ask.run(revisionOf(details))}
        />
      )}
      {details.payment.route === 'bank-draft' && <CabinetButton />}
      <SettleButtons details={details} />
    </>
  );
}

function CabinetButton() {
  const t = useT();
  const open = useCall(() => app().session.openLink({ link: 'bank-cabinet' }));
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconExternalLink size={14} aria-hidden />}
      onClick={() => void open.run(undefined)}
    >
      {t('payments.details.openCabinet')}
    </Button>
  );
}

/**
 * After a lost answer only a person who looked into online banking knows whether the draft is there, and later how it
 * ended.
 */
function SettleButtons({ details }: { readonly details: PaymentDetails }) {
  const t = useT();
  const settle = useSettleBankDraft();
  const payment = revisionOf(details);
  return (
    <>
      {details.actions.includes('draft-found') && (
        <Button
          size="xs"
          loading={settle.isPending}
          onClick={() => void settle.run({ payment, finding: 'found' })}
        >
          {t('payments.details.draftFound')}
        </Button>
      )}
      {details.actions.includes('draft-not-found') && (
        <ConfirmedAction
          label={t('payments.details.draftNotFound')}
          title={t('payments.confirm.draftNotFoundTitle')}
          text={t('payments.confirm.draftNotFoundText')}
          confirmLabel={t('payments.confirm.draftNotFoundYes')}
          tone="danger"
          size="xs"
          call={settle}
          input={{ payment, finding: 'not-found' }}
        />
      )}
      {details.actions.includes('draft-signed') && (
        <ConfirmedAction
          label={t('payments.details.draftSigned')}
          title={t('payments.confirm.draftSignedTitle')}
          text={t('payments.confirm.draftSignedText')}
          confirmLabel={t('payments.confirm.draftSignedYes')}
          size="xs"
          call={settle}
          input={{ payment, finding: 'signed' }}
        />
      )}
      {details.actions.includes('draft-deleted') && (
        <ConfirmedAction
          label={t('payments.details.draftDeleted')}
          title={t('payments.confirm.draftDeletedTitle')}
          text={t('payments.confirm.draftDeletedText')}
          confirmLabel={t('payments.confirm.draftDeletedYes')}
          size="xs"
          call={settle}
          input={{ payment, finding: 'deleted' }}
        />
      )}
    </>
  );
}
