import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { MAX_DIRECTORY_BYTES } from '../../contract/areas/banks.ts';
import { bankView } from '../../main/domain/counterparties/bank-directory.ts';
import { directoryReader } from '../../main/edges/bik/read-directory.ts';
import { MAX_XML_BYTES } from '../../main/edges/bik/xml-of-zip.ts';
import { AppError } from '../../main/ports/app-error.ts';
import { ed807, ed807Bytes, RESTRICTED, TBANK, TREASURY } from './sample-ed807.ts';

const zipped = (files: Readonly<Record<string, Uint8Array>>) => zipSync({ ...files });

const manyFiles = (count: number) => ({
  'ED807.xml': ed807Bytes(ed807()),
  ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.txt`, new Uint8Array(1)])),
});

async function codeOf(bytes: Uint8Array): Promise<string> {
  try {
    await directoryReader.read(bytes);
    return 'read';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

const codeOfXml = (xml: string) => codeOf(ed807Bytes(xml));

describe('a file of the directory', () => {
  it('is read from windows-1251 with its namespace', async () => {
    const { businessDay, editionDay, banks } = await directoryReader.read(ed807Bytes(ed807()));

    expect({ businessDay, editionDay }).toEqual({ businessDay: '2026-11-20', editionDay: '2026-11-19' });
    expect(banks.map(bankView)).toEqual([
      {
        bik: '044525974',
        name: 'АО "ТБанк"',
        place: 'г Москва',
        corrAccount: '30101810145250000974',
        leavesOn: null,
        restrictions: [],
      },
      {
        bik: '044525378',
        name: 'КУ ООО КБ «Пример» - ГК АСВ',
        place: 'г Москва',
        corrAccount: '30101810945250000378',
        leavesOn: '2026-12-15',
        restrictions: [
          { code: 'URRS', since: '2026-01-20' },
          { code: 'LWRS', since: null },
          { code: 'SDRS', since: '2026-02-01' },
        ],
      },
      {
        bik: '017003983',
        name: 'ОТДЕЛЕНИЕ ТУЛА БАНКА РОССИИ//УФК по Тульской области',
        place: 'г Тула',
        corrAccount: '40102810445370000059',
        leavesOn: null,
        restrictions: [],
      },
    ]);
  });

  it.each([
    ['a zip', zipped({ '20261120_ED807_full.xml': ed807Bytes(ed807()) })],
    ['a zip with a note beside it', zipped({ 'README.TXT': strToU8('x'), 'A.XML': ed807Bytes(ed807()) })],
    ['UTF-8 by its declaration', strToU8(ed807().replace('WINDOWS-1251', 'UTF-8'))],
    ['UTF-8 without a declaration', strToU8(ed807().slice(ed807().indexOf('<ED807')))],
    ['UTF-8 with a mark, whatever it declares', strToU8(`\ufeff${ed807()}`)],
  ])('is read as %s', async (_, bytes) => {
    expect((await directoryReader.read(bytes)).banks).toHaveLength(3);
  });

  it('is read with a prefix of the namespace', async () => {
    const xml = ed807(TBANK)
      .replaceAll(/<(\/?)(ED807|BICDirectoryEntry|ParticipantInfo|Accounts|SWBICS)/g, '<$1ed:$2')
      .replace('xmlns=', 'xmlns:ed=');

    expect((await directoryReader.read(ed807Bytes(xml))).banks).toHaveLength(1);
  });

  it('has the day of its edition where it names no business day', async () => {
    const read = await directoryReader.read(ed807Bytes(ed807(TBANK, 'EDDate="2026-11-19"')));

    expect(read.businessDay).toBe('2026-11-19');
  });

  it('leaves out an entry without a name', async () => {
    const read = await directoryReader.read(
      ed807Bytes(ed807(`<BICDirectoryEntry BIC="044525001"/>${TBANK}`)),
    );

    expect(read.banks.map(({ bik }) => bik)).toEqual(['044525974']);
  });
});

describe('a file that is refused', () => {
  it.each([
    ['nothing', ''],
    ['another document', '<ED101 xmlns="urn:cbr-ru:ed:v2.0"/>'],
    ['no namespace', ed807().replace(' xmlns="urn:cbr-ru:ed:v2.0"', '')],
    ['another namespace', ed807().replace('urn:cbr-ru:ed:v2.0', 'urn:other')],
    ['no bank', ed807('')],
    ['no day', ed807(TBANK, '')],
    ['a day that is none', ed807(TBANK, 'EDDate="2026-02-30"')],
    ['a BIK of eight digits', ed807(TBANK.replace('044525974', '04452597'))],
    ['a BIK twice', ed807(TBANK + TBANK)],
    ['an entry without a BIK', ed807(TBANK.replace('BIC="044525974"', ''))],
    ['an end that is cut off', ed807().slice(0, -9)],
    ['half of it', ed807().slice(0, ed807().length / 2)],
    ['elements that cross', ed807('<a><b></a></b>')],
    ['an unknown encoding', ed807().replace('WINDOWS-1251', 'KOI8-R')],
    ['a page of the site', '<!DOCTYPE html><html></html>'],
    ['a DTD', ed807().replace('<ED807', '<!DOCTYPE ED807 [<!ENTITY a "b">]><ED807')],
    ['an entity of a file', ed807().replace('<ED807', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><ED807')],
    ['an entity of nobody', ed807(TBANK.replace('&quot;', '&xxe;'))],
    ['a hundred thousand levels', ed807('<a>'.repeat(100_000) + '</a>'.repeat(100_000))],
    ['nine levels', ed807(`${'<a>'.repeat(8)}${'</a>'.repeat(8)}${TBANK}`)],
  ])('because of %s', async (_, xml) => {
    expect(await codeOfXml(xml)).toBe('bank-directory-unreadable');
  });

  it('because it holds changes only', async () => {
    const head = 'EDDate="2026-11-19" BusinessDay="2026-11-20" InfoTypeCode="SIRR"';

    expect(await codeOfXml(ed807(TBANK, head))).toBe('bank-directory-partial');
  });

  it('is not refused at the deepest level that it may have', async () => {
    expect(await codeOfXml(ed807(`${'<a>'.repeat(7)}${'</a>'.repeat(7)}${TBANK}`))).toBe('read');
  });

  it('at every place where the zip is cut', async () => {
    const whole = zipped({ 'ED807.xml': ed807Bytes(ed807(RESTRICTED + TREASURY)) });

    for (let length = 0; length < whole.length; length += 7)
      expect(await codeOf(whole.subarray(0, length))).toBe('bank-directory-unreadable');
  });

  it.each([
    ['no XML', zipped({ 'ED807.txt': ed807Bytes(ed807()) })],
    ['two files of XML', zipped({ 'a.xml': ed807Bytes(ed807()), 'b.xml': ed807Bytes(ed807()) })],
    ['no file in it', zipped({})],
    ['twenty files more than the directory', zipped(manyFiles(20))],
  ])('because of a zip with %s', async (_, bytes) => {
    expect(await codeOf(bytes)).toBe('bank-directory-unreadable');
  });

  it('for nothing when nineteen files stand beside the directory', async () => {
    expect(await codeOf(zipped(manyFiles(19)))).toBe('read');
  });

  it('because the zip says that it unfolds to more than is read', async () => {
    const bomb = zipped({ 'a.xml': new Uint8Array(MAX_XML_BYTES + 1) });

    expect(bomb.length).toBeLessThan(MAX_DIRECTORY_BYTES);
    expect(await codeOf(bomb)).toBe('bank-directory-large');
  });

  it('because the zip unfolds to more than it says', async () => {
    const bytes = zipped({ 'a.xml': ed807Bytes(ed807()) });
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (let at = 0; at < bytes.length - 28; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100, true);

    expect(await codeOf(bytes)).toBe('bank-directory-unreadable');
  });

  it('because it is larger than is read, and is read at the limit', async () => {
    const spaces = new Uint8Array(MAX_DIRECTORY_BYTES).fill(0x20);
    const file = ed807Bytes(ed807());
    spaces.set(file);

    expect(await codeOf(spaces)).toBe('read');
    expect(await codeOf(new Uint8Array(MAX_DIRECTORY_BYTES + 1))).toBe('bank-directory-large');
  });

  it('always by a code, whatever the bytes are', async () => {
    const mangled = fc.tuple(fc.nat(), fc.nat({ max: 255 })).map(([place, byte]) => {
      const bytes = ed807Bytes(ed807());
      bytes[place % bytes.length] = byte;
      return bytes;
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(mangled, fc.uint8Array({ maxLength: 300 })), async (bytes) => {
        expect(['read', 'bank-directory-unreadable', 'bank-directory-partial']).toContain(
          await codeOf(bytes),
        );
      }),
    );
  });
});
