import { z } from 'zod';
import { Language, Theme } from '../../../contract/areas/session.ts';
import { NO_VIEWS, Views } from '../../../contract/areas/views.ts';
import { CompanyId, PersonId } from '../../../contract/values/ids.ts';

/** What this workplace remembers between runs. */
export const Settings = z.strictObject({
  language: Language,
  theme: Theme,
  lockAfterMinutes: z.int(),
  staysInTray: z.boolean().default(false),
  personId: PersonId.nullable(),
  companyId: CompanyId.nullable(),
  views: Views.default(NO_VIEWS),
});
export type Settings = z.infer<typeof Settings>;

/** What a screen goes by while the vault is locked. */
export type ScreenSettings = Pick<Settings, 'language' | 'theme' | 'lockAfterMinutes' | 'staysInTray'>;

/** Five minutes without input lock the vault. Source: peers.md §1, auto-lock on by default. */
export const DEFAULT_LOCK_MINUTES = 5;

export interface SettingsStore {
  get(): Settings | null;
  save(settings: Settings): void;
}
