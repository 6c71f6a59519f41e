import { MAX_DIRECTORY_BYTES } from '../../../contract/areas/banks.ts';
import { AppError } from '../../ports/app-error.ts';
import type { DirectoryReader } from '../../ports/document-ports.ts';
import { decodeXml } from './decode-xml.ts';
import { parseEd807 } from './parse-ed807.ts';
import { isZip, xmlOfZip } from './xml-of-zip.ts';

/** Reads the directory of the Bank of Russia: ED807 as XML, or a zip that holds it. */
export const directoryReader: DirectoryReader = {
  read: async (bytes) => {
    if (bytes.length > MAX_DIRECTORY_BYTES) throw new AppError('bank-directory-large');
    return parseEd807(decodeXml(isZip(bytes) ? xmlOfZip(bytes) : bytes));
  },
};
