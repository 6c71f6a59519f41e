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
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) at = endOfText(text, at);
    else if (sign === COMMA) values += 1;
    else if (sign === OPEN_OBJECT || sign === OPEN_LIST) {
      values += 1;
      depth += 1;
    } else if (sign === CLOSE_OBJECT || sign === CLOSE_LIST) depth -= 1;
    if (values > MAX_JSON_VALUES || depth > MAX_JSON_DEPTH) return false;
  }
  return true;
}

/** What gives JSON its shape, as UTF-16 units: comparing numbers makes no text of every sign. Source: RFC 8259 §2. */
const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];

/** Where the text that begins at a quote ends: at the next quote that no odd row of backslashes stands before. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let first = end;
    while (first - 1 > start && text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
    if ((end - first) % 2 === 0) return end;
  }
  return text.length;
}
