/** Parses every submit of a card and answers it with the card that shows the current state. */
import { z } from 'zod';
import { type Banner, goalCardData } from '../cards/goal-data';
import { inputPrefix, noAnswer } from '../cards/input-data';
import { type Card, render } from '../cards/render';
import { requestCardData } from '../cards/request-data';
import { type Wording } from '../cards/wording';
import { type Clock } from '../src/clock';
import { RefusedError, StorageError } from '../src/errors';
import { goalLights } from '../src/goals/light';
import { type Field, idSchema } from '../src/goals/schema';
import { type Person } from '../src/people/schema';
import { periodSchema } from '../src/periods/period';
import {
  type AskedGoal,
  type AskedRound,
  loadAskedRound,
  loadPreviousReply,
  nextToAnswer,
} from '../src/replies/asked-goals';
import { InvalidReplyError, recordReply, type Typed } from '../src/replies/record-reply';
import { goalCompleteness, noAnswers, type Reply } from '../src/replies/reply';
import { takesRepliesAt } from '../src/rounds/round';
import { type EntityStore } from '../src/storage/store';
import { refusalText } from './error-replies';
import { wordingFor } from './wording';

export interface CardActionDeps {
  readonly store: EntityStore;
  readonly clock: Clock;
}

const roundData = z.object({ programmeId: idSchema, period: periodSchema });
const goalData = roundData.extend({ goalId: idSchema });

/** Every action of our cards. What a card carries is never trusted beyond these ids. */
export const cardActionSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('start'), data: roundData }),
  z.object({ verb: z.literal('overview'), data: roundData }),
  z.object({ verb: z.literal('goal'), data: goalData }),
  z.object({ verb: z.literal('skip'), data: goalData }),
  z.object({
    verb: z.literal('save'),
    data: goalData.extend({ version: z.int().min(0) }).catchall(z.unknown()),
  }),
]);
export type CardAction = z.infer<typeof cardActionSchema>;

/** What a card's submit leads to: the card to show. */
export interface ActionResult {
  readonly card: Card;
  /** Whether the card should also replace the one in the conversation, for other devices and later. */
  readonly lasting: boolean;
}

/**
 * Every action works on the current state, whatever the card shows.
 * @throws RefusedError where there is no card to show: `malformed`, `unknown-round`, `not-yours`.
 */
export async function handleCardAction(
  deps: CardActionDeps,
  person: Person,
  raw: unknown,
): Promise<ActionResult> {
  const parsed = cardActionSchema.safeParse(raw);
  if (!parsed.success) throw new RefusedError('malformed');
  const turn = await readTurn(deps, person, parsed.data);
  try {
    return await answer(turn, parsed.data);
  } catch (error) {
    if (error instanceof RefusedError)
      return { card: await refusal(turn, parsed.data, error), lasting: false };
    throw error;
  }
}

/** All that one action is answered from. */
interface Turn {
  readonly deps: CardActionDeps;
  readonly person: Person;
  readonly asked: AskedRound;
  readonly now: Date;
  readonly wording: Wording;
}

async function readTurn(deps: CardActionDeps, person: Person, { data }: CardAction): Promise<Turn> {
  const asked = await loadAskedRound(deps.store, data, person.id);
  if (!asked) throw new RefusedError('not-yours', { programmeId: data.programmeId });
  const wording = wordingFor(person.language, asked.programme.timeZone);
  return { deps, person, asked, now: deps.clock.now(), wording };
}

async function answer(turn: Turn, action: CardAction): Promise<ActionResult> {
  switch (action.verb) {
    case 'overview':
      return { card: requestCard(turn), lasting: true };
    case 'start':
      return { card: await nextCard(turn), lasting: true };
    case 'skip':
      return { card: await nextCard(turn, action.data.goalId), lasting: true };
    case 'goal':
      return { card: await goalCard(turn, askedGoal(turn, action.data.goalId)), lasting: true };
    case 'save':
      return save(turn, action.data);
  }
}

async function save(turn: Turn, data: Extract<CardAction, { verb: 'save' }>['data']): Promise<ActionResult> {
  const { deps, person, now } = turn;
  const asked = askedGoal(turn, data.goalId);
  const typed = typedInputs(data);
  const { programmeId, period, goalId, version } = data;
  const name = { programmeId, period, goalId };
  let reply: Reply;
  try {
    reply = await recordReply(
      deps.store,
      { ...name, by: person.id, typed, locale: person.language, seenVersion: version },
      now,
    );
  } catch (error) {
    return { card: await comeBack(turn, asked, typed, error), lasting: false };
  }
  return { card: await cardAfterSaving(turn, asked, reply), lasting: true };
}

/** What is saved is said to be saved, also where the store fails before the next goal could be read. */
async function cardAfterSaving(turn: Turn, asked: AskedGoal, reply: Reply): Promise<Card> {
  const { deps, person } = turn;
  const { round } = turn.asked;
  const banner: Banner = { text: savedText(turn, asked, reply), style: 'good' };
  try {
    const after = await readTurn(deps, person, { verb: 'overview', data: round });
    return await nextCard(after, asked.goal.id, banner);
  } catch (error) {
    if (error instanceof StorageError) return requestCard(turn, banner);
    throw error;
  }
}

/** The goal's card with what was typed and why it was not saved. */
function comeBack(turn: Turn, asked: AskedGoal, typed: Typed, error: unknown): Promise<Card> {
  const { wording } = turn;
  const back = (text: string, problems?: InvalidReplyError['problems']) =>
    goalCard(turn, asked, {
      typed: shortened(asked.fields, typed),
      ...(problems && { problems }),
      banner: { text, style: 'attention' },
    });
  if (error instanceof InvalidReplyError)
    return back(wording.text('goal.problems', { count: error.problems.size }), error.problems);
  if (error instanceof StorageError) return back(wording.text('refused.not-saved'));
  throw error;
}

/** The inputs of the submit by field id. @throws RefusedError `malformed` when one is not a text. */
function typedInputs(data: Readonly<Record<string, unknown>>): Typed {
  const typed: Record<string, string> = {};
  for (const [key, value] of Object.entries(data)) {
    if (!key.startsWith(inputPrefix)) continue;
    if (typeof value !== 'string') throw new RefusedError('malformed');
    typed[key.slice(inputPrefix.length)] = value === noAnswer ? '' : value;
  }
  return typed;
}

/** What is far beyond every limit is not sent back whole: the card must stay below Teams' size. */
function shortened(fields: readonly Field[], typed: Typed): Typed {
  const longest = (field: Field) => (field.kind === 'text' ? 6_000 : 200);
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = Object.hasOwn(typed, field.id) ? typed[field.id] : undefined;
      return typeof value === 'string' ? [[field.id, value.slice(0, longest(field))]] : [];
    }),
  );
}

function savedText({ asked, wording }: Turn, { goal }: AskedGoal, reply: Reply): string {
  const title = wording.of(goal.title);
  const { shown } = goalLights(goal, asked.programme, reply.answers);
  const judged = goalCompleteness(goal, reply) === 'answered' && shown !== 'not-assessable';
  if (!judged) return wording.text('goal.saved', { title });
  return wording.text('goal.savedWithLight', { title, light: wording.text(`light.${shown}`) });
}

function askedGoal({ asked }: Turn, goalId: string): AskedGoal {
  const found = asked.goals.find((candidate) => candidate.goal.id === goalId);
  if (!found) throw new RefusedError('not-yours', { programmeId: asked.programme.id });
  return found;
}

/** The next goal that needs an answer, else the request with everything done. */
async function nextCard(turn: Turn, after?: string, banner?: Banner): Promise<Card> {
  const next = takesRepliesAt(turn.asked.round, turn.now) ? nextToAnswer(turn.asked.goals, after) : undefined;
  return next ? goalCard(turn, next, banner && { banner }) : requestCard(turn, banner);
}

function requestCard({ asked, now, wording }: Turn, banner?: Banner): Card {
  return render('request', requestCardData(asked, takesRepliesAt(asked.round, now), wording, banner));
}

interface ComeBack {
  readonly typed?: Typed;
  readonly problems?: InvalidReplyError['problems'];
  readonly banner?: Banner;
}

async function goalCard(turn: Turn, { goal, fields, reply }: AskedGoal, back: ComeBack = {}): Promise<Card> {
  const { asked, deps, wording } = turn;
  const { programme, round, goals } = asked;
  if (!takesRepliesAt(round, turn.now)) throw new RefusedError('round-not-open');
  const previous = await loadPreviousReply(deps.store, round, goal.id);
  const source = {
    programme,
    period: round.period,
    goal,
    fields,
    number: goals.findIndex((candidate) => candidate.goal.id === goal.id) + 1,
    count: goals.length,
    version: reply?.version ?? 0,
    answers: reply?.answers ?? noAnswers,
    ...(previous && { previous: { period: previous.period, answers: previous.reply.answers } }),
    ...back,
  };
  return render('goal', goalCardData(source, wording));
}

/** A refusal shows why, above the card of the current state. */
async function refusal(turn: Turn, action: CardAction, error: RefusedError): Promise<Card> {
  const { deps, person, wording } = turn;
  const text = await refusalText(deps.store, error, wording, action.data.programmeId);
  const banner: Banner = { text, style: 'attention' };
  const current = await readTurn(deps, person, action);
  if (error.code === 'changed-meanwhile' && action.verb === 'save')
    return goalCard(current, askedGoal(current, action.data.goalId), { banner });
  return requestCard(current, banner);
}
