import type { ReactNode } from 'react';
import { IconFileImport } from '@tabler/icons-react';
import classes from './drop-veil.module.css';

/** Covers what is around it while a file hangs over the window, and says what will be done with it. */
export function DropVeil({ isOver, children }: { readonly isOver: boolean; readonly children: ReactNode }) {
  return (
    isOver && (
      <div className={classes.veil}>
        <IconFileImport size={40} stroke={1.4} aria-hidden />
        {children}
      </div>
    )
  );
}
