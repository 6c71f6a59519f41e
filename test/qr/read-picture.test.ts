import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import { readInvoiceQr } from '../../main/domain/onec/invoice-qr.ts';
import { encodeWindows1251 } from '../../main/domain/onec/windows-1251.ts';
import { qrCodesOn } from '../../main/edges/qr/read-picture.ts';

const INVOICE =
  '|Name=ООО "Василек"|PersonalAcc=40702810400000000011|BankName=АО "УЧЕБНЫЙ БАНК"|BIC=049999123|CorrespAcc=30101810600000000123|PayeeINN=9999000119|Sum=12200000|Purpose=Оплата. НДС не облагается';

async function picture(bytes: Uint8Array): Promise<Uint8Array> {
  const { image } = await writeBarcode(bytes, { format: 'QRCode', scale: 4 });
  if (image === null) throw new Error('no picture');
  return new Uint8Array(await image.arrayBuffer());
}

describe('a picture of a QR code', () => {
  beforeAll(async () => {
    const file = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');
    const wasmBinary = Uint8Array.from(readFileSync(file)).buffer;
    await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  });

  it.each([
    ['ST00011', (text: string) => encodeWindows1251(text).bytes],
    ['ST00012', (text: string) => new TextEncoder().encode(text)],
  ])('gives the bytes of %s as they were put in', async (head, encode) => {
    const bytes = encode(head + INVOICE);
    const codes = await qrCodesOn(await picture(bytes));

    expect(codes.map((code) => Buffer.from(code).toString('hex'))).toEqual([
      Buffer.from(bytes).toString('hex'),
    ]);
    expect(readInvoiceQr(codes[0] ?? new Uint8Array(), '2026-11-30')).toMatchObject({
      status: 'ok',
      fields: { name: 'ООО "Василек"', amountKopecks: 12_200_000 },
    });
  });

  it('without a code, or no picture at all, gives none', async () => {
    expect(await qrCodesOn(new Uint8Array())).toEqual([]);
    expect(await qrCodesOn(new TextEncoder().encode('ST00012|Name=x'))).toEqual([]);
    const cut = (await picture(new TextEncoder().encode('x'))).subarray(0, 100);
    expect(await qrCodesOn(cut)).toEqual([]);
  });
});
