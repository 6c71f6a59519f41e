/**
 * Returns the common name of a distinguished name such as `CN=OOO Primer, O=…, C=RU`; the whole name when it has none.
 * Source: RFC 4514 §2.
 */
export function commonName(subject: string): string {
  const match = /(?:^|[,+/]\s*)CN=((?:\\.|[^,+\\])+)/i.exec(subject);
  return match?.[1]?.replace(/\\(.)/g, '$1').trim() ?? subject;
}
