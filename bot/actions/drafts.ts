/** What was typed and not saved: kept as a draft by a button, or when the person leaves the card. */
import { type Banner } from '../../cards/parts/banner';
import { goalPages } from '../../cards/goal/pages';
import { type Card } from '../../cards/render';
import { StorageError } from '../../src/errors';
import { fieldKindRules } from '../../src/goals/field-kinds';
import { type Field } from '../../src/goals/schema';
import { type AskedGoal } from '../../src/replies/asked-goals';
import { discardDraft, keepDraft, type Typed } from '../../src/replies/draft';
import { isLocked } from '../../src/replies/review';
import {
  draftShown,
  drawnAfter,
  goalCard,
  requestCard,
  typedBefore,
  withoutExcess,
} from '../views/round-cards';
import { type ActionData } from './schema';
import { type ActionResult, askedGoal, goalName, readTurn, type Turn, typedInputs } from '../views/turn';

type ShownGoal = ActionData<'skip'>;

export async function keep(turn: Turn, data: ShownGoal): Promise<ActionResult> {
  const asked = askedGoal(turn, data.goalId);
  if (!(await keepTyped(turn, data, typedInputs(data)))) return notKept(turn, data);
  const after = await readTurn(turn.deps, turn.person, turn.asked.round);
  const kept = after.asked.goals.find(({ goal }) => goal.id === data.goalId)?.draft;
  const title = turn.wording.of(asked.goal.title);
  const banner: Banner = kept
    ? { text: turn.wording.text('draft.kept', { title }), style: 'good' }
    : { text: turn.wording.text('draft.nothing'), style: 'warning' };
  return { card: await requestCard(after, { banner }), lasting: true };
}

/** The person's draft goes; what is answered stands in the inputs again. */
export async function discard(turn: Turn, { goalId, sure }: ActionData<'discard'>): Promise<ActionResult> {
  const asked = askedGoal(turn, goalId);
  if (!sure && asked.draft) {
    const banner: Banner = { text: turn.wording.text('draft.discardAsk'), style: 'warning' };
    const shown = { ...draftShown(turn, asked), discardAsked: true, banner };
    return { card: await goalCard(turn, asked, shown), lasting: false };
  }
  await discardDraft(turn.deps.store, { ...goalName(turn, goalId), personId: turn.person.id });
  const banner: Banner = { text: turn.wording.text('draft.discarded'), style: 'good' };
  const card = await drawnAfter(turn, banner, (after) =>
    goalCard(after, askedGoal(after, goalId), sure && asked.draft ? { banner } : {}),
  );
  return { card, lasting: true };
}

/** Keeps what was typed, where the programme allows drafts, and goes where the person wants to; not without it. */
export async function leave(
  turn: Turn,
  data: ShownGoal,
  show: (turn: Turn) => Promise<Card>,
): Promise<ActionResult> {
  if (!(await keepTyped(turn, data, typedInputs(data)))) return notKept(turn, data);
  return { card: await show(await readTurn(turn.deps, turn.person, turn.asked.round)), lasting: true };
}

/** The goal's card as it was left, which says that what was typed is only there. */
async function notKept(turn: Turn, data: ShownGoal): Promise<ActionResult> {
  const asked = askedGoal(turn, data.goalId);
  const banner: Banner = { text: turn.wording.text('refused.not-saved'), style: 'attention' };
  const typed = { ...typedBefore(asked), ...withoutExcess(asked.fields, typedInputs(data)) };
  return { card: await goalCard(turn, asked, { typed, page: data.page, banner }), lasting: false };
}

/**
 * A draft also of what was turned down, so that it is there on the person's other devices.
 * @returns false where the store did not take it: it is in the card that it was typed into, and nowhere else
 */
export async function keepTyped(
  turn: Turn,
  data: Pick<ShownGoal, 'goalId' | 'version' | 'page' | 'draft'>,
  typed: Typed,
): Promise<boolean> {
  const { asked, person, deps, now } = turn;
  const goal =
    asked.goals.find((each) => each.goal.id === data.goalId) ??
    asked.handedOn.find((each) => each.goal.id === data.goalId);
  if (!goal || !asked.programme.policy.drafts || Object.keys(typed).length === 0) return true;
  // What was sent and locked cannot be changed: a draft of it would wait for ever.
  if ('fields' in goal && isLocked(goal.completeness, goal.review, asked.programme)) return true;
  const shown =
    'fields' in goal
      ? shownFields(turn, goal, data.page, typed)
      : goal.goal.fields.filter(({ id }) => Object.hasOwn(typed, id));
  const name = { ...goalName(turn, data.goalId), personId: person.id };
  try {
    const unsaved = { typed, shown, seenVersion: data.version, sawDraft: data.draft };
    await keepDraft(deps.store, name, unsaved, now);
    return true;
  } catch (error) {
    if (error instanceof StorageError) return false;
    throw error;
  }
}

/** The fields of the page; and those typed besides, should the form have changed since the card was drawn. */
export function shownFields(
  { asked }: Turn,
  { goal, fields }: AskedGoal,
  page: number,
  typed: Typed,
): Field[] {
  const pages = goalPages(goal, fields, asked.programme, fieldKindRules);
  const onPage = pages[Math.min(page, pages.length - 1)] ?? [];
  return fields.filter((field) => onPage.includes(field) || Object.hasOwn(typed, field.id));
}
