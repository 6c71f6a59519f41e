import type { OperationView } from '../../../contract/areas/accounts.ts';

/**
 * Returns the loaded operations whose counterparty, INN, account, purpose, number or sum contain every word of the
 * query.
 */
export function findOperations(
  operations: readonly OperationView[],
  query: string,
): readonly OperationView[] {
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return operations;
  return operations.filter((operation) => {
    const text = searchText(operation);
    return words.every((word) => text.includes(word));
  });
}

/** The sum is there as people write it: with a comma, with a point, and without kopecks. */
function searchText(operation: OperationView): string {
  const roubles = Math.trunc(operation.amountMinor / 100);
  const kopecks = String(operation.amountMinor % 100).padStart(2, '0');
  return fold(
    [
      operation.counterpartyName,
      operation.counterpartyInn,
      operation.counterpartyAccount,
      operation.purpose,
      operation.documentNumber,
      `${roubles},${kopecks}`,
      `${roubles}.${kopecks}`,
    ].join('\n'),
  );
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}
