import { diffGroups } from './account-diff.ts';
import classes from './account-difference.module.css';

interface AccountDifferenceProps {
  readonly account: string;
  /** The account it is compared with. */
  readonly other: string;
}

/** Shows an account in groups of four with the digits that differ set in bold on a coloured ground. */
export function AccountDifference({ account, other }: AccountDifferenceProps) {
  return (
    <span className={classes.account}>
      {diffGroups(account, other).map((group, index) => (
        <span key={index}>
          {group.runs.map((run, place) =>
            run.isDifferent ? (
              <mark key={place} className={classes.different}>
                {run.text}
              </mark>
            ) : (
              <span key={place}>{run.text}</span>
            ),
          )}
        </span>
      ))}
    </span>
  );
}
