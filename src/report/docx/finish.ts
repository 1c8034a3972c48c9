/** The last stage of a document: its properties, and the language of each text. */
import { languagesIn } from '../content/languages';
import { type ReportContent } from '../content/report-content';
import { finishedFile, type PartEdit } from '../office/office-file';
import { filePropertiesOf } from '../office/properties';
import { type RunMarkup, tagLanguages } from '../office/tag-languages';
import { childOf, type Element } from '../office/xml';

export function finishDocument(file: Uint8Array, content: ReportContent): Buffer {
  const { locale } = content.options;
  const languages = languagesIn(content.source, content.options.said);
  const tag: PartEdit = {
    parts: /^word\/(document|header\d+|footer\d+)\.xml$/,
    edit: (document) => tagLanguages(document, runMarkup(locale), languages, locale),
  };
  // A document in one language says so in its styles; reading a large one once more takes time.
  const isInOne = [...languages.all].every((language) => language === locale);
  return finishedFile(file, filePropertiesOf(content), isInOne ? [] : [tag]);
}

function runMarkup(documentLanguage: string): RunMarkup {
  return {
    run: 'w:r',
    text: 'w:t',
    properties: 'w:rPr',
    isMarked: (run) => languageOf(run) !== undefined,
    mark: (run, language, tag) => {
      if (language !== documentLanguage) setLanguage(run, tag);
    },
  };
}

function languageOf(run: Element): Element | undefined {
  const properties = childOf(run, 'w:rPr');
  return properties && childOf(properties, 'w:lang');
}

/** The language comes after all other properties that this project's runs have (CT_RPr). */
function setLanguage(run: Element, tag: string): void {
  const { ownerDocument, namespaceURI } = run;
  const create = (name: string) => ownerDocument!.createElementNS(namespaceURI, name);
  let properties = childOf(run, 'w:rPr');
  if (!properties) {
    properties = create('w:rPr');
    run.insertBefore(properties, run.firstChild);
  }
  const language = create('w:lang');
  language.setAttributeNS(namespaceURI, 'w:val', tag);
  properties.appendChild(language);
}
