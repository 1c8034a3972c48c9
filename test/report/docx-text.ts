/** What a .docx says: its paragraphs with their styles, and its parts as XML. */
import JSZip from 'jszip';
import { unescaped } from './office-parts';

export interface DocxParagraph {
  readonly style: string;
  /** Line breaks as `\n`. */
  readonly text: string;
}

export interface DocxFile {
  readonly xml: string;
  readonly paragraphs: readonly DocxParagraph[];
  readonly part: (name: string) => Promise<string>;
}

export async function readDocx(file: Buffer): Promise<DocxFile> {
  const zip = await JSZip.loadAsync(file);
  const part = (name: string) => zip.file(`word/${name}.xml`)!.async('string');
  const xml = await part('document');
  const paragraphs = [...xml.matchAll(/<w:p>(.*?)<\/w:p>/gs)].map(([, inner]) => ({
    style: /<w:pStyle w:val="([^"]*)"/.exec(inner!)?.[1] ?? '',
    text: [...inner!.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|(<w:br\/>)/g)]
      .map(([, text = '', br]) => (br ? '\n' : unescaped(text)))
      .join(''),
  }));
  return { xml, paragraphs, part };
}
