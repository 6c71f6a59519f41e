import type { ReactNode } from 'react';
import { Logo } from '../../ui/logo.tsx';
import classes from './gate.module.css';

interface GateFrameProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
}

/** One card in the middle of an otherwise empty window: what stands between the person and the vault. */
export function GateFrame({ icon, title, children }: GateFrameProps) {
  return (
    <main className={classes.page}>
      <div className={classes.logo}>
        <Logo />
      </div>
      <div className={classes.card}>
        {icon !== undefined && <div className={classes.icon}>{icon}</div>}
        <h1 className={classes.title}>{title}</h1>
        {children}
      </div>
    </main>
  );
}
