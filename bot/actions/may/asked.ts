/** Permissions for people asked in a round. A refusal is shown above the card of the current state. */
import { type Banner } from '../../../cards/parts/banner';
import { type Card } from '../../../cards/render';
import { RefusedError, StorageError } from '../../../src/errors';
import { type ReadGoal } from '../../../src/replies/answerable-goal';
import { asAsked, type AskedGoal } from '../../../src/replies/asked-goals';
import { type Typed } from '../../../src/replies/draft';
import { loadPreviousReply, type PreviousReply } from '../../../src/replies/reply-store';
import { readGate } from '../../../src/rounds/close-guard';
import { type GoalName } from '../../../src/rounds/open-goal';
import { type RoundName } from '../../../src/rounds/round-name';
import { type Row } from '../../../src/storage/rows';
import { type EntityStore } from '../../../src/storage/store';
import { refusalText } from '../../views/error-replies';
import { typedRows } from '../parts/typed-rows';
import { requestCard } from '../../views/round-cards';
import { askedGoal, readAgain, readTurn, type Turn, typedInputs } from '../../views/turn';
import { shownGoal, type ShownGoal } from '../parts/data';
import { keepRows, keepTyped } from '../parts/kept';
import { readPasted } from '../parts/pasted';
import { type Permission, type Who } from '../parts/permission';
import { shownOnce } from '../parts/results';

/** What is read for an answer beside the turn. */
interface Beside {
  /** The gate of the goal that is answered, read before anything else: any later change makes the save conflict. */
  readonly gate?: Row<object> | undefined;
  /** Last period's reply. */
  readonly previous?: PreviousReply | undefined;
}

function inRound<T, D extends RoundName>(
  who: Who,
  admit: (turn: Turn, data: D, beside: Beside) => T,
  read?: {
    readonly gate: (store: EntityStore, data: D) => Promise<Beside['gate']>;
    readonly previous: (store: EntityStore, data: D) => Promise<Beside['previous']>;
  },
): Permission<T, D> {
  return {
    who,
    async answer({ deps, person }, data, run) {
      const gate = await read?.gate(deps.store, data);
      const [asked, previous] = await Promise.all([
        readTurn(deps, person, data),
        read?.previous(deps.store, data),
      ]);
      const turn = { ...onPressed(asked, data), ...fromForm(data) };
      const summary = summaryOf(turn);
      try {
        return { ...(await run(admit(turn, data, { gate, previous }))), summary };
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error;
        return { ...shownOnce(await refusedCard(turn, data, error)), summary };
      }
    },
  };
}

/** What a pressed card of a goal asked for, although the round's next stage may have begun since. */
function onPressed(turn: Turn, data: RoundName): Turn {
  if (!turn.asked.round.stage) return turn;
  const card = shownGoal.safeParse(data);
  if (!card.success) return turn;
  const { goalId, stage } = card.data;
  const goals = turn.asked.goals.map((each) =>
    each.goal.id === goalId ? asAsked(turn.asked, each, stage) : each,
  );
  return { ...turn, asked: { ...turn.asked, goals } };
}

/** Whether the button is on a card that was opened from the form of several goals. */
function fromForm(data: RoundName): Pick<Turn, 'inForm'> {
  return 'form' in data && data.form === true ? { inForm: true } : {};
}

/** Includes substitutes and people who were handed a goal. @throws RefusedError `unknown-round`, `not-yours`. */
export const theAsked = inRound<Turn, RoundName>('those asked in the round', (turn) => turn);

export interface GoalTurn extends Turn {
  /** The person's part of the goal. */
  readonly own: AskedGoal;
}

/** People who answer for the goal now. @throws RefusedError as theAsked. */
export const answering = inRound<GoalTurn, GoalName>('those who answer for the goal', (turn, { goalId }) => ({
  ...turn,
  own: askedGoal(turn, goalId),
}));

export interface SavingTurn extends GoalTurn {
  readonly previous: PreviousReply | undefined;
  /** What a save works on. Missing if the round was never open: then the save says so. */
  readonly read?: ReadGoal;
}

/** The same for verbs that write an answer. */
export const saving = inRound<SavingTurn, GoalName>(
  answering.who,
  (turn, { goalId }, { gate, previous }) => {
    const own = askedGoal(turn, goalId);
    const read = gate && { gate, asked: turn.asked, own, previous };
    const closedBefore = previous && { closedBefore: previous.period };
    return { ...turn, own, previous, ...closedBefore, ...(read && { read }) };
  },
  {
    gate: (store, name) => readGate(store, name, name.goalId),
    previous: (store, name) => loadPreviousReply(store, name, name.goalId),
  },
);

/** What the chat list shows for the card that replaces the one acted on. */
function summaryOf({ asked: { round, programme }, wording }: Turn): string {
  return `${wording.of(programme.name)} ${wording.period(round.period)}`;
}

/** The card of the current state with the reason above it; what was typed is kept as a draft. */
async function refusedCard(turn: Turn, data: RoundName, error: RefusedError): Promise<Card> {
  const text = await refusalText(turn.deps, error, turn.wording, data.programmeId);
  if (keepsTyped.includes(error.code)) await keepWhatWasTyped(turn, data);
  const banner: Banner = { text, style: 'attention' };
  return requestCard(await readAgain(turn), { banner });
}

/** Refusals after which the input may still be useful; after the others it would only be refused again. */
const keepsTyped = ['round-not-open', 'handed-on', 'changed-meanwhile', 'no-form'];

/** @throws StorageError if the store fails: then the person's card must stay, since it has the only copy. */
export async function keepWhatWasTyped(turn: Turn, data: RoundName): Promise<void> {
  const goal = shownGoal.safeParse(data);
  const kept = await Promise.all([
    !goal.success || keepTyped(turn, goal.data, typedOrPasted(turn, goal.data)),
    keepRows(turn, typedRows(data)),
  ]);
  if (kept.every(Boolean)) return;
  throw new StorageError('what was typed was not kept');
}

function typedOrPasted(turn: Turn, data: ShownGoal): Typed {
  const own = turn.asked.goals.find(({ goal }) => goal.id === data.goalId);
  const pasted = own && readPasted(turn, own, data);
  return { ...typedInputs(data), ...Object.fromEntries(pasted?.cells ?? []) };
}
