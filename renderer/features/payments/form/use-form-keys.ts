import type { KeyboardEvent } from 'react';
import { useT } from '../../../i18n/t.ts';
import { matchesCombo } from '../../../ui/key-combo.ts';
import { useShortcut } from '../../../ui/shortcut.ts';
import { FIELD_KEYS, FIELD_LABELS, focusField, type KeyedField } from './field-facts.ts';

interface FormActions {
  readonly onSend: () => void;
  readonly onLeave: () => void;
}

interface FormKeys {
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onKeyDownCapture: (event: KeyboardEvent<HTMLElement>) => void;
}

/**
 * Keys of the form: Enter goes to the next field, Ctrl+Enter sends, Esc leaves, Alt with a letter goes to a field.
 * Source: ui.md, Keys.
 */
export function useFormKeys({ onSend, onLeave }: FormActions): FormKeys {
  const t = useT();
  useShortcut({ keys: 'Ctrl+Enter', label: t('payments.form.submitApproval'), run: onSend });
  useShortcut({ keys: 'Esc', label: t('payments.details.back'), run: onLeave });
  useFieldKey('accountNumber');
  useFieldKey('payeeName');
  useFieldKey('amountText');
  useFieldKey('purpose');
  return {
    // Before the field itself sees the key: an open list of options has closed by the time the event bubbles, and a
    // list takes Enter, with or without Ctrl, for its own.
    onKeyDownCapture: (event) => {
      const act = actBefore(event, { onSend, onLeave });
      if (act === null) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    },
    onKeyDown: (event) => {
      if (!isPlainEnter(event) || event.defaultPrevented || !isTextField(event.target)) return;
      event.preventDefault();
      focusNext(event.currentTarget, event.target);
    },
  };
}

function useFieldKey(field: KeyedField): void {
  const t = useT();
  useShortcut({ keys: FIELD_KEYS[field], label: t(FIELD_LABELS[field]), run: () => focusField(field) });
}

function actBefore(event: KeyboardEvent<HTMLElement>, actions: FormActions): (() => void) | null {
  const { target } = event;
  if (matchesCombo('Ctrl+Enter', event.nativeEvent)) return event.repeat ? () => undefined : actions.onSend;
  if (event.key === 'Escape') return hasOpenList(target) ? null : actions.onLeave;
  if (!isPlainEnter(event) || !isClosedList(target)) return null;
  return () => focusNext(event.currentTarget, target);
}

function isPlainEnter(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
}

/** The library marks the field of an open list so, with `aria-expanded` only where the field is nothing but a list. */
function hasOpenList(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.hasAttribute('data-expanded');
}

function isClosedList(target: EventTarget): target is HTMLElement {
  return target instanceof HTMLElement && target.matches('[aria-haspopup=listbox]') && !hasOpenList(target);
}

function isTextField(target: EventTarget): target is HTMLElement {
  return target instanceof HTMLElement && target.matches('input:not([type=radio]), textarea');
}

function focusNext(form: HTMLElement, from: HTMLElement): void {
  const fields = [...form.querySelectorAll<HTMLElement>('input:not([type=hidden], [type=radio]), textarea')];
  const next = fields.slice(fields.indexOf(from) + 1).find((field) => field.offsetParent !== null);
  next?.focus();
}
