import { amountToDecimal, parseAmountText } from '../../../contract/values/money.ts';
import type { Digests } from '../../ports/ports.ts';

/** One payment of a list, as its approver has read it. */
export interface ListedPayment {
  /** Digest of the content that is approved. */
  readonly content: string;
  /** The very submission that was read: the hash of its request, or the payment's own id where it has none. */
  readonly request: string;
  /** Units: roubles, two digits after the point. */
  readonly amount: string;
  /** Warnings that were on the screen, and the answer to them. */
  readonly warnings: readonly string[];
  readonly reason: string;
}

/** What a list says as a whole. `rules`: by which its payments were judged. */
export interface ListHead {
  readonly rules: string;
  readonly count: number;
  readonly totals: readonly { readonly currency: string; readonly amount: string }[];
  /** What all payments of the list come to. */
  readonly root: string;
}

/** A step from a payment to the root of its list: what stands beside it, and on which side. */
export interface PathStep {
  readonly side: 'left' | 'right';
  readonly hash: string;
}

export interface ApprovedList {
  readonly head: ListHead;
  /** What is signed: it says all of the list. */
  readonly digest: string;
  /** The payments in their order, each with what proves that it is in the list. */
  readonly payments: readonly { readonly payment: ListedPayment; readonly path: readonly PathStep[] }[];
}

/** The currency of payment orders. Source: tapi.md §5.4 takes roubles only. */
const CURRENCY = 'RUB';

/**
 * Makes a list of payments: the same one from the same payments in any order.
 * Errors: a TypeError for an empty list, and for a payment that stands there twice.
 * Source: docs/adr/0077; the tree is that of RFC 6962 §2.1, with named parts instead of its prefix bytes.
 */
export function approvedList(
  digests: Digests,
  rules: string,
  listed: readonly ListedPayment[],
): ApprovedList {
  const payments = [...listed].sort((a, b) => (a.content < b.content ? -1 : 1));
  const isTwice = (of: (one: ListedPayment) => string) => new Set(payments.map(of)).size < payments.length;
  if (payments.length === 0 || isTwice(({ content }) => content) || isTwice(({ request }) => request))
    throw new TypeError('a list of payments names each of them once');
  const { root, paths } = treeOver(
    digests,
    payments.map((one) => leafOf(digests, one)),
  );
  const totalMinor = payments.reduce((sum, { amount }) => sum + (parseAmountText(amount) ?? 0), 0);
  const totals = [{ currency: CURRENCY, amount: amountToDecimal(totalMinor) }];
  const head = { rules, count: payments.length, totals, root };
  return {
    head,
    digest: listDigest(digests, head),
    payments: payments.map((payment, at) => ({ payment, path: paths[at] ?? [] })),
  };
}

/** Returns the digest of a list. */
export function listDigest(digests: Digests, { rules, count, totals, root }: ListHead): string {
  const text = { kind: 'klyuchnik-approved-list', v: 1, rules, count, totals, root };
  return digests.sha256(digests.canonical(text));
}

/** Tells whether a payment stands in the list with this root. */
export function isListed(
  digests: Digests,
  root: string,
  payment: ListedPayment,
  path: readonly PathStep[],
): boolean {
  const reached = path.reduce(
    (hash, { side, hash: beside }) =>
      side === 'left' ? nodeOf(digests, beside, hash) : nodeOf(digests, hash, beside),
    leafOf(digests, payment),
  );
  return reached === root;
}

interface Branch {
  readonly hash: string;
  /** Places of the payments below it. */
  readonly below: readonly number[];
}

/** Neighbours are joined, level by level; one without a neighbour goes up as it is. */
function treeOver(
  digests: Digests,
  leaves: readonly string[],
): { readonly root: string; readonly paths: readonly (readonly PathStep[])[] } {
  const paths = leaves.map((): PathStep[] => []);
  let level: readonly Branch[] = leaves.map((hash, at) => ({ hash, below: [at] }));
  while (level.length > 1) {
    const above: Branch[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = [level[at], level[at + 1]];
      if (left === undefined) break;
      if (right === undefined) {
        above.push(left);
        break;
      }
      for (const place of left.below) paths[place]?.push({ side: 'right', hash: right.hash });
      for (const place of right.below) paths[place]?.push({ side: 'left', hash: left.hash });
      above.push({ hash: nodeOf(digests, left.hash, right.hash), below: [...left.below, ...right.below] });
    }
    level = above;
  }
  return { root: level[0]?.hash ?? '', paths };
}

/** Leaves and nodes are named, so that no node can pass for a payment. */
function leafOf(digests: Digests, { content, request, amount, warnings, reason }: ListedPayment): string {
  const leaf = { kind: 'klyuchnik-listed-payment', v: 1, content, request, amount, warnings, reason };
  return digests.sha256(digests.canonical(leaf));
}

function nodeOf(digests: Digests, left: string, right: string): string {
  return digests.sha256(digests.canonical({ kind: 'klyuchnik-list-node', v: 1, left, right }));
}
