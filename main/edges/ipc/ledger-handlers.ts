import type { PolicyView } from '../../../contract/areas/policy.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import { changeRules } from '../../domain/organizations/change-documents.ts';
import { namesOfSigners } from '../../domain/organizations/organizations.ts';
import { approvers, rulesInForce } from '../../domain/payments/approving/judge.ts';
import { previewPolicy } from '../../domain/payments/approving/preview-policy.ts';
import { changePolicy, policyView } from '../../domain/policy/change-policy.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import { knownAccounts, refreshAccounts } from '../../domain/statements/refresh-accounts.ts';
import type { HandlersOf } from './handlers-of.ts';

/** What the company's books show: accounts and rules. */
export function ledgerHandlers(workplace: Workplace): HandlersOf<'accounts' | 'policy'> {
  return {
    'accounts.list': async ({ companyId }) => {
      workplace.readerIn(companyId);
      return knownAccounts(workplace.vault, companyId);
    },
    'accounts.refresh': async ({ companyId }) => {
      workplace.readerIn(companyId);
      return refreshAccounts(workplace.vault, companyId);
    },
    'policy.get': async ({ companyId }) => {
      workplace.readerIn(companyId);
      return shownPolicy(workplace, companyId);
    },
    'policy.change': async ({ companyId, version, rules, signers }) => {
      const { vault } = workplace;
      const organization = vault.organizations.of(companyId);
      if (organization !== null) {
        const { people, policy } = organization;
        const now = policy?.document.version ?? 0;
        if (now !== version) throw new AppError('stale-revision', { now });
        const base = { companyId, peopleHash: people.hash, policyHash: policy?.hash ?? null };
        await changeRules(vault, workplace.actorIn(companyId), { base, rules });
        return shownPolicy(workplace, companyId);
      }
      await changePolicy(vault, workplace.actorIn(companyId), {
        companyId,
        version,
        rules,
        signers,
        companyName: workplace.company(companyId).name,
        directors: approvers(vault, companyId),
      });
      return shownPolicy(workplace, companyId);
    },
    'policy.preview': async ({ companyId, rules }) => {
      workplace.readerIn(companyId);
      return previewPolicy(workplace.vault, companyId, rules);
    },
  };
}

function shownPolicy({ vault }: Workplace, companyId: CompanyId): PolicyView {
  const organization = vault.organizations.of(companyId);
  const newest =
    organization === null
      ? (vault.policies.newest(companyId)?.version ?? 0)
      : (organization.policy?.document.version ?? 0);
  const directors = approvers(vault, companyId);
  const view = policyView(rulesInForce(vault, companyId), { newest, directors });
  if (organization === null) return view;
  const [changedBy = null, ...signedBy] = namesOfSigners(organization, organization.policy?.signers ?? []);
  const waiting = organization.proposals.filter(({ kind }) => kind === 'policy').length;
  return { ...view, changedBy, signedBy, waiting, isOrganization: true };
}
