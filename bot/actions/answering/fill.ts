/** Fills a table's inputs from rows copied from a spreadsheet, or its empty cells with "not known"; saves nothing. */
import { z } from 'zod';
import { isTable, isTyped, pastePrefix, unknownWord } from '../../../cards/goal/table';
import { type AnswerProblem, parseAnswer } from '../../../src/goals/answers/answer';
import { type PastedTable, readPastedTable } from '../../../src/goals/answers/pasted-table';
import { type Field, idSchema } from '../../../src/goals/schema';
import { asInput, type Typed, typedIn } from '../../../src/replies/draft';
import { goalCard, typedBefore, withoutExcess } from '../../views/round-cards';
import { type ActionResult, typedInputs } from '../../views/turn';
import { answering, type GoalTurn } from '../may/asked';
import { action } from '../parts/action';
import { shownGoal, type ShownGoal } from '../parts/data';
import { fieldsOnPage, keepTyped } from '../parts/kept';
import { shownOnce } from '../parts/results';

const fillData = shownGoal.extend({ group: idSchema, unknown: z.boolean().default(false) });

export const fill = action('fill', fillData, answering, async (turn, data) => {
  const blank = data.unknown ? blankCells(turn, data) : new Map<string, string>();
  return (await fillPasted(turn, data, blank)) ?? showFilled(turn, data, blank, new Map());
});

/**
 * The card with the tables filled from what was pasted into their boxes; `undefined` if nothing was. Whatever button
 * was pressed, pasted rows are shown first: they must be neither lost nor saved unseen.
 */
export async function fillPasted(
  turn: GoalTurn,
  data: ShownGoal,
  more: ReadonlyMap<string, string> = new Map(),
): Promise<ActionResult | undefined> {
  const cells = new Map(more);
  const unread = new Map<string, readonly string[]>();
  for (const group of turn.own.goal.groups.filter(isTable)) {
    const pasted = data[pastePrefix + group.id];
    if (typeof pasted !== 'string' || pasted.trim() === '') continue;
    const read = readPastedTable(group, tableFields(turn, data, group.id), pasted.slice(0, longestPasted));
    unread.set(group.id, [...unreadTexts(read, turn), ...cellsInto(cells, read, turn)]);
  }
  return unread.size > 0 ? showFilled(turn, data, cells, unread) : undefined;
}

/** More than the box takes: a longer text was not typed there. */
const longestPasted = 20_000;

/** With drafts, the rows of a table that continues on another page are kept there. */
function tableFields(turn: GoalTurn, { page }: ShownGoal, groupId: string): Field[] {
  const { own, asked } = turn;
  const shown = asked.programme.policy.drafts ? own.fields : fieldsOnPage(turn, own, page, {});
  return shown.filter(({ group }) => group === groupId);
}

function blankCells(turn: GoalTurn, data: ShownGoal & { readonly group: string }): Map<string, string> {
  const typed = typedNow(turn, data);
  const blank = fieldsOnPage(turn, turn.own, data.page, {}).filter(
    (field) =>
      field.group === data.group && isTyped(field) && asInput(typedIn(typed, field.id)).trim() === '',
  );
  return new Map(blank.map(({ id }) => [id, unknownWord(turn.wording)]));
}

function typedNow({ own }: GoalTurn, data: ShownGoal): Typed {
  return { ...typedBefore(own), ...typedInputs(data) };
}

function unreadTexts({ unread }: PastedTable, { wording }: GoalTurn): string[] {
  return unread.map(({ text, reason }) => wording.text(`table.unread.${reason}`, { text }));
}

/** Adds the cells, choices by their ids. @returns a message for each cell that names no choice of its field */
function cellsInto(into: Map<string, string>, { cells }: PastedTable, turn: GoalTurn): string[] {
  const { own, asked, wording } = turn;
  return own.fields.flatMap((field) => {
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

/** A cell that cannot be read is shown in its input, with the reason under it; an odd figure is asked about on saving. */
async function showFilled(
  turn: GoalTurn,
  data: ShownGoal,
  cells: ReadonlyMap<string, string>,
  unread: ReadonlyMap<string, readonly string[]>,
): Promise<ActionResult> {
  const { own, wording } = turn;
  const typed = withoutExcess(own.fields, { ...typedNow(turn, data), ...Object.fromEntries(cells) });
  const isKept = await keepTyped(turn, data, { ...typedInputs(data), ...Object.fromEntries(cells) });
  const filled = { count: cells.size, unread: [...unread.values()].flat().length };
  const text = isKept ? wording.text('table.filled', filled) : wording.text('refused.not-saved');
  const banner = { text, style: isKept ? 'warning' : 'attention' } as const;
  const problems = problemsIn(turn, cells);
  return shownOnce(await goalCard(turn, own, { typed, page: data.page, problems, unread, banner }));
}

function problemsIn({ own, asked, person }: GoalTurn, cells: ReadonlyMap<string, string>) {
  const problems = new Map<string, AnswerProblem>();
  for (const field of own.fields) {
    const text = cells.get(field.id);
    if (text === undefined) continue;
    const result = parseAnswer(field, asked.programme, text, person.language);
    if (!result.ok) problems.set(field.id, result.problem);
  }
  return problems;
}
