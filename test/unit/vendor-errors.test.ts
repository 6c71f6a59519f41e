import { expect, it } from 'vitest';
import { stateOfVendorError } from '../../main/edges/keychain/vendor-errors.ts';

/**
 * Source: GLib, libsecret and gnome-keyring po/ru.po; https://github.com/abrt/libreport/issues/94,
 * https://github.com/elizaOS/eliza/pull/7167.
 */
it.each([
  ['Время ожидания истекло', 'timeout'],
  ['Timeout was reached', 'timeout'],
  ['Превышено время ожидания ответа', 'timeout'],
  ['Действие было отменено', 'denied'],
  ['Операция отменена', 'denied'],
  ['Операция была отменена', 'denied'],
  ['Отказано в доступе', 'denied'],
  ['Пользователь отменил операцию.', 'denied'],
  ['Пользователь отклонил запрос', 'denied'],
  ['Операция прервана', 'denied'],
  ['Доступ запрещён', 'denied'],
  ['Operation was cancelled', 'denied'],
  ['Невозможно создать элемент в заблокированной коллекции', 'locked'],
  ['Cannot create an item in a locked collection', 'locked'],
  ['Object does not exist at path', 'unavailable'],
  ['', 'unavailable'],
])('«%s» is %s', (text, state) => {
  expect(stateOfVendorError(new Error(text))).toBe(state);
});
