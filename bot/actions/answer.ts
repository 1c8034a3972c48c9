/** What a person does with a goal's card: save, "no change", keep a draft, look around. */
import { type Banner } from '../../cards/goal-source';
import { goalPages } from '../../cards/goal-pages';
import { warningText } from '../../cards/input-data';
import { type Card } from '../../cards/render';
import { type RefusedError, StorageError } from '../../src/errors';
import { answerTo } from '../../src/goals/answer';
import { goalLights } from '../../src/goals/light';
import { type Field } from '../../src/goals/schema';
import { type AskedGoal } from '../../src/replies/asked-goals';
import { discardDraft, keepDraft, type Typed, typedIn } from '../../src/replies/draft';
import {
  InvalidReplyError,
  parseTyped,
  recordReply,
  UnconfirmedReplyError,
} from '../../src/replies/record-reply';
import { goalCompleteness, noAnswers, type Reply } from '../../src/replies/reply';
import { repeatReply } from '../../src/replies/repeat-reply';
import { loadPreviousReply } from '../../src/replies/reply-store';
import { type ActionData } from './schema';
import { goalCard, nextCard, requestCard, type Shown, typedBefore } from './round-cards';
import { type ActionResult, askedGoal, readTurn, type Turn, typedInputs } from './turn';

type ShownGoal = ActionData<'skip'>;

/**
 * Of a goal on several pages the parts are kept as a draft, and the last one saves the answer as a whole; where the
 * programme allows no drafts, each part is saved by itself.
 */
export async function save(turn: Turn, data: ActionData<'save'>): Promise<ActionResult> {
  const asked = askedGoal(turn, data.goalId);
  const given = gather(turn, asked, data);
  let reply: Reply | undefined;
  try {
    if (given.goesOn)
      parseTyped(given.shown, turn.asked.programme, { ...given, locale: turn.person.language });
    else reply = await recordReply(turn.deps.store, submissionOf(turn, data, given), turn.now);
  } catch (error) {
    const card = await comeBack(turn, asked, given, error);
    await keepTyped(turn, data, typedInputs(data));
    return { card, lasting: false };
  }
  if (given.goesOn) await keepTyped(turn, data, typedInputs(data));
  const text = reply ? savedText(turn, asked, reply) : turn.wording.text('goal.partKept', given.part);
  const isLast = data.page + 1 >= given.part.pages;
  const after = isLast ? undefined : data.page + 1;
  return { card: await cardAfter(turn, asked, { text, style: 'good' }, after), lasting: true };
}

/** What one submit stands for: the inputs of its page, or those of all pages together. */
interface Given {
  readonly typed: Typed;
  readonly shown: readonly Field[];
  /** More pages are to come before anything is saved. */
  readonly goesOn: boolean;
  /** Which page of how many, from 1. */
  readonly part: { readonly page: number; readonly pages: number };
}

function gather(turn: Turn, asked: AskedGoal, data: ActionData<'save'>): Given {
  const { programme } = turn.asked;
  const typed = typedInputs(data);
  const pages = goalPages(asked.goal, asked.fields, programme).length;
  const part = { page: data.page + 1, pages };
  const goesOn = programme.policy.drafts && data.page + 1 < pages;
  if (goesOn || pages === 1 || !programme.policy.drafts)
    return { typed, shown: shownFields(turn, asked, data.page, typed), goesOn, part };
  return { typed: { ...typedBefore(asked), ...typed }, shown: asked.fields, goesOn, part };
}

function submissionOf(turn: Turn, data: ActionData<'save'>, { typed, shown }: Given) {
  return {
    ...goalName(turn, data.goalId),
    by: turn.person.id,
    typed,
    shown: shown.map(({ id }) => id),
    locale: turn.person.language,
    seenVersion: data.version,
    ...(data.confirm !== undefined && { confirmed: data.confirm }),
  };
}

/** Last period's answers hold. What was typed meanwhile is not thrown away by it. */
export async function confirmUnchanged(turn: Turn, data: ShownGoal): Promise<ActionResult> {
  const asked = askedGoal(turn, data.goalId);
  const typed = typedInputs(data);
  const before = await loadPreviousReply(turn.deps.store, turn.asked.round, data.goalId);
  const previous = before?.reply.answers ?? noAnswers;
  const isNew = ({ id }: Field) =>
    typedIn(typed, id) && asText(typedIn(typed, id)) !== asText(answerTo(previous, id)?.raw);
  if (asked.fields.some(isNew)) {
    const banner: Banner = { text: turn.wording.text('goal.typedNew'), style: 'warning' };
    return { card: await goalCard(turn, asked, { typed, page: data.page, banner }), lasting: false };
  }
  await repeatReply(turn.deps.store, { ...goalName(turn, data.goalId), by: turn.person.id }, turn.now);
  const title = turn.wording.of(asked.goal.title);
  const banner: Banner = { text: turn.wording.text('goal.unchangedSaved', { title }), style: 'good' };
  return { card: await cardAfter(turn, asked, banner), lasting: true };
}

/** Last period's answers in the inputs, for a person who wants to change some of them; nothing is saved. */
export async function prefill(turn: Turn, data: ShownGoal): Promise<ActionResult> {
  const asked = askedGoal(turn, data.goalId);
  const typed = typedInputs(data);
  const before = await loadPreviousReply(turn.deps.store, turn.asked.round, data.goalId);
  const filled = asked.fields.map(({ id }) => [
    id,
    asText(typedIn(typed, id)) || asText(answerTo(before?.reply.answers ?? noAnswers, id)?.raw),
  ]);
  const banner: Banner = { text: turn.wording.text('goal.prefilled'), style: 'warning' };
  const shown = { typed: Object.fromEntries(filled) as Typed, page: data.page, banner };
  return { card: await goalCard(turn, asked, shown), lasting: false };
}

export async function keep(turn: Turn, data: ShownGoal): Promise<ActionResult> {
  const asked = askedGoal(turn, data.goalId);
  await keepTyped(turn, data, typedInputs(data));
  const after = await readTurn(turn.deps, turn.person, turn.asked.round);
  const kept = after.asked.goals.find(({ goal }) => goal.id === data.goalId)?.draft;
  const title = turn.wording.of(asked.goal.title);
  const banner: Banner = kept
    ? { text: turn.wording.text('draft.kept', { title }), style: 'good' }
    : { text: turn.wording.text('draft.nothing'), style: 'warning' };
  return { card: await requestCard(after, { banner }), lasting: true };
}

/** The person's draft goes; what is answered stands in the inputs again. */
export async function discard(turn: Turn, { goalId }: ActionData<'discard'>): Promise<ActionResult> {
  await discardDraft(turn.deps.store, { ...goalName(turn, goalId), personId: turn.person.id });
  const after = await readTurn(turn.deps, turn.person, turn.asked.round);
  return { card: await goalCard(after, askedGoal(after, goalId)), lasting: true };
}

/** Keeps what was typed, where the programme allows drafts, and goes where the person wants to. */
export async function leave(
  turn: Turn,
  data: ShownGoal,
  show: (turn: Turn) => Promise<Card>,
): Promise<ActionResult> {
  await keepTyped(turn, data, typedInputs(data));
  return { card: await show(await readTurn(turn.deps, turn.person, turn.asked.round)), lasting: true };
}

/**
 * A draft also of what was turned down, so that it is there on the person's other devices.
 * @returns whether the person has a draft of the goal now
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
  if (!goal || !asked.programme.policy.drafts || Object.keys(typed).length === 0) return false;
  const shown =
    'fields' in goal
      ? shownFields(turn, goal, data.page, typed)
      : goal.goal.fields.filter(({ id }) => Object.hasOwn(typed, id));
  const name = { ...goalName(turn, data.goalId), personId: person.id };
  try {
    const unsaved = { typed, shown, seenVersion: data.version, sawDraft: data.draft };
    return (await keepDraft(deps.store, name, unsaved, now)) !== undefined;
  } catch (error) {
    // What the person wanted to do goes on; the text stands in the card that comes back.
    if (error instanceof StorageError) return false;
    throw error;
  }
}

/** The fields of the page; and those typed besides, should the form have changed since the card was drawn. */
function shownFields({ asked }: Turn, { goal, fields }: AskedGoal, page: number, typed: Typed): Field[] {
  const pages = goalPages(goal, fields, asked.programme);
  const onPage = pages[Math.min(page, pages.length - 1)] ?? [];
  return fields.filter((field) => onPage.includes(field) || Object.hasOwn(typed, field.id));
}

/** The goal's card with what was typed and why it was not saved, on the page where something is to be done. */
async function comeBack(turn: Turn, asked: AskedGoal, given: Given, error: unknown): Promise<Card> {
  const { wording } = turn;
  const back = (text: string, style: Banner['style'], more: Shown = {}, at: Iterable<string> = []) =>
    goalCard(turn, asked, {
      typed: withoutExcess(asked.fields, given.typed),
      page: pageWith(turn, asked, at) ?? given.part.page - 1,
      banner: { text, style },
      ...more,
    });
  if (error instanceof InvalidReplyError) {
    const { problems } = error;
    const text = wording.text('goal.problems', { count: problems.size });
    return back(text, 'attention', { problems }, problems.keys());
  }
  if (error instanceof UnconfirmedReplyError) {
    const { warnings, token } = error;
    const text = [wording.text('goal.warnings'), ...warningsElsewhere(turn, asked, given, warnings)].join(
      ' ',
    );
    return back(text, 'warning', { warnings, confirm: token });
  }
  if (error instanceof StorageError) return back(wording.text('refused.not-saved'), 'attention');
  throw error;
}

/** Warnings of the pages before, which are confirmed on the last one. */
function warningsElsewhere(
  { asked: { programme }, wording }: Turn,
  { goal, fields }: AskedGoal,
  { part }: Given,
  warnings: UnconfirmedReplyError['warnings'],
): string[] {
  const onPage = goalPages(goal, fields, programme)[part.page - 1] ?? [];
  const others = fields.filter((field) => !onPage.includes(field));
  return others.flatMap(({ id, label }) =>
    (warnings.get(id) ?? []).map((warning) => `${wording.of(label)}: ${warningText(warning, wording)}`),
  );
}

function pageWith(turn: Turn, { goal, fields }: AskedGoal, fieldIds: Iterable<string>): number | undefined {
  const ids = new Set(fieldIds);
  const pages = goalPages(goal, fields, turn.asked.programme);
  const found = pages.findIndex((page) => page.some(({ id }) => ids.has(id)));
  return found < 0 ? undefined : found;
}

/** What somebody else answered meanwhile stands beside what was typed, and the person chooses. */
export async function chooseBetween(
  turn: Turn,
  data: ActionData<'save'>,
  conflict: RefusedError,
  text: string,
): Promise<Card> {
  const conflicts = new Set((conflict.details['fields'] ?? '').split(','));
  const asked = askedGoal(turn, data.goalId);
  const typed = withoutExcess(asked.fields, gather(turn, asked, data).typed);
  const page = pageWith(turn, asked, conflicts) ?? data.page;
  return goalCard(turn, asked, { typed, page, conflicts, banner: { text, style: 'attention' } });
}

/** The goal's next page, else the next goal. What is saved is said to be saved, also where the store fails now. */
async function cardAfter(turn: Turn, asked: AskedGoal, banner: Banner, page?: number): Promise<Card> {
  try {
    const after = await readTurn(turn.deps, turn.person, turn.asked.round);
    return page === undefined
      ? await nextCard(after, asked.goal.id, { banner })
      : await goalCard(after, askedGoal(after, asked.goal.id), { page, banner });
  } catch (error) {
    if (error instanceof StorageError) return requestCard(turn, { banner, withoutStore: true });
    throw error;
  }
}

/** What is far beyond every limit is not sent back whole: the card must stay below Teams' size. */
function withoutExcess(fields: readonly Field[], typed: Typed): Typed {
  const longest = (field: Field) => (field.kind === 'text' ? (field.maxLength ?? 5000) + 1000 : 200);
  return Object.fromEntries(
    fields.map((field) => [field.id, asText(typedIn(typed, field.id)).slice(0, longest(field))]),
  );
}

function savedText({ asked, wording }: Turn, { goal }: AskedGoal, reply: Reply): string {
  const title = wording.of(goal.title);
  const { shown } = goalLights(goal, asked.programme, reply.answers);
  const judged = goalCompleteness(goal, reply) === 'answered' && shown !== 'not-assessable';
  if (!judged) return wording.text('goal.saved', { title });
  return wording.text('goal.savedWithLight', { title, light: wording.text(`light.${shown}`) });
}

function asText(raw: string | readonly string[] | undefined): string {
  return raw === undefined ? '' : typeof raw === 'string' ? raw : raw.join(',');
}

function goalName({ asked: { round } }: Turn, goalId: string) {
  return { programmeId: round.programmeId, period: round.period, goalId };
}
