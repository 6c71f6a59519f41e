/**
 * Puts the focus on a field and brings it with its remark, or that of its group, into view: `scroll-margin`
 * (`renderer/app/styles.css`) keeps room for footers that stay at the edge. What is in view stays where it is.
 */
export function focusAbove(field: HTMLElement | null | undefined): void {
  if (field === null || field === undefined) return;
  field.focus({ preventScroll: true });
  field.scrollIntoView({ block: 'nearest' });
  field.closest('fieldset')?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'nearest' });
}
