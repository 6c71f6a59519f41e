import { ERROR_CODES } from '../../contract/error-codes.ts';
import type { ErrorInfo } from '../../contract/result.ts';
import type { MessageValues, Translate } from '../i18n/t.ts';

/** The three things an error says. `money` is `null` where money is not even near (the prompt was closed). */
export interface ErrorText {
  readonly happened: string;
  readonly money: string;
  readonly next: string;
  readonly moneyMayHaveMoved: boolean;
}

interface ErrorTextOptions {
  /** The call only read (balances, a list, the check of a token): whatever went wrong, no money can have moved. */
  readonly isReading?: boolean;
}

/** Turns an error into what happened, whether money moved, and what to do next. Source: ui.md, Words. */
export function errorText(t: Translate, error: ErrorInfo, options: ErrorTextOptions = {}): ErrorText {
  const values = textValues(error.details);
  const isUncertain = ERROR_CODES[error.code].moneyMoved === 'maybe';
  const moneyMayHaveMoved = isUncertain && options.isReading !== true;
  return {
    happened: [t(`errors.codes.${error.code}.happened`, values), ...aboutWhat(t, error)].join(' '),
    money: moneyMayHaveMoved ? t('errors.money.maybe') : t('errors.money.no'),
    next:
      isUncertain && !moneyMayHaveMoved
        ? t('errors.readAgain')
        : t(`errors.codes.${error.code}.next`, values),
    moneyMayHaveMoved,
  };
}

/**
 * Names the token or certificate that the error speaks of, where its id leads to it, and the token that works instead.
 */
function aboutWhat(t: Translate, { details }: ErrorInfo): readonly string[] {
  const { tokenId, token, certificateId, certificate, instead } = details;
  const isNamed = (id: unknown, label: unknown) => typeof id === 'string' && typeof label === 'string';
  return [
    ...(isNamed(certificateId, certificate)
      ? [t('errors.about.certificate', { label: String(certificate) })]
      : []),
    ...(isNamed(tokenId, token) ? [t('errors.about.token', { label: String(token) })] : []),
    ...(typeof instead === 'string' ? [t('errors.about.instead', { label: instead })] : []),
  ];
}

function textValues(details: ErrorInfo['details']): MessageValues {
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, String(value ?? '')]));
}
