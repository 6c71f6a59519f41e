import type { KnownAccess } from './accesses.ts';

/** Why a company wants a token, in a person's words; each stands for the accesses that the job needs and no more. */
export const JOBS = ['statements', 'drafts', 'everyday', 'paying', 'custom'] as const;
export type Job = (typeof JOBS)[number];

/**
 * The accesses that a job needs. `company-info` is in each, because it is the cheapest call that says whose the token
 * is; who asks for the state of a payment needs two accesses, since the bank's pages disagree on which one opens it.
 * Source: tapi.md §3 «Advice for restricted tokens», §5.1.
 */
export const JOB_ACCESSES: Readonly<Record<Job, readonly KnownAccess[]>> = {
  statements: ['company-info', 'accounts', 'statement'],
  drafts: ['company-info', 'accounts', 'drafts', 'document-status'],
  everyday: ['company-info', 'accounts', 'statement', 'drafts', 'document-status'],
  paying: ['company-info', 'accounts', 'payments', 'registry-payments'],
  custom: [],
};
