/** The parts of a workbook besides its sheets: their list, shared texts and number formats (ECMA-376, part 1). */
import path from 'node:path';
import { RefusedError } from '../../errors';
import { withoutUnwritable } from '../../plain-text';
import { mostCells, mostCharacters, mostSheets, mostStyles } from './limits';
import { type Cell, refuseEndlessText, textCell } from './sheet';
import { type Zip } from './unzip';
import { walkXml } from './xml';

export interface SheetEntry {
  readonly name: string;
  /** Name of its part in the zip file. */
  readonly part: string;
}

export interface WorkbookParts {
  /** The visible sheets, in order. */
  readonly sheets: readonly SheetEntry[];
  /** Days are counted from 1904, as on old Macs. */
  readonly from1904: boolean;
  /** Texts that cells share, each stored once. */
  readonly texts: readonly (Cell | undefined)[];
  /** The number format of each cell style, by its index. */
  readonly formats: readonly CellFormat[];
}

export interface CellFormat {
  readonly number: NumberFormat;
  readonly struck: boolean;
}

export type NumberFormat = 'plain' | 'percentage' | 'date';

/** @throws RefusedError `file-unreadable`, `file-too-complex`, `too-many-sheets`, `too-many-cells`, `cell-too-long`. */
export function readParts(zip: Zip): WorkbookParts {
  const workbook = [...relations(zip, '')].find(([, { type }]) => type === 'officeDocument')?.[1].target;
  const part = workbook === undefined ? undefined : zip.read(workbook);
  if (workbook === undefined || !part) throw new RefusedError('file-unreadable');
  const links = relations(zip, workbook);
  const sheets: SheetEntry[] = [];
  let from1904 = false;
  walkXml(part, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return;
      const link = links.get(attributes['r:id'] ?? attributes.id ?? idIn(attributes));
      if (link?.type !== 'worksheet') return;
      if (sheets.length >= mostSheets)
        throw new RefusedError('too-many-sheets', { most: String(mostSheets) });
      sheets.push({ name: withoutUnwritable(attributes.name ?? ''), part: link.target });
    },
  });
  const other = (type: string) => [...links.values()].find((link) => link.type === type)?.target;
  const read = (type: string) => zip.read(other(type) ?? '');
  return { sheets, from1904, texts: textsIn(read('sharedStrings')), formats: formatsIn(read('styles')) };
}

/** The namespace of relations may have any prefix. */
function idIn(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
}

interface Relation {
  /** Last word of its address: "worksheet". */
  readonly type: string;
  readonly target: string;
}

function relations(zip: Zip, of: string): Map<string, Relation> {
  const folder = path.posix.dirname(of);
  const links = new Map<string, Relation>();
  const part = zip.read(path.posix.join(folder, '_rels', `${path.posix.basename(of)}.rels`));
  if (!part) return links;
  walkXml(part, {
    open: (name, { Id, Type = '', Target = '', TargetMode }) => {
      if (name !== 'Relationship' || Id === undefined || TargetMode === 'External') return;
      refuseMany(links.size);
      const target = Target.startsWith('/') ? Target.slice(1) : path.posix.join(folder, Target);
      links.set(Id, { type: path.posix.basename(Type), target });
    },
  });
  return links;
}

/** Says which pieces of a formatted text are read: not struck ones, nor the phonetic guides above Japanese text. */
export function formattedText() {
  let [inAid, isStruck] = [false, false];
  return {
    open: (name: string, attributes: Readonly<Record<string, string>>) => {
      if (name === 'rPh') inAid = true;
      if (name === 'r') isStruck = false;
      if (name === 'strike') isStruck = isOn(attributes);
    },
    close: (name: string) => {
      if (name === 'rPh') inAid = false;
      if (name === 'r') isStruck = false;
    },
    isRead: (name: string) => name === 't' && !inAid && !isStruck,
  };
}

function textsIn(part: Buffer | undefined): (Cell | undefined)[] {
  const texts: (Cell | undefined)[] = [];
  if (!part) return texts;
  let text = '';
  let characters = 0;
  const formatted = formattedText();
  let inText = false;
  walkXml(part, {
    open: (name, attributes) => {
      if (name === 'si') text = '';
      formatted.open(name, attributes);
      inText = formatted.isRead(name);
    },
    text: (piece) => {
      if (!inText) return;
      text += piece;
      characters += piece.length;
      refuseEndlessText(text);
    },
    close: (name) => {
      if (name === 't') inText = false;
      formatted.close(name);
      if (name !== 'si') return;
      if (texts.length >= mostCells || characters > mostCharacters)
        throw new RefusedError('too-many-cells', { most: String(mostCells) });
      texts.push(textCell(unescaped(text)));
    },
  });
  return texts;
}

/** "_x000D_" represents a character that XML cannot contain. */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function formatsIn(part: Buffer | undefined): CellFormat[] {
  const own = new Map<string, NumberFormat>();
  const fonts: { struck: boolean }[] = [];
  const formats: CellFormat[] = [];
  if (!part) return formats;
  let [inCellStyles, inFonts] = [false, false];
  walkXml(part, {
    open: (name, attributes) => {
      const { numFmtId = '0', formatCode = '', fontId = '0' } = attributes;
      for (const count of [own.size, fonts.length, formats.length]) refuseMany(count);
      if (name === 'numFmt') own.set(numFmtId, formatOfCode(formatCode.slice(0, longestFormat)));
      if (name === 'fonts') inFonts = true;
      if (name === 'font' && inFonts) fonts.push({ struck: false });
      if (name === 'strike' && inFonts && fonts.length > 0) fonts.at(-1)!.struck = isOn(attributes);
      if (name === 'cellXfs') inCellStyles = true;
      if (name !== 'xf' || !inCellStyles) return;
      const number = own.get(numFmtId) ?? builtIn(Number(numFmtId));
      formats.push({ number, struck: fonts[Number(fontId)]?.struck ?? false });
    },
    close: (name) => {
      if (name === 'cellXfs') inCellStyles = false;
      if (name === 'fonts') inFonts = false;
    },
  });
  return formats;
}

/** A property of a font without a value is on. */
export function isOn({ val = '1' }: Readonly<Record<string, string>>): boolean {
  return val !== '0' && val !== 'false';
}

/** Refuses more styles, number formats or links between parts than Excel allows. */
function refuseMany(count: number): void {
  if (count > mostStyles) throw new RefusedError('file-too-complex');
}

/** Built-in formats have only a number (ECMA-376, part 1, 18.8.30). */
function builtIn(id: number): NumberFormat {
  if (id === 9 || id === 10) return 'percentage';
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58) ? 'date' : 'plain';
}

/** Excel's limit is 255 characters. */
const longestFormat = 1_000;

function formatOfCode(code: string): NumberFormat {
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^[\]]*\]/g, '');
  if (bare.includes('%')) return 'percentage';
  return /[dmyhs]/i.test(bare) && !/general/i.test(bare) ? 'date' : 'plain';
}
