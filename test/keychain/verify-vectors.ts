import { signedFile, readSigned } from '../../main/domain/envelopes/signed-text.ts';
import { ed25519Verifier } from '../../main/edges/keychain/ed25519-verifier.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';
import { ed25519Vectors, RFC_8032, signatureOf } from './ed25519-vectors.ts';

/** What this runtime makes of the vectors. */
export interface Answers {
  /** The signatures that the runtime itself gives for RFC 8032 §7.1, in hex. */
  readonly made: readonly string[];
  readonly holds: readonly boolean[];
  readonly reads: readonly boolean[];
}

/** Asks the runtime that this runs in. */
export function answersOf(): Answers {
  const verify = ed25519Verifier();
  const vectors = ed25519Vectors();
  const parts = { digests: systemDigests, verify };
  return {
    made: RFC_8032.map(({ seed, message }) => signatureOf(seed, Buffer.from(message, 'hex')).toString('hex')),
    holds: vectors.map(({ key, text, signature }) => verify(key, text, signature)),
    reads: vectors.map(({ key, text, signature }) => {
      // The check of a reader comes before that of the text: what only the signature decides is told by the other
      // flaws.
      const isOfOurForm = text.startsWith('klyuchnik-test-v1\n');
      if (!isOfOurForm) return verify(key, text, signature);
      const read = readSigned(parts, 'klyuchnik-test-v1', signedFile(text, [{ key, signature }]), 1);
      return read.ok;
    }),
  };
}
