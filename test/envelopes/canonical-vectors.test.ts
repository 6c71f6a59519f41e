import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import { isCanonical } from '../../main/domain/envelopes/canonical.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';

/** The number that IEEE 754 keeps in these 64 bits. */
function numberOf(bits: string): number {
  return Buffer.from(bits, 'hex').readDoubleBE();
}

/** Both of ours: the library that writes the form and the check that recognises it. */
function isOneForm(value: unknown, text: string): void {
  expect(canonicalize(value)).toBe(text);
  expect(systemDigests.canonical(value)).toBe(text);
  expect(isCanonical(text, JSON.parse(text))).toBe(true);
}

/** Source: RFC 8785, appendix B. */
const NUMBERS = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
] as const;

describe('numbers in the canonical form', () => {
  it.each(NUMBERS)('spell the bits %s as %s', (bits, text) => {
    isOneForm(numberOf(bits), text);
    isOneForm({ n: [numberOf(bits)] }, `{"n":[${text}]}`);
  });

  it.each(['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000'])(
    'do not include the bits %s, which are none',
    (bits) => {
      expect(() => systemDigests.canonical(numberOf(bits))).toThrow();
    },
  );

  it.each(NUMBERS.map(([, text]) => text))('have no second spelling: %s', (text) => {
    for (const other of [`${text}0`, `+${text}`, `0${text}`, `${text} `, text.toUpperCase(), `${text}.0`]) {
      if (other !== text && isJson(other) && Number(other) === Number(text))
        expect(isCanonical(other, JSON.parse(other))).toBe(false);
    }
  });
});

describe('texts in the canonical form', () => {
  /** Source: RFC 8785 §3.2.2.2. */
  it.each([
    ['\b\t\n\f\r', String.raw`"\b\t\n\f\r"`],
    ['"\\/', String.raw`"\"\\/"`],
    ['\u0000\u0001\u000b\u000e\u001f', String.raw`"\u0000\u0001\u000b\u000e\u001f"`],
    ['\u007f\u0080\u00a0\u2028\u2029\ufeff', '"\u007f\u0080\u00a0\u2028\u2029\ufeff"'],
    ['€ ₽ й и\u0306', '"€ ₽ й и\u0306"'],
    ['😀', '"😀"'],
    ['<script>&\u2029', '"<script>&\u2029"'],
  ])('spell %j in one way', (value, text) => {
    isOneForm(value, text);
  });

  it.each([
    String.raw`"\u000A"`,
    String.raw`"\u0008"`,
    String.raw`"\/"`,
    String.raw`"\u001F"`,
    String.raw`"\u20ac"`,
    String.raw`"\ud83d\ude00"`,
    String.raw`"\u007f"`,
  ])('are not spelled %s', (text) => {
    expect(isCanonical(text, JSON.parse(text))).toBe(false);
  });

  it.each(['\ud800', '\udc00', 'x\udbff', '\ude00\ud83d'])(
    'are refused with half of a character: %j',
    (value) => {
      expect(() => systemDigests.canonical(value)).toThrow();
      expect(isCanonical(JSON.stringify(value), value)).toBe(false);
    },
  );
});

describe('keys in the canonical form', () => {
  /** By UTF-16 units: a pair of surrogates comes before U+E000 and after U+D7FF. Source: RFC 8785 §3.2.3. */
  it('stand in the order of their UTF-16 units, whatever the language or the code points say', () => {
    const keys = [
      '\r',
      'A',
      'Z',
      'a',
      'b',
      '\u0080',
      'ö',
      'Ё',
      'А',
      'Я',
      'а',
      'я',
      'ё',
      '€',
      '\ud7ff',
      '😀',
      '\ue000',
      '\ufb33',
      '\uffff',
    ];
    const shuffled = [...keys].reverse();
    const text = `{${keys.map((key) => `${JSON.stringify(key)}:0`).join(',')}}`;
    isOneForm(Object.fromEntries(shuffled.map((key) => [key, 0])), text);
    const wrongly = `{${shuffled.map((key) => `${JSON.stringify(key)}:0`).join(',')}}`;
    expect(isCanonical(wrongly, JSON.parse(wrongly))).toBe(false);
  });

  it('stand in order inside lists and inside each other, a shorter one before a longer one', () => {
    isOneForm([{ b: { ab: 1, a: 2 }, a: [] }], '[{"a":[],"b":{"a":2,"ab":1}}]');
    isOneForm({ '': 1, ' ': 2, aa: 3, a: 4 }, '{"":1," ":2,"a":4,"aa":3}');
  });

  it.each(['{"a":1,"a":2}', '{"x":{"a":1,"b":2,"a":1}}', '[{"a":null,"a":null}]'])(
    'stand once: %s',
    (text) => {
      expect(isCanonical(text, JSON.parse(text))).toBe(false);
    },
  );

  it('keep out what is no JSON, so that two records cannot share one form', () => {
    for (const value of [undefined, () => 0, Symbol('x')])
      expect(() => systemDigests.canonical(value)).toThrow();
    expect(() => systemDigests.canonical(1n)).toThrow();
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
