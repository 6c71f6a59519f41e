import { describe, expect, it } from 'vitest';
import { PASSPHRASE_SCORE } from '../../main/domain/people/new-passphrase.ts';
import { TRAINING_PASSPHRASE } from '../../main/domain/training/prepare-training.ts';
import { makeEstimate } from '../../main/edges/strength/passphrase-strength.ts';
import { typedOnLatin } from '../../main/edges/strength/russian-keyboard.ts';
import { Secret } from '../../main/ports/secret.ts';

const estimate = makeEstimate();
const isTaken = (text: string, known: readonly string[] = []) =>
  estimate(Secret.fromText(text), known) >= PASSPHRASE_SCORE;

describe('a passphrase that is long enough and easily guessed', () => {
  it.each([
    'пароль123456',
    'парольпарольпароль',
    'Пароль2026!!',
    'любовьлюбовь',
    'директор2026',
    'директорбухгалтер',
    'бухгалтерия1',
    'йцукенгшщзхъ',
    'фывапролджэ1',
    'йцукенфывапр',
    'qwertyuiop[]',
    '1qaz2wsx3edc',
    'gfhjkm123456',
    'ghbdtnghbdtn',
    'parolparol12',
    'котёнок12345',
    'котенок12345',
    'Владимир1985',
    'наташа190885',
    'password1234',
    'iloveyou2026',
    '123456789012',
    '01.01.198001',
    'аааааааааааааааааааааа',
    'абвгдеёжзийк',
  ])('is refused: %s', (text) => {
    expect([...text].length).toBeGreaterThanOrEqual(11);
    expect(isTaken(text)).toBe(false);
  });

  it.each([
    ['Растопчинская', 'Растопчинская1'],
    ['Растопчинская', 'hfcnjgxbycrfz'],
    ['Растопчинская', 'rastopchinskaia'],
    ['Зоя Растопчинская', 'зоярастопчинская'],
    ['ООО «Каменщикъ»', 'каменщикъ2026'],
    [TRAINING_PASSPHRASE, TRAINING_PASSPHRASE],
    [TRAINING_PASSPHRASE, TRAINING_PASSPHRASE.toUpperCase()],
    [TRAINING_PASSPHRASE, typedOnLatin(TRAINING_PASSPHRASE)],
  ])('is refused where «%s» is known: %s', (known, text) => {
    expect(isTaken(text, [known])).toBe(false);
  });
});

describe('a passphrase that is taken', () => {
  it.each([
    'скворец точит медный чайник',
    'верблюд подковал янтарную лодку',
    'семь жёлтых вагонов у моря',
    'пять рыжих котов под мостом',
    'шесть синих кастрюль на закате',
    'correct horse battery staple',
    'Tq7#vNd2!xLm',
    'ъЩ9ёжЫ4фюЗ2№',
    'ц'.repeat(4) + 'скворец точит медный чайник'.repeat(400),
  ])('has words or signs that nobody can know (%#)', (text) => {
    expect(isTaken(text, ['Борис', TRAINING_PASSPHRASE])).toBe(true);
  });

  it('does not become weaker for an empty name or one of a letter', () => {
    expect(isTaken('скворец точит медный чайник', ['', 'я', ' ', '«»'])).toBe(true);
  });
});
