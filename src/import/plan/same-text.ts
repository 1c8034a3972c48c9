/** Whether two texts of a register say the same. Pure. */
import { type LocalizedText } from '../../goals/schema';

/** Footnote marks: "Tavoite¹", "Tavoite*", "Tavoite 2)". */
const footnotes = /[¹²³⁰⁴-⁹*†‡]+|\s\d{1,2}\)\s*$/gu;

/** The comparable form of a text: without case, spaces, hyphens, punctuation and footnote marks. */
export function plainText(text: string): string {
  return text
    .replace(footnotes, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\u00ad/g, '')
    .replace(/(?<=\p{L})\s?[-‐‑–]\s?(?=\p{L})/gu, '')
    .replace(/[^\p{L}\p{N}%€]+/gu, ' ')
    .trim();
}

/** The register's text if the file says the same except for line breaks and double spaces, else the file's. */
export function keptText(stored: LocalizedText | undefined, file: LocalizedText): LocalizedText {
  if (!stored) return file;
  const languages = Object.keys(file) as (keyof LocalizedText)[];
  const isSame = languages.every((language) => sameWords(stored[language], file[language]));
  // A stored translation of text that has changed would mislead.
  return isSame ? stored : file;
}

export function sameWords(a: string | undefined, b: string | undefined): boolean {
  return oneLine(a) === oneLine(b);
}

function oneLine(text: string | undefined): string | undefined {
  return text
    ?.normalize('NFC')
    .replace(/\u00ad/g, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
