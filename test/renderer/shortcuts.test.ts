import { describe, expect, it } from 'vitest';
import { matchesCombo, worksWhileTyping } from '../../renderer/ui/key-combo.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('matchesCombo', () => {
  it('finds a letter by its place when the layout is Russian', () => {
    expect(matchesCombo('Ctrl+K', { ...plain, ctrlKey: true, key: 'л', code: 'KeyK' })).toBe(true);
  });

  it('takes the command key of a Mac for Ctrl', () => {
    expect(matchesCombo('Ctrl+L', { ...plain, metaKey: true, key: 'l', code: 'KeyL' })).toBe(true);
  });

  it.each(['ctrlKey', 'altKey', 'shiftKey'] as const)('refuses a plain key with %s held', (modifier) => {
    expect(matchesCombo('F5', { ...plain, [modifier]: true, key: 'F5', code: 'F5' })).toBe(false);
  });

  it('takes a question mark wherever the layout has it', () => {
    expect(matchesCombo('?', { ...plain, shiftKey: true, key: '?', code: 'Digit7' })).toBe(true);
  });

  it('refuses Ctrl+Shift+1 for Ctrl+1', () => {
    expect(
      matchesCombo('Ctrl+1', { ...plain, ctrlKey: true, shiftKey: true, key: '!', code: 'Digit1' }),
    ).toBe(false);
  });
});

describe('worksWhileTyping', () => {
  it.each([
    ['Ctrl+Enter', true],
    ['F3', true],
    ['Alt+S', true],
    ['Insert', false],
    ['?', false],
  ])('says of %s: %s', (combo, works) => {
    expect(worksWhileTyping(combo)).toBe(works);
  });
});
