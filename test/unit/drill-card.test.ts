import { describe, expect, it } from 'vitest';
import type { PlanTarget } from '../../contract/areas/plans.ts';
import { TokenId } from '../../contract/values/ids.ts';
import { inOrderOfDamage } from '../../main/domain/plans/damage.ts';
import { drillCardHtml } from '../../main/domain/plans/drill-card.ts';
import type { Token } from '../../main/domain/tokens/token.ts';

function target(change: Partial<PlanTarget> = {}): PlanTarget {
  return {
    tokenId: TokenId.parse('token-paying'),
    label: 'Платежи директора',
    companyName: 'ООО «Пример»',
    lastFour: 'M2ad',
    words: 'полка север',
    accesses: ['payments'],
    ips: ['203.0.113.7'],
    ipCheck: 'on',
    damage: 'money',
    issuer: 'Петров П. П.',
    planId: null,
    state: 'todo',
    seconds: null,
    ...change,
  };
}

const card = (targets: readonly PlanTarget[], language: 'ru' | 'en' = 'ru') =>
  drillCardHtml({ companyName: 'ООО «Пример»', madeAt: '2026-11-16T21:30:00.000Z', targets, language });

describe('the card of a fire drill', () => {
  it('names the clicks of both cabinets, the bank’s address and the Moscow day', () => {
    const html = card([target()]);

    expect(html).toContain('«Мой профиль» → «Безопасность» → «Настроить»');
    expect(html).toContain('«Управление профилем» → «Мой профиль»');
    expect(html).toContain('openapi@tbank.ru');
    expect(html).toContain('17.11.2026');
  });

  it('puts what moves money before what makes drafts before what reads', () => {
    const html = card([
      target({ damage: 'reads', label: 'третий' }),
      target({ damage: 'money', label: 'первый' }),
      target({ damage: 'drafts', label: 'второй' }),
    ]);

    const places = ['первый', 'второй', 'третий'].map((label) => html.indexOf(label));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('runs no script and loads nothing, whatever a token is called', () => {
    const html = card([
      target({
        label: '<script>alert(1)</script>',
        issuer: '"><img src=x>',
        ips: ['<b>'],
        companyName: '&amp',
      }),
    ]);

    expect(html).not.toMatch(/<script|<img|https?:\/\//);
    expect(html).toContain('&lt;script&gt;');
  });

  it('is complete in English', () => {
    const withoutQuotes = card(
      [target({ label: 'Paying', companyName: 'Co', words: 'a b', issuer: 'P' })],
      'en',
    )
      .replace(/«[^»]*»/g, '')
      .replaceAll('ООО', '');

    expect(withoutQuotes).not.toMatch(/[а-яё]/i);
  });
});

describe('the order of damage', () => {
  it('puts a token that works from any address first among its equals', () => {
    const token = (label: string, accesses: readonly string[], ipCheck: Token['ipCheck']) =>
      ({
        label,
        ipCheck,
        accesses: accesses.map((access) => ({ access, proof: 'unproven', provenAt: null, isExpected: true })),
      }) as unknown as Token; // only these fields are looked at
    const tokens = [
      token('читает', ['accounts'], 'off-by-letter'),
      token('платит из офиса', ['payments'], 'on'),
      token('платит отовсюду', ['payments'], 'off-by-letter'),
      token('черновики', ['drafts'], 'on'),
    ];

    expect(inOrderOfDamage(tokens).map(({ label }) => label)).toEqual([
      'платит отовсюду',
      'платит из офиса',
      'черновики',
      'читает',
    ]);
  });
});
