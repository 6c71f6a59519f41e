import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import { create, type Font } from 'fontkit';
import PDFDocument from 'pdfkit';
import {
  A4,
  MM_PER_POINT,
  type FontMeasures,
  type PdfWriter,
  type PrintedPage,
  type Weight,
} from '../../ports/paper-ports.ts';

/** PT Sans by ParaType, SIL Open Font License 1.1. Source: the package, docs/adr/0070. */
const FONT_FILES: Readonly<Record<Weight, string>> = {
  regular: '@expo-google-fonts/pt-sans/400Regular/PTSans_400Regular.ttf',
  bold: '@expo-google-fonts/pt-sans/700Bold/PTSans_700Bold.ttf',
};

/** Units: points; a hairline that every printer shows. Own choice. */
const RULE_WIDTH = 0.6;

const BLACK = '#000000';
const PALE = '#e4e6ea';

/** Units: points and degrees. Own choice: across the sheet from corner to corner. */
const WATERMARK = { largest: 72, angle: -35 } as const;

type Fonts = Readonly<Record<Weight, Font>>;
type Document = InstanceType<typeof PDFDocument>;

/**
 * Writes sheets as a PDF: texts stay texts, the fonts go into the file as far as they are used. Source: PDF 32000-1.
 */
export const pdfWriter: PdfWriter = {
  write: async (title, layOut) => {
    const fonts = { regular: await openFont('regular'), bold: await openFont('bold') };
    const document = new PDFDocument({
      autoFirstPage: false,
      margin: 0,
      font: '', // none of the standard ones, which know no Cyrillic
      lang: 'ru-RU',
      displayTitle: true,
      info: { Title: title, Creator: 'Klyuchnik', Producer: 'Klyuchnik' },
    });
    for (const weight of ['regular', 'bold'] as const) {
      // The types name bytes and paths; the library takes a font that is read already as well.
      document.registerFont(weight, fonts[weight] as unknown as PDFKit.Mixins.PDFFontSource);
    }
    const done = bytesOf(document);
    for (const page of layOut(measuresOf(fonts))) {
      draw(document, page);
      await setImmediate();
    }
    document.end();
    return done;
  },
};

async function openFont(weight: Weight): Promise<Font> {
  const file = createRequire(import.meta.url).resolve(FONT_FILES[weight]);
  const font = create(await readFile(file));
  if (!('layout' in font)) throw new TypeError(`${FONT_FILES[weight]} is a collection of fonts`);
  return font;
}

async function bytesOf(document: Document): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of document) chunks.push(chunk as Uint8Array); // a binary stream
  return Buffer.concat(chunks);
}

/** Texts of a blank are asked about on every sheet: each is measured once. */
function measuresOf(fonts: Fonts): FontMeasures {
  const known: Readonly<Record<Weight, Map<string, number>>> = { regular: new Map(), bold: new Map() };
  return {
    width: (text, size, weight) => {
      const font = fonts[weight];
      const unit = known[weight].get(text) ?? font.layout(text).advanceWidth / font.unitsPerEm;
      known[weight].set(text, unit);
      return unit * size * MM_PER_POINT;
    },
    missing: (text) =>
      [...text].find((one) => !fonts.regular.hasGlyphForCodePoint(one.codePointAt(0) ?? 0)) ?? null,
  };
}

function draw(document: Document, page: PrintedPage): void {
  const { orientation, rules, texts, watermark } = page;
  document.addPage({ size: 'A4', layout: orientation, margin: 0 });
  drawWatermark(document, watermark, orientation);
  document.lineWidth(RULE_WIDTH).strokeColor(BLACK).fillColor(BLACK);
  for (const { x1, y1, x2, y2 } of rules) {
    document.moveTo(points(x1), points(y1)).lineTo(points(x2), points(y2)).stroke();
  }
  for (const { text, x, baseline, size, weight } of texts) {
    document
      .font(weight)
      .fontSize(size)
      .text(text, points(x), points(baseline), { lineBreak: false, baseline: 'alphabetic' });
  }
}

function drawWatermark(
  document: Document,
  lines: readonly string[],
  orientation: PrintedPage['orientation'],
): void {
  const [width, height] = orientation === 'portrait' ? [A4.width, A4.height] : [A4.height, A4.width];
  const center: [number, number] = [points(width) / 2, points(height) / 2];
  document.save().font('bold').fillColor(PALE).rotate(WATERMARK.angle, { origin: center });
  lines.forEach((line, index) => {
    const unit = document.fontSize(100).widthOfString(line) / 100;
    const size = Math.min(WATERMARK.largest, points(width) / unit);
    document.fontSize(size);
    const x = center[0] - (unit * size) / 2;
    const y = center[1] + (index - (lines.length - 1) / 2) * WATERMARK.largest;
    document.text(line, x, y, { lineBreak: false, baseline: 'middle' });
  });
  document.restore();
}

function points(millimetres: number): number {
  return millimetres / MM_PER_POINT;
}
