import { describe, expect, it } from 'vitest';
import type { SecretPromptView } from '../../contract/areas/secret-prompt.ts';
import { answerProblem, passphraseStrength } from '../../renderer/secret/answer-problem.ts';

const view: SecretPromptView = {
  kind: 'new-passphrase',
  subject: '',
  facts: [],
  language: 'ru',
  theme: 'auto',
  problem: null,
  minLength: 8,
};

describe('answerProblem', () => {
  it.each([
    ['', '', 'empty'],
    ['1234567', '1234567', 'secret.problem.short'],
    ['12345678', '12345678', null],
    ['12345678', '12345679', 'secret.problem.different'],
    ['🔑🔑🔑🔑', '🔑🔑🔑🔑', 'secret.problem.short'],
  ])('says of «%s» and «%s»: %s', (text, repeat, problem) => {
    expect(answerProblem(view, { text, repeat })).toBe(problem);
  });

  it('asks an old passphrase only once', () => {
    expect(answerProblem({ ...view, kind: 'passphrase' }, { text: '12345678', repeat: '' })).toBeNull();
  });
});

describe('passphraseStrength', () => {
  it.each([
    ['aaaaaaaaaaaaaaaaaaaaaaaa', 'weak'],
    ['коротко', 'weak'],
    ['подлиннее-чуть', 'fair'],
    ['берёза якорь полка север', 'strong'],
  ])('calls «%s» %s', (text, strength) => {
    expect(passphraseStrength(text)).toBe(strength);
  });
});
