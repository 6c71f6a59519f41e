import type { SpareKeyFile } from '../../ports/keychain-ports.ts';
import type { SecretPrompt } from '../../ports/secret-prompt-ports.ts';
import { removeSpareKey, setSpareKey } from '../../domain/session/spare-key.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import type { HandlersOf } from './handlers-of.ts';

export interface SpareKeyHandlerParts {
  readonly workplace: Workplace;
  readonly prompt: SecretPrompt;
  readonly spareKey: SpareKeyFile;
}

/** The spare key: looked at and used before the vault is open, changed only while it is. */
export function spareKeyHandlers({
  workplace,
  prompt,
  spareKey,
}: SpareKeyHandlerParts): HandlersOf<'spareKey'> {
  return {
    'spareKey.view': async () => spareKey.look(),
    'spareKey.open': async () => {
      await workplace.openForReading();
      return workplace.snapshot();
    },
    'spareKey.restore': async () => {
      await workplace.restoreStoreKey();
      return workplace.snapshot();
    },
    'spareKey.set': async () => {
      const { vault, worker } = workplace;
      await setSpareKey(vault.spareKey, prompt, worker);
      return spareKey.look();
    },
    'spareKey.remove': async () => {
      const { vault, worker } = workplace;
      removeSpareKey(vault.spareKey, worker);
      return spareKey.look();
    },
  };
}
