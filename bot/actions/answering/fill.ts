/** Fills a table's inputs from rows copied from a spreadsheet, or inputs with "not known"; saves nothing. */
import { z } from 'zod';
import { fieldNames } from '../../../cards/parts/field-labels';
import { longestShown } from '../../../cards/parts/limits';
import { shorten } from '../../../cards/parts/shorten';
import { isFilledTogether } from '../../../cards/goal/no-figure';
import { isTyped, unknownWord } from '../../../cards/goal/table';
import { noFigureWord } from '../../../cards/parts/goals/input-texts';
import { type AnswerProblem, parseAnswer } from '../../../src/goals/answers/answer';
import { type Field, idSchema } from '../../../src/goals/schema';
import { asInput, type Typed, typedIn } from '../../../src/replies/draft';
import { goalCard, typedBefore, withoutExcess } from '../../views/round-cards';
import { type ActionResult, typedInputs } from '../../views/turn';
import { answering, type GoalTurn } from '../may/asked';
import { action } from '../parts/action';
import { onCard, shownGoal, type ShownGoal } from '../parts/data';
import { fieldsOnPage, keepTyped } from '../parts/kept';
import { readPasted } from '../parts/pasted';
import { shownOnce } from '../parts/results';

/** `field` for the button of one input, `group` for that of a table; without both, the card's single figures. */
const fillData = shownGoal.extend({
  ...{ group: idSchema.optional(), unknown: z.boolean().default(false), field: idSchema.optional() },
});
type Fill = z.infer<typeof fillData>;

export const fill = action('fill', fillData, answering, async (turn, data) => {
  const words = wordsFor(turn, data);
  return (await fillPasted(turn, data, words)) ?? showFilled(turn, data, words, new Map());
});

/** The word that there is no figure, by field id. */
function wordsFor(turn: GoalTurn, data: Fill): ReadonlyMap<string, string> {
  const { own, wording } = turn;
  const one = own.fields.find((field) => field.id === data.field && isTyped(field));
  if (one) return new Map([[one.id, noFigureWord(one, wording)]]);
  return data.unknown ? blankCells(turn, data) : new Map();
}

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

function blankCells(turn: GoalTurn, data: Fill): Map<string, string> {
  const typed = typedNow(turn, data);
  const isMeant = (field: Field) =>
    data.group === undefined
      ? isFilledTogether(field, turn.own.goal)
      : field.group === data.group && isTyped(field);
  const blank = fieldsOnPage(turn, turn.own, data.page, {}).filter(
    (field) => isMeant(field) && asInput(typedIn(typed, field.id)).trim() === '',
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
  const text = isKept ? filledText(turn, cells, unread) : wording.text('refused.not-saved');
  const banner = { text, style: isKept ? 'warning' : 'attention' } as const;
  const problems = problemsIn(turn, cells);
  return shownOnce(await goalCard(turn, own, { typed, ...onCard(data), isKept, problems, unread, banner }));
}

function filledText(
  { own, wording }: GoalTurn,
  cells: ReadonlyMap<string, string>,
  unread: ReadonlyMap<string, readonly string[]>,
): string {
  const [[id, word] = ['', ''], ...more] = cells;
  const field = own.fields.find((each) => each.id === id);
  if (field && field.row === undefined && more.length === 0 && unread.size === 0) {
    const label = shorten(fieldNames(own.goal, wording).get(id) ?? id, longestShown.name);
    return wording.text('field.wordFilled', { label, word });
  }
  return wording.text('table.filled', {
    count: cells.size,
    unread: [...unread.values()].flat().length,
  });
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
