import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GUIDE_PAGES, pageOfLocation } from '../../renderer/ui/guide/guide-pages.ts';
import { readGuide, type GuidePiece } from '../../renderer/ui/guide/guide-text.ts';
import { textOf } from '../rules/repository.ts';

const text = (words: string): GuidePiece => ({ kind: 'text', text: words });

describe('a page of the guide', () => {
  it('is read into blocks', () => {
    expect(
      readGuide(
        '# Name\n\nOne **two** `F1` [three](tokens.md).\n\n## Part\n\n1. a\n2. b\n\n- c\n\n![d](../e.png)\n',
      ),
    ).toEqual([
      { kind: 'title', pieces: [text('Name')] },
      {
        kind: 'paragraph',
        pieces: [
          text('One '),
          { kind: 'strong', text: 'two' },
          text(' '),
          { kind: 'code', text: 'F1' },
          text(' '),
          { kind: 'link', text: 'three', target: 'tokens.md' },
          text('.'),
        ],
      },
      { kind: 'heading', pieces: [text('Part')] },
      { kind: 'steps', items: [[text('a')], [text('b')]] },
      { kind: 'bullets', items: [[text('c')]] },
      { kind: 'picture', alt: 'd', target: '../e.png' },
    ]);
  });

  it('leaves markup a text', () => {
    expect(readGuide('<b>x</b>')).toEqual([{ kind: 'paragraph', pieces: [text('<b>x</b>')] }]);
  });

  it('is read whatever stands in it, and loses no word of a plain one', () => {
    fc.assert(fc.property(fc.string(), (any) => readGuide(any).length >= 0));
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zа-я]{1,9}( [a-zа-я]{1,9}){0,9}$/), (line) => {
        expect(readGuide(line)).toEqual([{ kind: 'paragraph', pieces: [text(line)] }]);
      }),
    );
  });

  it('of ours leaves no mark of Markdown in its texts', () => {
    const pieces = (['ru', 'en'] as const).flatMap((language) =>
      GUIDE_PAGES.flatMap((page) =>
        readGuide(textOf(`docs/guide/${language}/${page}.md`)).flatMap((block) => {
          if (block.kind === 'picture') return [];
          return 'items' in block ? block.items.flat() : block.pieces;
        }),
      ),
    );

    expect(pieces.filter((piece) => piece.kind === 'text' && /[*`#[\]]/.test(piece.text))).toEqual([]);
    expect(pieces.length).toBeGreaterThan(300);
  });
});

describe('the page for a location', () => {
  it.each([
    ['/', 'accountant'],
    ['/payments', 'accountant'],
    ['/payments/payment-001', 'accountant'],
    ['/payments/from-1c', 'from-1c'],
    ['/payments/from-1c/file', 'from-1c'],
    ['/approvals/payment-001', 'director'],
    ['/settings', 'administrator'],
    ['/settings/policy', 'director'],
    ['/settings/backup', 'administrator'],
    ['/plans/new/issue/-/-', 'tokens'],
    ['/nowhere', 'accountant'],
  ])('%s is %s', (location, page) => {
    expect(pageOfLocation(location)).toBe(page);
  });
});
