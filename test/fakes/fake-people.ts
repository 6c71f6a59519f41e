import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { PersonId } from '../../contract/values/ids.ts';
import { AppError } from '../../main/ports/app-error.ts';
import { ed25519Verifier } from '../../main/edges/keychain/ed25519-verifier.ts';
import type { PersonKeys } from '../../main/domain/people/people-ports.ts';
import { Secret } from '../../main/ports/secret.ts';
import type {
  SecretDisplay,
  SecretPrompt,
  SecretQuestion,
  ShownSecret,
} from '../../main/ports/secret-prompt-ports.ts';

/** Answers kept of a verifier of the tests. Own choice: a few runs of the app over one vault. */
const KEPT_ANSWERS = 2_000;

/**
 * Gives the answer of a real verifier once more instead of asking it again: worlds that start anew read the same files
 * over and over.
 */
function remembering(verify: PersonKeys['verify']): PersonKeys['verify'] {
  const known = new Map<string, boolean>();
  return (publicKey, text, signature) => {
    const question = `${publicKey} ${signature} ${text}`;
    const answer = known.get(question) ?? verify(publicKey, text, signature);
    if (known.size >= KEPT_ANSWERS) known.clear();
    known.set(question, answer);
    return answer;
  };
}

/** Person keys with real Ed25519 and no Argon2, which would take the time of the whole suite. */
export class QuickPersonKeys implements PersonKeys {
  readonly #keys = new Map<PersonId, { readonly passphrase: string; readonly privateKey: KeyObject }>();
  readonly verify = remembering(ed25519Verifier());
  /** Runs while a key is being opened, as other things do in the half second of the real one. */
  whileSigning: () => Promise<void> = () => Promise.resolve();

  create(personId: PersonId, passphrase: Secret): Promise<string> {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.#keys.set(personId, { passphrase: passphrase.revealText(), privateKey });
    return Promise.resolve(publicKey.export({ type: 'spki', format: 'der' }).toString('base64'));
  }

  remove(personId: PersonId): Promise<void> {
    this.#keys.delete(personId);
    return Promise.resolve();
  }

  adopt(from: PersonId, to: PersonId): Promise<void> {
    const held = this.#keys.get(from);
    if (held === undefined) return Promise.reject(new AppError('secret-missing'));
    this.#keys.set(to, held);
    return Promise.resolve();
  }

  /** People whose key is kept. */
  get holders(): readonly PersonId[] {
    return [...this.#keys.keys()];
  }

  async sign(personId: PersonId, passphrase: Secret, text: string): Promise<string> {
    const [signature = ''] = await this.signAll(personId, passphrase, [text]);
    return signature;
  }

  async signAll(personId: PersonId, passphrase: Secret, texts: readonly string[]): Promise<string[]> {
    const held = this.#keys.get(personId);
    if (held === undefined) throw new AppError('secret-missing');
    if (held.passphrase !== passphrase.revealText()) throw new AppError('passphrase-wrong');
    await this.whileSigning();
    return texts.map((text) => sign(null, Buffer.from(text, 'utf8'), held.privateKey).toString('base64'));
  }
}

/** Codes after which the real window asks again. Source: `SecretPrompt`. */
const ASKED_AGAIN = [
  'passphrase-wrong',
  'passphrase-weak',
  'passphrase-guessable',
  'token-malformed',
  'token-several',
  'token-unusual',
  'token-duplicate',
  'token-not-the-same',
];

/** A secret window whose answers a test puts in beforehand; with none left, the person closes the window. */
export class FakePrompt implements SecretPrompt {
  readonly questions: SecretQuestion[] = [];
  /** Codes of the answers that were refused and asked again. */
  readonly refusals: string[] = [];
  readonly secrets: Secret[] = [];
  isClosed = false;
  #answers: string[] = [];
  /** Runs while the window is open, before the answer is given. */
  whileOpen: () => void | Promise<void> = () => undefined;

  answer(...answers: string[]): void {
    this.#answers.push(...answers);
  }

  /** Takes back the answers that nobody asked for. */
  forget(): void {
    this.#answers = [];
  }

  async ask<T>(question: SecretQuestion, use: (answer: Secret) => Promise<T>): Promise<T> {
    this.questions.push(question);
    for (;;) {
      await this.whileOpen();
      const text = this.#answers.shift();
      if (text === undefined) throw new AppError('cancelled-by-person');
      const secret = Secret.fromText(text);
      this.secrets.push(secret);
      try {
        return await use(secret);
      } catch (error) {
        if (!(error instanceof AppError) || !ASKED_AGAIN.includes(error.code)) throw error;
        this.refusals.push(error.code);
      } finally {
        secret.wipe();
      }
    }
  }

  /** Texts that count as easily guessed; how the real estimate judges is tested with it. */
  readonly guessable: string[] = [];

  strengthOf(passphrase: Secret, about: readonly string[]): Promise<number> {
    const text = passphrase.revealText();
    return Promise.resolve(this.guessable.includes(text) || about.includes(text) ? 3 : 4);
  }

  close(): void {
    this.isClosed = true;
  }
}

/** A window that shows secrets to nobody. */
export class FakeDisplay implements SecretDisplay {
  readonly shown: { readonly shown: ShownSecret; readonly text: string }[] = [];
  /** What the person does while it is open. */
  whileOpen: (copy: () => void) => void = () => undefined;

  show(shown: ShownSecret, secret: Secret, beforeCopy: () => void): Promise<void> {
    this.shown.push({ shown, text: secret.revealText() });
    this.whileOpen(beforeCopy);
    return Promise.resolve();
  }
}
