/** What a store has and a copy of it lacks, by etags, which change with each write of a row. */
import type Database from 'libsql';

export interface NewerRows {
  /** In a round's partition the first part of the key, such as `history`; else the first part of the partition. */
  readonly kind: string;
  readonly rows: number;
  /** The latest time in any of them; ISO 8601, UTC. */
  readonly latest?: string;
}

/** Special cases of counting. */
export interface Counted {
  /** Rows whose key prefix has changed since the copy, from `from` to `to`. */
  readonly moved: { readonly from: string; readonly to: string };
  /** Counts the newer rows with this value of `what`. */
  readonly what: string;
}

export interface Difference {
  readonly newer: readonly NewerRows[];
  readonly moved: number;
  readonly what: number;
}

/** @param copy path of the copy's file */
export function compareWithCopy(
  store: Database.Database,
  copy: string,
  { moved, what }: Counted,
): Difference {
  store.prepare('ATTACH ? AS copy').run(copy);
  try {
    return {
      newer: newerRows(store),
      moved: countOf(store, MOVED, [moved.to.length, moved.to, moved.from, moved.to.length + 1]),
      what: countOf(store, SAYING, [what]),
    };
  } finally {
    store.exec('DETACH copy');
  }
}

const NEWER = `main.entities AS s WHERE NOT EXISTS (SELECT 1 FROM copy.entities AS c
  WHERE c.partition = s.partition AND c.key = s.key AND c.etag = s.etag)`;

const firstPart = (column: string) => `substr(${column}, 1, instr(${column} || '|', '|') - 1)`;

const KINDS = `SELECT CASE ${firstPart('s.partition')} WHEN 'round' THEN ${firstPart('s.key')}
    ELSE ${firstPart('s.partition')} END AS kind, count(*) AS rows, max(json_extract(s.value, '$.at')) AS latest
  FROM ${NEWER} GROUP BY 1 ORDER BY 1`;

const MOVED = `SELECT count(*) AS n FROM ${NEWER} AND substr(s.key, 1, ?) = ?
  AND EXISTS (SELECT 1 FROM copy.entities AS before
    WHERE before.partition = s.partition AND before.key = ? || substr(s.key, ?))`;

const SAYING = `SELECT count(*) AS n FROM ${NEWER} AND json_extract(s.value, '$.what') = ?`;

function newerRows(store: Database.Database): NewerRows[] {
  const found = store.prepare(KINDS).all() as { kind: string; rows: number; latest: string | null }[];
  return found.map(({ kind, rows, latest }) => ({ kind, rows, ...(latest !== null && { latest }) }));
}

function countOf(store: Database.Database, query: string, given: readonly (string | number)[]): number {
  return (store.prepare(query).all(...given) as { n: number }[])[0]!.n;
}
