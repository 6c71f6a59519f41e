/** Most values in a text of ours. Own choice: several times what the fullest organization needs. */
export const MAX_JSON_VALUES = 4_096;

/** Deepest nesting. Own choice: twice the deepest form of ours. */
export const MAX_JSON_DEPTH = 16;

/**
 * Tells whether a text is small enough to be parsed as JSON: values and nesting are counted first, by one look along
 * the text that ends at the first bound broken. It says nothing about whether the text is JSON.
 */
export function hasBoundedShape(text: string): boolean {
  let values = 1;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') at = endOfText(text, at);
    else if (sign === ',') values += 1;
    else if (sign === '{' || sign === '[') {
      values += 1;
      depth += 1;
    } else if (sign === '}' || sign === ']') depth -= 1;
    if (values > MAX_JSON_VALUES || depth > MAX_JSON_DEPTH) return false;
  }
  return true;
}

/** Where the text that begins at a quote ends. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
