import type { ReactNode } from 'react';
import type { Tone } from './tone.ts';
import classes from './tone.module.css';

interface StatusBadgeProps {
  readonly tone: Tone;
  /** A 14 px icon; colour never speaks alone. */
  readonly icon?: ReactNode;
  readonly outlined?: boolean;
  readonly title?: string;
  readonly children: string;
}

/** A word with a colour: state of a token, a payment, a certificate. */
export function StatusBadge({ tone, icon, outlined = false, title, children }: StatusBadgeProps) {
  const names = [classes.badge, classes[tone], outlined ? classes.outlined : ''].join(' ');
  return (
    <span className={names} title={title}>
      {icon}
      <span className={classes.label}>{children}</span>
    </span>
  );
}
