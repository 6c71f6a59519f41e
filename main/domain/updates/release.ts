import { z } from 'zod';

/** A version as this program has them: three numbers. Source: package.json. */
const Version = z.string().regex(/^(?:0|[1-9]\d{0,5})(?:\.(?:0|[1-9]\d{0,5})){2}$/);

/** A file name without a folder, so that no list can point elsewhere. */
const FileName = z.string().regex(/^[A-Za-z0-9][\w.-]{0,199}$/);

/** SHA-512 as hexadecimal digits. */
const Sha512 = z.string().regex(/^[0-9a-f]{128}$/);

/** An Ed25519 public key: SPKI in base64. Source: RFC 8410. */
export const ReleaseKey = z.string().regex(/^[A-Za-z0-9+/]{59}=$/);

/** A file of a release. Units: bytes. */
const ReleaseFile = z.strictObject({ name: FileName, size: z.int().min(1), sha512: Sha512 });
export type ReleaseFile = z.infer<typeof ReleaseFile>;

/** What a release is, as its makers sign it. */
export const Release = z
  .strictObject({
    kind: z.literal('klyuchnik-release'),
    v: z.literal(1),
    /** Grows by every list that is signed, of the same version too. */
    sequence: z.int().min(1),
    version: Version,
    /** The oldest version that this one may be installed over. */
    minimumVersion: Version,
    /** Units: epoch milliseconds. */
    issuedAt: z.int().min(0),
    /** Units: epoch milliseconds. */
    expiresAt: z.int().min(0),
    files: z.array(ReleaseFile).min(1).max(100),
  })
  .refine(({ issuedAt, expiresAt }) => issuedAt < expiresAt)
  .refine(({ version, minimumVersion }) => compareVersions(minimumVersion, version) <= 0)
  .refine(({ files }) => new Set(files.map(({ name }) => name)).size === files.length);
export type Release = z.infer<typeof Release>;

/** A new key for releases, as the key that lies offline signs it. */
export const KeyChange = z.strictObject({
  kind: z.literal('klyuchnik-release-key'),
  v: z.literal(1),
  /** Grows by every change: of two, the later one counts. The key that a program comes with is number 0. */
  number: z.int().min(1),
  key: ReleaseKey,
});
export type KeyChange = z.infer<typeof KeyChange>;

const Signature = z.string().regex(/^[A-Za-z0-9+/]{86}==$/);

/** A text and its signature. The text is signed as it stands, so nobody has to write it the same way twice. */
export const SignedText = z.strictObject({ text: z.string().max(100_000), signature: Signature });
export type SignedText = z.infer<typeof SignedText>;

/** The file `release.json`. */
export const SignedRelease = z.strictObject({
  release: SignedText,
  /** Where the key is not the one that the program came with. */
  keyChange: SignedText.optional(),
});
export type SignedRelease = z.infer<typeof SignedRelease>;

/** Returns whether the left version is older (negative), newer (positive) or the same. Errors: none for versions. */
export function compareVersions(left: string, right: string): number {
  const parts = (version: string): number[] => version.split('.').map(Number);
  const [one, two] = [parts(left), parts(right)];
  const index = one.findIndex((part, at) => part !== two[at]);
  return index < 0 ? 0 : (one[index] ?? 0) - (two[index] ?? 0);
}
