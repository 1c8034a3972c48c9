/** Fills a table's inputs from rows copied from a spreadsheet, or its empty cells with "not known"; saves nothing. */
import { z } from 'zod';
import { isTyped, unknownWord } from '../../../cards/goal/table';
import { type AnswerProblem, parseAnswer } from '../../../src/goals/answers/answer';
import { idSchema } from '../../../src/goals/schema';
import { asInput, type Typed, typedIn } from '../../../src/replies/draft';
import { goalCard, typedBefore, withoutExcess } from '../../views/round-cards';
import { type ActionResult, typedInputs } from '../../views/turn';
import { answering, type GoalTurn } from '../may/asked';
import { action } from '../parts/action';
import { onCard, shownGoal, type ShownGoal } from '../parts/data';
import { fieldsOnPage, keepTyped } from '../parts/kept';
import { readPasted } from '../parts/pasted';
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
  const pasted = readPasted(turn, turn.own, data);
  return pasted && showFilled(turn, data, new Map([...more, ...pasted.cells]), pasted.unread);
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
  return shownOnce(await goalCard(turn, own, { typed, ...onCard(data), problems, unread, banner }));
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
