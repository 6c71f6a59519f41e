import type { TimelineItem } from '../../../contract/areas/overview.ts';
import classes from './overview.module.css';

interface MarkProps {
  readonly kind: TimelineItem['kind'];
  readonly tone?: TimelineItem['tone'];
}

/** Shapes in a square of 14. */
const SHAPES = {
  token: <circle cx="7" cy="7" r="5.5" />,
  certificate: <path d="M7 .6 13.4 7 7 13.4.6 7Z" />,
  signature: <path d="M7 1 13.5 12.5H.5Z" />,
} as const;

/** One end: ● token, ◆ certificate, ▲ qualified e-signature; amber and red ones carry a sign as well. */
export function Mark({ kind, tone = 'calm' }: MarkProps) {
  return (
    <svg
      className={classes.mark}
      viewBox="0 0 14 14"
      data-kind={kind}
      data-tone={tone}
      aria-hidden
      focusable="false"
    >
      {SHAPES[kind]}
      {tone !== 'calm' && <path className={classes.sign} d="M7 4v3.6M7 9.6v.6" />}
    </svg>
  );
}
