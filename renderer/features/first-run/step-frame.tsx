import { useEffect, useRef, type ReactNode } from 'react';
import classes from './first-run.module.css';

interface StepFrameProps {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

/**
 * One step: a heading, a sentence, the work. The focus goes to its first field, or to the heading when there is none.
 */
export function StepFrame({ title, text, children }: StepFrameProps) {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const field = frame.current?.querySelector<HTMLElement>('[data-autofocus]');
    (field ?? frame.current?.querySelector<HTMLElement>('h1'))?.focus();
  }, [title]);
  return (
    <section ref={frame} className={classes.frame}>
      <h1 className={classes.title} tabIndex={-1}>
        {title}
      </h1>
      <p className={classes.text}>{text}</p>
      {children}
    </section>
  );
}
