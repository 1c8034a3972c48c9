/**
 * The last stage of an office file (a zip of XML parts, ISO/IEC 29500-2): edits its parts, sets its properties, and
 * removes what refers to parts that do not exist.
 */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { appProperties, coreProperties, type FileProperties, propertyParts } from './properties';
import { childrenOf, type Document, elementFrom, parseXml, xmlText } from './xml';

/** @param name of the part, without a slash at the start */
export type EditPart = (document: Document, name: string) => void;

/** What is done to the parts of these names. */
export type PartEdit =
  | { readonly parts: RegExp; readonly edit: EditPart }
  /** Only for fixed markup, in parts that are too large to be parsed. */
  | { readonly parts: RegExp; readonly replace: readonly [markup: string, by: string] }
  /** The part is an office file itself, such as the workbook of a chart. */
  | { readonly parts: RegExp; readonly embedded: readonly PartEdit[] };

type Parts = Record<string, Uint8Array>;

/** The same file and properties always give the same bytes. */
export function finishedFile(
  file: Uint8Array,
  properties: FileProperties,
  edits: readonly PartEdit[] = [],
): Buffer {
  const parts = withoutFolders(unzipSync(file));
  for (const name of Object.keys(parts)) {
    const wanted = edits.filter((each) => each.parts.test(name));
    const own = wanted.flatMap((each) => ('edit' in each ? [each.edit] : []));
    if (own.length > 0) editPart(parts, name, (document) => own.forEach((edit) => edit(document, name)));
    for (const each of wanted)
      if ('embedded' in each) parts[name] = finishedFile(parts[name]!, properties, each.embedded);
      else if ('replace' in each)
        parts[name] = strToU8(strFromU8(parts[name]!).replaceAll(each.replace[0], () => each.replace[1]));
  }
  parts[propertyParts.core.name] = strToU8(coreProperties(properties));
  parts[propertyParts.app.name] = strToU8(appProperties(properties));
  editPart(parts, '[Content_Types].xml', (document) => listParts(document, parts));
  editPart(parts, '_rels/.rels', relateProperties);
  return Buffer.from(zipSync(parts, { level: 6, mtime: zipTime(properties.at) }));
}

function editPart(parts: Parts, name: string, edit: (document: Document) => void): void {
  const document = parseXml(strFromU8(parts[name]!));
  edit(document);
  parts[name] = strToU8(xmlText(document));
}

function withoutFolders(parts: Parts): Parts {
  return Object.fromEntries(Object.entries(parts).filter(([name]) => !name.endsWith('/')));
}

/** pptxgenjs lists a slide master for each slide, but writes only one. */
function listParts(document: Document, parts: Parts): void {
  const types = document.documentElement!;
  const own = Object.values(propertyParts);
  for (const listed of childrenOf(types, 'Override')) {
    const name = (listed.getAttribute('PartName') ?? '').slice(1);
    if (!(name in parts) || own.some((part) => part.name === name)) types.removeChild(listed);
  }
  const namespace = 'http://schemas.openxmlformats.org/package/2006/content-types';
  for (const { name, contentType } of own)
    types.appendChild(
      elementFrom(`<Override xmlns="${namespace}" PartName="/${name}" ContentType="${contentType}"/>`, types),
    );
}

/** write-excel-file writes no properties at all. */
function relateProperties(document: Document): void {
  const relations = document.documentElement!;
  const own = Object.values(propertyParts);
  for (const relation of childrenOf(relations, 'Relationship'))
    if (own.some(({ type }) => relation.getAttribute('Type') === type)) relations.removeChild(relation);
  const namespace = 'http://schemas.openxmlformats.org/package/2006/relationships';
  for (const { name, type, id } of own)
    relations.appendChild(
      elementFrom(
        `<Relationship xmlns="${namespace}" Id="${id}" Type="${type}" Target="${name}"/>`,
        relations,
      ),
    );
}

/** A zip has local times, so that the same moment would give other bytes in another zone. */
function zipTime(at: Date): Date {
  return new Date(at.getTime() + at.getTimezoneOffset() * 60_000);
}
