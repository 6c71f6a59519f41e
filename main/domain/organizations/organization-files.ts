/** Files that an organization hands from person to person. */
export type OrganizationFileKind = 'card' | 'documents' | 'recovery';

/** Lets a person choose one of those files. */
export interface OrganizationFilePicker {
  /**
   * Returns what is in the file; `null` when the person closed the dialog. Errors: `sheet-large`, `sheet-unreadable`.
   */
  pick(kind: OrganizationFileKind): Promise<Uint8Array | null>;
}
