import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalIp,
  checkIp,
  checkIps,
  isExampleIp,
  splitIpList,
} from '../../contract/values/ip-addresses.ts';

const BANK = { allowsLocal: false, allowsPlaceholders: false };
const HERE = { allowsLocal: true, allowsPlaceholders: false };

describe('an address of a token', () => {
  it.each([
    ['8.8.8.8', '8.8.8.8'],
    [' 8.8.8.8 ', '8.8.8.8'],
    ['2A02:6B8:0:0:0:0:0:7', '2a02:6b8::7'],
    ['2a02:6b8::0007', '2a02:6b8::7'],
    ['[2a02:6b8::7]', '2a02:6b8::7'],
    ['2a02:6b8:0:0:1:0:0:1', '2a02:6b8::1:0:0:1'],
    ['2a02:0:0:1:0:0:0:1', '2a02:0:0:1::1'],
    ['2a02:6b8:0:1:1:1:1:1', '2a02:6b8:0:1:1:1:1:1'],
    ['::ffff:8.8.8.8', '8.8.8.8'],
    ['::FFFF:0808:0808', '8.8.8.8'],
  ])('reads «%s» as %s', (text, canonical) => {
    expect(canonicalIp(text)).toBe(canonical);
    expect(checkIp(text, BANK)).toBeNull();
  });

  it.each([
    ['', 'form'],
    ['дом', 'form'],
    ['bank.ru', 'form'],
    ['8.8.8', 'form'],
    ['8.8.8.256', 'form'],
    ['8.8.8.08', 'form'],
    ['0x8.8.8.8', 'form'],
    ['134744072', 'form'],
    ['1:2:3', 'form'],
    ['1::2::3', 'form'],
    [':::', 'form'],
    ['::8.8.8.8', 'form'],
    ['fe80::1%eth0', 'form'],
    ['8.8.8.8:443', 'port'],
    ['[2a02:6b8::7]:443', 'port'],
    ['8.8.8.0/24', 'range'],
    ['8.8.8.*', 'range'],
    ['8.8.8.8-8.8.8.9', 'range'],
    ['8.8.8.8–9', 'range'],
    ['2a02:6b8::/32', 'range'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'private'],
    ['fd00::1', 'private'],
    ['::ffff:10.0.0.1', 'private'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['::1', 'loopback'],
    ['169.254.7.7', 'link-local'],
    ['fe80::1', 'link-local'],
    ['224.0.0.1', 'multicast'],
    ['239.255.255.255', 'multicast'],
    ['ff02::1', 'multicast'],
    ['0.0.0.0', 'reserved'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'reserved'],
    ['198.18.0.1', 'reserved'],
    ['::', 'reserved'],
    ['4000::1', 'reserved'],
    ['2002::1', 'reserved'],
    ['64:ff9b::1', 'reserved'],
    ['0.0.0.0.0', 'placeholder'],
    ['1.1.1.1.1', 'placeholder'],
  ] as const)('refuses «%s» as %s', (text, problem) => {
    expect(checkIp(text, BANK)).toBe(problem);
  });

  it.each(['172.15.255.255', '172.32.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0'])(
    'takes %s, just outside of what the bank cannot see',
    (text) => {
      expect(checkIp(text, BANK)).toBeNull();
    },
  );

  it.each(['127.0.0.1', '::1', '10.0.0.1', '192.168.1.1', 'fd00::1', 'fe80::1'])(
    'takes %s where the bank runs on this computer',
    (text) => {
      expect(checkIp(text, HERE)).toBeNull();
    },
  );

  it.each(['224.0.0.1', '0.0.0.0', '10.0.0.0/8', '0.0.0.0.0'])('refuses %s even there', (text) => {
    expect(checkIp(text, HERE)).not.toBeNull();
  });

  it('takes the dummies of the bank’s form only after the letter', () => {
    expect(checkIp('0.0.0.0.0', { allowsLocal: false, allowsPlaceholders: true })).toBeNull();
  });

  it.each([
    ['203.0.113.7', true],
    ['2001:db8::7', true],
    ['203.0.114.7', false],
    ['8.8.8.8', false],
  ])('tells whether %s is kept for examples: %s', (text, expected) => {
    expect(isExampleIp(text)).toBe(expected);
    expect(checkIp(text, BANK)).toBeNull();
  });

  it('has one spelling for all spellings, and that one stays itself', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const canonical = canonicalIp(text);
        if (canonical === null) return;
        expect(canonicalIp(canonical)).toBe(canonical);
        expect(canonicalIp(text.toUpperCase())).toBe(canonical);
      }),
    );
  });

  it('of IPv4 is the same when written as IPv4-mapped IPv6', () => {
    fc.assert(fc.property(fc.ipV4(), (text) => canonicalIp(`::ffff:${text}`) === canonicalIp(text)));
  });

  it('is judged without ever throwing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => checkIp(text, BANK)).not.toThrow();
      }),
    );
  });
});

describe('a list of addresses', () => {
  it('finds repeats in any spelling', () => {
    expect(checkIps(['2a02:6b8::7', '', '2A02:6B8:0::7', '::ffff:8.8.8.8', '8.8.8.8'], BANK)).toEqual([
      null,
      null,
      'duplicate',
      null,
      'duplicate',
    ]);
  });

  it.each([
    [8, []],
    [9, []],
    [10, ['too-many']],
    [11, ['too-many', 'too-many']],
  ])('of %i addresses has these problems: %j', (count, expected) => {
    const texts = Array.from({ length: count }, (_, index) => `8.8.8.${index}`);

    expect(checkIps(texts, BANK).filter((one) => one !== null)).toEqual(expected);
  });

  it('does not count wrong and repeated ones among the nine', () => {
    const nine = Array.from({ length: 9 }, (_, index) => `8.8.8.${index}`);

    expect(checkIps(['10.0.0.1', '8.8.8.0', ...nine], BANK)).toEqual([
      'private',
      null,
      'duplicate',
      ...nine.slice(1).map(() => null),
    ]);
  });

  it('is taken apart at commas, semicolons, spaces and line ends', () => {
    expect(splitIpList('8.8.8.8,8.8.4.4; 1.1.1.1\r\n2a02:6b8::7\t9.9.9.9')).toEqual([
      '8.8.8.8',
      '8.8.4.4',
      '1.1.1.1',
      '2a02:6b8::7',
      '9.9.9.9',
    ]);
  });

  it('keeps a range in one piece, so that it can be told as such', () => {
    expect(splitIpList('8.8.8.8 - 8.8.8.20, 9.9.9.0 / 24')).toEqual(['8.8.8.8-8.8.8.20', '9.9.9.0/24']);
  });
});
