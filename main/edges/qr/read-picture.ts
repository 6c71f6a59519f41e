import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { MAX_PICTURE_BYTES } from '../../../contract/areas/invoices.ts';

/** An invoice has one code, rarely a second one of a marketplace. Own choice. */
const MAX_CODES = 8;

/**
 * Returns the bytes of every QR code on a picture (PNG, JPEG, BMP, GIF and what else the library reads). No text is
 * taken from the library: it decodes ST00011 and ST00013 wrongly, and the bytes rightly (tapi.md §8.7).
 * Errors: an empty list when it is no picture, or there is no code on it.
 * Effects: the decoder is read from the package beside the program, never from the network.
 */
export async function qrCodesOn(picture: Uint8Array): Promise<readonly Uint8Array[]> {
  if (picture.length === 0 || picture.length > MAX_PICTURE_BYTES) return [];
  await prepareZXingModule({ overrides: { wasmBinary: await decoderBytes() }, fireImmediately: true });
  const options = { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: MAX_CODES } as const;
  const found = await readBarcodes(picture, { ...options, formats: [...options.formats] });
  return found.filter(({ isValid }) => isValid).map(({ bytes }) => bytes);
}

async function decoderBytes(): Promise<ArrayBuffer> {
  const bytes = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}
