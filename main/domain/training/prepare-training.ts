import type { TokenInput } from '../../../contract/areas/tokens.ts';
import type { KnownAccess } from '../../../contract/t-bank/accesses.ts';
import { moscowDate } from '../../../contract/values/dates.ts';
import type { CertificateId, CompanyId } from '../../../contract/values/ids.ts';
import type { TrainingBank } from '../../../training-bank/training-bank.ts';
import type { Digests } from '../../ports/ports.ts';
import { Secret } from '../../ports/secret.ts';
import type { Actor } from '../audit/entry.ts';
import { importCertificate, type ImportCertificateParts } from '../certificates/import-certificate.ts';
import { addCompany } from '../companies/add-company.ts';
import type { Company } from '../companies/company.ts';
import type { CompanyStore } from '../companies/companies-ports.ts';
import { keepPerson } from '../people/add-person.ts';
import { actorOf, type Person } from '../people/person.ts';
import type { PeopleStore, PersonKeys } from '../people/people-ports.ts';
import { signPolicy } from '../policy/change-policy.ts';
import { strictPolicy } from '../policy/policy.ts';
import type { PolicyStore } from '../policy/policy-ports.ts';
import { addToken, type AddTokenParts } from '../tokens/add-token.ts';
import { onlineBankingName } from './training-company.ts';

/**
 * The passphrase of the director of the training company. It is shown to whoever is asked for it and protects nothing:
 * people of the training company cannot act in a real one.
 */
export const TRAINING_PASSPHRASE = 'учебная подпись директора';

export interface PrepareTrainingParts extends AddTokenParts, ImportCertificateParts {
  readonly companies: CompanyStore;
  readonly people: PeopleStore;
  readonly personKeys: PersonKeys;
  readonly policies: PolicyStore;
  readonly digests: Digests;
}

export interface TrainingNames {
  readonly accountantName: string;
  readonly directorName: string;
}

const LOOPBACK = [{ address: '127.0.0.1', name: 'Этот компьютер', place: '' }];

/**
 * Free limits of the training company: half of the bank's default for one payment, and the bank's own for day and
 * month. Source: tapi.md §7.
 */
const RULES = {
  paymentMinor: 50_000_00,
  dayMinor: 100_000_00,
  monthMinor: 1_000_000_00,
} as const;

/**
 * Prepares the training company: two people, rules signed by the director, an accountant's token and a paying one with
 * its certificate, all issued by the bank that runs on this computer. Errors: `keychain-*`, `store-*`,
 * `company-duplicate`.
 * Effects: records, keychain items, journal lines. The token texts go from the bank into the keychain and nowhere else.
 */
export async function prepareTraining(
  parts: PrepareTrainingParts,
  bank: TrainingBank,
  names: TrainingNames,
): Promise<{ readonly company: Company; readonly accountant: Person }> {
  const accountant = await keepPerson(parts, null, {
    input: { name: names.accountantName, role: 'accountant', isTraining: true },
    passphrase: null,
  });
  const director = await addDirector(parts, actorOf(accountant), names.directorName);
  const { inn, kpp } = bank.snapshot().company;
  const newCompany = { name: 'ООО «Пример»', inn, kpp, environment: 'training' };
  const company = addCompany(parts, actorOf(accountant), newCompany);
  await setRules(parts, director, company);
  await addTokens(parts, bank, { director, companyId: company.companyId });
  return { company, accountant };
}

async function addDirector(parts: PrepareTrainingParts, actor: Actor, name: string): Promise<Person> {
  const passphrase = Secret.fromText(TRAINING_PASSPHRASE);
  try {
    return await keepPerson(parts, actor, {
      input: { name, role: 'director', isTraining: true },
      passphrase,
    });
  } finally {
    passphrase.wipe();
  }
}

async function setRules(
  parts: PrepareTrainingParts,
  director: Person,
  { companyId, name }: Company,
): Promise<void> {
  const limit = (approvalAboveMinor: number) => ({ approvalAboveMinor, refuseAboveMinor: null });
  const rules = {
    ...strictPolicy(companyId).rules,
    payment: limit(RULES.paymentMinor),
    day: limit(RULES.dayMinor),
    month: limit(RULES.monthMinor),
    payeeDay: limit(RULES.dayMinor),
  };
  const passphrase = Secret.fromText(TRAINING_PASSPHRASE);
  const change = { companyId, companyName: name, version: 0, rules, signers: [], directors: [director] };
  try {
    await signPolicy(parts, actorOf(director), change, ({ personId }, text) =>
      parts.personKeys.sign(personId, passphrase, text),
    );
  } finally {
    passphrase.wipe();
  }
}

async function addTokens(
  parts: PrepareTrainingParts,
  bank: TrainingBank,
  { director, companyId }: { readonly director: Person; readonly companyId: CompanyId },
): Promise<void> {
  const actor = actorOf(director);
  const everyday: KnownAccess[] = ['company-info', 'accounts', 'statement', 'drafts', 'document-status'];
  const words = { label: 'Бухгалтерия, повседневный', purpose: 'Остатки, выписка, черновики' };
  await issue(parts, bank, actor, { companyId, accesses: everyday, certificateId: null, ...words });
  const { certificatePem, privateKeyPem } = bank.issueCertificate({ label: 'Сертификат директора' });
  const files = [
    { name: 'open-api-cert.pem', bytes: Secret.fromText(certificatePem) },
    { name: 'private.key', bytes: Secret.fromText(privateKeyPem) },
  ];
  const certificate = await importCertificate(parts, actor, {
    companyId,
    label: 'Сертификат директора',
    files,
  });
  await issue(parts, bank, actor, {
    companyId,
    accesses: ['company-info', 'accounts', 'payments'],
    certificateId: certificate.certificateId,
    label: 'Платежи директора',
    purpose: 'Платежи с расчётного счёта',
  });
}

interface TokenOrder {
  readonly companyId: CompanyId;
  readonly accesses: KnownAccess[];
  readonly certificateId: CertificateId | null;
  readonly label: string;
  readonly purpose: string;
}

async function issue(
  parts: PrepareTrainingParts,
  bank: TrainingBank,
  actor: Actor,
  order: TokenOrder,
): Promise<void> {
  const issued = bank.issueToken({
    label: order.label,
    accesses: order.accesses.map(onlineBankingName),
    ips: LOOPBACK.map(({ address }) => address),
    issuer: { name: actor.name },
  });
  const text = Secret.fromText(issued.text);
  const input: TokenInput = {
    ...order,
    issuer: actor.name,
    issuedOn: moscowDate(parts.bankTime.now('training')),
    ips: LOOPBACK,
    ipCheck: 'on',
    // Source: tapi.md §2.1, 90 days since the last use.
    rule: { kind: 'idle', days: 90 },
  };
  try {
    await addToken(parts, actor, input, text);
  } finally {
    text.wipe();
  }
}
