import type { CallName } from '../../../contract/channel-names.ts';
import type { SessionView } from '../../../contract/areas/session.ts';
import { NO_VIEWS } from '../../../contract/areas/views.ts';
import type { FakeAppOptions } from '../../fakes/fake-app.ts';
import { sampleOrganization } from '../../fakes/sample-organization.ts';
import { director } from '../../fakes/sample-session.ts';

/** A screen as a person meets it: what the fake says, where to go, and what shows that it has been drawn. */
export interface Scenario {
  readonly name: string;
  readonly options: FakeAppOptions;
  readonly address: string;
}

export const asDirector: FakeAppOptions = { session: { person: director } };

/** A director of three companies. */
const ofAll: FakeAppOptions = { ...asDirector, views: { ...NO_VIEWS, isOverviewOfAll: true } };
const forty: FakeAppOptions = { ...asDirector, tokens: 40 };

const inOrganization: FakeAppOptions = { ...asDirector, organization: sampleOrganization() };
const behind: FakeAppOptions = {
  organization: sampleOrganization({
    behind: { director: 'Вера Орлова', since: '2026-11-16T09:00:00.000Z' },
    canChange: false,
    proposals: [],
    hasRecovery: true,
    waitingKeys: ['Борис Ильин'],
  }),
};

const keychainMissing: Partial<SessionView> = {
  phase: 'blocked',
  problem: { code: 'keychain-unavailable', details: {}, incidentId: null },
  keychain: { state: 'unavailable', backend: 'Secret Service', kind: 'os', waiting: false },
};

const keychainReset: Partial<SessionView> = {
  phase: 'blocked',
  problem: { code: 'keychain-corrupt', details: {}, incidentId: null },
  keychain: { state: 'corrupt', backend: 'Secret Service (libsecret)', kind: 'os', waiting: false },
};

const keychainWaiting: Partial<SessionView> = {
  phase: 'opening',
  keychain: { state: 'locked', backend: 'Secret Service', kind: 'os', waiting: true },
};

const largeVault: Partial<SessionView> = {
  phase: 'opening',
  progress: { checked: 12_000, all: 32_000 },
};

export const nobody: Partial<SessionView> = {
  phase: 'first-run',
  people: [],
  person: null,
  companies: [],
  companyId: null,
};

/** Looked at in every language and size, the first size in both themes. */
export const screens: readonly Scenario[] = [
  { name: 'overview', options: {}, address: '/' },
  { name: 'overview-all', options: ofAll, address: '/' },
  { name: 'tokens', options: {}, address: '/tokens' },
  { name: 'tokens-forty', options: forty, address: '/tokens' },
  { name: 'token', options: {}, address: '/tokens/token-everyday' },
  { name: 'token-why', options: {}, address: '/tokens/token-legacy/why' },
  { name: 'token-frozen', options: {}, address: '/tokens/token-frozen' },
  { name: 'plans', options: {}, address: '/plans' },
  { name: 'plan-new-issue', options: {}, address: '/plans/new/issue/-/-' },
  { name: 'plan-new-address', options: {}, address: '/plans/new/address-change/-/-' },
  { name: 'plan-issue', options: {}, address: '/plans/plan-issue' },
  { name: 'plan-reissue', options: {}, address: '/plans/plan-reissue' },
  { name: 'plan-revoke', options: {}, address: '/plans/plan-revoke' },
  { name: 'plan-drill', options: {}, address: '/plans/plan-drill' },
  { name: 'certificates', options: {}, address: '/certificates' },
  { name: 'payments', options: {}, address: '/payments' },
  { name: 'payment-new', options: {}, address: '/payments/new' },
  { name: 'payment-unknown', options: {}, address: '/payments/payment-004' },
  { name: 'approvals', options: asDirector, address: '/approvals' },
  { name: 'accounts', options: {}, address: '/accounts' },
  { name: 'payees', options: {}, address: '/payees' },
  { name: 'organization-alone', options: asDirector, address: '/settings/organization' },
  { name: 'organization', options: inOrganization, address: '/settings/organization' },
  { name: 'organization-behind', options: behind, address: '/settings/organization' },
  { name: 'journal', options: {}, address: '/journal' },
  { name: 'settings', options: asDirector, address: '/settings' },
  { name: 'opening', options: { session: keychainWaiting }, address: '/' },
  { name: 'opening-large', options: { session: largeVault }, address: '/' },
  { name: 'blocked', options: { session: keychainMissing }, address: '/' },
  { name: 'keychain-reset', options: { session: keychainReset }, address: '/' },
  { name: 'locked', options: { session: { phase: 'locked', person: null } }, address: '/' },
  { name: 'first-run', options: { session: nobody }, address: '/' },
  { name: 'read-only', options: { session: { readOnly: true, damagedRecords: 3 } }, address: '/payments' },
];

interface ListScreen {
  readonly name: string;
  readonly address: string;
  readonly call: CallName;
}

/** Each list is looked at while it loads, when it fails and when it is empty. */
export const lists: readonly ListScreen[] = [
  { name: 'overview', address: '/', call: 'overview.get' },
  { name: 'tokens', address: '/tokens', call: 'tokens.page' },
  { name: 'plans', address: '/plans', call: 'plans.list' },
  { name: 'certificates', address: '/certificates', call: 'certificates.list' },
  { name: 'payments', address: '/payments', call: 'payments.list' },
  { name: 'approvals', address: '/approvals', call: 'approvals.queue' },
  { name: 'accounts', address: '/accounts', call: 'accounts.list' },
  { name: 'payees', address: '/payees', call: 'payees.list' },
  { name: 'journal', address: '/journal', call: 'journal.page' },
];
