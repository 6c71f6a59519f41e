import type { KeychainProblem } from '../../ports/keychain-ports.ts';

/**
 * Texts of keytar's errors, the only thing it gives. Order matters: the first match wins. The Russian ones are GLib's
 * and libsecret's translations (po/ru.po) and their kin: texts of the system are translated. Linux texts were seen with
 * gnome-keyring 42 and libsecret 0.20 (test/keychain); the macOS ones are Apple's English `SecCopyErrorMessageString`
 * for errSecInteractionNotAllowed, errSecUserCanceled and errSecAuthFailed, not tried here.
 */
const KNOWN_TEXTS: readonly (readonly [RegExp, KeychainProblem])[] = [
  [/locked|заблокирован/i, 'locked'], // "Cannot create an item in a locked collection"
  [
    /user interaction is not allowed|взаимодействие с пользователем (?:не разрешено|запрещено|недопустимо)/i,
    'locked',
  ],
  [/dismissed|cancell?ed|access denied|permission denied|not correct/i, 'denied'],
  [
    /отмен[её]н|отменил|прерван|отклон[её]н|отклонил|закрыт пользователем|(?:доступ|в доступе) (?:запрещ[её]н|отказано)|отказано в доступе|неверн/i,
    'denied',
  ],
  // GDBus, when the service is there and does not answer
  [/timeout was reached|timed out|время ожидания|тайм-?аут/i, 'timeout'],
];

/**
 * Names the state behind an error of the vendor. Whatever is not known is `unavailable`: no service on the bus, no
 * bus, no collection to write to ("Object does not exist at path …"), an addon that does not load.
 */
export function stateOfVendorError(error: unknown): KeychainProblem {
  const text = error instanceof Error ? error.message : '';
  return KNOWN_TEXTS.find(([pattern]) => pattern.test(text))?.[1] ?? 'unavailable';
}
