import type { TokenInput, TokenView } from '../../contract/areas/tokens.ts';
import type { CertificateView } from '../../contract/areas/certificates.ts';
import { AppError } from '../app-error.ts';
import type { Bank } from '../bank-ports.ts';
import { certificateDaysLeft, certificateState, type Certificate } from '../certificates/certificate.ts';
import type { CertificateReader, FilePicker } from '../certificates/certificates-ports.ts';
import { importCertificate } from '../certificates/import-certificate.ts';
import type { Keychain } from '../keychain-ports.ts';
import type { Ids, Publish } from '../ports.ts';
import type { SecretPrompt } from '../secret-prompt-ports.ts';
import type { OpenedVault } from '../session/opened-vault.ts';
import type { Workplace } from '../session/workplace.ts';
import { problemInfo } from '../tokens/bank-caller.ts';
import { addToken } from '../tokens/add-token.ts';
import { checkToken } from '../tokens/check-token.ts';
import { tokenView } from '../tokens/token-view.ts';
import type { IpAddresses } from '../tokens/tokens-ports.ts';
import type { Token } from '../tokens/token.ts';
import { assertWritable } from './assert-writable.ts';
import type { HandlersOf } from './handlers-of.ts';

export interface TokenHandlerParts {
  readonly workplace: Workplace;
  readonly prompt: SecretPrompt;
  readonly keychain: () => Keychain;
  readonly reader: CertificateReader;
  readonly files: FilePicker;
  readonly addresses: IpAddresses;
  readonly bank: Bank;
  readonly ids: Ids;
  readonly publish: Publish;
}

/** Tokens and certificates of the ledger. */
export function tokenHandlers(parts: TokenHandlerParts): HandlersOf<'tokens' | 'certificates'> {
  const { workplace, prompt, ids, publish } = parts;
  return {
    'tokens.list': async () => {
      const { vault } = workplace;
      const view = viewer(vault);
      return vault.tokens.list(null).map(view);
    },
    'tokens.get': async ({ tokenId }) => {
      const { vault } = workplace;
      const token = vault.tokens.get(tokenId);
      if (token === null) throw new AppError('not-found', { what: 'token' });
      return { token: viewOf(vault, token), history: token.history };
    },
    'tokens.add': async (input) => {
      const { vault } = workplace;
      assertWritable(vault);
      const actor = workplace.actorIn(input.companyId);
      assertOwnCertificate(vault, input);
      const { tokens, clock, payments } = vault;
      const { fingerprints } = payments;
      const keychain = parts.keychain();
      const adding = { tokens, clock, fingerprints, keychain, addresses: parts.addresses, ids, publish };
      const question = { kind: 'token' as const, subject: input.label, facts: [], minLength: 8 };
      const token = await prompt.ask(question, (text) => addToken(adding, actor, input, text));
      workplace.changed();
      return viewOf(vault, token);
    },
    'tokens.check': async ({ tokenId }) => {
      const { vault } = workplace;
      assertWritable(vault);
      const { tokens, companies, clock, payments } = vault;
      const owner = tokens.get(tokenId)?.companyId;
      if (owner !== undefined) workplace.actorIn(owner);
      const checking = { bank: parts.bank, caller: payments.caller, tokens, companies, clock, publish };
      const { token, isAlive, problem } = await checkToken(checking, tokenId);
      workplace.changed();
      return {
        token: viewOf(vault, token),
        alive: isAlive,
        problem: problem === null ? null : problemInfo(problem),
      };
    },
    'certificates.list': async () => {
      const { vault } = workplace;
      return vault.certificates.list(null).map((certificate) => certificateView(vault, certificate));
    },
    'certificates.import': async ({ companyId, label }) => {
      const { vault } = workplace;
      assertWritable(vault);
      const actor = workplace.actorIn(companyId);
      const files = await parts.files.pickCertificateFiles();
      if (files === null) throw new AppError('cancelled-by-person');
      const { certificates, clock, payments } = vault;
      const { fingerprints } = payments;
      const keychain = parts.keychain();
      const importing = { certificates, clock, fingerprints, keychain, reader: parts.reader, prompt, ids };
      const certificate = await importCertificate(importing, actor, { companyId, label, files });
      workplace.changed();
      return certificateView(vault, certificate);
    },
  };
}

function viewOf(vault: OpenedVault, token: Token): TokenView {
  return viewer(vault)(token);
}

/** Shows tokens with the names of their companies and certificates, each of which is read once. */
function viewer(vault: OpenedVault): (token: Token) => TokenView {
  const companies = new Map(vault.companies.list().map(({ companyId, name }) => [companyId, name]));
  const certificates = new Map(
    vault.certificates.list(null).map(({ certificateId, label }) => [certificateId, label]),
  );
  const now = vault.clock.now();
  return (token) => {
    const { certificateId, companyId } = token;
    const certificate = certificateId === null ? null : (certificates.get(certificateId) ?? null);
    return tokenView(token, now, { company: companies.get(companyId) ?? '', certificate });
  };
}

function certificateView(vault: OpenedVault, certificate: Certificate): CertificateView {
  const now = vault.clock.now();
  const { certificateId, companyId, label, subject, issuer, serial, fingerprint, notBefore, notAfter } =
    certificate;
  const bound = vault.tokens.list(companyId).filter((token) => token.certificateId === certificateId);
  return {
    ...{ certificateId, companyId, label, subject, issuer, serial, fingerprint, notBefore, notAfter },
    companyName: vault.companies.get(companyId)?.name ?? '',
    daysLeft: certificateDaysLeft(certificate, now),
    state: certificateState(certificate, now),
    boundTokens: bound.map((token) => ({ tokenId: token.tokenId, label: token.label })),
  };
}

/** A token is shown to the bank with a certificate of its own company. Errors: `not-found`. */
function assertOwnCertificate(vault: OpenedVault, { certificateId, companyId }: TokenInput): void {
  if (certificateId === null || vault.certificates.get(certificateId)?.companyId === companyId) return;
  throw new AppError('not-found', { what: 'certificate' });
}
