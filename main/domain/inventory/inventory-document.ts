import { z } from 'zod';
import { KeyPlace } from '../../../contract/areas/certificates.ts';
import { EnvironmentName } from '../../../contract/areas/session.ts';
import { IpSlot, LifeRule, SecretPlace, TokenStatus, TokenView } from '../../../contract/areas/tokens.ts';
import { accessStringOf, onlineBankingNameFor } from '../../../contract/t-bank/access-strings.ts';
import { knownAccess } from '../../../contract/t-bank/accesses.ts';
import { Instant, LocalDate } from '../../../contract/values/dates.ts';
import type { CompanyId, TokenId } from '../../../contract/values/ids.ts';
import type { BankTime, Clock } from '../../ports/ports.ts';
import { certificateDaysLeft, certificateState, type Certificate } from '../certificates/certificate.ts';
import type { CertificateStore } from '../certificates/certificates-ports.ts';
import type { CompanyStore, CompanyEventStore } from '../companies/companies-ports.ts';
import type { Company } from '../companies/company.ts';
import { companyEventsOf } from '../companies/change-company-events.ts';
import { tokenView } from '../tokens/token-view.ts';
import type { Token } from '../tokens/token.ts';
import type { TokenStore } from '../tokens/tokens-ports.ts';

/** Names the form of the document; another form gets another name. */
export const INVENTORY_SCHEMA = 'klyuchnik-inventory-v1';

const InventoryCompany = z.strictObject({
  name: z.string(),
  inn: z.string(),
  /** `0` when there is none. */
  kpp: z.string(),
  environment: EnvironmentName,
});

const InventoryAccess = z.strictObject({
  /** Name of the catalogue, or the raw string when the catalogue does not know it. */
  name: z.string(),
  /** As it is ticked in online banking; `null` for a string that the catalogue does not know. */
  cabinetName: z.string().nullable(),
  englishName: z.string().nullable(),
  /** As the bank's introspection shows it; `null` where no public page shows it. */
  string: z.string().nullable(),
  movesMoney: z.boolean(),
  proof: z.enum(['proven', 'refused', 'unproven']),
  provenAt: Instant.nullable(),
  /** False for an access that nobody ticked and that the bank let through all the same. */
  isExpected: z.boolean(),
});

const InventoryToken = z.strictObject({
  id: z.string(),
  label: z.string(),
  purpose: z.string(),
  company: InventoryCompany,
  status: TokenStatus,
  issuer: z.string(),
  issuedOn: LocalDate,
  accesses: z.array(InventoryAccess),
  ips: z.array(IpSlot),
  ipCheck: z.enum(['on', 'off-by-letter']),
  rule: LifeRule,
  lastUsedAt: Instant.nullable(),
  lastUsedBy: TokenView.shape.lastUsedBy,
  /** Lives at least until then, as far as this vault has seen; `null` when it is dead or revoked. */
  aliveUntil: Instant.nullable(),
  /** Units: Moscow calendar days; negative when the moment has passed. */
  daysLeft: z.int().nullable(),
  certificate: z
    .strictObject({
      id: z.string(),
      /** `null`: the record of the certificate is damaged. */
      label: z.string().nullable(),
      endsAt: Instant.nullable(),
      boundAt: Instant.nullable(),
    })
    .nullable(),
  /** Two words that identify the token when read aloud. */
  words: z.string(),
  lastFour: z.string(),
  secretPlace: SecretPlace,
  isKeptAlive: z.boolean(),
  threats: z.array(TokenView.shape.threats.element.omit({ markId: true })),
  replaces: z.string().nullable(),
  replacedBy: z.string().nullable(),
});

const InventoryCertificate = z.strictObject({
  id: z.string(),
  label: z.string(),
  company: InventoryCompany,
  state: z.enum(['valid', 'expires-soon', 'expired', 'not-yet-valid', 'retired']),
  subject: z.string(),
  issuer: z.string(),
  serial: z.string(),
  /** SHA-256 of the DER form, hex. */
  fingerprint: z.string(),
  notBefore: Instant,
  notAfter: Instant,
  /** Units: whole days until the end; negative when it has passed. */
  daysLeft: z.int(),
  /** The person with whose e-signature the application was signed. */
  holder: z.string(),
  keyPlaces: z.array(KeyPlace),
  /** Ids of the tokens that are used with it. */
  tokens: z.array(z.string()),
});

/**
 * The inventory of tokens and certificates as one document; no secret has a place in it. Source:
 * docs/format/inventory.md.
 */
export const InventoryDocument = z.strictObject({
  schema: z.literal(INVENTORY_SCHEMA),
  asOf: Instant,
  /** Records that are damaged and therefore missing here. */
  damagedRecords: z.int().min(0),
  /** The company, when the document is about one; `null` when it is about none or several. */
  company: InventoryCompany.nullable(),
  companies: z.array(InventoryCompany),
  tokens: z.array(InventoryToken),
  certificates: z.array(InventoryCertificate),
});
export type InventoryDocument = z.infer<typeof InventoryDocument>;

/** What the document is made from. */
export interface InventoryParts {
  readonly companies: CompanyStore;
  readonly companyEvents: CompanyEventStore;
  readonly tokens: TokenStore;
  readonly certificates: CertificateStore;
  readonly clock: Clock;
  readonly bankTime: BankTime;
  readonly damagedRecords: number;
}

/** What goes into the document. */
export interface InventoryScope {
  /** `null`: every company. */
  readonly companyId: CompanyId | null;
  /** `null`: every token; else these, in this order. */
  readonly tokenIds: readonly TokenId[] | null;
}

/** Everything there is. */
export const WHOLE_INVENTORY: InventoryScope = { companyId: null, tokenIds: null };

/**
 * Writes down what the ledger knows of tokens and certificates, each company at the time of its bank. Errors:
 * `store-*`. Certificates are those of the companies, whatever tokens are chosen.
 */
export function inventoryDocument(
  parts: InventoryParts,
  { companyId, tokenIds }: InventoryScope = WHOLE_INVENTORY,
): InventoryDocument {
  const companies = parts.companies
    .list()
    .filter((company) => companyId === null || company.companyId === companyId);
  const known = new Map(companies.map((company) => [company.companyId, company]));
  const tokens = chosenTokens(parts.tokens.list(companyId), tokenIds);
  const facts = companies.map(companyFacts);
  return {
    schema: INVENTORY_SCHEMA,
    asOf: parts.clock.now(),
    damagedRecords: parts.damagedRecords,
    company: facts.length === 1 ? (facts[0] ?? null) : null,
    companies: facts,
    tokens: tokens.flatMap((token) => {
      const company = known.get(token.companyId);
      return company === undefined ? [] : [tokenEntry(parts, token, company)];
    }),
    certificates: parts.certificates.list(companyId).flatMap((certificate) => {
      const company = known.get(certificate.companyId);
      return company === undefined ? [] : [certificateEntry(parts, certificate, { company, tokens })];
    }),
  };
}

function chosenTokens(tokens: readonly Token[], tokenIds: InventoryScope['tokenIds']): readonly Token[] {
  if (tokenIds === null) return tokens;
  const byId = new Map(tokens.map((token) => [token.tokenId, token]));
  return tokenIds.flatMap((tokenId) => byId.get(tokenId) ?? []);
}

function companyFacts({ name, inn, kpp, environment }: Company): InventoryDocument['companies'][number] {
  return { name, inn, kpp, environment };
}

function tokenEntry(
  parts: InventoryParts,
  token: Token,
  company: Company,
): InventoryDocument['tokens'][number] {
  const { certificateId, boundAt } = token;
  const certificate = certificateId === null ? null : parts.certificates.get(certificateId);
  const { marks } = companyEventsOf(parts, company.companyId);
  const view = tokenView(token, parts.bankTime.now(company.environment), {
    company: company.name,
    certificate,
    marks,
  });
  const { label, purpose, status, issuer, issuedOn, ips, ipCheck, rule } = view;
  const { lastUsedAt, lastUsedBy, aliveUntil, daysLeft, words, lastFour, secretPlace } = view;
  return {
    id: view.tokenId,
    label,
    purpose,
    company: companyFacts(company),
    status,
    issuer,
    issuedOn,
    accesses: view.accesses.map((held) => accessEntry(held, company)),
    ips: ips.map((slot) => ({ ...slot })),
    ipCheck,
    rule,
    lastUsedAt,
    lastUsedBy,
    aliveUntil,
    daysLeft,
    words,
    lastFour,
    secretPlace,
    certificate:
      certificateId === null
        ? null
        : {
            id: certificateId,
            label: certificate?.label ?? null,
            endsAt: certificate?.notAfter ?? null,
            boundAt,
          },
    isKeptAlive: view.keepAlive.isOn,
    threats: view.threats.map(({ kind, issuer: of, on }) => ({ kind, issuer: of, on })),
    replaces: view.replaces,
    replacedBy: view.replacedBy,
  };
}

function accessEntry(
  { access, movesMoney, proof, provenAt, isExpected }: TokenView['accesses'][number],
  company: Company,
): InventoryDocument['tokens'][number]['accesses'][number] {
  const entry = knownAccess(access);
  return {
    name: access,
    cabinetName: entry === null ? null : onlineBankingNameFor(entry, company),
    englishName: entry?.englishName ?? null,
    string: entry === null ? access : accessStringOf(entry, company),
    movesMoney,
    proof,
    provenAt,
    isExpected,
  };
}

function certificateEntry(
  { bankTime }: InventoryParts,
  certificate: Certificate,
  { company, tokens }: { readonly company: Company; readonly tokens: readonly Token[] },
): InventoryDocument['certificates'][number] {
  const { certificateId, label, subject, issuer, serial, fingerprint, notBefore, notAfter } = certificate;
  const now = bankTime.now(company.environment);
  return {
    id: certificateId,
    label,
    company: companyFacts(company),
    state: certificateState(certificate, now),
    subject,
    issuer,
    serial,
    fingerprint,
    notBefore,
    notAfter,
    daysLeft: certificateDaysLeft(certificate, now),
    holder: certificate.holder,
    keyPlaces: certificate.keyPlaces,
    tokens: tokens.flatMap((token) => (token.certificateId === certificateId ? [token.tokenId] : [])),
  };
}
