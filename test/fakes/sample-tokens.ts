import type { AccessView, TokenDetails, TokenView } from '../../contract/areas/tokens.ts';
import { knownAccess, mayMoveMoney } from '../../contract/t-bank/accesses.ts';
import { CertificateId, CompanyId, TokenId } from '../../contract/values/ids.ts';
import { companies, firstCompany } from './sample-session.ts';
import { day } from './sample-time.ts';

const CERTIFICATE_ID = CertificateId.parse('certificate-petrov');

function access(name: string, proof: AccessView['proof'] = 'unproven'): AccessView {
  return {
    access: name,
    movesMoney: mayMoveMoney(name),
    needsCertificate: knownAccess(name)?.needsCertificate ?? true,
    proof,
    provenAt: proof === 'unproven' ? null : day(0),
    usedAt: proof === 'unproven' ? null : day(0),
    isExpected: true,
    advice: proof === 'refused' ? 'refused' : 'keep',
  };
}

function token(id: string, label: string, rest: Partial<TokenView>): TokenView {
  const company = firstCompany();
  return {
    tokenId: TokenId.parse(id),
    companyId: company.companyId,
    companyName: company.name,
    label,
    purpose: '',
    issuer: 'Петров П. П.',
    issuedOn: '2026-06-03',
    addedAt: '2026-06-03T09:00:00.000Z',
    lastFour: 'x7Qk',
    words: 'берёза якорь',
    status: 'active',
    accesses: [access('accounts', 'proven'), access('statement', 'proven')],
    ips: [{ address: '203.0.113.7', name: 'офис', place: '' }],
    ipCheck: 'on',
    rule: { kind: 'idle', days: 90 },
    lastUsedAt: day(0),
    lastUsedBy: 'here',
    aliveUntil: day(90),
    daysLeft: 90,
    certificateId: null,
    certificateLabel: null,
    certificateEndsAt: null,
    threats: [],
    boundAt: null,
    secretPlace: 'here',
    sealedTo: null,
    keepAlive: { isOn: false, dueAt: null, confirmedAt: null },
    replaces: null,
    replacedBy: null,
    lastProblem: null,
    lastCheckedAt: day(0),
    ...rest,
  };
}

const DIRECTOR_TOKEN = 'token-director';

export function sampleTokens(): readonly TokenView[] {
  const [, other] = companies;
  const elsewhere = other === undefined ? {} : { companyId: other.companyId, companyName: other.name };
  return [
    token('token-everyday', 'Бухгалтерия, повседневный', {
      purpose: 'Остатки, выписка и черновики',
      accesses: [
        access('accounts', 'proven'),
        access('statement', 'proven'),
        access('drafts'),
        access('company-info', 'refused'),
      ],
      ips: [
        { address: '203.0.113.7', name: 'офис', place: '' },
        { address: '2001:db8::7', name: 'дом Ивановой', place: '' },
      ],
    }),
    token(DIRECTOR_TOKEN, 'Платежи директора', {
      purpose: 'Только платежи поставщикам',
      lastFour: 'M2ad',
      words: 'полка север',
      accesses: [access('payments', 'proven'), access('accounts', 'proven')],
      lastUsedAt: day(-3),
      aliveUntil: day(87),
      daysLeft: 87,
      certificateId: CERTIFICATE_ID,
      certificateLabel: 'Сертификат Петрова',
      boundAt: day(-60),
    }),
    token('token-statement', 'Выписка для 1С', {
      lastFour: 'p0Rt',
      words: 'глина мост',
      accesses: [access('statement', 'proven')],
      lastUsedAt: day(-84),
      aliveUntil: day(6),
      daysLeft: 6,
    }),
    token('token-salary', 'Зарплата', {
      lastFour: 'Zp11',
      words: 'облако топор',
      accesses: [access('salary-registries', 'proven'), access('registry-payments'), access('self-employed')],
      ips: Array.from({ length: 9 }, (_, index) => ({
        address: `198.51.100.${index + 1}`,
        name: '',
        place: '',
      })),
      rule: { kind: 'absolute', days: 365 },
      lastUsedAt: day(-45),
      lastUsedBy: 'other-workplace',
      aliveUntil: day(45),
      daysLeft: 45,
    }),
    token('token-legacy', 'Старая интеграция', {
      ...elsewhere,
      lastFour: 'O1dd',
      words: 'лампа снег',
      accesses: [
        access('accounts'),
        access('statement'),
        access('card-limits'),
        access('opensme/unknown/scope'),
      ],
      ipCheck: 'off-by-letter',
      ips: [],
      lastUsedAt: day(-47),
      aliveUntil: day(43),
      daysLeft: 43,
      lastProblem: { code: 'bank-ip-not-listed', details: {}, incidentId: null },
    }),
    token('token-frozen', 'Склад, выписка', {
      ...elsewhere,
      status: 'frozen',
      lastFour: 'fr0z',
      words: 'иней порог',
      accesses: [access('statement', 'proven')],
      lastUsedAt: day(-12),
      aliveUntil: day(78),
      daysLeft: 78,
      lastProblem: { code: 'secret-changed', details: { was: 'active' }, incidentId: null },
    }),
    token('token-store', 'Склад', {
      ...elsewhere,
      status: 'revoked',
      lastFour: 'skLd',
      words: 'репа волна',
      accesses: [access('accounts')],
      lastUsedAt: null,
      lastUsedBy: null,
      aliveUntil: null,
      daysLeft: null,
      lastCheckedAt: null,
    }),
    token('token-sheet', 'Касса, из таблицы', {
      lastFour: '',
      words: '',
      secretPlace: 'elsewhere',
      accesses: [access('accounts'), access('statement')],
      lastUsedAt: day(-30),
      lastUsedBy: 'person',
      aliveUntil: day(60),
      daysLeft: 60,
      lastCheckedAt: null,
    }),
  ];
}

export function sampleTokenDetails(tokenId: string): TokenDetails | null {
  const found = sampleTokens().find((one) => one.tokenId === tokenId);
  if (found === undefined) return null;
  return {
    token: found,
    history: [
      { at: day(0), kind: 'token-checked', who: 'Иванова А. П.', details: {} },
      { at: day(-14, 40), kind: 'token-problem', who: 'Иванова А. П.', details: { problem: 'bank-timeout' } },
      { at: day(-166), kind: 'token-added', who: 'Петров П. П.', details: {} },
    ],
  };
}

/**
 * As many tokens of three companies as asked for: the few again and again, each with a name, an issuer and dates of its
 * own.
 */
export function manyTokens(count: number): readonly TokenView[] {
  const few = sampleTokens();
  const third = {
    companyId: CompanyId.parse('company-third'),
    companyName: 'ООО «Торговый дом Северо-Запад»',
  };
  const owners = [...companies.map(({ companyId, name }) => ({ companyId, companyName: name })), third];
  return Array.from({ length: count }, (_, index): TokenView => {
    const like = few[index % few.length];
    const owner = owners[index % owners.length];
    if (like === undefined || owner === undefined) throw new Error('No sample tokens');
    const number = Math.floor(index / few.length) + 1;
    return {
      ...like,
      ...owner,
      tokenId: TokenId.parse(`token-many-${index}`),
      label: `${like.label} ${number}`,
      issuer: ['Петров П. П.', 'Сидоров С. С.', 'Иванова А. П.'][index % 3] ?? '',
    };
  });
}
