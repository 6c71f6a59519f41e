import { AppError } from '../../../ports/app-error.ts';
import type { SecretQuestion } from '../../../ports/secret-prompt-ports.ts';
import type { Actor } from '../../audit/entry.ts';
import { shownToken } from '../../tokens/ask-to-open.ts';
import type { PaymentVault } from '../payment-vault.ts';
import type { PaymentSeen } from '../load-payment.ts';
import { contentOf, type Payment } from '../payment.ts';
import { authorizeSends, sealedFor } from '../open-for-send.ts';
import { readyToApprove, recordApproval, signatures, type Ready, type TouchedByApprove } from './approve.ts';

/** What became of payments that were approved together. */
export interface ApprovedTogether {
  readonly approved: readonly Payment[];
  /** Those that were not, each with the error that says why; the others stand. */
  readonly failed: readonly { readonly seen: PaymentSeen; readonly error: unknown }[];
}

/**
 * Approves several payments with one passphrase; each gets a signature and a journal line of its own. A payment with
 * warnings is never among them, because each warning wants its own answer.
 *
 * Errors: those of `approvePayment`, thrown only when not one payment can be approved before the passphrase is asked.
 * No money moves.
 * Effects: as `approvePayment`, payment by payment.
 */
export async function approvePayments(
  vault: TouchedByApprove,
  actor: Actor,
  seen: readonly PaymentSeen[],
): Promise<ApprovedTogether> {
  const ready = (one: PaymentSeen) => readyToApprove(vault, actor, { seen: one, reason: '' });
  const before = eachOf(seen, (one) => one, ready);
  if (before.done.length === 0)
    throw before.failed[0]?.error ?? new AppError('not-found', { what: 'payment' });
  const question = questionOfMany(vault, actor, before.done);
  return vault.prompt.ask(question, async (passphrase) => {
    const still = eachOf(before.done, ofReady, ({ read }) => ready(read.seen));
    const signed = await signatures(vault, still.done, passphrase);
    const approvals = still.done.map((one, index) => ({ ...one, signature: signed[index] ?? '' }));
    const recorded = eachOf(approvals, ofReady, (one) => recordApproval(vault, actor, one, one.signature));
    await authorizeSends(vault, actor, recorded.done, passphrase);
    return {
      approved: recorded.done,
      failed: [...before.failed, ...still.failed, ...recorded.failed],
    };
  });
}

function ofReady({ read }: Ready): PaymentSeen {
  return read.seen;
}

interface EachOf<B> {
  readonly done: readonly B[];
  readonly failed: ApprovedTogether['failed'];
}

/** Does one thing to each; what fails is put aside with its error. */
function eachOf<A, B>(items: readonly A[], seenOf: (item: A) => PaymentSeen, act: (item: A) => B): EachOf<B> {
  const done: B[] = [];
  const failed: { seen: PaymentSeen; error: unknown }[] = [];
  for (const item of items) {
    try {
      done.push(act(item));
    } catch (error) {
      failed.push({ seen: seenOf(item), error });
    }
  }
  return { done, failed };
}

/** How many payees of a batch the passphrase's window names. Own choice: what fits beside the total. */
const PAYEES_NAMED = 3;

function questionOfMany(
  vault: Pick<PaymentVault, 'organizations' | 'caller' | 'words'>,
  actor: Actor,
  ready: readonly Ready[],
): SecretQuestion {
  const contents = ready.map(({ payment }) => contentOf(payment));
  const totalMinor = contents.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const payees = [...new Set(contents.map(({ payee }) => payee.name))];
  const named = payees.slice(0, PAYEES_NAMED).join('; ');
  const [sealed] = ready.flatMap(({ payment }) => sealedFor(vault, payment, actor.personId) ?? []);
  const opened =
    sealed === undefined ? [] : [{ label: 'opens-token' as const, text: shownToken(sealed.token) }];
  return {
    kind: 'passphrase',
    subject: actor.name,
    facts: [
      { label: 'amount', text: vault.words.inDigits(totalMinor) },
      { label: 'payments', text: String(ready.length) },
      { label: 'payee', text: payees.length > PAYEES_NAMED ? `${named}; …` : named },
      ...opened,
    ],
    minLength: 1,
  };
}
