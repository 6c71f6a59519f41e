/**
 * What Windows, the strictest, does not take in the name of a file. Source: Microsoft, «Naming Files, Paths, and
 * Namespaces».
 */
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f\u007f]+/g;

/**
 * Names of devices, with any ending: a file of such a name cannot be made, or writes to a port. The superscripts count
 * as digits. Source: as above, «Naming conventions».
 */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])[ .]*(\.|$)/i;

/**
 * Units: characters. With the folder of documents the whole path stays below the 260 of programs that know no longer
 * ones (MAX_PATH), and below the 255 bytes of other systems. Own choice; source of the limits: as above, and
 * limits.h, NAME_MAX.
 */
export const MOST_CHARACTERS = 120;

/** An ending as programs use it. */
const EXTENSION = /\.[A-Za-z0-9]{1,12}$/;

/**
 * Returns a name that every system takes for a file, made of a text that may hold what a person typed: no character, no
 * name of a device, no dot or space at its end that Windows refuses or drops, at most `MOST_CHARACTERS`. The ending
 * stays. A text with nothing usable in it gives `klyuchnik`.
 */
export function fileNameOf(text: string): string {
  const clean = text.normalize('NFC').replace(FORBIDDEN, ' ').replace(/\s+/g, ' ').trim();
  const extension = EXTENSION.exec(clean)?.[0] ?? '';
  const stem = clean.slice(0, clean.length - extension.length);
  const short = cut(trimmed(stem), MOST_CHARACTERS - extension.length);
  const named = short === '' ? 'klyuchnik' : short;
  return `${DEVICE.test(named + extension) ? `_${named}`.slice(0, MOST_CHARACTERS - extension.length) : named}${extension}`;
}

/** Windows drops dots and spaces at the end; a dot in front hides the file elsewhere. */
function trimmed(stem: string): string {
  return stem.replace(/^[. ]+|[. ]+$/g, '');
}

/** Never in the middle of a character outside the basic plane. */
function cut(stem: string, most: number): string {
  return stem.length <= most ? stem : trimmed(stem.slice(0, most).replace(/[\uD800-\uDBFF]$/, ''));
}
