import { z } from 'zod';
import { Role } from '../../../contract/areas/session.ts';
import { Instant } from '../../../contract/values/dates.ts';
import { PersonId } from '../../../contract/values/ids.ts';
import type { Actor } from '../audit/entry.ts';

/** Keys that were made for a person and count only once the organization names them; until then the old ones do. */
const NextKeys = z.strictObject({
  /** Under which name they lie in the keychain meanwhile. */
  keyId: PersonId,
  publicKey: z.string(),
  openingKey: z.string(),
  outcomeKey: z.string().nullable(),
  /** The old passphrase was forgotten: whatever was sealed under it stays shut. */
  isNewPassphrase: z.boolean(),
  madeAt: Instant,
});
export type NextKeys = z.infer<typeof NextKeys>;

/**
 * A person who works here. Training people can act only in training companies, because their passphrase is known to
 * everybody. `publicKey`: Ed25519, SPKI in base64. A director has one from the start, its private half sealed by his
 * passphrase; others get one when they join an organization. `openingKey`: age recipient, to whom envelopes are
 * encrypted; made when the person joins an organization.
 */
export const Person = z.strictObject({
  personId: PersonId,
  name: z.string(),
  role: Role,
  isTraining: z.boolean(),
  publicKey: z.string().nullable(),
  openingKey: z.string().nullable().default(null),
  /** Of a director: signs what became of payments, without his passphrase, and nothing else. */
  outcomeKey: z.string().nullable().default(null),
  nextKeys: NextKeys.nullable().default(null),
  createdAt: Instant,
});
export type Person = z.infer<typeof Person>;

export function actorOf(person: Person): Actor {
  return { personId: person.personId, name: person.name, role: person.role };
}

/** Tells whether the person may act at all in companies of this environment. */
export function belongsTo(person: Person, environment: string): boolean {
  return person.isTraining === (environment === 'training');
}
