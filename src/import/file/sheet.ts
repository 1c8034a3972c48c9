/** A file's cells as people see them, whatever the file was. Pure. */
import { RefusedError } from '../../errors';
import { withoutUnwritable } from '../../plain-text';
import { longestCell } from './limits';

export type CellKind = 'text' | 'number' | 'percentage' | 'boolean' | 'date' | 'error';

/** A cell with something in it. */
export interface Cell {
  readonly kind: CellKind;
  /**
   * As people see it, trimmed: "6,76", "50 %", "1.3.2024", "#REF!". Numbers have all their digits, whatever the format
   * rounds to, and a decimal comma; line breaks are "\n".
   */
  readonly text: string;
  /** Of a number, and of a percentage in per cent units: 49.1. */
  readonly number?: number;
  /** Stands here only because cells were merged: it is the one above once more. */
  readonly merged?: true;
}

export interface SheetRow {
  /** Counted from 1, as spreadsheets show it. */
  readonly number: number;
  /** By column, counted from 0; blank cells are left out. */
  readonly cells: ReadonlyMap<number, Cell>;
}

export interface Sheet {
  readonly name: string;
  /** Rows with something in them, in order. */
  readonly rows: readonly SheetRow[];
}

/** 0 → "A", 26 → "AA". */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

/** "C7" → column 2, row 7; undefined where it is no such name. */
export function cellAddress(name: string): { readonly column: number; readonly row: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(name.toUpperCase());
  if (!match) return undefined;
  const column = [...match[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, row: Number(match[2]) };
}

/**
 * A number as a Finn writes it, with at most 15 digits as spreadsheets keep them. "1,234" could be a thousand to a
 * reader of English, so three decimals get a fourth.
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
 * Line breaks become "\n"; spaces at the ends and characters that no file can hold are removed. Undefined when nothing is
 * left.
 * @throws RefusedError `cell-too-long`
 */
export function textCell(raw: string): Cell | undefined {
  refuseLongText(raw, longestCell);
  const text = withoutUnwritable(raw.replace(/\r\n?/g, '\n')).trim();
  return text === '' ? undefined : { kind: 'text', text };
}

/** For raw text while it is being read: Excel writes characters such as a carriage return as seven ("_x000D_"). */
export function refuseEndlessText(piece: string): void {
  refuseLongText(piece, 7 * longestCell);
}

function refuseLongText(text: string, longest: number): void {
  if (text.length > longest) throw new RefusedError('cell-too-long', { most: String(longestCell) });
}
