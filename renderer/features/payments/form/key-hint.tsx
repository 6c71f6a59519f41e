import type { ReactNode } from 'react';
import { FIELD_KEYS, type KeyedField } from './field-facts.ts';
import classes from './payment-form.module.css';

/** The key that goes to a field, at the end of the line of its label; a screen reader is told by the field itself. */
export function keyHint(field: KeyedField) {
  const keys = FIELD_KEYS[field];
  return {
    'aria-keyshortcuts': keys,
    inputContainer: (input: ReactNode) => (
      <>
        {input}
        <span className={classes.keys} aria-hidden>
          {keys}
        </span>
      </>
    ),
  };
}
