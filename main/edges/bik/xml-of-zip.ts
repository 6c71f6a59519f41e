import { unzipSync } from 'fflate';
import { AppError } from '../../ports/app-error.ts';

/** What a zip may unfold to: ten times the directory of 2026. Own choice. Units: bytes. */
export const MAX_XML_BYTES = 48 * 1024 * 1024;

/** The Bank of Russia's zip has one file. Own choice; a zip can name four milliards that are not there. */
const MAX_FILES = 20;

/** Source: APPNOTE.TXT 4.3.7, the signature of a local file header. */
const SIGNATURE = [0x50, 0x4b, 0x03, 0x04];

/** Tells whether the bytes begin like a zip that holds something. */
export function isZip(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte);
}

/**
 * Returns the XML in a zip. A file is unfolded into the room that the zip names for it and never beyond, so a small
 * file cannot fill the memory.
 * Errors: `bank-directory-large`; `bank-directory-unreadable` for a damaged zip, and for one with no or several files
 * of XML.
 */
export function xmlOfZip(bytes: Uint8Array): Uint8Array {
  const files = unfold(bytes);
  const [file, ...others] = Object.values(files);
  if (file === undefined || others.length > 0) throw new AppError('bank-directory-unreadable');
  return file;
}

function unfold(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> {
  let room = MAX_XML_BYTES;
  let files = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        files += 1;
        if (files > MAX_FILES) throw new AppError('bank-directory-unreadable');
        if (!name.toLowerCase().endsWith('.xml')) return false;
        room -= originalSize;
        if (room < 0) throw new AppError('bank-directory-large');
        return true;
      },
    });
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('bank-directory-unreadable', {}, error);
  }
}
