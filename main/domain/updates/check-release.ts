import type { z } from 'zod';
import {
  compareVersions,
  KeyChange,
  Release,
  SignedRelease,
  type ReleaseFile,
  type SignedText,
} from './release.ts';

/** The keys that a program comes with: the one that signs, and the one that lies offline and may name another. */
export interface PinnedKeys {
  readonly signing: string;
  readonly offline: string;
}

/** What a computer knows of releases that it saw. It keeps it, and gives it back at the next check. */
export interface KnownReleases {
  /** Highest number of a list, and its signature. 0 before the first one. */
  readonly sequence: number;
  readonly signature: string;
  /** Number and key of the last change. 0 and the key of the program before the first one. */
  readonly keyNumber: number;
  readonly key: string;
  /** The latest moment that a list was issued at. Units: epoch milliseconds. */
  readonly latestIssuedAt: number;
}

/** Why a list does not count. */
export type ReleaseRefusal =
  /** It is no such list, or a value in it is wrong. */
  | 'malformed'
  /** It is not signed by the key that counts, or was changed afterwards. */
  | 'wrong-key'
  /** An earlier list was seen already with a higher number, or another one with the same. */
  | 'replayed'
  /** Its time is over. */
  | 'expired'
  /** The clock of this computer stands before the list was issued, or before one that was seen earlier. */
  | 'clock-behind'
  /** The version is older than the installed one. */
  | 'older'
  /** It is the installed one. */
  | 'installed'
  /** The installed version is too old for it: another one comes between. */
  | 'step-needed';

export interface ReleaseCheck {
  readonly signed: unknown;
  readonly pinned: PinnedKeys;
  /** `null` before the first check on this computer. */
  readonly known: KnownReleases | null;
  /** `null` where none is installed: then every version will do. */
  readonly installedVersion: string | null;
  /** Units: epoch milliseconds. */
  readonly now: number;
  /** Ed25519 over the text as UTF-8. Never throws. */
  readonly verify: (publicKey: string, text: string, signature: string) => boolean;
}

export type ReleaseVerdict =
  | { readonly release: Release; readonly known: KnownReleases; readonly refusal: null }
  /** `known` is what holds from now on: a list that is refused for its age or version is remembered all the same. */
  | { readonly release: null; readonly known: KnownReleases; readonly refusal: ReleaseRefusal };

/**
 * The clock of an honest computer may differ from that of the makers by so much. Units: ms. Own choice: a wrong time
 * zone is 14 hours at most.
 */
export const CLOCK_SLACK_MS = 24 * 60 * 60 * 1000;

/** Says whether a signed list may be offered as an update. Never throws. */
export function checkRelease(check: ReleaseCheck): ReleaseVerdict {
  const before = check.known ?? firstKnown(check.pinned);
  const signed = SignedRelease.safeParse(check.signed);
  if (!signed.success) return refuse(before, 'malformed');
  const { release: signedRelease, keyChange } = signed.data;
  const withKey = keyChange === undefined ? before : takeKey(check, before, keyChange);
  if (typeof withKey === 'string') return refuse(before, withKey);
  if (!check.verify(withKey.key, signedRelease.text, signedRelease.signature))
    return refuse(before, 'wrong-key');
  const release = read(Release, signedRelease.text);
  if (release === null) return refuse(withKey, 'malformed');
  if (isReplayed(release, signedRelease, withKey)) return refuse(withKey, 'replayed');
  const known: KnownReleases = {
    ...withKey,
    sequence: release.sequence,
    signature: signedRelease.signature,
    latestIssuedAt: Math.max(withKey.latestIssuedAt, release.issuedAt),
  };
  const refusal = timeRefusal(release, known, check.now) ?? versionRefusal(release, check.installedVersion);
  return refusal === null ? { release, known, refusal } : refuse(known, refusal);
}

function firstKnown({ signing }: PinnedKeys): KnownReleases {
  return { sequence: 0, signature: '', keyNumber: 0, key: signing, latestIssuedAt: 0 };
}

function refuse(known: KnownReleases, refusal: ReleaseRefusal): ReleaseVerdict {
  return { release: null, known, refusal };
}

/** The key offline names a new one. An earlier change does not bring an earlier key back. */
function takeKey(
  { pinned, verify }: ReleaseCheck,
  known: KnownReleases,
  signed: SignedText,
): KnownReleases | ReleaseRefusal {
  if (!verify(pinned.offline, signed.text, signed.signature)) return 'wrong-key';
  const change = read(KeyChange, signed.text);
  if (change === null) return 'malformed';
  if (change.number < known.keyNumber) return known;
  const isOther = change.number === known.keyNumber && change.key !== known.key;
  return isOther ? 'wrong-key' : { ...known, keyNumber: change.number, key: change.key };
}

/** The same list may come as often as it likes. */
function isReplayed(release: Release, { signature }: SignedText, known: KnownReleases): boolean {
  if (release.sequence === known.sequence) return signature !== known.signature;
  return release.sequence < known.sequence;
}

function timeRefusal(release: Release, known: KnownReleases, now: number): ReleaseRefusal | null {
  if (now + CLOCK_SLACK_MS < known.latestIssuedAt) return 'clock-behind';
  return now >= release.expiresAt ? 'expired' : null;
}

function versionRefusal(release: Release, installed: string | null): ReleaseRefusal | null {
  if (installed === null) return null;
  const step = compareVersions(release.version, installed);
  if (step === 0) return 'installed';
  if (step < 0) return 'older';
  return compareVersions(installed, release.minimumVersion) < 0 ? 'step-needed' : null;
}

function read<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Why a file is not the one that was signed. */
export type FileRefusal = 'unknown-file' | 'cut' | 'too-long' | 'swapped';

/** Says whether a file is the one that a release names; `null` when it is. Units: bytes. */
export function checkFile(release: Release, found: ReleaseFile): FileRefusal | null {
  const wanted = release.files.find(({ name }) => name === found.name);
  if (wanted === undefined) return 'unknown-file';
  if (found.size < wanted.size) return 'cut';
  if (found.size > wanted.size) return 'too-long';
  return found.sha512 === wanted.sha512 ? null : 'swapped';
}
