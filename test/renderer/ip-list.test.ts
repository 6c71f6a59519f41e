import { describe, expect, it } from 'vitest';
import { splitIpList } from '../../contract/values/ip-addresses.ts';
import { checkIpList, pasteInto, type IpDraft } from '../../renderer/features/tokens/form/ip-list.ts';

const bank = { allowsLocal: false, allowsPlaceholders: false };

function drafts(...addresses: readonly string[]): readonly IpDraft[] {
  return addresses.map((address, index) => ({ key: `k${index}`, address, name: '', place: '' }));
}

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
      { key: 'a', address: '203.0.113.1', name: 'офис', place: '' },
      { key: 'b', address: '', name: '', place: '' },
    ];

    const pasted = pasteInto(slots, 'b', ['203.0.113.2', '203.0.113.3'], () => 'c');

    expect(pasted.map(({ address, name }) => [address, name])).toEqual([
      ['203.0.113.1', 'офис'],
      ['203.0.113.2', ''],
      ['203.0.113.3', ''],
    ]);
  });
});
