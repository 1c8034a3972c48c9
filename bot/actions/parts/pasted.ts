/** Reads the rows that were pasted into the boxes of a goal's tables. */
import { isTable, pastePrefix } from '../../../cards/goal/table';
import { type PastedTable, readPastedTable } from '../../../src/goals/answers/pasted-table';
import { type Field } from '../../../src/goals/schema';
import { type AskedGoal } from '../../../src/replies/asked-goals';
import { type Turn } from '../../views/turn';
import { type ShownGoal } from './data';
import { fieldsOnPage } from './kept';

export interface Pasted {
  /** Field id → what was pasted for it; choices by their ids. */
  readonly cells: ReadonlyMap<string, string>;
  /** By the id of a table into which something was pasted: what was not understood, with the reason. */
  readonly unread: ReadonlyMap<string, readonly string[]>;
}

/** The person's part of a goal. */
type Part = Pick<AskedGoal, 'goal' | 'fields'>;

/** @returns `undefined` if nothing was pasted */
export function readPasted(turn: Turn, part: Part, data: ShownGoal): Pasted | undefined {
  const cells = new Map<string, string>();
  const unread = new Map<string, readonly string[]>();
  for (const group of part.goal.groups.filter(isTable)) {
    const pasted = data[pastePrefix + group.id];
    if (typeof pasted !== 'string' || pasted.trim() === '') continue;
    const fields = tableFields(turn, part, data, group.id);
    const read = readPastedTable(group, fields, pasted.slice(0, longestPasted));
    unread.set(group.id, [...unreadTexts(read, turn), ...cellsInto(cells, read, part, turn)]);
  }
  return unread.size > 0 ? { cells, unread } : undefined;
}

/** More than the box takes: a longer text was not typed there. */
const longestPasted = 20_000;

/** With drafts, the rows of a table that continues on another page are kept there. */
function tableFields(turn: Turn, part: Part, { page }: ShownGoal, groupId: string): Field[] {
  const { drafts } = turn.asked.programme.policy;
  const shown = drafts ? part.fields : fieldsOnPage(turn, part, page, {});
  return shown.filter(({ group }) => group === groupId);
}

function unreadTexts({ unread }: PastedTable, { wording }: Turn): string[] {
  return unread.map(({ text, reason }) => wording.text(`table.unread.${reason}`, { text }));
}

/** Adds the cells, choices by their ids. @returns a message for each cell that names no choice of its field */
function cellsInto(
  into: Map<string, string>,
  { cells }: PastedTable,
  { fields }: Part,
  { asked, wording }: Turn,
): string[] {
  return fields.flatMap((field) => {
    const text = cells.get(field.id);
    if (text === undefined) return [];
    const choices = wording.choices(field, asked.programme);
    const value = choices.length > 0 ? choiceNamed(text, field, choices) : text;
    if (value === undefined) return [wording.text('table.unread.choice', { text })];
    into.set(field.id, value);
    return [];
  });
}

function choiceNamed(
  text: string,
  { options = [] }: Field,
  choices: readonly { readonly title: string; readonly value: string }[],
): string | undefined {
  const wanted = text.toLowerCase();
  const shown = choices.find(({ title }) => title.toLowerCase() === wanted);
  const other = options.find(({ label }) =>
    Object.values(label).some((each) => each?.toLowerCase() === wanted),
  );
  return shown?.value ?? other?.id;
}
