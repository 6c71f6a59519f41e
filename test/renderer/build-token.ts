import { TokenView } from '../../contract/areas/tokens.ts';

type TokenInit = Partial<Record<keyof TokenView, unknown>>;

/** Gives a healthy token of an accountant; a test names only what matters to it. */
export function buildToken(changes: TokenInit = {}): TokenView {
  return TokenView.parse({
    tokenId: 'token-00000001',
    companyId: 'company-0001',
    companyName: 'ООО «Пример»',
    label: 'Бухгалтерия, повседневный',
    purpose: '',
    issuer: 'Петров П. П.',
    issuedOn: '2026-06-03',
    addedAt: '2026-06-03T09:00:00.000Z',
    lastFour: 'x7Qk',
    words: 'берёза-якорь',
    status: 'active',
    accesses: [],
    ips: [],
    ipCheck: 'on',
    rule: { kind: 'idle', days: 90 },
    lastUsedAt: '2026-11-16T11:02:00.000Z',
    lastUsedBy: 'here',
    aliveUntil: '2027-02-14T11:02:00.000Z',
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
    lastCheckedAt: null,
    ...changes,
  });
}
