import type { ErrorCode } from '../../../contract/error-codes.ts';
import { useT } from '../../i18n/t.ts';
import { OpenBackup } from '../../ui/backup/open-backup.tsx';
import classes from './gate.module.css';

/** Records that are gone, damaged, or whose key is lost: what a backup brings back. */
const LOST_RECORDS: readonly ErrorCode[] = [
  'store-corrupt',
  'store-gone',
  'store-key-wrong',
  'keychain-corrupt',
  'secret-missing',
];

/** The way out with a backup, after the ways that lose less. */
export function RestoreBackup({ problem }: { readonly problem: ErrorCode }) {
  const t = useT();
  if (!LOST_RECORDS.includes(problem)) return null;
  return (
    <div className={classes.other}>
      <p className={classes.text}>{t('backup.gate.text')}</p>
      <OpenBackup label={t('backup.gate.open')} restores />
    </div>
  );
}
