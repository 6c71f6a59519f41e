/**
 * Tells whether `text`, from which `json` was parsed, is its canonical form: no repeated key, no space, keys in order,
 * one spelling of everything. The same answer as writing the canonical form and comparing, at a tenth of its price: RFC
 * 8785 spells strings and numbers as `JSON.stringify` does and orders keys by their UTF-16 units, as `<` does. Keys
 * that are whole numbers (`"1"`), which no form of ours has, may be refused.
 * Source: RFC 8785 §3.2.2 and §3.2.3.
 */
export function isCanonical(text: string, json: unknown): boolean {
  return JSON.stringify(json) === text && isInOrder(json);
}

function isInOrder(json: unknown): boolean {
  if (typeof json === 'string') return json.isWellFormed();
  if (typeof json !== 'object' || json === null) return true;
  if (Array.isArray(json)) return json.every(isInOrder);
  let last: string | null = null;
  for (const [key, value] of Object.entries(json)) {
    if ((last !== null && last >= key) || !key.isWellFormed() || !isInOrder(value)) return false;
    last = key;
  }
  return true;
}
