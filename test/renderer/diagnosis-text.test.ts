import { describe, expect, it } from 'vitest';
import { DiagnosisCause, DiagnosisStepName, type DiagnosisStep } from '../../contract/areas/diagnosis.ts';
import {
  alternativesText,
  foundText,
  supportText,
} from '../../renderer/features/tokens/diagnosis/diagnosis-text.ts';
import { createI18n } from '../../renderer/i18n/create-i18n.ts';
import { en, ru } from '../../renderer/i18n/resources.ts';
import type { Translate } from '../../renderer/i18n/t.ts';
import { NEXT_STEPS } from '../../main/domain/diagnosis/diagnose.ts';
import { sampleDiagnosis } from '../fakes/sample-diagnosis.ts';
import { buildToken } from './build-token.ts';

const LANGUAGES = ['ru', 'en'] as const;

function translate(language: (typeof LANGUAGES)[number]): Translate {
  return createI18n(language, { ru, en }).t as Translate; // what the hook of the screens gives
}

describe.each(LANGUAGES)('a diagnosis in words (%s)', (language) => {
  const t = translate(language);
  const steps = DiagnosisStepName.options.flatMap((step) =>
    (['good', 'bad', 'unclear'] as const).map((result): DiagnosisStep => ({
      step,
      result,
      at: '2026-11-16T11:02:00.000Z',
      call: null,
      problem: null,
      facts: {},
    })),
  );

  it.each(steps)('has a sentence for $step that is $result, whatever is known', (step) => {
    const text = foundText(t, step);

    expect(text).not.toMatch(/\{\{|diagnosis\.|undefined/);
    expect(text.length).toBeGreaterThan(5);
  });

  it.each(DiagnosisCause.options)('says of %s what it is and what to do', (cause) => {
    const next = NEXT_STEPS[cause];

    expect(t(`diagnosis.cause.${cause}.title`)).not.toContain('diagnosis.');
    expect(t(`diagnosis.cause.${cause}.text`)).not.toContain('diagnosis.');
    if (next !== 'none') expect(t(`diagnosis.next.${next}`)).not.toContain('diagnosis.');
  });

  it('gives the bank’s support what was asked, what came and when', () => {
    const view = sampleDiagnosis('token-00000001');
    const about = { token: buildToken({ label: 'Бухгалтерия' }), inn: '9999000006', version: '0.1.0' };

    const text = supportText(t, view, about);

    expect(text).toContain('403');
    expect(text).toContain('FORBIDDEN');
    expect(text).toContain('9d1d8855fa');
    expect(text).toContain('0b7c5f8e-5d1a-4a5e-9c39-1f0f6e6f2a11');
    expect(text).toContain('9999000006');
    expect(text).not.toMatch(/\{\{|diagnosis\./);
  });

  it('names what else it may be', () => {
    const verdict = { cause: 'dns', confidence: 'likely', next: 'retry', isInferred: false } as const;

    expect(alternativesText(t, { ...verdict, alternatives: [] })).toBe('');
    expect(alternativesText(t, { ...verdict, alternatives: ['no-network', 'proxy'] })).toContain(' · ');
  });
});
