/** Numbers that a block of bank details holds. */
export type PastedNumber = 'inn' | 'kpp' | 'bik' | 'account' | 'corrAccount';

/** A number that was found in a text, with what it is taken for. */
export interface FoundNumber {
  readonly kind: PastedNumber;
  /** Digits alone. */
  readonly value: string;
  /** Whether its name stands before it. */
  readonly isLabelled: boolean;
}

/** Digits, perhaps in groups with single spaces between them, as PDF files and contracts write them. */
const RUN = /\d(?: ?\d)*/g;

/** Lengths of the numbers that are looked for. Source: tapi.md §8.1. */
const LENGTHS = [20, 12, 10, 9];

/** What people and programs write before the number, nearest to it. */
const LABELS: readonly (readonly [PastedNumber, RegExp])[] = [
  [
    'corrAccount',
    /(?:к(?:ор(?:р(?:еспондентский)?)?)?\.?\s*[/\\-]?\s*с(?:ч[её]т|ч)?\.?|кор\.?\s*сч[её]т)[\s№:.–—-]*$/iu,
  ],
  [
    'account',
    /(?:р(?:ас)?(?:ч(?:[её]тный)?)?\.?\s*[/\\-]?\s*с(?:ч[её]т|ч)?\.?|сч[её]та?(?:\s+получателя)?)[\s№:.–—-]*$/iu,
  ],
  ['bik', /БИК[^\d\n]{0,20}$/iu],
  ['inn', /ИНН(?:\s*\/\s*КПП)?[\s№:.–—-]*$/iu],
  ['kpp', /КПП[^\d\n]{0,20}$/iu],
];

/** What makes a number something else: a phone, a registration, the number of a document. */
const OTHERS = /(?:тел\.?|телефон|факс|ОГРН(?:ИП)?|ОКПО|ОКТМО|ОКАТО|КБК|\+7|№|индекс)[^\d\n]{0,6}$/iu;

/** Finds the numbers of a text in their order. Nothing is checked here but what they look like. */
export function numbersIn(text: string): readonly FoundNumber[] {
  const found: FoundNumber[] = [];
  let innEnd = -1;
  for (const run of text.matchAll(RUN)) {
    let at = run.index;
    for (const piece of piecesOf(run[0])) {
      const start = text.indexOf(piece[0] ?? '', at);
      const value = piece.join('');
      const end = start + piece.join(' ').length;
      const before = text.slice(Math.max(0, start - 40), start);
      const number = toNumber(value, before, innEnd !== -1 && /^[\s/,;|]*$/u.test(text.slice(innEnd, start)));
      if (number !== null) found.push(number);
      if (number?.kind === 'inn') innEnd = end;
      at = end;
    }
  }
  return found;
}

/** Parts a run into numbers of the right lengths: «7707083893 770701001» are two, «4070 2810 …» is one. */
function piecesOf(run: string): readonly (readonly string[])[] {
  const groups = run.split(' ');
  const pieces: string[][] = [];
  for (let from = 0; from < groups.length;) {
    const until = endOfPiece(groups, from);
    pieces.push(groups.slice(from, until));
    from = until;
  }
  return pieces;
}

function endOfPiece(groups: readonly string[], from: number): number {
  for (const length of LENGTHS) {
    let sum = 0;
    for (let until = from; until < groups.length && sum < length; until += 1) {
      sum += groups[until]?.length ?? 0;
      if (sum === length) return until + 1;
    }
  }
  return from + 1;
}

function toNumber(value: string, before: string, isBehindInn: boolean): FoundNumber | null {
  const label = LABELS.find(([, pattern]) => pattern.test(before))?.[0] ?? null;
  const as = (kind: PastedNumber): FoundNumber => ({ kind, value, isLabelled: label === kind });
  if (label === null && OTHERS.test(before)) return null;
  switch (value.length) {
    case 20:
      return as(/^(301|40102)/.test(value) ? 'corrAccount' : 'account');
    case 12:
    case 10:
      return label === null || label === 'inn' ? as('inn') : null;
    case 9:
      if (label === 'bik' || label === 'kpp') return as(label);
      if (isBehindInn) return { kind: 'kpp', value, isLabelled: label === 'inn' };
      return /^0[0-24]/.test(value) ? as('bik') : as('kpp');
    default:
      return null;
  }
}
