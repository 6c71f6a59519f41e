import { describe, expect, it } from 'vitest';
import type { PolicyRules } from '../../contract/areas/policy.ts';
import { addMs, DAY_MS } from '../../contract/values/dates.ts';
import { envelopeFile, writeEnvelope } from '../../main/domain/envelopes/envelope-file.ts';
import type { Textless } from '../../main/domain/envelopes/envelope-lines.ts';
import { rulesInForce } from '../../main/domain/payments/approving/judge.ts';
import { POLICY_DAYS } from '../../main/domain/policy/change-policy.ts';
import { Secret } from '../../main/ports/secret.ts';
import { russianAmountWords } from '../../main/edges/system/amount-words.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';
import { OrganizationWorld, type Seat } from '../fakes/organization-world.ts';
import { FREE_RULES, passphraseOf } from '../fakes/vault-world.ts';

const TIERED: PolicyRules = {
  ...FREE_RULES,
  day: { approvalAboveMinor: 100_00, refuseAboveMinor: 1_000_000_00 },
  tiers: [{ aboveMinor: 200_00, approvals: 2 }],
};

/** Puts a director's envelope that names these documents into somebody's vault, as the folder would bring it. */
async function receive(from: Seat, to: Seat, change: { readonly peopleHash: string }): Promise<void> {
  const at = to.world.clock.now();
  const fields: Textless = {
    v: 1,
    kind: 'rejection',
    organization: to.organization.record.organization,
    counter: 1,
    author: from.key,
    audience: [to.key],
    issuedAt: at,
    expiresAt: addMs(at, DAY_MS),
    policyHash: to.organization.policy?.hash ?? '',
    payingToken: 'none',
    paymentId: 'a'.repeat(64),
    requestHash: 'b'.repeat(64),
    reason: '',
    ...change,
  };
  const parts = { digests: systemDigests, inWords: russianAmountWords.inWords, verify: () => true };
  const { signed } = writeEnvelope(parts, fields);
  const passphrase = Secret.fromText(passphraseOf(from.name));
  const signature =
    from.person.role === 'director'
      ? await from.parts.personKeys.sign(from.person.personId, passphrase, signed)
      : await from.parts.memberKeys.sign(from.person.personId, signed);
  const file = envelopeFile(signed, from.key, signature);
  const record = {
    hash: systemDigests.sha256(signed),
    companyId: to.companyId,
    kind: 'rejection' as const,
    file,
    requestHash: fields.requestHash,
    requests: [],
    author: from.key,
    counter: 1,
    receivedAt: at,
    isOwn: false,
    deliveredAt: null,
  };
  to.parts.envelopes.add([record], null);
}

describe('a computer that is kept from newer documents', () => {
  it('asks for an approval of everything once a director’s envelope names documents it has not', async () => {
    const world = await OrganizationWorld.found({ directors: ['Борис', 'Вера'], rules: TIERED });
    const { maker, founder } = world;
    await receive(founder, maker, { peopleHash: maker.organization.people.hash });
    expect(rulesInForce(maker.parts, maker.companyId).state).toBe('signed');
    const [, vera] = world.directors as [Seat, Seat];
    await receive(vera, maker, { peopleHash: 'f'.repeat(64) });
    expect(rulesInForce(maker.parts, maker.companyId)).toMatchObject({
      state: 'behind',
      policy: { rules: TIERED },
    });
    expect(maker.parts.organizations.behind(maker.companyId)).toMatchObject({ director: 'Вера' });
  });

  it('holds to the last tiers and ceilings when its rules have run out', async () => {
    const { maker, clock } = await OrganizationWorld.found({ directors: ['Борис', 'Вера'], rules: TIERED });
    const state = () => rulesInForce(maker.parts, maker.companyId);
    clock.pass(POLICY_DAYS * DAY_MS - 1);
    expect(state().state).toBe('signed');
    clock.pass(1);
    expect(state()).toMatchObject({ state: 'expired', policy: { rules: TIERED } });
  });
});
