import ts from 'typescript';

/** A file of the sources: its path from the root of the checkout, with slashes, and its text. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** Lines of a file in which every mutation is made. Units: lines from 1, both ends included. */
export interface Place {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Draws places from files until they hold about `lines` lines of code: whole functions, methods and other statements of
 * the top, each with the same chance. The same seed and the same sources give the same places.
 */
export function drawPlaces(sources: readonly Source[], seed: number, lines: number): readonly Place[] {
  const byName = [...sources].sort((a, b) => (a.file < b.file ? -1 : 1));
  const left = byName.flatMap(placesOf);
  const next = numbersFrom(seed);
  const drawn: Place[] = [];
  for (let count = 0; count < lines && left.length > 0;) {
    const [place] = left.splice(Math.floor(next() * left.length), 1);
    if (place === undefined) break;
    drawn.push(place);
    count += place.to - place.from + 1;
  }
  return drawn.sort((a, b) => (a.file === b.file ? a.from - b.from : a.file < b.file ? -1 : 1));
}

/** Every place of a file that something runs in: no imports, no types, and each method of a class for itself. */
export function placesOf({ file, text }: Source): readonly Place[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const nodes = tree.statements.flatMap((statement): readonly ts.Node[] =>
    ts.isClassDeclaration(statement) ? statement.members : [statement],
  );
  return nodes.filter(runs).map((node) => ({
    file,
    from: tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1,
    to: tree.getLineAndCharacterOfPosition(node.getEnd()).line + 1,
  }));
}

function runs(node: ts.Node): boolean {
  return !(
    ts.isImportDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isExportDeclaration(node)
  );
}

/** Returns numbers from 0 to 1, always the same ones for a seed. Source: mulberry32, in the public domain. */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
