import { describe, expect, it } from 'vitest';
import { OrganizationWorld } from '../fakes/organization-world.ts';
import { FREE_RULES } from '../fakes/vault-world.ts';

describe('an organization', () => {
  it('is founded by a director, and counts alike on every computer', async () => {
    const world = await OrganizationWorld.found({
      directors: ['Борис', 'Вера'],
      changesNeed: 2,
      rules: FREE_RULES,
    });
    for (const seat of world.seats) {
      const { people, policy, record } = seat.organization;
      expect(record.organization).toBe(world.founder.organization.record.organization);
      expect(people.document.version).toBe(2);
      expect(people.document.members.map(({ name }) => name)).toEqual(['Борис', 'Анна', 'Вера']);
      expect(policy?.document).toMatchObject({ version: 2, rules: FREE_RULES });
      expect(seat.parts.organizations.behind(seat.companyId)).toBeNull();
    }
  });

  it('stays the same after a restart', async () => {
    const { founder, maker } = await OrganizationWorld.found();
    const { people } = maker.organization;
    maker.restart();
    founder.restart();
    expect(maker.organization.people.hash).toBe(people.hash);
    expect(founder.organization.people.hash).toBe(people.hash);
  });
});
