/** Keeps unsaved input as a draft, so that it is there on the person's other devices too. */
import { goalPages } from '../../../cards/goal/pages';
import { pageWithin } from '../../../cards/parts/pages';
import { StorageError } from '../../../src/errors';
import { type Field } from '../../../src/goals/schema';
import { type AskedGoal } from '../../../src/replies/asked-goals';
import { keepDraft, type Typed } from '../../../src/replies/draft';
import { filledOn } from '../../../src/replies/last-time/filled-card';
import { isLocked } from '../../../src/replies/review';
import { type ShownRow } from './typed-rows';
import { filledCard, goalName, type Turn } from '../../views/turn';
import { type ShownGoal } from './data';

/**
 * Keeps what was typed on the rows of a form. A row about a goal that was never the person's is not kept.
 * @returns false if the store failed for one of them
 */
export async function keepRows(turn: Turn, rows: readonly ShownRow[]): Promise<boolean> {
  const kept = rows.map((row) => keepLeft(turn, { ...row, page: 0 }, row.typed, fieldsTyped));
  return (await Promise.all(kept)).every(Boolean);
}

type KeptFrom = Pick<ShownGoal, 'goalId' | 'version' | 'page' | 'draft' | 'filled'>;

/**
 * Rejected input is kept as well, if the programme allows drafts.
 * @returns false if the store failed: the input is then only on the card that it was typed into
 */
export async function keepTyped(turn: Turn, data: KeptFrom, typed: Typed): Promise<boolean> {
  return !turn.asked.programme.policy.drafts || keepLeft(turn, data, typed);
}

/**
 * The same for a card that is left. It sends its inputs only if drafts were allowed when it was drawn, and what was
 * typed until then is kept.
 */
export async function keepLeft(
  turn: Turn,
  data: KeptFrom,
  typed: Typed,
  shownOf: typeof fieldsOnPage = fieldsOnPage,
): Promise<boolean> {
  const { asked, person, deps, now } = turn;
  const goal =
    asked.goals.find((each) => each.goal.id === data.goalId) ??
    asked.handedOn.find((each) => each.goal.id === data.goalId);
  if (!goal || Object.keys(typed).length === 0) return true;
  // A locked answer cannot be changed, so a draft of it would wait for ever.
  if ('fields' in goal && isLocked(goal.completeness, goal.review, asked.programme)) return true;
  const shown =
    'fields' in goal
      ? shownOf(turn, goal, data.page, typed)
      : goal.goal.fields.filter(({ id }) => Object.hasOwn(typed, id));
  const name = { ...goalName(turn, data.goalId), personId: person.id };
  try {
    const filled =
      data.filled && 'fields' in goal ? filledOn(filledCard(turn, goal), data.filled) : undefined;
    const unsaved = {
      ...{ typed, shown, seenVersion: data.version, sawDraft: data.draft },
      ...(filled && { filled }),
    };
    await keepDraft(deps.store, name, unsaved, now);
    return true;
  } catch (error) {
    if (error instanceof StorageError) return false;
    throw error;
  }
}

/** The fields of the page, and any others that were typed, in case the form has changed since the card was drawn. */
export function fieldsOnPage(
  { asked }: Turn,
  { goal, fields }: Pick<AskedGoal, 'goal' | 'fields'>,
  page: number,
  typed: Typed,
): Field[] {
  const pages = goalPages(goal, fields, asked.programme);
  const onPage = pages[pageWithin(page, pages.length)] ?? [];
  return fields.filter((field) => onPage.includes(field) || Object.hasOwn(typed, field.id));
}

/** A row may have fewer inputs than the goal's card. */
function fieldsTyped(
  _turn: Turn,
  { fields }: Pick<AskedGoal, 'fields'>,
  _page: number,
  typed: Typed,
): Field[] {
  return fields.filter(({ id }) => Object.hasOwn(typed, id));
}
