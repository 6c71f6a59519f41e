import type { Clock, Digests, Fingerprints, Ids, Log, Publish } from '../../ports/ports.ts';
import type { SecretPrompt } from '../../ports/secret-prompt-ports.ts';
import type { CompanyStore } from '../companies/companies-ports.ts';
import type { EnvelopeParts } from '../envelopes/envelope-file.ts';
import type { MemberKeys, PeopleStore, PersonKeys } from '../people/people-ports.ts';
import type { PolicyStore } from '../policy/policy-ports.ts';
import type { Organizations } from './organizations.ts';
import type { EnvelopeStore, OrganizationStore } from './organizations-ports.ts';

/** An opened vault as organizations know it. A verb takes no more of it than it names by `Pick`. */
export interface OrganizationVault {
  readonly organizations: Organizations;
  readonly organizationRecords: OrganizationStore;
  readonly envelopes: EnvelopeStore;
  readonly people: PeopleStore;
  readonly companies: CompanyStore;
  readonly policies: PolicyStore;
  readonly personKeys: PersonKeys;
  readonly memberKeys: MemberKeys;
  readonly prompt: SecretPrompt;
  readonly digests: Digests;
  readonly fingerprints: Fingerprints;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly publish: Publish;
  readonly log: Log;
}

/** What reading and writing signed texts needs of the vault. */
export function signing({
  digests,
  personKeys,
}: Pick<OrganizationVault, 'personKeys' | 'digests'>): Pick<EnvelopeParts, 'digests' | 'verify'> {
  return { digests, verify: personKeys.verify };
}
