import type {
  Keychain,
  KeychainRead,
  KeychainState,
  KeychainWrite,
  SecretName,
} from '../../ports/keychain-ports.ts';
import { Secret } from '../../ports/secret.ts';
import { backendOf } from './backends.ts';
import type { CanaryRecord } from './canary-file.ts';
import type { ChildLink } from './child-link.ts';
import { KeychainCalls, type After, type KeychainCall } from './keychain-calls.ts';
import type { KeychainReply } from './keychain-protocol.ts';
import { checkedSecretName, serviceName } from './secret-names.ts';

/** The person is told that the keychain's own prompt is waiting. Source: design.md §3. */
const WAITING_AFTER_MS = 5_000;
/** Time to find a passphrase on paper; then the call is given up, because everything behind it waits. Our choice. */
const DEADLINE_MS = 120_000;

export interface KeychainOptions {
  readonly profileId: string;
  readonly platform: NodeJS.Platform;
  readonly spawnKeychainProcess: () => ChildLink;
  readonly canaryRecord: CanaryRecord;
  /** Units: bytes of one keychain item; the platform's own limit when not given. */
  readonly itemLimit?: number;
  /** Units: milliseconds of one call; 120 s when not given. */
  readonly deadlineMs?: number;
  /** How time passes; timers of the runtime when not given. */
  readonly after?: After;
}

/**
 * Gives the OS keychain of one profile, behind a process of its own. Nothing is started before the first call.
 * Errors: throws when the profile id is malformed.
 */
export function createKeychain(options: KeychainOptions): Keychain {
  return new KeytarKeychain(options);
}

class KeytarKeychain implements Keychain {
  readonly #options: KeychainOptions;
  readonly #service: string;
  readonly #itemLimit: number;
  readonly #calls: KeychainCalls;

  constructor(options: KeychainOptions) {
    this.#options = options;
    this.#service = serviceName(options.profileId);
    this.#itemLimit = options.itemLimit ?? backendOf(options.platform).itemLimit;
    this.#calls = new KeychainCalls({
      spawnKeychainProcess: options.spawnKeychainProcess,
      after: options.after ?? afterDelay,
      waitingAfterMs: WAITING_AFTER_MS,
      deadlineMs: options.deadlineMs ?? DEADLINE_MS,
    });
  }

  async read(name: SecretName): Promise<KeychainRead> {
    const reply = await this.#make({ op: 'read', ...this.#common(), name: checkedSecretName(name) });
    if (reply.state !== 'ok') return { state: reply.state };
    if (!reply.bytes) return { state: 'corrupt' };
    const secret = Secret.fromBytes(reply.bytes);
    reply.bytes.fill(0);
    return { state: 'ok', secret };
  }

  async write(name: SecretName, secret: Secret): Promise<KeychainWrite> {
    const bytes = secret.revealBytes();
    try {
      const common = { op: 'write', ...this.#common(), name: checkedSecretName(name) } as const;
      return asWrite((await this.#make({ ...common, bytes, itemLimit: this.#itemLimit })).state);
    } finally {
      bytes.fill(0);
    }
  }

  async remove(name: SecretName): Promise<KeychainWrite> {
    const reply = await this.#make({ op: 'remove', ...this.#common(), name: checkedSecretName(name) });
    return asWrite(reply.state);
  }

  async health() {
    const { state } = await this.#make({ op: 'examine', ...this.#common() });
    return { ...asWrite(state), backend: backendOf(this.#options.platform).name };
  }

  cancelPending(): void {
    if (this.#calls.isBusy) this.#calls.endAll('denied');
  }

  onWaiting(listener: (waiting: boolean) => void): () => void {
    return this.#calls.onWaiting(listener);
  }

  async lock(): Promise<void> {
    this.#calls.endAll('locked');
    await this.#calls.whenGone();
  }

  #common() {
    return { service: this.#service, isCanaryKnown: this.#options.canaryRecord.isKnown() };
  }

  async #make(call: KeychainCall): Promise<Omit<KeychainReply, 'id'>> {
    const reply = await this.#calls.make(call);
    const hasSeenCanary = reply.state === 'ok' || reply.state === 'absent' || reply.state === 'corrupt';
    if (hasSeenCanary && !call.isCanaryKnown) this.#rememberCanary();
    return reply;
  }

  #rememberCanary(): void {
    try {
      this.#options.canaryRecord.markKnown();
    } catch {
      // Full or read-only disk: the canary is in the keychain, and the next call sees it and tries again.
    }
  }
}

function asWrite(state: KeychainState): KeychainWrite {
  return { state: state === 'absent' ? 'ok' : state };
}

const afterDelay: After = (delayMs, action) => {
  const timer = setTimeout(action, delayMs);
  return () => {
    clearTimeout(timer);
  };
};
