import { expect, it } from 'vitest';
import { waitingWarnings } from '../../contract/values/waiting-warnings.ts';

/** Source: issue 10, Screens 6 («one counter for header and badges»). */
it('counts each token and each certificate of the company once, whatever is said of it', () => {
  const first = { companyId: 'a', tokenId: 't1', kind: 'token-ends' };
  const certificate = { companyId: 'a', certificateId: 'c1', kind: 'certificate-ends' };
  const other = { companyId: 'a', tokenId: 't2', kind: 'token-ends' };
  const all = [
    first,
    { companyId: 'b', tokenId: 't9', kind: 'token-ends' },
    { companyId: 'a', tokenId: 't1', kind: 'token-threat' },
    certificate,
    other,
    { companyId: 'b', certificateId: 'c9', kind: 'certificate-ends' },
  ];

  expect(waitingWarnings(all, 'a')).toEqual([first, certificate, other]);
  expect(waitingWarnings(all, 'b')).toHaveLength(2);
  expect(waitingWarnings(all, 'c')).toEqual([]);
});
