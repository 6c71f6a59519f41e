import { describe, expect, it } from 'vitest';
import { directing, looking, working } from '../../contract/callers.ts';
import { PersonId } from '../../contract/values/ids.ts';
import type { Role } from '../../contract/areas/session.ts';
import { mayCall } from '../../renderer/api/use-may.ts';

const session = (role: Role | null) => ({
  person: role === null ? null : { personId: PersonId.parse('id-00000001'), name: 'Анна', role },
});

describe('the window offers', () => {
  it.each([
    [null, [false, false, false]],
    ['accountant', [true, true, false]],
    ['director', [true, true, true]],
    ['auditor', [true, false, false]],
  ] as const)('%s what main would let through', (role, may) => {
    expect([looking, working, directing].map((rule) => mayCall(session(role), rule))).toEqual(may);
  });
});
