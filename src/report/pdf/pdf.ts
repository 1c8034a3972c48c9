/** A report as a tagged PDF: the document in which its programme is published, converted by an office program. */
import { RefusedError } from '../../errors';
import { type Layout, type Locale } from '../../goals/schema';

/** The formats that are converted. */
export type PdfSource = 'docx' | 'pptx';

export interface ToConvert {
  readonly file: Uint8Array;
  readonly format: PdfSource;
  /** The language of what says nothing of its own. */
  readonly locale: Locale;
}

/** @throws RefusedError `pdf-failed`. */
export type ToPdf = (document: ToConvert) => Promise<Uint8Array>;

/** A survey and a programme of no published kind are read as text with headings, all others as slides. */
const sources: Readonly<Record<Layout, PdfSource>> = {
  'key-results': 'pptx',
  'strategic-goals': 'pptx',
  'productivity-programme': 'pptx',
  'half-year': 'pptx',
  survey: 'docx',
  plain: 'docx',
};

export function pdfSource(layout: Layout): PdfSource {
  return sources[layout];
}

/**
 * @param write makes the document to convert
 * @throws RefusedError `no-pdf-converter`, `pdf-failed`.
 */
export async function pdfOf(
  layout: Layout,
  locale: Locale,
  write: (format: PdfSource) => Promise<Uint8Array>,
  toPdf: ToPdf | undefined,
): Promise<Uint8Array> {
  const format = pdfSource(layout);
  if (!toPdf) throw new RefusedError('no-pdf-converter', { instead: format });
  return toPdf({ file: await write(format), format, locale });
}
