import type { SpareKeyView } from '../../contract/areas/spare-key.ts';
import { AppError } from '../../main/ports/app-error.ts';
import type { SpareKeyFile } from '../../main/ports/keychain-ports.ts';
import { Secret } from '../../main/ports/secret.ts';

/** A spare key without a file, and without the slow derivation of the real one. */
export class MemorySpareKey implements SpareKeyFile {
  #kept: { readonly key: Uint8Array; readonly passphrase: string; readonly view: SpareKeyView } | null = null;

  look(): SpareKeyView {
    return this.#kept?.view ?? { state: 'none', madeAt: null };
  }

  async keep(
    storeKey: Secret,
    passphrase: Secret,
    { isTraining, madeAt }: Parameters<SpareKeyFile['keep']>[2],
  ): Promise<void> {
    const view: SpareKeyView = { state: isTraining ? 'training' : 'own', madeAt };
    this.#kept = { key: storeKey.revealBytes(), passphrase: passphrase.revealText(), view };
  }

  async open(passphrase: Secret): Promise<Secret> {
    if (this.#kept === null) throw new AppError('not-found');
    if (passphrase.revealText() !== this.#kept.passphrase) throw new AppError('passphrase-wrong');
    return Secret.fromBytes(this.#kept.key);
  }

  remove(): void {
    this.#kept = null;
  }
}
