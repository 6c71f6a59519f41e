import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MerkleTree, rootOf } from '../../main/domain/audit/merkle-tree.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/**
 * The roots of the first texts of a list. Source: `merkletree/merkle_tree_test.cc` of Certificate Transparency, leaves
 * that are UTF-8 and roots after each of them.
 */
const LEAVES = ['', '\0', '\u0010', ' !', '01', '@ABC', 'PQRSTUVW', '`abcdefghijklmno'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** The recursive definition. Source: RFC 6962 §2.1 and §2.1.1. */
function naiveRoot(texts: readonly string[]): Buffer {
  if (texts.length === 0) return createHash('sha256').digest();
  if (texts.length === 1)
    return createHash('sha256')
      .update('\0')
      .update(texts[0] ?? '')
      .digest();
  const cut = largestPowerBelow(texts.length);
  const [left, right] = [naiveRoot(texts.slice(0, cut)), naiveRoot(texts.slice(cut))];
  return createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();
}

function naiveProof(index: number, texts: readonly string[]): string[] {
  if (texts.length <= 1) return [];
  const cut = largestPowerBelow(texts.length);
  return index < cut
    ? [...naiveProof(index, texts.slice(0, cut)), naiveRoot(texts.slice(cut)).toString('hex')]
    : [...naiveProof(index - cut, texts.slice(cut)), naiveRoot(texts.slice(0, cut)).toString('hex')];
}

function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

function treeOf(texts: readonly string[]): MerkleTree {
  const tree = new MerkleTree(sha256);
  for (const text of texts) tree.add(text);
  return tree;
}

describe('a Merkle tree', () => {
  it('has the published roots, one text after another', () => {
    const tree = new MerkleTree(sha256);
    expect(tree.root()).toBe(createHash('sha256').digest('hex'));
    const roots = LEAVES.map((text) => {
      tree.add(text);
      return tree.root();
    });
    expect(roots).toEqual(ROOTS);
  });

  it('has the root and the proofs of the definition at every size to 70', () => {
    for (let size = 1; size <= 70; size += 1) {
      const texts = Array.from({ length: size }, (_, index) => `строка ${index}`);
      const tree = treeOf(texts);
      const root = naiveRoot(texts).toString('hex');
      expect(tree.root()).toBe(root);
      for (const [index, text] of texts.entries()) {
        const proof = tree.proof(index);
        expect(proof).toEqual(naiveProof(index, texts));
        expect(rootOf(sha256, { text, index, size, proof })).toBe(root);
      }
    }
  });

  it('proves no other text, place, size or proof', () => {
    const texts = fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (all, one, other) => {
        const [index, wrong] = [one % all.length, other % all.length];
        const tree = treeOf(all);
        const good = { text: all[index] ?? '', index, size: all.length, proof: tree.proof(index) };
        const root = tree.root();
        expect(rootOf(sha256, good)).toBe(root);
        if (wrong !== index) {
          expect(rootOf(sha256, { ...good, text: all[wrong] ?? '' })).not.toBe(root);
          expect(rootOf(sha256, { ...good, proof: tree.proof(wrong) })).not.toBe(root);
        }
        expect(rootOf(sha256, { ...good, proof: good.proof.slice(1) })).not.toBe(root);
        expect(rootOf(sha256, { ...good, proof: [...good.proof, root] })).toBeNull();
        expect(rootOf(sha256, { ...good, index: all.length })).toBeNull();
        expect(rootOf(sha256, { ...good, index: -1 })).toBeNull();
      }),
    );
  });
});
