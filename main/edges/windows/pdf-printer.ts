import { randomUUID } from 'node:crypto';
import type { PdfPrinter } from '../../ports/document-ports.ts';
import { pageAddress, PRINT_HOST, printingAnswers } from './app-protocol.ts';
import { makeWindow } from './make-window.ts';
import { guardedSession } from './page-session.ts';

/**
 * A page of A4 on its side at 96 pixels an inch; the print itself takes the paper from the page's own `@page`. Source:
 * ISO 216.
 */
const SIZE = { width: 1123, height: 794, minWidth: 400, minHeight: 400 };

/** Units: inches. Own choice: what every office printer can print, and room for the footer. */
const MARGINS = { top: 0.5, bottom: 0.6, left: 0.5, right: 0.5 };

/**
 * Title on the left, page numbers on the right; Chromium fills them in. Without it there would be its own date and
 * address.
 */
const FOOTER = `<div style="width:100%;padding:0 0.5in;font-size:8px;color:#555;display:flex;justify-content:space-between">
<span class="title"></span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>`;

/**
 * Fonts of the system, which go into the file; all have Cyrillic. Not the app's own: without scripts nobody knows when
 * a web font is there.
 */
const FONTS = "'Segoe UI','Helvetica Neue','Liberation Sans','DejaVu Sans',sans-serif";

/**
 * Prints in a window that is never shown: no scripts, no preload, no network, a session of its own in memory. The page
 * gets a font with Cyrillic, sets its paper by `@page { size: … }`, and its `<title>` stands in the footer beside the
 * page numbers.
 */
export function pdfPrinter(): PdfPrinter {
  const pages = new Map<string, string>();
  return {
    print: async (html) => {
      const page = randomUUID();
      pages.set(page, withFonts(html));
      const window = makeWindow({
        session: guardedSession('klyuchnik-print', () => printingAnswers(pages)),
        title: '',
        size: SIZE,
        backgroundColor: '#ffffff',
        hasScripts: false,
      });
      try {
        await window.loadURL(`${pageAddress(PRINT_HOST)}${page}`);
        return await window.webContents.printToPDF({
          preferCSSPageSize: true,
          printBackground: true,
          generateTaggedPDF: true,
          displayHeaderFooter: true,
          headerTemplate: '<span></span>',
          footerTemplate: FOOTER,
          margins: MARGINS,
        });
      } finally {
        pages.delete(page);
        window.destroy();
      }
    },
  };
}

/** Puts the fonts in front of the page's own styles. */
function withFonts(html: string): string {
  const style = `<style>:root{font-family:${FONTS}}</style>`;
  return html.includes('<head>') ? html.replace('<head>', () => `<head>${style}`) : `${style}${html}`;
}
