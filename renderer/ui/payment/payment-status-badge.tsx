import {
  IconAlertTriangle,
  IconBuildingBank,
  IconCircleCheck,
  IconCircleX,
  IconHourglassOff,
  IconLoader,
  IconPencil,
  IconQuestionMark,
  IconSend,
  IconSignature,
  IconThumbDown,
} from '@tabler/icons-react';
import type { PaymentStatus } from '../../../contract/areas/payments.ts';
import { useT } from '../../i18n/t.ts';
import { StatusBadge } from '../status-badge.tsx';
import { statusTone } from './status-facts.ts';

const ICONS = {
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

/** Returns the icon of a payment's status, for places larger than a badge. */
export function paymentStatusIcon(status: PaymentStatus) {
  return ICONS[status];
}

/** Names the status of a payment: icon, word and colour. */
export function PaymentStatusBadge({ status }: { readonly status: PaymentStatus }) {
  const t = useT();
  const Icon = ICONS[status];
  return (
    <StatusBadge tone={statusTone(status)} icon={<Icon size={14} aria-hidden />}>
      {t(`payments.status.${status}`)}
    </StatusBadge>
  );
}
