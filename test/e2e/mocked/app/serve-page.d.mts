/** Returns the body and the headers of a file of the built page. */
export function servedPage(
  dir: string,
  pathname: string,
): Promise<{ readonly body: string | Buffer; readonly headers: Record<string, string> }>;
