import {
  IconAlertTriangle,
  IconBuildingBank,
  IconCircleCheck,
  IconCircleX,
  IconHandStop,
  IconHourglassOff,
  IconLoader,
  IconPencil,
  IconQuestionMark,
  IconReplace,
  IconSend,
  IconSignature,
  IconThumbDown,
} from '@tabler/icons-react';
import type { PaymentStatus, PaymentSummary } from '../../../contract/areas/payments.ts';
import { useT } from '../../i18n/t.ts';
import { StatusBadge } from '../status-badge.tsx';
import { MARK_TONES, statusTone } from './status-facts.ts';

/** The icon of each status, for badges and for places larger than a badge. */
export const PAYMENT_STATUS_ICONS = {
  draft: IconPencil,
  submitted: IconSignature,
  approved: IconSend,
  submitting: IconLoader,
  'in-progress': IconBuildingBank,
  unknown: IconQuestionMark,
  'handed-over': IconBuildingBank,
  executed: IconCircleCheck,
  failed: IconAlertTriangle,
  refused: IconThumbDown,
  cancelled: IconCircleX,
  expired: IconHourglassOff,
} as const satisfies Readonly<Record<PaymentStatus, typeof IconPencil>>;

export const MARK_ICONS = { held: IconHandStop, changed: IconReplace } as const;

interface PaymentStatusBadgeProps {
  readonly status: PaymentStatus;
  readonly mark?: PaymentSummary['mark'];
}

/** Names the status of a payment, or what the bank did with its draft: icon, word and colour. */
export function PaymentStatusBadge({ status, mark = null }: PaymentStatusBadgeProps) {
  const t = useT();
  if (mark !== null) {
    const MarkIcon = MARK_ICONS[mark];
    return (
      <StatusBadge tone={MARK_TONES[mark]} icon={<MarkIcon size={14} aria-hidden />}>
        {t(`payments.mark.${mark}`)}
      </StatusBadge>
    );
  }
  const Icon = PAYMENT_STATUS_ICONS[status];
  return (
    <StatusBadge tone={statusTone(status)} icon={<Icon size={14} aria-hidden />}>
      {t(`payments.status.${status}`)}
    </StatusBadge>
  );
}
