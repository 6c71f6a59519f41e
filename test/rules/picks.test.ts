import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { sourceFiles, textOf } from './repository.ts';

/** What an opened vault has, as rooms of the domain know it. */
const VAULTS = ['OrganizationVault', 'MoveVault', 'PaymentVault', 'PlanVault', 'OpenedVault'];

/** A vault named whole, not as what something is picked from or what extends it. */
function namesWhole(type: ts.TypeNode): boolean {
  if (ts.isIntersectionTypeNode(type) || ts.isUnionTypeNode(type)) return type.types.some(namesWhole);
  if (ts.isParenthesizedTypeNode(type)) return namesWhole(type.type);
  return ts.isTypeReferenceNode(type) && VAULTS.includes(type.typeName.getText());
}

/** Parameters, fields and names of types of the domain that are given a vault whole, by file and line. */
function wholeVaults(file: string, text: string): readonly string[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isTyped =
      ts.isParameter(node) ||
      ts.isPropertySignature(node) ||
      ts.isPropertyDeclaration(node) ||
      ts.isTypeAliasDeclaration(node);
    if (isTyped && node.type !== undefined && namesWhole(node.type))
      found.push(`${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

describe('a verb of the domain', () => {
  it('takes no vault whole: its signature names what it touches', () => {
    // The session holds the opened vault and hands it on; the training company is made in it.
    const files = sourceFiles('main/domain').filter(
      (file) => !/^main\/domain\/(session|training)\//.test(file),
    );

    expect(files.length).toBeGreaterThan(150);
    expect(files.flatMap((file) => wholeVaults(file, textOf(file)))).toEqual([]);
  });

  it('would be found with a whole vault', () => {
    const text =
      'export function pay(vault: PaymentVault): void {}\nclass A { #vault: OpenedVault; }\ntype B = PlanVault & { a: 1 };\n';
    expect(wholeVaults('pay.ts', text)).toEqual(['pay.ts:1', 'pay.ts:2', 'pay.ts:3']);
  });
});
