/** Marks each run of text with its language, splitting runs that have two. */
import { languageTags } from '../../goals/format-date';
import { type Locale } from '../../goals/schema';
import { type Languages } from '../content/languages';
import { childOf, childrenOf, type Document, type Element, elementsIn } from './xml';

export interface RunMarkup {
  /** Names of the elements of a run, and of its text and properties within it. */
  readonly run: string;
  readonly text: string;
  readonly properties: string;
  /** Whether the run's language was known when it was written. */
  readonly isMarked?: (run: Element) => boolean;
  readonly mark: (run: Element, language: Locale, tag: string) => void;
}

export function tagLanguages(
  document: Document,
  { run: runName, text, properties, isMarked, mark }: RunMarkup,
  { partsOf }: Languages,
  usual: Locale,
): void {
  for (const run of elementsIn(document, runName)) {
    if (isMarked?.(run)) continue;
    const pieces = partsOf(childOf(run, text)?.textContent ?? '', usual);
    const copies = pieces.slice(1).map(() => run.cloneNode(true) as Element);
    // A line break before the text is not repeated.
    for (const copy of copies)
      for (const child of childrenOf(copy))
        if (child.tagName !== text && child.tagName !== properties) copy.removeChild(child);
    [run, ...copies].forEach((piece, index) => {
      const { text: own, language } = pieces[index]!;
      if (pieces.length > 1) childOf(piece, text)!.textContent = own;
      mark(piece, language, languageTags[language]);
    });
    for (const copy of copies.toReversed()) run.parentNode!.insertBefore(copy, run.nextSibling);
  }
}
