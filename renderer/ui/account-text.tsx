import classes from './text.module.css';

/** Cuts an account into groups of four for reading. Source: ui.md, Words. */
export function accountGroups(account: string): readonly string[] {
  return account.match(/.{1,4}/g) ?? [];
}

/** Writes an account for reading where only text can stand (a select, a title): groups of four. */
export function formatAccount(account: string): string {
  return accountGroups(account).join('\u00a0');
}

/** Shows an account in groups of four; what is copied has no spaces, since the gaps are only drawn. */
export function AccountText({ account }: { readonly account: string }) {
  if (account === '') return <span className={classes.dim}>—</span>;
  return (
    <span className={classes.account}>
      {accountGroups(account).map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </span>
  );
}
