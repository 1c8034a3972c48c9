/** Asks for the parts of goals that wait for the first stage, once a goal: when that is in, and at its end. */
import { type Actor, audit } from '../../audit/audit';
import { askedGoals } from '../../goals/answers/asked-fields';
import { type Goal } from '../../goals/schema';
import { firstStageFields } from '../../goals/stages/first-stage';
import { grouped } from '../../grouped';
import { enqueue, messageKeys, type NewMessage } from '../../outbox/message';
import { type ForPerson } from '../../outbox/message-kind';
import { loadActiveSubstitutions, type Substitution } from '../../people/substitutions';
import { localDay } from '../../periods/local-time';
import { isInFirstStage, type Round, type RoundStage } from '../../rounds/round';
import { keysTo, type RoundName, roundNameOf, roundPartition } from '../../rounds/round-name';
import { existingRound, loadForm } from '../../rounds/round-store';
import { commitInPages, insert, readValues, replace, retryOnConflict } from '../../storage/rows';
import { type EntityStore, withPrefix } from '../../storage/store';
import { type AskedPersonsSource, holdings, loadAskedPersonsSource } from '../asked-persons';
import { completeness, noAnswers } from '../reply';
import { loadReplies } from '../reply-store';
import { fieldsOfStage, isFirstStageIn, waitsForOthers } from '../stage-part';

/** Says that the rest of a goal was asked for; inserted with the messages, so that nobody is asked twice. */
interface AskedLast {
  readonly goalId: string;
  readonly at: string;
}

const askedLastKey = (goalId: string) => `asked-last|${goalId}`;

export interface EndOfStage extends RoundName, Actor {
  /** Its time in the calendar (ISO 8601, UTC). */
  readonly step: string;
  /** Earliest time at which the messages may be sent; default: at once. */
  readonly sendFrom?: Date;
}

/**
 * Ends the first stage and asks for the rest of all goals, whatever is missing of what was due first. Can be repeated.
 * @throws RefusedError `unknown-round`
 */
export async function endFirstStage(store: EntityStore, act: EndOfStage, now: Date): Promise<void> {
  const { programmeId, period, by, way, step, sendFrom } = act;
  await retryOnConflict(async () => {
    const row = await existingRound(store, act);
    if (!isInFirstStage(row.value)) return;
    const persons = await askFor(store, row.value, (waiting) => waiting, now, sendFrom);
    const next: Round = { ...row.value, stage: { ...row.value.stage, passed: step } };
    const entry = audit({ by, way, what: 'stage-ended', programmeId, period, to: { persons } }, now);
    await store.commit(roundPartition(act), [replace(row, next), entry]);
  });
}

/** Asks for the rest of the goals whose first stage is in before its end. Can be repeated. */
export async function askWhatNoLongerWaits(
  store: EntityStore,
  round: Round & { readonly stage: RoundStage },
  now: Date,
): Promise<void> {
  await retryOnConflict(() => askFor(store, round, (waiting) => whoseFirstIsIn(store, round, waiting), now));
}

async function whoseFirstIsIn(
  store: EntityStore,
  round: Round & { readonly stage: RoundStage },
  waiting: readonly Goal[],
): Promise<readonly Goal[]> {
  const replies = await loadReplies(store, round);
  return waiting.filter((goal) =>
    isFirstStageIn(goal, replies.get(goal.id)?.answers ?? noAnswers, round.stage),
  );
}

/**
 * @param wanted which of the goals whose rest was not asked for yet
 * @returns how many persons get a message
 */
async function askFor(
  store: EntityStore,
  round: Round & { readonly stage: RoundStage },
  wanted: (waiting: readonly Goal[]) => Promise<readonly Goal[]> | readonly Goal[],
  now: Date,
  sendFrom?: Date,
): Promise<number> {
  const [form, asked] = await Promise.all([
    loadForm(store, round),
    readValues<AskedLast>(store, roundPartition(round), withPrefix(askedLastKey(''))),
  ]);
  const known = new Set(asked.map(({ goalId }) => goalId));
  const waiting = (form ? askedGoals(form) : []).filter(
    (goal) => !known.has(goal.id) && firstStageFields(goal, round.stage.of).length > 0,
  );
  const goals = waiting.length > 0 ? await wanted(waiting) : [];
  const source = goals.length > 0 ? await loadAskedPersonsSource(store, round) : undefined;
  if (!source) return 0;
  const today = localDay(now, source.form.programme.timeZone);
  const personsOf = askable(source, round.stage, await loadActiveSubstitutions(store, today));
  const told = await messageKeys(store, roundPartition(round));
  const persons = new Set<string>();
  for (const batch of batches(goals, (goal) => personsOf(goal).length)) {
    const messages = messagesFor(round, batch, personsOf);
    const marks = batch.map(({ id }) => insert(askedLastKey(id), { goalId: id, at: now.toISOString() }));
    const missing = messages.filter(({ key }) => !told.has(key));
    const changes = [...missing.map((message) => enqueue(message, now, sendFrom)), ...marks];
    await commitInPages(store, roundPartition(round), changes, mostTogether);
    for (const { recipient } of messages) persons.add(recipient.personId);
  }
  return persons.size;
}

/**
 * Who is asked for the rest of a goal: those whose part of it is not answered, unless they were asked for all of it at
 * once, and their substitutes of the day.
 */
function askable(source: AskedPersonsSource, stage: RoundStage, substitutions: readonly Substitution[]) {
  const asked = holdings(source).filter(({ goal, fields }) => {
    const rest = fieldsOfStage(goal, fields, stage, 'rest');
    const answers = source.replies.get(goal.id)?.answers ?? noAnswers;
    return waitsForOthers(goal, fields, stage) && completeness(rest, answers, goal.fields) !== 'answered';
  });
  const holders = grouped(asked, ({ goal }) => goal.id);
  return ({ id }: Goal): readonly string[] => {
    const own = (holders.get(id) ?? []).map(({ personId }) => personId);
    const others = substitutions.filter(({ personId }) => own.includes(personId));
    return [...new Set([...own, ...others.map(({ substituteId }) => substituteId)])];
  };
}

/** Changes of one commit. */
const mostTogether = 90;

/**
 * Goals whose marks and messages fit into one commit. A goal of more persons than that is alone: its messages are
 * committed in pages before its mark, so a repeat enqueues the missing ones.
 */
function batches(goals: readonly Goal[], personsOn: (goal: Goal) => number): Goal[][] {
  const all: Goal[][] = [];
  let room = 0;
  for (const goal of goals) {
    const needs = 1 + personsOn(goal);
    if (needs > room) {
      all.push([]);
      room = mostTogether;
    }
    all.at(-1)!.push(goal);
    room -= needs;
  }
  return all;
}

/** One message to each person, however many goals there are. */
function messagesFor(
  round: Round,
  goals: readonly Goal[],
  personsOf: (goal: Goal) => readonly string[],
): (NewMessage & ForPerson)[] {
  const asked = goals.flatMap((goal) => personsOf(goal).map((personId) => ({ personId, goalId: goal.id })));
  return [...grouped(asked, ({ personId }) => personId)].map(([personId, own]) => {
    const goalIds = own.map(({ goalId }) => goalId);
    return {
      key: `${keysTo(round, personId)}last-part-${goalIds[0]}`,
      kind: 'last-part',
      recipient: { type: 'person', personId },
      data: { ...roundNameOf(round), goalIds },
    };
  });
}
