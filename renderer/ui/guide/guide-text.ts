/** A piece of a line of the guide. */
export type GuidePiece =
  | { readonly kind: 'text' | 'strong' | 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly target: string };

/** A block of a page of the guide. */
export type GuideBlock =
  | { readonly kind: 'title' | 'heading' | 'paragraph'; readonly pieces: readonly GuidePiece[] }
  | { readonly kind: 'bullets' | 'steps'; readonly items: readonly (readonly GuidePiece[])[] }
  | { readonly kind: 'picture'; readonly alt: string; readonly target: string };

const ITEM = /^(?:- |\d+\. )/;
const PICTURE = /^!\[([^\]]*)\]\(([^)\s]+)\)$/;
const PIECE = /\*\*([^*]+)\*\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/g;

/**
 * Reads the part of Markdown that the guide is written in: a title, headings of the second level, paragraphs, flat
 * lists, pictures alone in their block, strong text, code and links. Nothing becomes markup: what is not one of these
 * stays text.
 */
export function readGuide(markdown: string): readonly GuideBlock[] {
  return markdown
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map(readBlock);
}

function readBlock(block: string): GuideBlock {
  const picture = PICTURE.exec(block);
  if (picture !== null) return { kind: 'picture', alt: picture[1] ?? '', target: picture[2] ?? '' };
  if (block.startsWith('# ')) return { kind: 'title', pieces: readPieces(block.slice(2)) };
  if (block.startsWith('## ')) return { kind: 'heading', pieces: readPieces(block.slice(3)) };
  const lines = block.split('\n');
  if (lines.every((line) => ITEM.test(line))) {
    const items = lines.map((line) => readPieces(line.replace(ITEM, '')));
    return { kind: block.startsWith('- ') ? 'bullets' : 'steps', items };
  }
  return { kind: 'paragraph', pieces: readPieces(lines.join(' ')) };
}

function readPieces(line: string): readonly GuidePiece[] {
  const pieces: GuidePiece[] = [];
  let end = 0;
  for (const match of line.matchAll(PIECE)) {
    if (match.index > end) pieces.push({ kind: 'text', text: line.slice(end, match.index) });
    end = match.index + match[0].length;
    const [, strong, code, text = '', target = ''] = match;
    if (strong !== undefined) pieces.push({ kind: 'strong', text: strong });
    else if (code !== undefined) pieces.push({ kind: 'code', text: code });
    else pieces.push({ kind: 'link', text, target });
  }
  if (end < line.length) pieces.push({ kind: 'text', text: line.slice(end) });
  return pieces;
}
