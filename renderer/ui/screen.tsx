import type { ReactNode } from 'react';
import classes from './screen.module.css';

interface ScreenProps {
  readonly title: string;
  /** One line that says what needs doing here, or nothing. */
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** `fill` lets the content take the rest of the height and scroll inside (tables); `flow` scrolls as a page. */
  readonly layout?: 'fill' | 'flow';
}

/** The frame of every screen: title, one line, actions, content. */
export function Screen({ title, subtitle, actions, children, layout = 'flow' }: ScreenProps) {
  return (
    <div className={layout === 'fill' ? classes.fill : classes.flow}>
      <header className={classes.head}>
        <div className={classes.words}>
          <h1 className={classes.title}>{title}</h1>
          {subtitle !== undefined && <div className={classes.subtitle}>{subtitle}</div>}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      <div className={classes.body}>{children}</div>
    </div>
  );
}

interface PanelProps {
  readonly title?: string;
  /** Stands to the right of the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A framed part of a screen with a title of its own. */
export function Panel({ title, aside, children }: PanelProps) {
  return (
    <section className={classes.panel} aria-label={title}>
      {(title !== undefined || aside !== undefined) && (
        <div className={classes.panelHead}>
          {title !== undefined && <h2 className={classes.panelTitle}>{title}</h2>}
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
