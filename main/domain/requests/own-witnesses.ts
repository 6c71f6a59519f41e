import type { OpenedEnvelope } from '../envelopes/envelope-file.ts';
import type { PaymentVault } from '../payments/payment-vault.ts';

export type TouchedByWitness = Pick<PaymentVault, 'people' | 'envelopes' | 'checkpoints'>;

/**
 * Shows the records what signed files of this computer's own people name of them, where the records do not hold these
 * files: whoever puts an old copy of the records back cannot take back what the others have. Nobody else's file says
 * anything about the records here. Effects: those of `CheckpointKeeper.witnessed`.
 */
export function noteWitnesses(
  { people, envelopes, checkpoints }: TouchedByWitness,
  opened: readonly OpenedEnvelope[],
): void {
  const own = new Set(people.list().flatMap(({ publicKey, outcomeKey }) => [publicKey, outcomeKey]));
  for (const { envelope, hash } of opened) {
    const { state, author, issuedAt } = envelope;
    const isKept = envelopes.get(hash)?.isOwn === true;
    if (state !== undefined && own.has(author) && !isKept) checkpoints.witnessed({ ...state, at: issuedAt });
  }
}
