import { randomBytes } from 'node:crypto';
import type { TokenInput } from '../contract/areas/tokens.ts';
import { NO_VIEWS } from '../contract/areas/views.ts';
import { moscowDate } from '../contract/values/dates.ts';
import type { CertificateId, CompanyId } from '../contract/values/ids.ts';
import { THE_APP } from '../main/domain/audit/entry.ts';
import {
  importCertificate,
  type ImportCertificateParts,
} from '../main/domain/certificates/import-certificate.ts';
import { fileReader } from '../main/edges/x509/file-reader.ts';
import type { SecretPrompt } from '../main/ports/secret-prompt-ports.ts';
import { actorOf } from '../main/domain/people/person.ts';
import { keepPerson } from '../main/domain/people/add-person.ts';
import { addCompany } from '../main/domain/companies/add-company.ts';
import { Secret } from '../main/ports/secret.ts';
import { systemClock } from '../main/edges/system/system-clock.ts';
import { systemIds } from '../main/edges/system/system-ids.ts';
import { addToken } from '../main/domain/tokens/add-token.ts';
import type { NodeVault } from './node-vault.ts';

/** The ledger of the benchmark: companies with the same number of tokens each. */
export interface LedgerSize {
  readonly companies: number;
  readonly tokens: number;
  /** Companies whose used token may pay, with a certificate each: the first ones. */
  readonly paying: number;
}

/** What the bank of the benchmark has issued. */
export interface BenchSecrets {
  readonly environment: string;
  readonly texts: readonly string[];
  readonly certificates: readonly { readonly certificatePem: string; readonly privateKeyPem: string }[];
}

/**
 * Writes people, companies and tokens with the app's own verbs: records, journal lines, keychain items. `texts` are the
 * tokens that are used, one for each company; `environment` is where they are valid, `certificates` are those of the
 * companies that can pay. Returns the ids of the companies.
 */
export async function fillLedger(
  { vault, keychain }: NodeVault,
  size: LedgerSize,
  { environment, texts, certificates }: BenchSecrets,
): Promise<readonly CompanyId[]> {
  const common = {
    ...vault,
    ids: systemIds,
    keychain,
    publish: () => undefined,
    prompt: NOBODY,
  };
  const input = { name: 'Иванова А. П.', role: 'accountant', isTraining: false } as const;
  const person = await keepPerson(common, null, { input, passphrase: null });
  const companies = Array.from({ length: size.companies }, (_, index) =>
    addCompany(common, actorOf(person), {
      name: `ООО «Пример ${index + 1}»`,
      inn: innOf(index),
      kpp: '770101001',
      environment,
    }),
  );
  for (let index = 0; index < size.tokens; index += 1) {
    const company = companies[index % companies.length];
    const text = texts[index] ?? `t.${randomBytes(TOKEN_BYTES).toString('base64url')}`;
    if (company === undefined) throw new RangeError('a ledger needs a company');
    // Only the first token of a company is ever used, so only it goes into the keychain: a thousand writes take
    // minutes.
    const isUsed = index < companies.length;
    const adding = isUsed ? common : { ...common, keychain: { ...keychain, ...FORGETFUL } };
    const files = isUsed && index < size.paying ? certificates[index] : undefined;
    const certificateId = files === undefined ? null : await certify(common, company.companyId, files);
    await addToken(
      adding,
      actorOf(person),
      { ...tokenInput(company.companyId, index, isUsed), ...paying(certificateId) },
      Secret.fromText(text),
    );
  }
  const [first] = companies;
  vault.settings.save({
    language: 'ru',
    theme: 'light',
    lockAfterMinutes: 0,
    staysInTray: false,
    personId: person.personId,
    companyId: first?.companyId ?? null,
    views: NO_VIEWS,
  });
  return companies.map(({ companyId }) => companyId);
}

/** As many as make the 86 characters of a token. Source: tapi.md §2.1. */
const TOKEN_BYTES = 64;

/** The files of the benchmark have no passphrase. */
const NOBODY: SecretPrompt = {
  ask: () => Promise.reject(new Error('nobody is asked in a benchmark')),
  strengthOf: () => Promise.resolve(4),
};

/** Takes what it is given and keeps nothing. */
const FORGETFUL = {
  write: () => Promise.resolve({ state: 'ok' } as const),
  remove: () => Promise.resolve({ state: 'ok' } as const),
};

/** Keeps the certificate of a company with its key. */
async function certify(
  parts: Omit<ImportCertificateParts, 'reader'>,
  companyId: CompanyId,
  { certificatePem, privateKeyPem }: BenchSecrets['certificates'][number],
): Promise<CertificateId> {
  const files = [
    { name: 'open-api-cert.pem', bytes: Secret.fromText(certificatePem) },
    { name: 'private.key', bytes: Secret.fromText(privateKeyPem) },
  ];
  const imported = { companyId, label: 'Сертификат директора', files };
  return (await importCertificate({ ...parts, reader: fileReader }, THE_APP, imported)).certificateId;
}

function paying(certificateId: CertificateId | null): Partial<TokenInput> {
  return certificateId === null ? {} : { accesses: ['company-info', 'accounts', 'payments'], certificateId };
}

function tokenInput(companyId: CompanyId, index: number, isUsed: boolean): TokenInput {
  return {
    companyId,
    label: `Выписки и остатки ${index + 1}`,
    purpose: 'Ежедневная выгрузка остатков в учётную систему',
    issuer: 'Петров П. П.',
    issuedOn: moscowDate(systemClock.now()),
    accesses: isUsed ? ['company-info', 'accounts'] : ['company-info', 'statement'],
    ips: [{ address: '127.0.0.1', name: 'Этот компьютер', place: '' }],
    ipCheck: 'on',
    rule: { kind: 'idle', days: 90 },
    certificateId: null,
  };
}

/**
 * Ten digits of which the last is the check digit. Source: order of the Federal Tax Service ММВ-7-6/435@, tapi.md §8.1.
 */
function innOf(index: number): string {
  const nine = String(770_100_000 + index);
  const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(nine[at]), 0);
  return `${nine}${(sum % 11) % 10}`;
}
