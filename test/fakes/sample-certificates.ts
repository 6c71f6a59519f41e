import type {
  CertificateDetails,
  CertificateFindings,
  CertificateView,
  ChainView,
  RequestView,
} from '../../contract/areas/certificates.ts';
import type { AuthorityView, PinView, TrustView } from '../../contract/areas/trust.ts';
import type { AppHandlers } from '../../contract/contract.ts';
import { CertificateId, TokenId } from '../../contract/values/ids.ts';
import { FakeRefusal } from './fake-refusal.ts';
import { companies } from './sample-session.ts';
import { day } from './sample-time.ts';

/** The certificate of the paying sample token. */
export const SAMPLE_CERTIFICATE = CertificateId.parse('certificate-petrov');
const OLD = CertificateId.parse('certificate-old');
const PAYING = TokenId.parse('token-director');

function firstCompany() {
  const [company] = companies;
  if (company === undefined) throw new Error('the sample has no company');
  return company;
}

function sample(change: Partial<CertificateView>): CertificateView {
  const { companyId, name: companyName } = firstCompany();
  return {
    certificateId: SAMPLE_CERTIFICATE,
    companyId,
    companyName,
    label: '',
    issuer: 'CN=T-Bank Test CA, C=RU',
    subject: 'CN=OOO Primer, O=OOO Primer, C=RU',
    serial: '',
    fingerprint: '',
    notBefore: day(-2),
    notAfter: day(363),
    daysLeft: 363,
    state: 'valid',
    boundTokens: [],
    keyAlgorithm: { kind: 'rsa', size: '2048' },
    keyUsages: ['digitalSignature', 'keyEncipherment'],
    purposes: ['clientAuth'],
    warnings: [],
    holder: 'Петров П. П.',
    signatureUntil: '2027-03-12',
    keyPlaces: [{ kind: 'here', name: '' }],
    replaces: null,
    replacedBy: null,
    stillValid: [],
    note: '',
    importedAt: day(-2),
    retiredAt: null,
    retireReason: null,
    reissue: {},
    ...change,
  };
}

export function sampleCertificates(): readonly CertificateView[] {
  return [
    sample({
      label: 'Сертификат Петрова',
      serial: '4F1A9C2207B1',
      fingerprint: '3b9f27c1d08e4a5566f0b7a8c1e2d3f4a5b6c7d8e9f00112233445566778899a',
      notBefore: day(-339),
      notAfter: day(26),
      daysLeft: 26,
      state: 'expires-soon',
      importedAt: day(-339),
      boundTokens: [{ tokenId: PAYING, label: 'Платежи директора' }],
      replaces: { certificateId: OLD, label: 'Сертификат Петрова, первый' },
      stillValid: [
        {
          certificateId: OLD,
          label: 'Сертификат Петрова, первый',
          notAfter: day(9),
          keyPlaces: [{ kind: 'elsewhere', name: 'ноутбук Петрова' }],
        },
      ],
      keyPlaces: [
        { kind: 'here', name: '' },
        { kind: 'elsewhere', name: 'сервер 1С' },
      ],
      reissue: { 'open-cabinet': day(-1), 'choose-service': day(-1) },
      note: 'Заявку подписывали на компьютере Петрова',
    }),
    sample({
      certificateId: CertificateId.parse('certificate-next'),
      label: 'Сертификат на 2027 год',
      serial: '51002E90110C',
      fingerprint: 'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3a94a8fe5ccb19ba61c4c0873',
      warnings: ['no-client-auth'],
      purposes: ['emailProtection'],
    }),
    sample({
      certificateId: OLD,
      label: 'Сертификат Петрова, первый',
      serial: '1D77AA035E10',
      fingerprint: '0a4d55a8d778e5022fab701977c5d840bbc486d00a4d55a8d778e5022fab7019',
      notBefore: day(-356),
      notAfter: day(9),
      daysLeft: 9,
      state: 'retired',
      importedAt: day(-356),
      keyPlaces: [{ kind: 'elsewhere', name: 'ноутбук Петрова' }],
      replacedBy: { certificateId: SAMPLE_CERTIFICATE, label: 'Сертификат Петрова' },
      retiredAt: day(-300),
      retireReason: 'reissued',
    }),
  ];
}

function sampleChain(): ChainView {
  return {
    tokenId: PAYING,
    links: [
      { kind: 'person', label: 'Петров П. П.', until: null, state: 'holds', count: 0 },
      { kind: 'signature', label: 'Петров П. П.', until: day(116), state: 'holds', count: 0 },
      { kind: 'certificate', label: 'Сертификат Петрова', until: day(26), state: 'ends-soon', count: 0 },
      { kind: 'token', label: 'Платежи директора', until: day(85), state: 'holds', count: 0 },
      { kind: 'accesses', label: '', until: null, state: 'holds', count: 3 },
    ],
    firstBreak: { kind: 'certificate', at: day(26) },
    stillValid: sampleCertificates()[0]?.stillValid ?? [],
  };
}

function details(certificate: CertificateView): CertificateDetails {
  return {
    certificate,
    chains: [sampleChain()],
    history: [
      {
        at: day(-1),
        kind: 'certificate-step-marked',
        who: 'Петров П. П.',
        details: { cabinetStep: 'open-cabinet' },
      },
      {
        at: day(-339),
        kind: 'certificate-imported',
        who: 'Петров П. П.',
        details: { serial: certificate.serial },
      },
    ],
  };
}

export function sampleFindings(): CertificateFindings {
  const { subject, issuer, serial, fingerprint, notBefore, notAfter, daysLeft, keyUsages, purposes } = sample(
    {
      serial: '61B2C90AA4',
      fingerprint: 'c1'.repeat(32),
    },
  );
  return {
    draftId: 'draft-0001',
    found: [
      {
        subject,
        issuer,
        serial,
        fingerprint,
        notBefore,
        notAfter,
        daysLeft,
        keyUsages,
        purposes,
        keyAlgorithm: { kind: 'rsa', size: '2048' },
        warnings: [],
        key: 'in-files',
        companyId: null,
      },
    ],
    files: [
      { name: 'open-api-cert.pem', holds: ['certificate'] },
      { name: 'private.key', holds: ['key'] },
    ],
  };
}

export function sampleRequest(): RequestView {
  const { companyId, name: companyName } = firstCompany();
  return {
    requestId: CertificateId.parse('request-0001'),
    companyId,
    companyName,
    subject: { state: 'MOSCOW', city: 'Moscow', organization: 'OOO Primer', commonName: 'OOO Primer' },
    csrPem: `-----BEGIN CERTIFICATE REQUEST-----\n${'MIICijCCAXICAQAwRTELMAkGA1UEBhMC'.repeat(2)}\n-----END CERTIFICATE REQUEST-----\n`,
    createdAt: day(-3),
    createdBy: 'Петров П. П.',
  };
}

const STATE_ROOT = 'd26d2d0231b7c39f92cc738512ba54103519e4405d68b5bd703e9788ca8ecf31';

function sampleAuthority(): AuthorityView {
  return {
    authorityId: 'authority-1',
    environment: 'production',
    sha256: STATE_ROOT,
    isStateRoot: true,
    subject: 'CN=Russian Trusted Root CA, O=The Ministry of Digital Development and Communications, C=RU',
    notBefore: day(-1700),
    notAfter: day(1900),
    addedAt: day(-10),
    addedBy: 'Петров П. П.',
    hosts: ['business.tbank.ru', 'secured-openapi.tbank.ru'],
  };
}

function samplePin(): PinView {
  return {
    authorityId: 'authority-2',
    environment: 'production',
    host: 'business.tbank.ru',
    sha256: STATE_ROOT,
    subject: 'CN=Russian Trusted Root CA, O=The Ministry of Digital Development and Communications, C=RU',
    issuer: 'CN=Russian Trusted Sub CA, O=The Ministry of Digital Development and Communications, C=RU',
    notBefore: day(-1700),
    notAfter: day(1900),
    at: day(-10),
    by: null,
  };
}

/** The trust of a vault whose bank suddenly proves itself by somebody else's authority. */
function stoppedTrust(): TrustView {
  const { host, environment } = samplePin();
  return {
    ...sampleTrust(false),
    strange: [
      {
        environment,
        host,
        sha256: '5a'.repeat(32),
        subject: 'CN=Office Proxy Root, O=ООО «Пример»',
        issuer: 'CN=Office Proxy, O=ООО «Пример»',
        server: 'CN=business.tbank.ru',
        notBefore: day(-200),
        notAfter: day(700),
        since: day(0),
      },
    ],
  };
}

export function sampleTrust(isEmpty: boolean): TrustView {
  return {
    authorities: isEmpty ? [] : [sampleAuthority()],
    stateRootSha256: STATE_ROOT,
    pins: isEmpty ? [] : [samplePin()],
    strange: [],
    environments: [
      { environment: 'production', hosts: ['business.tbank.ru', 'secured-openapi.tbank.ru'] },
      { environment: 'sandbox', hosts: ['business.tbank.ru'] },
    ],
  };
}

type Of<Area extends string> = Pick<AppHandlers, Extract<keyof AppHandlers, `${Area}.${string}`>>;

/** Certificates, requests and roots of the sample; everything answers the same each time. */
export function certificateSampleHandlers(isEmpty: boolean, isStopped = false): Of<'certificates' | 'trust'> {
  const find = ({ certificateId }: { readonly certificateId: CertificateId }): CertificateView => {
    const found = sampleCertificates().find((one) => one.certificateId === certificateId);
    if (found === undefined) throw new FakeRefusal('not-found');
    return found;
  };
  const done = async () => ({});
  return {
    'certificates.list': async () => (isEmpty ? [] : [...sampleCertificates()]),
    'certificates.get': async (input) => details(find(input)),
    'certificates.chain': async () => sampleChain(),
    'certificates.pick': async () => sampleFindings(),
    'certificates.keep': async ({ label }) => ({
      certificate: sample({ certificateId: CertificateId.parse('certificate-new'), label }),
      sources: { sourceId: 'source-0001', names: ['open-api-cert.pem', 'private.key'] },
    }),
    'certificates.discard': done,
    'certificates.deleteSources': async () => ({
      files: [
        { name: 'open-api-cert.pem', outcome: 'removed' },
        { name: 'private.key', outcome: 'removed' },
      ],
    }),
    'certificates.edit': async (input) => ({ ...find(input), label: input.label, note: input.note }),
    'certificates.retire': async (input) => ({
      ...find(input),
      state: 'retired',
      retiredAt: day(0),
      retireReason: input.reason,
    }),
    'certificates.markStep': async (input) => find(input),
    'certificates.requests': async () => (isEmpty ? [] : [sampleRequest()]),
    'certificates.makeRequest': async ({ subject }) => ({ ...sampleRequest(), subject }),
    'certificates.saveRequest': done,
    'certificates.abandonRequest': done,
    'trust.view': async () => (isStopped ? stoppedTrust() : sampleTrust(isEmpty)),
    'trust.pick': async () => {
      const { sha256, subject, notBefore, notAfter, isStateRoot } = sampleAuthority();
      return { draftId: 'root-0001', sha256, subject, notBefore, notAfter, isStateRoot };
    },
    'trust.add': async () => sampleAuthority(),
    'trust.pin': async () => samplePin(),
    'trust.remove': done,
  };
}
