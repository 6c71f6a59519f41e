import { AppError } from '../../ports/app-error.ts';
import type { OpenedVault } from '../../domain/session/opened-vault.ts';

/**
 * Refuses what a read-only vault cannot do, before anything else happens. Errors: `store-read-only`,
 * `open-for-reading`.
 */
export function assertWritable({
  isReadOnly,
  isBySpareKey,
}: Pick<OpenedVault, 'isReadOnly' | 'isBySpareKey'>): void {
  if (isBySpareKey) throw new AppError('open-for-reading');
  if (isReadOnly) throw new AppError('store-read-only');
}
