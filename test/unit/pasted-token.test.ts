import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPastedToken } from '../../main/domain/tokens/pasted-token.ts';

const TOKEN = `t.${'Ab9_'.repeat(21)}x1`;
const OTHER = `t.${'Zy8-'.repeat(21)}x2`;

/**
 * Source: https://github.com/hetznercloud/cli/issues/102, https://github.com/cooperspencer/gickup/issues/94,
 * https://github.com/allegro/allegro-api/issues/3967.
 */
describe('readPastedToken', () => {
  it.each([
    TOKEN,
    ` ${TOKEN} `,
    `"${TOKEN}"`,
    `'${TOKEN}'`,
    `«${TOKEN}»`,
    `“${TOKEN}”`,
    `\`${TOKEN}\``,
    `<${TOKEN}>`,
    `(${TOKEN})`,
    `[${TOKEN}]`,
    `${TOKEN}.`,
    `${TOKEN},`,
    `${TOKEN};`,
    `${TOKEN}:`,
    `${TOKEN}!`,
    `${TOKEN}/`,
    `TBANK_TOKEN=${TOKEN}`,
    `export TOKEN="${TOKEN}"`,
    `{"token":"${TOKEN}"}`,
    `token: ${TOKEN}`,
    `${TOKEN}\\n`,
    `Bearer${TOKEN}`,
    `Bearer ${TOKEN}`,
    `Authorization: Bearer ${TOKEN}`,
    `Bearer%20${TOKEN}`,
    `%22${TOKEN}%22`,
    `**${TOKEN}**`,
    `- ${TOKEN}`,
    `-${TOKEN}`,
    `${TOKEN}${TOKEN}`,
    `${TOKEN}\n${TOKEN}`,
    `${TOKEN} ${TOKEN}`,
    `\u200b${TOKEN}\ufeff`,
    `${TOKEN.slice(0, 40)}\u00ad${TOKEN.slice(40)}`,
    `Токен: ${TOKEN}. Храните его.`,
    `${TOKEN.slice(0, 60)}\n${TOKEN.slice(60)}`,
    `${TOKEN.slice(0, 60)}\r\n  ${TOKEN.slice(60)}`,
    `&quot;${TOKEN}&quot;`,
    `${TOKEN}${TOKEN.slice(0, 50)}`,
    `curl -H "Authorization: Bearer ${TOKEN}" https://business.tbank.ru`,
    `<token>${TOKEN}</token>`,
  ])('takes the token out of %j', (pasted) => {
    expect(readPastedToken(pasted)).toEqual({ kind: 'usual', text: TOKEN });
  });

  it.each([
    TOKEN.slice(0, 60),
    TOKEN.slice(0, -1),
    `${TOKEN}a`,
    `${TOKEN}_`,
    `t.${'*'.repeat(86)}`,
    `t.${'x'.repeat(86)}`,
    `t.aB3_${'X'.repeat(78)}x7Qk`,
    `"t.${'*'.repeat(86)}"`,
    TOKEN.slice(2),
    TOKEN.replace('t.', 'T.'),
    `${TOKEN.slice(0, 30)}…${TOKEN.slice(-4)}`.replace('…', '...'),
    'TBankSandboxToken',
    `eyJhbGciOiJSUzI1NiJ9${TOKEN}.c2lnbmF0dXJl`,
    `${TOKEN}.c2lnbmF0dXJl`,
    `x9${TOKEN}`,
  ])('asks about %j', (pasted) => {
    expect(readPastedToken(pasted)).toEqual({ kind: 'unusual', text: pasted });
  });

  it.each([
    `${TOKEN}${OTHER}`,
    `${TOKEN}\n${OTHER}`,
    `A=${TOKEN};B=${OTHER}`,
    `${TOKEN} ${OTHER.slice(0, 50)}`,
    `${TOKEN}${OTHER.slice(0, 50)}`,
  ])('does not choose between the tokens of %j', (pasted) => {
    expect(readPastedToken(pasted)).toEqual({ kind: 'several' });
  });

  it.each(['', 't.a', 'два слова', 'two words', `t.${'•'.repeat(86)}`, 'a'.repeat(4097)])(
    'refuses %j',
    (pasted) => {
      expect(readPastedToken(pasted)).toEqual({ kind: 'malformed' });
    },
  );

  it('never gives anything but the token between signs that no token has', () => {
    const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';
    const tokens = fc
      .array(fc.constantFrom(...characters), { minLength: 86, maxLength: 86 })
      .map((body) => `t.${body.join('')}`);
    const around = fc.string({ unit: fc.constantFrom(...' "\'<>()[]{};,=:/\\|@#\n\t«»“”'), maxLength: 12 });
    fc.assert(
      fc.property(tokens, around, around, (token, before, after) => {
        expect(readPastedToken(`${before}${token}${after}`)).toEqual({ kind: 'usual', text: token });
        const cut = readPastedToken(`${before}${token.slice(0, -1)}${after}`);
        expect(cut.kind).not.toBe('usual');
      }),
    );
  });
});
