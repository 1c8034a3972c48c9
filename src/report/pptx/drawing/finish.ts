/** Mends and completes what pptxgenjs writes: valid for every office program, and readable by a screen reader. */
import { languageTags } from '../../../goals/format-date';
import { type Locale } from '../../../goals/schema';
import { type Languages } from '../../content/languages';
import { finishedFile } from '../../office/office-file';
import { type FileProperties } from '../../office/properties';
import { sharedStrings } from '../../office/shared-strings';
import { type RunMarkup, tagLanguages } from '../../office/tag-languages';
import { childOf, type Document, type Element, elementsIn, setAttributes } from '../../office/xml';
import { addTitlePlaceholder, nameShapes } from './shapes';
import { colourTheme } from './theme';

export interface Finish {
  readonly properties: FileProperties;
  readonly languages: Languages;
  /** The language of each slide, in order. */
  readonly slides: readonly Locale[];
  /** The programme's own colour, `#rrggbb`. */
  readonly accent?: string | undefined;
}

export function finishSlides(file: Uint8Array, { properties, languages, slides, accent }: Finish): Buffer {
  const tag = languageTags[properties.locale];
  return finishedFile(file, properties, [
    { parts: /^ppt\/presentation\.xml$/, edit: (document) => mendPresentation(document, tag) },
    { parts: /^ppt\/theme\/theme1\.xml$/, edit: (document) => colourTheme(document, accent) },
    {
      parts: /^ppt\/slides\/slide\d+\.xml$/,
      edit: (document, name) => {
        const language = slides[Number(/\d+/.exec(name)![0]) - 1] ?? properties.locale;
        orderParagraphs(document);
        markTableHeads(document);
        nameShapes(document);
        tagLanguages(document, runMarkup, languages, language);
        tagEnds(document, languageTags[language]);
      },
    },
    { parts: /^ppt\/slide(Master|Layout)s\/slide\w+\.xml$/, edit: addTitlePlaceholder },
    { parts: /^ppt\/(slideMasters|slideLayouts|notesSlides|notesMasters)\/\w+\.xml$/, edit: tagAll(tag) },
    { parts: /^ppt\/charts\/chart\d+\.xml$/, edit: (document) => mendChart(document, tag) },
    { parts: /^ppt\/embeddings\/\w+\.xlsx$/, embedded: [sharedStrings] },
  ]);
}

/** The notes' master comes before the slides (CT_Presentation); new texts are in the report's language. */
function mendPresentation(document: Document, lang: string): void {
  const root = document.documentElement!;
  const [slides, notes] = [childOf(root, 'p:sldIdLst'), childOf(root, 'p:notesMasterIdLst')];
  if (slides && notes) root.insertBefore(notes, slides);
  for (const element of elementsIn(document, 'a:defRPr')) element.setAttribute('lang', lang);
}

/** A paragraph has one set of properties, which comes first (CT_TextParagraph); pptxgenjs repeats it before each run. */
function orderParagraphs(document: Document): void {
  for (const paragraph of elementsIn(document, 'a:p')) {
    const [, ...repeated] = elementsIn(paragraph, 'a:pPr');
    for (const properties of repeated) paragraph.removeChild(properties);
  }
}

/** All tables of the slides have one row of headings. */
function markTableHeads(document: Document): void {
  for (const properties of elementsIn(document, 'a:tblPr')) properties.setAttribute('firstRow', '1');
}

const runMarkup: RunMarkup = {
  run: 'a:r',
  text: 'a:t',
  properties: 'a:rPr',
  mark: (run, _language, lang) => setAttributes(childOf(run, 'a:rPr')!, { lang, altLang: undefined }),
};

/** The end of a paragraph and an automatic number have a language too; otherwise it would be American English. */
function tagEnds(document: Document, lang: string): void {
  const isEnd = (element: Element) =>
    element.tagName === 'a:endParaRPr' || (element.parentNode as Element).tagName === 'a:fld';
  for (const name of ['a:endParaRPr', 'a:rPr'])
    for (const element of elementsIn(document, name).filter(isEnd))
      setAttributes(element, { lang, altLang: undefined });
}

function tagAll(lang: string): (document: Document) => void {
  return (document) => {
    for (const name of ['a:endParaRPr', 'a:rPr', 'a:defRPr'])
      for (const element of elementsIn(document, name))
        if (element.hasAttribute('lang')) setAttributes(element, { lang, altLang: undefined });
  };
}

/** A chart of bars or lines has two axes (CT_BarChart, CT_LineChart); pptxgenjs names a third, which it does not have. */
function mendChart(document: Document, lang: string): void {
  for (const chart of ['c:barChart', 'c:lineChart'].flatMap((name) => elementsIn(document, name)))
    for (const axis of elementsIn(chart, 'c:axId').slice(2)) chart.removeChild(axis);
  for (const chart of elementsIn(document, 'c:lineChart')) mendLines(chart);
  const [corners] = elementsIn(document, 'c:roundedCorners');
  if (!corners) return;
  corners.setAttribute('val', '0');
  const language = document.createElementNS(corners.namespaceURI, 'c:lang');
  language.setAttribute('val', lang);
  corners.parentNode!.insertBefore(language, corners);
}

/**
 * Lines say first how they are grouped (CT_LineChart); a line has its marker before its labels, and cannot be inverted
 * (CT_LineSer). pptxgenjs writes it as if it were bars.
 */
function mendLines(chart: Element): void {
  for (const inverted of elementsIn(chart, 'c:invertIfNegative')) inverted.parentNode!.removeChild(inverted);
  for (const line of elementsIn(chart, 'c:ser')) {
    const [marker, labels] = [childOf(line, 'c:marker'), childOf(line, 'c:dLbls')];
    if (marker && labels) line.insertBefore(marker, labels);
  }
  if (childOf(chart, 'c:grouping')) return;
  const grouping = chart.ownerDocument!.createElementNS(chart.namespaceURI, 'c:grouping');
  grouping.setAttribute('val', 'standard');
  chart.insertBefore(grouping, chart.firstChild);
}
