import { describe, expect, it } from 'vitest';
import { ACCESSES, knownAccess } from '../../contract/t-bank/accesses.ts';
import { methodOf, T_API_METHODS, type MethodEntry } from '../../contract/t-bank/methods.ts';
import { METHODS } from '../../main/edges/tapi/methods.ts';

const ALL: readonly MethodEntry[] = T_API_METHODS;

/** From the weakest to the strongest, in the words of accesses. */
const STRENGTH = ['reads', 'writes', 'signs', 'pays'];
const AS_ACCESS = {
  reads: 'reads',
  'reads-secrets': 'reads',
  writes: 'writes',
  'tells-others': 'writes',
  'changes-rights': 'writes',
  signs: 'signs',
  pays: 'pays',
} as const;

const call = ({ verb, path }: MethodEntry) => `${verb} ${path.replace(/\{\w+\}/g, '{}')}`;

describe('the table of the methods of T-API', () => {
  it('has each name and each call once', () => {
    expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
    expect(new Set(ALL.map(call)).size).toBe(ALL.length);
  });

  it('holds only paths that are whole', () => {
    for (const { path } of ALL) expect(path).toMatch(/^\/api\/v\d(\/[\w-]+|\/\{\w+\})+$/);
  });

  it('names every method that moves money', () => {
    // tapi-registries.md §15: the rows with the effect M.
    const paying = ALL.filter(({ effect }) => effect === 'pays').map(({ path }) =>
      path.slice('/api/v1/'.length),
    );
    expect([...new Set(paying)].sort()).toEqual([
      'deposit/account/open',
      'deposit/account/replenish',
      'dsw/secure-file-loader/payments-upload',
      'nominal-accounts/deals/{id}/accept',
      'nominal-accounts/payments',
      'nominal-accounts/payments/{id}/retry',
      'nominal-accounts/virtual-accounts/transfers',
      'overnight/replenish',
      'payment/card-transfer/pay',
      'payment/payment-registry/pay',
      'payment/ruble-transfer/pay',
      'payment/sbp/pay',
      'payments-orders/payments-by-requisites/submit',
      'rules',
      'rules/{ruleId}',
      'self-employed/payment-registry/pay',
    ]);
  });

  it('never says more of a method than of the access that opens it', () => {
    for (const { accesses, effect } of ALL)
      for (const access of accesses) {
        const known = knownAccess(access);
        expect(STRENGTH.indexOf(known?.effect ?? '')).toBeGreaterThanOrEqual(
          STRENGTH.indexOf(AS_ACCESS[effect]),
        );
      }
  });

  it('has for every access that pays or signs a method that does so', () => {
    for (const { access, effect } of ACCESSES)
      if (effect === 'pays' || effect === 'signs')
        expect([
          access,
          ALL.some((entry) => entry.accesses.some((one) => one === access) && entry.effect === effect),
        ]).toEqual([access, true]);
  });

  it('asks no ordinary host for what needs a certificate', () => {
    for (const { id, accesses, host } of ALL)
      if (accesses.some((access) => knownAccess(access)?.needsCertificate))
        expect([id, host]).not.toEqual([id, 'ordinary']);
  });

  it('tells that a read may show card numbers, and that a POST may be a read', () => {
    expect(methodOf('card-requisites')).toMatchObject({ verb: 'GET', effect: 'reads-secrets' });
    expect(methodOf('document-states')).toMatchObject({ verb: 'POST', effect: 'reads' });
  });

  it('takes the slower of two rates', () => {
    expect(methodOf('employees').rate).toEqual({ calls: 1, seconds: 600 });
    expect(methodOf('submit-orders').rate).toEqual({ calls: 100, seconds: 60 });
  });
});

describe('the methods that the program calls', () => {
  it('stand as the pages of the bank have them', () => {
    // tapi.md §5.1–§5.5, §5.8; rates §5.11.
    expect(METHODS).toEqual({
      company: { verb: 'GET', host: 'ordinary', path: '/api/v1/company', perSecond: 6 },
      accounts: { verb: 'GET', host: 'ordinary', path: '/api/v4/bank-accounts', perSecond: 6 },
      statement: { verb: 'GET', host: 'ordinary', path: '/api/v1/statement', perSecond: 20 },
      pay: { verb: 'POST', host: 'secured', path: '/api/v1/payment/ruble-transfer/pay', perSecond: 10 },
      'payment-state': { verb: 'GET', host: 'secured', path: '/api/v1/payment/{paymentId}', perSecond: 20 },
      'create-draft': { verb: 'POST', host: 'ordinary', path: '/api/v1/payment/create', perSecond: 10 },
      'document-states': { verb: 'POST', host: 'ordinary', path: '/api/v1/payment/status', perSecond: 1 },
    });
  });
});
