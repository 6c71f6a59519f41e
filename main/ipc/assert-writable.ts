import { AppError } from '../app-error.ts';
import type { OpenedVault } from '../session/opened-vault.ts';

/** Refuses what a read-only vault cannot do, before anything else happens. Errors: `store-read-only`. */
export function assertWritable({ isReadOnly }: Pick<OpenedVault, 'isReadOnly'>): void {
  if (isReadOnly) throw new AppError('store-read-only');
}
