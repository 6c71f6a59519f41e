import type { CompanyId } from '../../../contract/values/ids.ts';
import type { Ids } from '../../ports/ports.ts';
import type { Certificate } from './certificate.ts';
import type { ReadCertificates } from './certificates-ports.ts';
import { wipeKeys } from './read-certificates.ts';
import type { PickedFile } from '../../ports/document-ports.ts';

/** Files that were read and wait for a person's decision, with the files that they came from. */
export interface CertificateDraft {
  readonly draftId: string;
  readonly read: ReadCertificates;
  readonly files: readonly PickedFile[];
}

/** Files whose key is kept now and which may be deleted. */
export interface KeptSources {
  readonly sourceId: string;
  readonly label: string;
  readonly companyId: CompanyId;
  readonly files: readonly PickedFile[];
}

/**
 * Holds what was read until it is kept or let go, and the way to the source files until they are deleted or something
 * else is read. One of each at a time, in memory only; `clear` wipes the keys.
 */
export class CertificateDrafts {
  readonly #ids: Ids;
  #draft: CertificateDraft | null = null;
  #sources: KeptSources | null = null;

  constructor(ids: Ids) {
    this.#ids = ids;
  }

  /** Effects: an earlier draft is wiped. */
  hold(read: ReadCertificates, files: readonly PickedFile[]): CertificateDraft {
    this.clear();
    this.#draft = { draftId: this.#ids.newId(), read, files };
    return this.#draft;
  }

  get(draftId: string): CertificateDraft | null {
    return this.#draft?.draftId === draftId ? this.#draft : null;
  }

  /** The certificate is kept: the keys are wiped; what is left is the way to the files that held it. */
  keep(
    draft: CertificateDraft,
    { label, companyId }: Pick<Certificate, 'label' | 'companyId'>,
  ): KeptSources | null {
    this.discard(draft.draftId);
    const used = draft.read.files.filter(({ holds }) =>
      holds.some((kind) => kind === 'certificate' || kind === 'key' || kind === 'container'),
    );
    const files = draft.files.filter(({ name }) => used.some((one) => one.name === name));
    this.#sources = files.length === 0 ? null : { sourceId: this.#ids.newId(), label, companyId, files };
    return this.#sources;
  }

  /** The person said no to the deletion: he may say yes later. */
  putBack(sources: KeptSources): void {
    this.#sources ??= sources;
  }

  /** Gives the files once. */
  takeSources(sourceId: string): KeptSources | null {
    const sources = this.#sources?.sourceId === sourceId ? this.#sources : null;
    if (sources !== null) this.#sources = null;
    return sources;
  }

  discard(draftId: string): void {
    if (this.#draft?.draftId !== draftId) return;
    wipeKeys(this.#draft.read);
    this.#draft = null;
  }

  clear(): void {
    if (this.#draft !== null) this.discard(this.#draft.draftId);
    this.#sources = null;
  }
}
