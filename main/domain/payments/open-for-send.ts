import type { PersonId } from '../../../contract/values/ids.ts';
import type { Secret } from '../../ports/secret.ts';
import type { SecretQuestion } from '../../ports/secret-prompt-ports.ts';
import type { Actor } from '../audit/entry.ts';
import { askToOpen, shownToken } from '../tokens/ask-to-open.ts';
import type { BankCaller, OpenedToken } from '../tokens/bank-caller.ts';
import type { Token } from '../tokens/token.ts';
import { needOf } from './need.ts';
import type { PaymentVault } from './payment-vault.ts';
import { contentOf, type Payment } from './payment.ts';

export type TouchedByOpenForSend = Pick<
  PaymentVault,
  'organizations' | 'people' | 'caller' | 'sealingKeys' | 'authorizations' | 'prompt' | 'words' | 'log'
>;

/**
 * Opens the sealed tokens of payments that this director has just approved here, with the passphrase that he gave for
 * it: each for one send. A payment whose token is open, or sealed to another, or that another computer sends, needs
 * nothing. Errors: none, they are in the log: the approval stands, and paying asks for the passphrase.
 */
export async function authorizeSends(
  vault: TouchedByOpenForSend,
  { personId }: Actor,
  payments: readonly Payment[],
  passphrase: Secret,
): Promise<void> {
  const sealed = payments.flatMap((payment) => sealedFor(vault, payment, personId) ?? []);
  if (sealed.length === 0 || personId === null) return;
  try {
    await vault.sealingKeys.use(personId, passphrase, async (key) => {
      for (const { payment, token } of sealed) {
        const { withCertificate } = needOf(payment);
        const caller = vault.caller.with({ personId, key });
        vault.authorizations.keep(payment, await caller.open(token, withCertificate));
      }
    });
  } catch (error) {
    vault.log.error('permit-not-given', error);
  }
}

/** Returns the token of a payment, when an approval of this director opens it. */
export function sealedFor(
  vault: Pick<PaymentVault, 'organizations' | 'caller'>,
  payment: Payment,
  personId: PersonId | null,
): { readonly payment: Payment; readonly token: Token } | null {
  if (!isSentHere(vault, payment)) return null;
  const need = needOf(payment);
  if (!vault.caller.canServe(need)) return null;
  const token = vault.caller.choose(need);
  const sealedTo = vault.caller.sealedTo(token, need.withCertificate);
  return sealedTo !== null && sealedTo === personId ? { payment, token } : null;
}

/**
 * Returns the director whose passphrase paying will ask for; `null` when the token is open, or his approval here has
 * opened it.
 */
export function sendSealedTo(
  vault: Pick<PaymentVault, 'organizations' | 'caller' | 'authorizations'>,
  payment: Payment,
): PersonId | null {
  const need = needOf(payment);
  if (!isSentHere(vault, payment) || !vault.caller.canServe(need)) return null;
  const token = vault.caller.choose(need);
  return vault.authorizations.has(payment, token) ? null : vault.caller.sealedTo(token, need.withCertificate);
}

function isSentHere(
  { organizations }: Pick<PaymentVault, 'organizations'>,
  { companyId, request }: Payment,
): boolean {
  if (request === null) return true;
  return organizations.members(companyId).some(({ key, isHere }) => isHere && key === request.sender);
}

/**
 * Sees to it that a payment can be sent with this token: a sealed one without an authorization needs the passphrase of
 * the director to whom it is sealed, for this one send.
 * Errors: those of the prompt, `token-sealed` when there is no such director here, `keychain-*`, `secret-*`. Nothing is
 * sent.
 */
export async function ensureAuthorization(
  vault: TouchedByOpenForSend,
  payment: Payment,
  token: Token,
): Promise<void> {
  const { withCertificate } = needOf(payment);
  const sealedTo = vault.caller.sealedTo(token, withCertificate);
  if (sealedTo === null || vault.authorizations.has(payment, token)) return;
  await askToUnseal(vault, { payment, token, sealedTo, kind: 'passphrase-to-send' }, async (caller) =>
    vault.authorizations.keep(payment, await caller.open(token, withCertificate)),
  );
}

/**
 * Returns the secrets for one send: those of the authorization where the token is sealed; of another token where the
 * keychain has lost them. Nothing is intended yet. Errors: `token-sealed`, those of `BankCaller.openFor`. The caller
 * closes it.
 */
export async function openForSend(
  vault: Pick<PaymentVault, 'caller' | 'authorizations'>,
  payment: Payment,
): Promise<OpenedToken> {
  const { caller, authorizations } = vault;
  const need = needOf(payment);
  const token = caller.choose(need);
  // Without an authorization, `openFor` says whose passphrase a sealed token needs.
  return authorizations.take(payment, token) ?? (await caller.openFor(need));
}

interface Asking {
  readonly payment: Payment;
  readonly token: Token;
  readonly sealedTo: PersonId;
  readonly kind: Extract<SecretQuestion['kind'], 'passphrase-to-send' | 'passphrase-to-ask-bank'>;
}

/**
 * Asks the director to whom a token is sealed for his passphrase, for one thing that is done about a payment. Errors:
 * those of `askToOpen`.
 */
export async function askToUnseal<T>(
  vault: TouchedByOpenForSend,
  { payment, token, sealedTo, kind }: Asking,
  work: (caller: BankCaller) => Promise<T>,
): Promise<T> {
  const { amountMinor, payee, purpose } = contentOf(payment);
  const facts: SecretQuestion['facts'] = [
    { label: 'amount', text: vault.words.inDigits(amountMinor) },
    { label: 'payee', text: `${payee.name}, ИНН ${payee.inn}` },
    { label: 'payee-account', text: payee.accountNumber },
    { label: 'purpose', text: purpose },
    { label: 'opens-token', text: shownToken(token) },
  ];
  return askToOpen(vault, { sealedTo, kind, facts }, work);
}
