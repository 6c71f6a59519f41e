import { describe, expect, it } from 'vitest';
import type { NamedWarning } from '../../main/domain/reminders/reminders-ports.ts';
import { REMINDER_TEXTS } from '../../main/edges/windows/reminder-texts.ts';
import { drawTrayIcon } from '../../main/edges/windows/tray-icon.ts';

function warning(change: Partial<NamedWarning> = {}): NamedWarning {
  return { key: 'a', kind: 'token', endsAt: '2027-02-13T21:30:00.000Z', daysLeft: 7, label: null, ...change };
}

describe('a notification', () => {
  it.each([
    [-1, 'Токен: срок прошёл'],
    [0, 'Токен: срок сегодня'],
    [1, 'Токен: осталось 1 день'],
    [3, 'Токен: осталось 3 дня'],
    [14, 'Токен: осталось 14 дней'],
    [30, 'Токен: осталось 30 дней'],
  ])('with %i days left is titled «%s»', (daysLeft, title) => {
    expect(REMINDER_TEXTS.ru.notification([warning({ daysLeft })]).title).toBe(title);
  });

  it('has the name where it is known, and the day of Moscow', () => {
    const told = REMINDER_TEXTS.ru.notification([warning({ kind: 'certificate', label: 'Петров' })]);

    expect(told).toEqual({
      title: 'Сертификат «Петров»: осталось 7 дней',
      body: 'Дата: 14.02.2027. Откройте Ключник.',
    });
  });

  it('is one for several', () => {
    const several = [warning(), warning({ key: 'b' }), warning({ key: 'c' })];

    expect(REMINDER_TEXTS.ru.notification(several).title).toBe('Подходят сроки: 3');
    expect(REMINDER_TEXTS.en.notification(several).title).toBe('Ends that come near: 3');
  });

  it.each([
    [0, 'Ключник: сроки в порядке'],
    [1, 'Ключник: 1 срок близко'],
    [2, 'Ключник: 2 срока близко'],
    [5, 'Ключник: 5 сроков близко'],
  ])('counts %i as «%s» on the tray', (near, text) => {
    expect(REMINDER_TEXTS.ru.count(near)).toBe(text);
  });
});

describe('the icon of the tray', () => {
  it.each([16, 22, 44])('of %i pixels is a key on nothing, with colours that its cover allows', (size) => {
    const { pixels } = drawTrayIcon(size, false);
    expect(pixels).toHaveLength(size * size * 4);
    let inked = 0;
    for (let at = 0; at < pixels.length; at += 4) {
      const alpha = pixels[at + 3] ?? 0;
      if (alpha > 0) inked += 1;
      expect(Math.max(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0)).toBeLessThanOrEqual(alpha);
    }
    expect(inked / (size * size)).toBeGreaterThan(0.1);
    expect(inked / (size * size)).toBeLessThan(0.5);
  });

  it('has a dot in its corner when something is near', () => {
    const size = 22;
    const corner = (5 * size + 17) * 4;

    expect(drawTrayIcon(size, false).pixels[corner + 3]).toBe(0);
    expect(drawTrayIcon(size, true).pixels[corner + 3]).toBe(255);
  });
});
