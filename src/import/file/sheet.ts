/** A file's cells as people see them, regardless of the file format. Pure. */
import { RefusedError } from '../../errors';
import { typedText } from '../../plain-text';
import { longestCell } from './limits';

export type CellKind = 'text' | 'number' | 'percentage' | 'boolean' | 'date' | 'error';

/** A cell that is not blank. */
export interface Cell {
  readonly kind: CellKind;
  /**
   * As people see it, trimmed: "6,76", "50 %", "1.3.2024", "#REF!". Numbers have all their digits, even if the format
   * rounds them, and a decimal comma; line breaks are "\n".
   */
  readonly text: string;
  /** For numbers, and for percentages in percent units: 49.1. */
  readonly number?: number;
  /** The cell repeats the one above, because they are merged. */
  readonly merged?: true;
}

export interface SheetRow {
  /** Counted from 1, as spreadsheets show it. */
  readonly number: number;
  /** By column, counted from 0; blank cells are left out. */
  readonly cells: ReadonlyMap<number, Cell>;
}

/** Something that is not read: a hidden row, text that is struck through, or a formula without a value. */
export interface LeftOut {
  readonly row: number;
  /** `formula`: Excel would keep its value, but the file has none. */
  readonly why: 'hidden' | 'struck' | 'formula';
  /** The row's first text, or the struck text; for a formula, the letters of its column. */
  readonly text: string;
}

export interface Sheet {
  readonly name: string;
  /** What is not in `rows`. */
  readonly left?: readonly LeftOut[];
  /** Rows that are not blank, in order. */
  readonly rows: readonly SheetRow[];
}

/** 0 → "A", 26 → "AA". */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

/** "C7" → column 2, row 7; undefined if it is not a cell name. */
export function cellAddress(name: string): { readonly column: number; readonly row: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(name.toUpperCase());
  if (!match) return undefined;
  const column = [...match[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, row: Number(match[2]) };
}

/**
 * A number in Finnish format with at most 15 digits, as many as spreadsheets keep. "1,234" could mean a thousand in
 * English, so a number with three decimals gets a fourth.
 */
export function numberText(number: number): string {
  const plain = plainDigits(Number(number.toPrecision(15)));
  const text = plain.replace('.', ',');
  return /^-?[1-9]\d{0,2},\d{3}$/.test(text) ? `${text}0` : text;
}

function plainDigits(number: number): string {
  const text = String(number);
  if (!text.includes('e')) return text;
  return Math.abs(number) >= 1 ? BigInt(number).toString() : number.toFixed(20).replace(/(?<!0)0+$/, '');
}

export function numberCell(number: number): Cell {
  return { kind: 'number', text: numberText(number), number };
}

/** @param share 0.5 is 50 % */
export function percentageCell(share: number): Cell {
  const number = Number((share * 100).toPrecision(15));
  return { kind: 'percentage', text: `${numberText(number)} %`, number };
}

/**
 * Line breaks become "\n"; spaces at the ends and characters not allowed in files are removed. Undefined if nothing is
 * left.
 * @throws RefusedError `cell-too-long`
 */
export function textCell(raw: string): Cell | undefined {
  refuseLongText(raw, longestCell);
  const text = typedText(raw);
  return text === '' ? undefined : { kind: 'text', text };
}

/** Limits raw text while it is being read: Excel writes characters such as a carriage return as seven ("_x000D_"). */
export function refuseEndlessText(piece: string): void {
  refuseLongText(piece, 7 * longestCell);
}

function refuseLongText(text: string, longest: number): void {
  if (text.length > longest) throw new RefusedError('cell-too-long', { most: String(longestCell) });
}
