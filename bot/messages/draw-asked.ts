/** Messages that show a person what they are asked in a round, or one of its goals. */
import { type DrawnCard } from '../../cards/render';
import { loadPauses } from '../../src/brake/pauses';
import { type PersonalMessages } from '../../src/outbox/message-kind';
import { loadOwnerName } from '../../src/people/directory';
import { type Person } from '../../src/people/schema';
import { loadActiveSubstitutions } from '../../src/people/substitutions';
import { localDay } from '../../src/periods/local-time';
import { answersDue, isLeft, loadAskedRound } from '../../src/replies/asked-goals';
import { noAnswers } from '../../src/replies/reply';
import { isFirstStageIn } from '../../src/replies/stage-part';
import { goalsGiven } from '../../src/rounds/ask-owner';
import { principalsOf } from '../../src/rounds/responsibility';
import { closingOf, takesRepliesAt } from '../../src/rounds/round';
import { type GoalName } from '../../src/rounds/open-goal';
import { isSameRound, type RoundName } from '../../src/rounds/round-name';
import { drawRequest, turnOn } from '../views/draw-cards';
import { drawDue, drawDueReminder, type RemindedRound } from '../views/people/due';
import { goalCard } from '../views/round-cards';
import { type CardActionDeps, loadNames, type Turn } from '../views/turn';
import { type PersonalDrawer } from './drawer';

/**
 * Rounds that open together are told of in one message: the prompt that is sent first shows all that is due, the others
 * are not needed then. A reopened round is told of by itself.
 */
export const drawPrompt: PersonalDrawer<'prompt'> = async (deps, data, person, { key, together }) => {
  if (data.reopened) return drawReopened(deps, data, person);
  const prompt = { kind: 'prompt', key, personId: person.id } as const;
  const toldBy = await together.toldBy(prompt);
  if (toldBy !== undefined) return { toldBy };
  const turn = await turnOf(deps, data, person);
  if (!turn || (await isSubstituteNoMore(turn, data))) return undefined;
  const waiting = await together.waitingBeside(prompt, turn.asked.programme.timeZone);
  const isOneRound = waiting.every((each) => isSameRound(each.data, data));
  const drawn = isOneRound
    ? await drawPrompted(turn, [data, ...waiting.map((each) => each.data)])
    : await drawDue(deps, person, { pauses: await loadPauses(deps.store) });
  return drawn && { ...drawn, told: waiting.map((each) => each.key) };
};

async function drawReopened(
  deps: CardActionDeps,
  data: PersonalMessages['prompt'],
  person: Person,
): Promise<DrawnCard | undefined> {
  const turn = await turnOf(deps, data, person);
  if (!turn || !hasLeft(turn) || (await isSubstituteNoMore(turn, data))) return undefined;
  const drawn = await drawPrompted(turn, [data]);
  return { ...drawn, summary: `${turn.wording.text('prompt.reopenedSummary')} ${drawn.summary}` };
}

type Prompted = Pick<PersonalMessages['prompt'], 'onBehalfOf'>;

/** Names the persons that the recipient substitutes for. */
async function drawPrompted(turn: Turn, prompts: readonly Prompted[]): Promise<DrawnCard> {
  const principals = await principalsToday(turn, prompts);
  const names = await loadNames(turn.deps.store, principals, turn.wording);
  const name = [...names.values()].join(', ');
  return name === ''
    ? drawRequest(turn)
    : drawRequest(turn, warning(turn.wording.text('prompt.asSubstitute', { name })));
}

/** What the person is asked in their own name is in a prompt of its own. */
async function isSubstituteNoMore(turn: Turn, prompt: Prompted): Promise<boolean> {
  return prompt.onBehalfOf !== undefined && (await principalsToday(turn, [prompt])).length === 0;
}

/** A prompt may have waited until the substitution was over or taken back. */
async function principalsToday(
  { deps, person, now, asked }: Turn,
  prompts: readonly Prompted[],
): Promise<string[]> {
  const named = new Set(prompts.flatMap(({ onBehalfOf = [] }) => onBehalfOf));
  if (named.size === 0) return [];
  const substitutions = await loadActiveSubstitutions(deps.store, localDay(now, asked.programme.timeZone));
  return principalsOf(person.id, { substitutions }).filter((id) => named.has(id));
}

/** Reminders of one day are one message too, about the rounds in which something is left. */
export const drawReminder: PersonalDrawer<'reminder'> = async (deps, data, person, { key, together }) => {
  const reminder = { kind: 'reminder', key, personId: person.id } as const;
  const toldBy = data.byHand ? undefined : await together.toldBy(reminder);
  if (toldBy !== undefined) return { toldBy };
  const turn = await turnOf(deps, data, person);
  if (!turn || !hasLeft(turn)) return undefined;
  if (data.byHand) return drawReminded(turn, data);
  const rounds: RemindedRound[] = [{ turn, wanted: data.wanted === true }];
  const told: string[] = [];
  for (const other of await together.waitingBeside(reminder, turn.asked.programme.timeZone)) {
    const known = rounds.find(({ turn: { asked } }) => isSameRound(asked.round, other.data));
    const on = known?.turn ?? (await turnOf(deps, other.data, person));
    if (!on || !hasLeft(on)) continue;
    told.push(other.key);
    if (!known) rounds.push({ turn: on, wanted: other.data.wanted === true });
  }
  const isOne = rounds.length === 1;
  const drawn = await (isOne ? drawReminded(turn, data) : drawDueReminder(deps, person, rounds));
  return { ...drawn, told };
};

async function drawReminded(turn: Turn, { wanted, moved }: PersonalMessages['reminder']): Promise<DrawnCard> {
  const { wording, now } = turn;
  if (wanted) return drawRequest(turn, warning(wording.text('snooze.reminder')));
  const { round } = turn.asked;
  const times = {
    deadline: wording.moment(answersDue(turn.asked)),
    closing: wording.moment(closingOf(round)),
  };
  const isOver = now.toISOString() >= round.deadline;
  const key = isOver ? 'prompt.reminderLate' : moved ? 'prompt.deadlineMoved' : 'prompt.reminder';
  const text = wording.text(key, times);
  const drawn = await drawRequest(turn, warning(text));
  return { ...drawn, summary: `${text} ${drawn.summary}` };
}

export const drawHandover: PersonalDrawer<'handover'> = async (deps, data, person) => {
  const held = await heldGoal(deps, data, person);
  if (!held) return undefined;
  const { turn, code, title } = held;
  const by = await loadOwnerName(deps.store, data.by, turn.wording);
  return drawNews(turn, turn.wording.text('handOver.received', { by, code, title }));
};

/** Names the first goal that is still the person's; the card shows them all. */
export const drawOwner: PersonalDrawer<'owner'> = async (deps, data, person) => {
  const held = await heldGoal(deps, data, person, goalsGiven(data));
  if (!held) return undefined;
  const { turn, code, title } = held;
  return drawNews(turn, turn.wording.text('owner.received', { code, title }));
};

/** The questions that are still the person's. */
export const drawAssigned: PersonalDrawer<'assigned'> = async (deps, { goalIds, ...name }, person) => {
  const turn = await turnOf(deps, name, person);
  if (!turn || !takesRepliesAt(turn.asked.round, turn.now)) return undefined;
  const own = turn.asked.goals.filter(({ goal, isHeld }) => isHeld && goalIds.includes(goal.id));
  if (own.length === 0) return undefined;
  const codes = own.map(({ goal }) => goal.code).join(', ');
  return drawNews(turn, turn.wording.text('assigned.received', { count: own.length, codes }));
};

/** The goal's card with a draft of its summary, or, of several goals, what the person is asked. */
export const drawLastPart: PersonalDrawer<'last-part'> = async (deps, { goalIds, ...name }, person) => {
  const turn = await turnOf(deps, name, person);
  if (!turn || !takesRepliesAt(turn.asked.round, turn.now)) return undefined;
  const { round, goals } = turn.asked;
  const left = goals.filter(
    (each) => goalIds.includes(each.goal.id) && each.stage?.part === 'last' && isLeft(each),
  );
  const [first] = left;
  if (!first) return undefined;
  const { wording } = turn;
  const deadline = wording.moment(round.deadline);
  if (left.length > 1) {
    const codes = left.map(({ goal }) => goal.code).join(', ');
    return drawNews(turn, wording.text('stage.several', { count: left.length, codes, deadline }));
  }
  const isIn = round.stage && isFirstStageIn(first.goal, first.reply?.answers ?? noAnswers, round.stage);
  const text = wording.text(isIn ? 'stage.ready' : 'stage.over', { code: first.goal.code, deadline });
  return { card: await goalCard(turn, first, news(text)), summary: text };
};

/** The question's card with the comment on it; nothing if the question was answered again meanwhile. */
export const drawComment: PersonalDrawer<'comment'> = async (deps, data, person) => {
  const held = await heldGoal(deps, data, person);
  if (held?.asked.review?.status !== 'commented') return undefined;
  const { turn, asked, code, title } = held;
  return {
    card: await goalCard(turn, asked),
    summary: turn.wording.text('review.commentSummary', { code, title }),
  };
};

async function turnOf(deps: CardActionDeps, name: RoundName, person: Person): Promise<Turn | undefined> {
  const asked = await loadAskedRound(deps.store, name, person.id, deps.clock.now());
  return asked && turnOn(asked, person, deps);
}

/** Whether the person has something left to answer that can be answered now. */
function hasLeft({ asked: { round, goals }, now }: Turn): boolean {
  return takesRepliesAt(round, now) && goals.some(isLeft);
}

/** The first of these goals that the person still holds, in a round that still takes replies. */
async function heldGoal(
  deps: CardActionDeps,
  { programmeId, period, goalId }: GoalName,
  person: Person,
  goalIds: readonly string[] = [goalId],
) {
  const turn = await turnOf(deps, { programmeId, period }, person);
  const own = turn?.asked.goals.filter(({ isHeld }) => isHeld) ?? [];
  const held = goalIds.flatMap((id) => own.find(({ goal }) => goal.id === id) ?? [])[0];
  if (!turn || !held || !takesRepliesAt(turn.asked.round, turn.now)) return undefined;
  return { turn, asked: held, code: held.goal.code, title: turn.wording.of(held.goal.title) };
}

/** What the person is asked, below the news, which the chat list shows as well. */
async function drawNews(turn: Turn, text: string): Promise<DrawnCard> {
  return { ...(await drawRequest(turn, news(text))), summary: text };
}

function warning(text: string) {
  return { banner: { text, style: 'warning' as const } };
}

function news(text: string) {
  return { banner: { text, style: 'accent' as const } };
}
