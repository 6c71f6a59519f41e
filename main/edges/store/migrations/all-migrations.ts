import type { Migration } from '../migrate.ts';
import { first } from './0001-first.ts';
import { lifecycles } from './0002-lifecycles.ts';
import { fewerIndexes } from './0003-fewer-indexes.ts';
import { organizations } from './0004-organizations.ts';
import { times } from './0005-times.ts';
import { states } from './0006-states.ts';
import { statements } from './0007-statements.ts';
import { payees } from './0008-payees.ts';

/** Every migration in order. One that was released is never edited again: the check at opening compares with it. */
export const ALL_MIGRATIONS: readonly Migration[] = [
  first,
  lifecycles,
  fewerIndexes,
  organizations,
  times,
  states,
  statements,
  payees,
];
