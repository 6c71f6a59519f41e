import { APP_ACTOR } from '../../contract/areas/audit.ts';
import type { Translate } from '../i18n/t.ts';

/** Names who acted; the app by its name in the language of the screen. */
export function whoText(t: Translate, who: string): string {
  return who === APP_ACTOR ? t('common.appName') : who;
}
