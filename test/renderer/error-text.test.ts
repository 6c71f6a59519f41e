import { describe, expect, it } from 'vitest';
import type { Translate } from '../../renderer/i18n/t.ts';
import { errorText } from '../../renderer/ui/error-text.ts';

const t: Translate = (key) => key;
const error = (code: 'bank-timeout' | 'bank-ip-not-listed') => ({ code, details: {}, incidentId: null });

describe('what an error says of the money', () => {
  it('says that it may have moved when a payment got no answer', () => {
    expect(errorText(t, error('bank-timeout'))).toMatchObject({
      money: 'errors.money.maybe',
      next: 'errors.codes.bank-timeout.next',
      moneyMayHaveMoved: true,
    });
  });

  it('never says so of a call that only read, and does not tell to wait for a status', () => {
    expect(errorText(t, error('bank-timeout'), { isReading: true })).toMatchObject({
      money: 'errors.money.no',
      next: 'errors.readAgain',
      moneyMayHaveMoved: false,
    });
  });

  it('keeps the advice of an error that is the same for reading', () => {
    expect(errorText(t, error('bank-ip-not-listed'), { isReading: true }).next).toBe(
      'errors.codes.bank-ip-not-listed.next',
    );
  });
});

describe('an error that speaks of a token or a certificate', () => {
  const told: Translate = (key, values = {}) => `${key} ${Object.values(values).join(' ')}`.trim();
  const happened = (details: Record<string, string>) =>
    errorText(told, { code: 'secret-missing', details, incidentId: null }).happened;

  it('names it', () => {
    expect(happened({ tokenId: 'token-1', token: 'Повседневный' })).toContain(
      'errors.about.token Повседневный',
    );
    expect(happened({ certificateId: 'certificate-1', certificate: 'Офис' })).toContain(
      'errors.about.certificate Офис',
    );
  });

  it('names the token that works instead', () => {
    expect(happened({ insteadId: 'token-2', instead: 'Запасной' })).toContain(
      'errors.about.instead Запасной',
    );
  });

  it('names nothing where only an id or only a name is known', () => {
    expect(happened({ tokenId: 'token-1' })).toBe('errors.codes.secret-missing.happened token-1');
    expect(happened({ token: 'Повседневный' })).toBe('errors.codes.secret-missing.happened Повседневный');
  });
});
