import { CloseButton } from '@mantine/core';
import { useId, useRef, type ReactNode } from 'react';
import { useT } from '../i18n/t.ts';
import { useShortcut } from './shortcut.ts';
import classes from './side-panel.module.css';

interface SplitViewProps {
  readonly children: ReactNode;
  /** Stands beside the list; `null` gives the list the whole width. */
  readonly panel: ReactNode;
}

/**
 * A list that fills the height, with the panel of the chosen row beside it. Each scrolls in itself, the page never
 * does.
 */
export function SplitView({ children, panel }: SplitViewProps) {
  return (
    <div className={classes.split}>
      <div className={classes.main}>{children}</div>
      {panel}
    </div>
  );
}

interface SidePanelProps {
  /** Names the panel for a screen reader. */
  readonly label: string;
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** What is known of the chosen row. Esc closes it; the focus then goes back to the row, when it was inside. */
export function SidePanel({ label, title, subtitle, actions, children, onClose }: SidePanelProps) {
  const t = useT();
  const panel = useRef<HTMLElement>(null);
  const close = () => {
    const isFocused = panel.current?.contains(document.activeElement) === true;
    const row = panel.current?.parentElement?.querySelector<HTMLElement>('tr[aria-selected="true"]');
    onClose();
    if (isFocused) row?.focus();
  };
  useShortcut({ keys: 'Esc', label: t('common.action.close'), run: close });
  return (
    <aside className={classes.panel} aria-label={label} ref={panel}>
      <div className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        <CloseButton aria-label={t('common.action.close')} onClick={close} />
        {subtitle !== undefined && <div className={classes.subtitle}>{subtitle}</div>}
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </div>
      {/* A region that scrolls must take the focus, or the keyboard cannot scroll it (WCAG 2.1.1). */}
      <div className={classes.body} tabIndex={0} role="group" aria-label={label}>
        {children}
      </div>
    </aside>
  );
}

/** A titled part of a panel. */
export function PanelSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h3 className={classes.sectionTitle} id={id}>
        {title}
      </h3>
      {children}
    </section>
  );
}
