import type { PdfWriter } from '../../main/ports/paper-ports.ts';
import { pdfWriter } from '../../main/edges/sheets/pdf-file.ts';
import type { FileSaver, OutgoingFile, PdfPrinter } from '../../main/ports/document-ports.ts';

/**
 * A printer whose PDF is the page itself, the real writer of payment orders, and a person who saves every file; what is
 * printed by the first and saved is kept.
 */
export function fakeDocuments(): {
  readonly printer: PdfPrinter;
  readonly saver: FileSaver;
  readonly pdfWriter: PdfWriter;
  readonly printed: string[];
  readonly saved: OutgoingFile[];
} {
  const printed: string[] = [];
  const saved: OutgoingFile[] = [];
  return {
    printed,
    saved,
    printer: {
      print: (html) => {
        printed.push(html);
        return Promise.resolve(new TextEncoder().encode(`%PDF-fake\n${html}`));
      },
    },
    pdfWriter,
    saver: {
      save: (file) => {
        saved.push(file);
        return Promise.resolve(`/saved/${file.suggestedName}`);
      },
    },
  };
}
