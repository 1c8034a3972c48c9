/** Parses every submit of a card and answers it with the card that shows the current state. */
import { type Card, type DrawnCard } from '../../cards/render';
import { type Banner } from '../../cards/parts/banner';
import { type PlainKey } from '../../cards/parts/strings';
import { RefusedError, StorageError } from '../../src/errors';
import { type Person } from '../../src/people/schema';
import { administer } from './admin/administer';
import { readAdminTurn } from '../views/admin-turn';
import { askForDay, dropSubstitute, nameSubstitute, snoozeUntil } from './absence';
import { drillDown } from './drill-down';
import { answerFollowing } from './follow';
import { discard, keep, keepTyped, leave } from './drafts';
import { confirmUnchanged, prefill } from './last-period';
import { askForColleague, decide, handOverTo, takeGoalBack } from './colleagues';
import { goalCard, nextCard, requestCard } from '../views/round-cards';
import { chooseBetween, save } from './save';
import {
  adminActionSchema,
  type CardAction,
  cardActionSchema,
  readingActionSchema,
  followActionSchema,
  shownGoal,
} from './schema';
import {
  type ActionResult,
  askedGoal,
  type CardActionDeps,
  readTurn,
  type Turn,
  typedInputs,
} from '../views/turn';
import { asParsed } from '../teams/safe-parse';
import { refusalText } from '../views/error-replies';
import { wordingFor } from '../views/wording';

export { type ActionResult, type CardAction, type CardActionDeps, cardActionSchema };

/**
 * Every action works on the current state, whatever the card shows.
 * @param channel where the card stands; left out outside channels
 * @throws RefusedError where there is no card to show: `malformed`, `unknown-round`, `not-yours`, `not-readable`.
 */
export async function handleCardAction(
  deps: CardActionDeps,
  person: Person,
  raw: unknown,
  channel?: string,
): Promise<ActionResult & DrawnCard> {
  // The many first: each verb is in one of the lists.
  const answering = asParsed(cardActionSchema, raw);
  if (answering) return answerRequest(deps, person, answering);
  const administering = asParsed(adminActionSchema, raw);
  if (administering) return administer(await readAdminTurn(deps, person), administering);
  const reading = asParsed(readingActionSchema, raw);
  if (reading) return drillDown(deps, person, reading, channel);
  const following = asParsed(followActionSchema, raw);
  if (following) return answerFollowing(await readAdminTurn(deps, person), following);
  throw new RefusedError('malformed');
}

/** What responsible persons do. */
async function answerRequest(
  deps: CardActionDeps,
  person: Person,
  action: CardAction,
): Promise<ActionResult & DrawnCard> {
  const wording = wordingFor(person.language);
  const called = (summary: PlainKey, result: ActionResult) => ({
    ...result,
    summary: wording.text(summary),
  });
  switch (action.verb) {
    case 'substitute-set':
      return called('substitute.title', await nameSubstitute(deps, person, action.data));
    case 'substitute-remove':
      return called('substitute.title', await dropSubstitute(deps, person, action.data));
    case 'proposal-accept':
      return called('proposal.title', await decide(deps, person, action.data, true));
    case 'proposal-decline':
      return called('proposal.title', await decide(deps, person, action.data, false));
    default: {
      const turn = await readTurn(deps, person, action.data);
      return { ...(await inRound(turn, action)), summary: summaryOf(turn) };
    }
  }
}

type RoundAction = Exclude<
  CardAction,
  { verb: 'substitute-set' | 'substitute-remove' | 'proposal-accept' | 'proposal-decline' }
>;

async function inRound(turn: Turn, action: RoundAction): Promise<ActionResult> {
  try {
    return await answer(turn, action);
  } catch (error) {
    if (error instanceof RefusedError) return { card: await refusal(turn, action, error), lasting: false };
    throw error;
  }
}

async function answer(turn: Turn, action: RoundAction): Promise<ActionResult> {
  switch (action.verb) {
    case 'start':
      return { card: await nextCard(turn), lasting: true };
    case 'overview': {
      const { goalId, page } = action.data;
      if (goalId === undefined)
        return { card: await requestCard(turn, page === undefined ? {} : { page }), lasting: true };
      return leave(turn, { ...action.data, goalId, page: page ?? 0 }, (after) => requestCard(after));
    }
    case 'goal': {
      const asked = askedGoal(turn, action.data.goalId);
      return { card: await goalCard(turn, asked, { page: action.data.page }), lasting: true };
    }
    case 'page': {
      const { goalId, to } = action.data;
      return leave(turn, action.data, (after) => goalCard(after, askedGoal(after, goalId), { page: to }));
    }
    case 'skip':
      return leave(turn, action.data, (after) => nextCard(after, action.data.goalId));
    case 'keep':
      return keep(turn, action.data);
    case 'discard':
      return discard(turn, action.data);
    case 'prefill':
      return prefill(turn, action.data);
    case 'unchanged':
      return confirmUnchanged(turn, action.data);
    case 'save':
      return save(turn, action.data);
    case 'hand-over':
      return askForColleague(turn, action.data);
    case 'hand-over-to':
      return handOverTo(turn, action.data);
    case 'take-back':
      return takeGoalBack(turn, action.data);
    case 'snooze':
      return askForDay(turn);
    case 'snooze-until':
      return snoozeUntil(turn, action.data);
  }
}

/** What the chat list says of the card that replaces the one acted on. */
function summaryOf({ asked, wording }: Turn): string {
  const title = wording.text('prompt.title', { period: wording.period(asked.round.period) });
  return `${title}: ${wording.of(asked.programme.name)}`;
}

/** A refusal shows why, above the card of the current state; what was typed is kept as a draft. */
async function refusal(turn: Turn, action: RoundAction, error: RefusedError): Promise<Card> {
  const { deps, person, wording } = turn;
  const text = await refusalText(deps, error, wording, action.data.programmeId);
  if (keepsTyped.includes(error.code)) await keepWhatWasTyped(turn, action);
  const current = await readTurn(deps, person, action.data);
  if (error.code === 'changed-meanwhile' && action.verb === 'save')
    return chooseBetween(current, action.data, error, text);
  const banner: Banner = { text, style: 'attention' };
  return requestCard(current, { banner });
}

/** Refusals after which what was typed may still be of use; to others it would only come back again and again. */
const keepsTyped = ['round-not-open', 'handed-on', 'changed-meanwhile'];

async function keepWhatWasTyped(turn: Turn, { data }: RoundAction): Promise<void> {
  const goal = shownGoal.safeParse(data);
  if (!goal.success || (await keepTyped(turn, goal.data, typedInputs(goal.data)))) return;
  // The card that the person has is not replaced: what was typed is only there.
  throw new StorageError('what was typed was not kept');
}
