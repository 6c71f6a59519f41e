import { lookAlikes } from '../../../contract/values/plain-text.ts';
import { useT } from '../../i18n/t.ts';
import classes from './payment.module.css';

/**
 * Says of each word of a text that it is written in Latin letters and reads as a Russian one; nothing when there is
 * none.
 */
export function LookAlikeNotes({ text }: { readonly text: string }) {
  const t = useT();
  return lookAlikes(text).map(({ word, russian }) => (
    <span key={word} className={classes.lookAlike} role="note">
      {t('payments.lookAlike', { word, russian })}
    </span>
  ));
}
