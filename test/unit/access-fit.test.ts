import { describe, expect, it } from 'vitest';
import {
  misfitOf,
  missingAccesses,
  needOf,
  tokensFor,
  type Misfit,
} from '../../contract/t-bank/access-fit.ts';
import type { AccessView, TokenView } from '../../contract/areas/tokens.ts';
import { mayMoveMoney } from '../../contract/t-bank/accesses.ts';
import { CertificateId, CompanyId } from '../../contract/values/ids.ts';
import { buildToken } from '../renderer/build-token.ts';

const NOW = '2026-11-16T09:00:00.000Z';
const SOON = '2026-11-16T09:00:00.001Z';
const CERTIFICATE = { certificateId: CertificateId.parse('certificate-1'), certificateEndsAt: SOON };

function held(access: string, proof: AccessView['proof'] = 'unproven'): AccessView {
  const { needsCertificate, movesMoney } = { needsCertificate: true, movesMoney: mayMoveMoney(access) };
  return {
    access,
    proof,
    provenAt: null,
    usedAt: null,
    movesMoney,
    needsCertificate,
    isExpected: true,
    advice: 'keep',
  };
}

function token(change: Partial<TokenView> = {}): TokenView {
  return buildToken({ accesses: [held('accounts'), held('payments')], ...CERTIFICATE, ...change });
}

describe('whether a token fits an action', () => {
  it.each<readonly [string, Partial<TokenView>, Misfit | null]>([
    ['fits', {}, null],
    ['lacks the access', { accesses: [held('accounts')] }, 'no-access'],
    ['was refused it', { accesses: [held('payments', 'refused')] }, 'refused'],
    ['is dead', { status: 'dead' }, 'not-usable'],
    ['is frozen', { status: 'frozen' }, 'not-usable'],
    ['is only planned', { status: 'planned' }, 'not-usable'],
    ['has its text elsewhere', { secretPlace: 'elsewhere' }, 'elsewhere'],
    ['has no certificate', { certificateId: null, certificateEndsAt: null }, 'no-certificate'],
    ['has a certificate that ends now', { certificateEndsAt: NOW }, 'certificate-ended'],
  ])('that %s', (_name, change, misfit) => {
    expect(misfitOf(token(change), needOf('payments'), NOW)).toBe(misfit);
  });

  it('needs no certificate for an ordinary call, or where the bank wants none', () => {
    const bare = token({ certificateId: null, certificateEndsAt: null });

    expect(misfitOf(bare, needOf('accounts'), NOW)).toBeNull();
    expect(misfitOf(bare, { access: 'payments', isCertificateNeeded: false }, NOW)).toBeNull();
  });
});

describe('the tokens for an action', () => {
  it('are those of the company, the weakest first, the others with the reason', () => {
    const strong = token({ label: 'платит' });
    const weak = token({ label: 'читает', accesses: [held('accounts')] });
    const dead = token({ label: 'мёртв', status: 'dead' });
    const foreign = token({ label: 'чужой', companyId: CompanyId.parse('company-other') });

    const need = { ...needOf('accounts'), companyId: strong.companyId };
    const { fit, others } = tokensFor([strong, weak, dead, foreign], need, NOW);

    expect(fit.map(({ label }) => label)).toEqual(['читает', 'платит']);
    expect(others.map((one) => [one.token.label, one.misfit])).toEqual([['мёртв', 'not-usable']]);
  });
});

describe('what a token cannot do', () => {
  it('names the published accesses that it lacks, those that move money first', () => {
    const missing = missingAccesses(token()).map(({ access }) => access);

    expect(missing).not.toContain('payments');
    expect(missing[0]).toBe('card-payments');
    expect(missing).toContain('statement');
    expect(missing).not.toContain('card-details');
    expect(missing).not.toContain('person-phone');
  });
});
