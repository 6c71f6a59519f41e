import type { PeopleDifference } from '../../../contract/areas/organization.ts';
import type { PolicyRules } from '../../../contract/areas/policy.ts';
import { useT } from '../../i18n/t.ts';
import classes from './organization.module.css';
import { ruleRows } from './rule-rows.ts';

/** What a change of the people comes to, one line each. */
export function PeopleChanges({ differences }: { readonly differences: readonly PeopleDifference[] }) {
  const t = useT();
  return (
    <ul className={classes.points}>
      {differences.map((one) => (
        <li key={JSON.stringify(one)}>{differenceText(t, one)}</li>
      ))}
    </ul>
  );
}

interface RuleChangesProps {
  readonly before: PolicyRules | null;
  readonly after: PolicyRules;
}

/** The rules that a change touches, before and after. */
export function RuleChanges({ before, after }: RuleChangesProps) {
  const t = useT();
  const rows = ruleRows(t, before, after);
  if (rows.length === 0) return <p className={classes.hint}>{t('organization.proposals.sameRules')}</p>;
  return (
    <table className={classes.compare}>
      <thead>
        <tr>
          <th scope="col">{t('organization.proposals.what')}</th>
          <th scope="col">{t('organization.proposals.before')}</th>
          <th scope="col">{t('organization.proposals.after')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">{row.label}</th>
            <td>{row.before}</td>
            <td>{row.after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function differenceText(t: ReturnType<typeof useT>, one: PeopleDifference): string {
  switch (one.kind) {
    case 'changes-need':
    case 'name':
      return t(`organization.difference.${one.kind}`, { before: one.before, after: one.after });
    case 'recovery':
      return t(one.has ? 'organization.difference.recovery' : 'organization.difference.noRecovery');
    default:
      return t(`organization.difference.${one.kind}`, {
        name: one.name,
        role: t(`common.role.${one.role}`),
      });
  }
}
