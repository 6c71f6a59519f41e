import { z } from 'zod';
import { Instant } from '../../../contract/values/dates.ts';
import { PersonId } from '../../../contract/values/ids.ts';

/**
 * What is known of a secret that only a director's passphrase opens. `isWhole: false`: sealing, or its undoing, was
 * begun and may have been cut off; then the keychain may still hold the open text, and nothing may be promised.
 */
export const Sealing = z.strictObject({ sealedTo: PersonId, at: Instant, isWhole: z.boolean() });
export type Sealing = z.infer<typeof Sealing>;
