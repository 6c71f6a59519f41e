/** What main must know of the keychain of one platform. Units: `itemLimit` in bytes of one item. */
export interface Backend {
  readonly name: string;
  readonly itemLimit: number;
}

/**
 * CRED_MAX_CREDENTIAL_BLOB_SIZE, 5 × 512 bytes. Source: learn.microsoft.com, CREDENTIALW structure,
 * CredentialBlobSize; security.md §3.1 (keytar stores UTF-8, so bytes count, not characters).
 */
const WINDOWS_ITEM_BYTES = 2560;

/** libsecret and macOS name no limit that a key or certificate could reach. */
const UNLIMITED = Number.MAX_SAFE_INTEGER;

/** Returns the keychain that keytar uses on `platform`. */
export function backendOf(platform: NodeJS.Platform): Backend {
  switch (platform) {
    case 'win32':
      return { name: 'Windows Credential Manager', itemLimit: WINDOWS_ITEM_BYTES };
    case 'darwin':
      return { name: 'macOS Keychain', itemLimit: UNLIMITED };
    default:
      return { name: 'Secret Service (libsecret)', itemLimit: UNLIMITED };
  }
}
