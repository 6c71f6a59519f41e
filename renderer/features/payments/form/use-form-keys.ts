import type { KeyboardEvent } from 'react';
import { useT } from '../../../i18n/t.ts';
import { useShortcut } from '../../../ui/shortcut.ts';
import { FIELD_LABELS, focusField } from './field-facts.ts';

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
  useShortcut({
    keys: 'Alt+A',
    label: t(FIELD_LABELS.accountNumber),
    run: () => focusField('accountNumber'),
  });
  useShortcut({ keys: 'Alt+P', label: t(FIELD_LABELS.payeeName), run: () => focusField('payeeName') });
  useShortcut({ keys: 'Alt+S', label: t(FIELD_LABELS.amountText), run: () => focusField('amountText') });
  useShortcut({ keys: 'Alt+N', label: t(FIELD_LABELS.purpose), run: () => focusField('purpose') });
  return {
    // Before the field itself sees the key: an open list of options has closed by the time the event bubbles.
    onKeyDownCapture: (event) => {
      if (event.key !== 'Escape' || hasOpenList(event.target)) return;
      event.stopPropagation();
      onLeave();
    },
    onKeyDown: (event) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
      if (event.key !== 'Enter' || !isPlain || event.defaultPrevented || !isTextField(event.target)) return;
      event.preventDefault();
      focusNext(event.currentTarget, event.target);
    },
  };
}

function hasOpenList(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.getAttribute('aria-expanded') === 'true';
}

function isTextField(target: EventTarget): target is HTMLElement {
  return target instanceof HTMLElement && target.matches('input:not([type=radio]), textarea');
}

function focusNext(form: HTMLElement, from: HTMLElement): void {
  const fields = [...form.querySelectorAll<HTMLElement>('input:not([type=hidden], [type=radio]), textarea')];
  const next = fields.slice(fields.indexOf(from) + 1).find((field) => field.offsetParent !== null);
  next?.focus();
}
