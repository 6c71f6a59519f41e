import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalIp, checkIp } from '../../renderer/features/tokens/ip-address.ts';
import { checkIpList, pasteInto, splitIpList, type IpDraft } from '../../renderer/features/tokens/ip-list.ts';

const bank = { allowsLocal: false };

function drafts(...addresses: readonly string[]): readonly IpDraft[] {
  return addresses.map((address, index) => ({ key: `k${index}`, address, name: '' }));
}

describe('an address of a token', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:DB8:0:0:0:0:0:7', '2001:db8::7'],
    ['2001:db8::0007', '2001:db8::7'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8:1::', '2001:db8:1::'],
    ['::', '::'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
  ])('reads %s as %s', (text, canonical) => {
    expect(canonicalIp(text)).toBe(canonical);
  });

  it.each([
    '',
    '203.0.113',
    '203.0.113.256',
    '203.0.113.07',
    '0.0.0.0.0',
    '1:2:3',
    ':1::2',
    '1::2::3',
    ':::',
    'дом',
  ])('refuses «%s» for its form', (text) => {
    expect(checkIp(text, bank)).toBe('form');
  });

  it.each(['203.0.113.0/24', '203.0.113.*', '203.0.113.7-203.0.113.9', '2001:db8::/32'])(
    'says that %s is a range',
    (text) => {
      expect(checkIp(text, bank)).toBe('range');
    },
  );

  it.each([
    '10.0.0.1',
    '127.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '::1',
    'fe80::1',
    'fd00::1',
  ])('refuses %s, which the bank cannot see, unless the bank is on this machine', (text) => {
    expect(checkIp(text, bank)).toBe('private');
    expect(checkIp(text, { allowsLocal: true })).toBeNull();
  });

  it.each([
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '9.255.255.255',
    '11.0.0.0',
    '223.255.255.255',
  ])('takes %s, next to a private range', (text) => {
    expect(checkIp(text, bank)).toBeNull();
  });

  it('gives every spelling of an IPv6 address the same form', () => {
    const groups = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 });

    fc.assert(
      fc.property(groups, (numbers) => {
        const padded = numbers.map((n) => n.toString(16).padStart(4, '0').toUpperCase()).join(':');
        const canonical = canonicalIp(padded);
        return canonical !== null && canonicalIp(canonical) === canonical;
      }),
    );
  });
});

describe('the list of addresses', () => {
  it('takes a pasted list apart at commas, semicolons, spaces and line ends', () => {
    expect(splitIpList(' 203.0.113.7, 203.0.113.8;\n2001:db8::7\t203.0.113.9 ')).toEqual([
      '203.0.113.7',
      '203.0.113.8',
      '2001:db8::7',
      '203.0.113.9',
    ]);
  });

  it('calls a second spelling of the same address a duplicate', () => {
    const problems = checkIpList(drafts('2001:db8::7', '', '2001:DB8:0::7'), bank);

    expect([...problems]).toEqual([['k2', 'duplicate']]);
  });

  it.each([
    [8, 0],
    [9, 0],
    [10, 1],
  ])('finds in %i addresses %i too many', (count, expected) => {
    const addresses = Array.from({ length: count }, (_, index) => `203.0.113.${index}`);

    expect(checkIpList(drafts(...addresses), bank).size).toBe(expected);
  });

  it('puts a pasted list into the slot and after it, keeping names', () => {
    const slots = [
      { key: 'a', address: '203.0.113.1', name: 'офис' },
      { key: 'b', address: '', name: '' },
    ];

    const pasted = pasteInto(slots, 'b', ['203.0.113.2', '203.0.113.3'], () => 'c');

    expect(pasted.map(({ address, name }) => [address, name])).toEqual([
      ['203.0.113.1', 'офис'],
      ['203.0.113.2', ''],
      ['203.0.113.3', ''],
    ]);
  });
});
