import { useId, type ReactNode } from 'react';
import classes from './tokens.module.css';

/** A titled part of a token's panel. */
export function TokenSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
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
