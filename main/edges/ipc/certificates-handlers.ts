import { certificateOrder } from '../../../contract/values/list-order.ts';
import type { z } from 'zod';
import type { CertificateFindings, DroppedPaths, RequestView } from '../../../contract/areas/certificates.ts';
import type { CertificateId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { FileSaver } from '../../ports/document-ports.ts';
import type { Keychain } from '../../ports/keychain-ports.ts';
import type { Ids } from '../../ports/ports.ts';
import type { SecretPrompt } from '../../ports/secret-prompt-ports.ts';
import type { Certificate } from '../../domain/certificates/certificate.ts';
import { certificateState } from '../../domain/certificates/certificate.ts';
import type { CertificateRequest } from '../../domain/certificates/certificate-request.ts';
import type {
  CertificateFiles,
  CertificateReader,
  RequestMaker,
} from '../../domain/certificates/certificates-ports.ts';
import {
  editCertificate,
  markReissueStep,
  retireCertificate,
} from '../../domain/certificates/change-certificate.ts';
import { deleteSources } from '../../domain/certificates/delete-sources.ts';
import { findCertificates } from '../../domain/certificates/find-certificates.ts';
import { keepCertificate, keepIssued, requestFor } from '../../domain/certificates/keep-certificate.ts';
import { abandonRequest, makeRequest } from '../../domain/certificates/make-request.ts';
import { readCertificates, wipeKeys } from '../../domain/certificates/read-certificates.ts';
import { bankNow } from '../../domain/companies/bank-now.ts';
import type { OpenedVault } from '../../domain/session/opened-vault.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import { isUsable } from '../../domain/tokens/token.ts';
import { chainOf } from '../../domain/tokens/certificate-chain.ts';
import { existingToken } from '../../domain/tokens/existing-token.ts';
import { certificateDetails, certificateView, requestFileName } from './certificate-viewer.ts';
import type { HandlersOf } from './handlers-of.ts';
import { viewOf } from './token-viewer.ts';
import type { PickedFile } from '../../ports/document-ports.ts';

export interface CertificateHandlerParts {
  readonly workplace: Workplace;
  readonly prompt: SecretPrompt;
  readonly keychain: () => Keychain;
  readonly reader: CertificateReader;
  readonly requestMaker: RequestMaker;
  readonly files: CertificateFiles;
  readonly saver: FileSaver;
  /** The bank's client, which keeps connections with their keys. */
  readonly connections: { forgetCertificate(certificateId: string): void };
  readonly ids: Ids;
}

/** Certificates, their keys and the requests for them. */
export function certificateHandlers(parts: CertificateHandlerParts): HandlersOf<'certificates'> {
  const { workplace, ids } = parts;
  return {
    'certificates.list': async () => {
      const { vault } = workplace;
      const all = [...vault.certificates.list(null)].sort(certificateOrder);
      return all.map((certificate) => certificateView(vault, certificate));
    },
    'certificates.get': async ({ certificateId }) => {
      const { vault } = workplace;
      return certificateDetails(vault, existing(vault, certificateId));
    },
    'certificates.chain': async ({ tokenId }) => {
      const { vault } = workplace;
      const token = existingToken(vault.tokens, tokenId);
      const { companyId, certificateId } = token;
      const certificate = certificateId === null ? null : vault.certificates.get(certificateId);
      const all = vault.certificates.list(companyId);
      return chainOf({ token: viewOf(vault, token), certificate, all }, bankNow(vault, companyId));
    },
    'certificates.pick': async () => {
      const files = await parts.files.pick('certificate');
      if (files === null) throw new AppError('cancelled-by-person');
      return findingsOf(parts, files);
    },
    'certificates.keep': async ({ draftId, fingerprint, ...reported }) => {
      const { vault } = workplace;
      const actor = workplace.actorIn(reported.companyId);
      const { certificates, certificateRequests, drafts, clock, fingerprints } = vault;
      const draft = drafts.get(draftId);
      if (draft === null) throw new AppError('certificate-draft-gone');
      const pair = draft.read.pairs.find(({ facts }) => facts.fingerprint === fingerprint);
      const facts = draft.read.lonely.find((one) => one.fingerprint === fingerprint);
      const request = facts === undefined ? null : requestFor({ certificateRequests }, facts);
      const keeping = {
        certificates,
        clock,
        ids,
        keychain: parts.keychain(),
        fingerprints,
      };
      let certificate: Certificate;
      if (pair !== undefined) certificate = await keepCertificate(keeping, actor, reported, pair);
      else if (facts !== undefined && request !== null) {
        workplace.actorIn(request.companyId);
        certificate = keepIssued({ ...keeping, certificateRequests }, actor, reported, { facts, request });
      } else throw new AppError('certificate-draft-gone');
      const sources = drafts.keep(draft, certificate);
      workplace.changed();
      return {
        certificate: certificateView(vault, certificate),
        sources:
          sources === null
            ? null
            : { sourceId: sources.sourceId, names: sources.files.map(({ name }) => name) },
      };
    },
    'certificates.discard': async ({ draftId }) => {
      workplace.vault.drafts.discard(draftId);
      return {};
    },
    'certificates.deleteSources': async ({ sourceId }) => {
      const { vault } = workplace;
      const sources = vault.drafts.takeSources(sourceId);
      if (sources === null) throw new AppError('certificate-draft-gone');
      const { audit, clock } = vault;
      const actor = workplace.actorIn(sources.companyId);
      try {
        return { files: [...(await deleteSources({ files: parts.files, audit, clock }, actor, sources))] };
      } catch (error) {
        vault.drafts.putBack(sources);
        throw error;
      }
    },
    'certificates.edit': async (input) => {
      const { vault, actor } = acting(workplace, input.certificateId);
      const certificate = editCertificate(vault, actor, input);
      workplace.changed();
      return certificateView(vault, certificate);
    },
    'certificates.retire': async ({ certificateId, reason }) => {
      const { vault, actor, certificate } = acting(workplace, certificateId);
      assertNotInUse(vault, certificate);
      const retiring = { certificates: vault.certificates, clock: vault.clock, keychain: parts.keychain() };
      const retired = await retireCertificate(retiring, actor, { certificateId, reason });
      // The connections keep the private key that they were made with.
      parts.connections.forgetCertificate(certificateId);
      workplace.changed();
      return certificateView(vault, retired);
    },
    'certificates.markStep': async (input) => {
      const { vault, actor } = acting(workplace, input.certificateId);
      return certificateView(vault, markReissueStep(vault, actor, input));
    },
    ...requestHandlers(parts),
  };
}

function requestHandlers(
  parts: CertificateHandlerParts,
): Pick<
  HandlersOf<'certificates'>,
  | 'certificates.requests'
  | 'certificates.makeRequest'
  | 'certificates.saveRequest'
  | 'certificates.abandonRequest'
> {
  const { workplace, ids, requestMaker, saver } = parts;
  const actingOn = (requestId: CertificateId) => {
    const { vault } = workplace;
    const request = vault.certificateRequests.get(requestId);
    if (request === null) throw new AppError('not-found', { what: 'request' });
    return { vault, request, actor: workplace.actorIn(request.companyId) };
  };
  return {
    'certificates.requests': async () => {
      const { vault } = workplace;
      const waiting = vault.certificateRequests.list(null).filter(({ status }) => status === 'waiting');
      return waiting.map((request) => requestView(vault, request));
    },
    'certificates.makeRequest': async (input) => {
      const { vault } = workplace;
      const actor = workplace.actorIn(input.companyId);
      const { certificateRequests, clock, fingerprints } = vault;
      const making = {
        certificateRequests,
        requestMaker,
        clock,
        ids,
        keychain: parts.keychain(),
        fingerprints,
      };
      return requestView(vault, await makeRequest(making, actor, input));
    },
    'certificates.saveRequest': async ({ requestId }) => {
      const { vault } = workplace;
      const request = vault.certificateRequests.get(requestId);
      if (request === null) throw new AppError('not-found', { what: 'request' });
      workplace.readerIn(request.companyId);
      const name = vault.companies.get(request.companyId)?.name ?? '';
      const suggestedName = requestFileName(name, request.createdAt);
      if ((await saver.save({ suggestedName, content: request.csrPem })) === null)
        throw new AppError('cancelled-by-person');
      return {};
    },
    'certificates.abandonRequest': async ({ requestId }) => {
      const { vault, actor } = actingOn(requestId);
      await abandonRequest(
        { certificateRequests: vault.certificateRequests, clock: vault.clock, keychain: parts.keychain() },
        actor,
        requestId,
      );
      workplace.changed();
      return {};
    },
  };
}

/** Takes files that were dropped on the window; preload alone names their paths. */
export function dropHandler(
  parts: CertificateHandlerParts,
): (paths: z.infer<typeof DroppedPaths>) => Promise<CertificateFindings> {
  return async (paths) => findingsOf(parts, await parts.files.take(paths));
}

/**
 * Reads the files, asks for a passphrase where one is needed, and holds what was found. Effects: the bytes of the files
 * are wiped.
 */
async function findingsOf(
  { workplace, reader, prompt }: CertificateHandlerParts,
  files: readonly PickedFile[],
): Promise<CertificateFindings> {
  const { vault } = workplace;
  try {
    const read = await readCertificates({ reader, prompt }, files);
    try {
      const found = [...findCertificates(vault, read, vault.clock.now())];
      const { draftId } = vault.drafts.hold(read, files);
      return { draftId, found, files: read.files.map(({ name, holds }) => ({ name, holds: [...holds] })) };
    } catch (error) {
      wipeKeys(read);
      throw error;
    }
  } finally {
    for (const { bytes } of files) bytes.wipe();
  }
}

function acting(workplace: Workplace, certificateId: CertificateId) {
  const { vault } = workplace;
  const certificate = existing(vault, certificateId);
  return { vault, certificate, actor: workplace.actorIn(certificate.companyId) };
}

function existing(vault: OpenedVault, certificateId: CertificateId): Certificate {
  const certificate = vault.certificates.get(certificateId);
  if (certificate === null) throw new AppError('not-found', { what: 'certificate' });
  return certificate;
}

/** A key that a living token needs is not destroyed, as long as the bank takes it. Errors: `certificate-in-use`. */
function assertNotInUse(vault: OpenedVault, certificate: Certificate): void {
  const { companyId, certificateId } = certificate;
  const state = certificateState(certificate, bankNow(vault, companyId));
  const isGood = state === 'valid' || state === 'expires-soon';
  const user = vault.tokens
    .list(companyId)
    .find((token) => token.certificateId === certificateId && isUsable(token));
  if (isGood && user !== undefined) throw new AppError('certificate-in-use', { token: user.label });
}

function requestView(vault: OpenedVault, request: CertificateRequest): RequestView {
  const { requestId, companyId, subject, csrPem, createdAt, createdBy } = request;
  const companyName = vault.companies.get(companyId)?.name ?? '';
  return { requestId, companyId, companyName, subject, csrPem, createdAt, createdBy };
}
