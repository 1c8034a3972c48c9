/** The audit as rows of a spreadsheet, and as a table for a terminal. Pure. */
import { isDeepStrictEqual } from 'node:util';
import { DateTime } from 'luxon';
import { type AuditEntry } from '../../../src/audit/audit';
import { type Json } from '../../../src/storage/store';
import { table, type TableRow } from '../parts/table';

/** A heading row, then one row per entry with all its values. */
export function auditRows(entries: readonly AuditEntry[], zone: string): string[][] {
  const rows = entries.map((entry) => {
    const { at, by, way, what, programmeId, period, goalId, personId, from, to, reason, via } = entry;
    return [
      ...[local(at, zone), at, by, way, what, programmeId, period, goalId, personId],
      ...[textOf(from), textOf(to), reason, via],
    ].map((text = '') => text);
  });
  return [
    [
      ...[`time (${zone})`, 'time (UTC)', 'by', 'way', 'what', 'programme', 'period', 'goal', 'person'],
      ...['from', 'to', 'reason', 'via'],
    ],
    ...rows,
  ];
}

/** Most characters of a change that are shown on a line. */
const longestChange = 160;

export function auditTable(entries: readonly AuditEntry[], zone: string): TableRow[] {
  const rows = entries.map((entry) => {
    const { at, by, way, what, programmeId = '', period = '', goalId = '', personId = '', via } = entry;
    const who = via === undefined ? by : `${by} (via ${via})`;
    return [local(at, zone), who, way, what, programmeId, period, goalId, personId, changeOf(entry)];
  });
  const head = ['BY', 'WAY', 'WHAT', 'PROGRAMME', 'PERIOD', 'GOAL', 'PERSON', 'CHANGE'];
  return table([[`TIME (${zone})`, ...head], ...rows]);
}

function changeOf({ from, to, reason }: AuditEntry): string {
  const change = [textOf(unlike(from, to)), textOf(unlike(to, from))].filter(Boolean).join(' → ');
  const all = [change, reason].filter(Boolean).join('; ');
  // Typed text must not send control codes to the terminal.
  const line = all.replace(/[\s\p{Cc}]+/gu, ' ');
  return line.length > longestChange ? `${line.slice(0, longestChange)}…` : line;
}

/** The properties that differ from the other's, among those that both have. */
function unlike(value: Json | undefined, other: Json | undefined): Json | undefined {
  if (!isObject(value) || !isObject(other)) return value;
  const differing = Object.entries(value).filter(([key, part]) => !isDeepStrictEqual(part, other[key]));
  return Object.fromEntries(differing.map(([key, part]) => [key, unlike(part, other[key])!]));
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `2026-10-12 08:00:00`, which a spreadsheet recognises as a time. */
function local(at: string, zone: string): string {
  return DateTime.fromISO(at, { zone }).toFormat('yyyy-MM-dd HH:mm:ss');
}
