import { z } from 'zod';
import { Instant } from '../values/dates.ts';

/**
 * The copy of the key of the records that lies in the profile, sealed by a passphrase. `own`: by one that a person
 * chose; `training`: by the one that everybody knows, while there are only training companies; `damaged`: there is a
 * file that cannot be used.
 */
export const SpareKeyView = z.strictObject({
  state: z.enum(['none', 'own', 'training', 'damaged']),
  madeAt: Instant.nullable(),
});
export type SpareKeyView = z.infer<typeof SpareKeyView>;
