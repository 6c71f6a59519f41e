/** Writes a fingerprint in groups of four, so that it can be read aloud and compared. */
export function spacedFingerprint(hex: string): string {
  return (hex.toUpperCase().match(/.{1,4}/g) ?? []).join(' ');
}
