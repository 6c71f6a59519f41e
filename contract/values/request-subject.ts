import type { RequestSubject } from '../areas/certificates.ts';

/**
 * Longest values. Source: RFC 5280, appendix A.1 (ub-state-name, ub-locality-name, ub-organization-name,
 * ub-common-name).
 */
const LONGEST = { state: 128, city: 128, organization: 64, commonName: 64 } as const;

/**
 * Characters that a certificate takes in each alphabet: visible ASCII. Source: RFC 5280 §4.1.2.4; the bank asks for
 * Latin letters (tapi.md §4.3).
 */
const LATIN = /^[\x20-\x7e]*$/;

export type SubjectProblem = 'empty' | 'long' | 'not-latin' | 'not-capitals';

export const SUBJECT_FIELDS = ['state', 'city', 'organization', 'commonName'] as const;
export type SubjectField = (typeof SUBJECT_FIELDS)[number];

/** Says what is wrong with each field of a request; an empty object for a good one. Source: tapi.md §4.3. */
export function subjectProblems(subject: RequestSubject): Partial<Record<SubjectField, SubjectProblem>> {
  const problems = SUBJECT_FIELDS.flatMap((field) => {
    const problem = problemOf(field, subject[field].trim());
    return problem === null ? [] : [[field, problem] as const];
  });
  return Object.fromEntries(problems);
}

function problemOf(field: SubjectField, value: string): SubjectProblem | null {
  if (value === '') return 'empty';
  if (value.length > LONGEST[field]) return 'long';
  if (!LATIN.test(value)) return 'not-latin';
  return field === 'state' && value !== value.toUpperCase() ? 'not-capitals' : null;
}
