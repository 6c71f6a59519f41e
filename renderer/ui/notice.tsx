import {
  IconAlertTriangle,
  IconCircleCheck,
  IconInfoCircle,
  IconShieldExclamation,
} from '@tabler/icons-react';
import type { ReactNode, Ref } from 'react';
import type { Tone } from './tone.ts';
import classes from './tone.module.css';

interface NoticeProps {
  readonly tone: Tone;
  readonly title?: string | undefined;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** `alert` is read out at once; `status` when the reader is free. */
  readonly role?: 'alert' | 'status' | undefined;
  readonly place?: Ref<HTMLDivElement>;
}

const ICONS = {
  danger: IconShieldExclamation,
  warning: IconAlertTriangle,
  success: IconCircleCheck,
  info: IconInfoCircle,
  neutral: IconInfoCircle,
} as const satisfies Readonly<Record<Tone, unknown>>;

/** A framed remark with an icon, a title, text and what can be done. */
export function Notice({ tone, title, children, actions, role, place }: NoticeProps) {
  const Icon = ICONS[tone];
  return (
    <div className={`${classes.notice} ${classes[tone]}`} role={role} ref={place}>
      <Icon size={20} className={classes.noticeIcon} aria-hidden />
      <div className={classes.noticeBody}>
        {title !== undefined && <div className={classes.noticeTitle}>{title}</div>}
        {children !== undefined && <div>{children}</div>}
        {actions !== undefined && <div className={classes.noticeActions}>{actions}</div>}
      </div>
    </div>
  );
}
