/** What of a warning says whose it is. */
interface About {
  readonly companyId: string;
  readonly tokenId?: string;
  readonly certificateId?: string;
}

/**
 * Of all warnings those that wait in one company: one for each token and one for each certificate, the first that is
 * given. Their number is that of the badges, of the header and of the bell, and they are what the bell lists.
 */
export function waitingWarnings<W extends About>(warnings: readonly W[], companyId: string): readonly W[] {
  const seen = new Set<string>();
  return warnings.filter((warning) => {
    const key = `${warning.tokenId ?? ''}/${warning.certificateId ?? ''}`;
    if (warning.companyId !== companyId || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
