/** The context of one card action: who acts, on which round, and when. */
import { type Card, type DrawnCard } from '../../cards/render';
import { inputPrefix } from '../../cards/parts/goals/field-elements';
import { noAnswer } from '../../cards/parts/no-answer';
import { type Wording } from '../../cards/parts/wording';
import { type Clock } from '../../src/clock';
import { RefusedError } from '../../src/errors';
import { type ReadRegister } from '../../src/import/read-register';
import { loadPerson } from '../../src/people/directory';
import { type DirectorySource } from '../../src/people/directory-source';
import { type NameReader, namesOf } from '../../src/people/names';
import { type Person } from '../../src/people/schema';
import { type HolidayCalendar } from '../../src/periods/working-days';
import { type Report, type ReportFormat, type ReportName } from '../../src/report/content/formats';
import { type AskedGoal, type AskedRound, loadAskedRound } from '../../src/replies/asked-goals';
import { type Typed } from '../../src/replies/draft';
import { type FilledCard } from '../../src/replies/last-time/filled-card';
import { type GoalName } from '../../src/rounds/open-goal';
import { readRound, type RoundName } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { type BackgroundWork } from './parts/background-work';
import { wordingFor } from './wording';

/**
 * Makes a report. If the same one is already being made, the caller gets that one.
 * @param by id of the person who asks
 * @throws RefusedError `unknown-round`.
 * @throws Error when it was not made, took longer than four minutes, or the bot stops.
 */
export type MakeReport = (name: ReportName, by: string) => Promise<Report>;

export interface CardActionDeps {
  readonly store: EntityStore;
  readonly clock: Clock;
  readonly holidays: HolidayCalendar;
  /** Ids of the admins that the configuration names. */
  readonly admins: ReadonlySet<string>;
  /** Reads the files that admins drop into the chat. */
  readonly readRegister: ReadRegister;
  /** Messages a second that may be sent, to say how long sending takes. */
  readonly sendRate: number;
  /** Looks up an unknown person, if a directory is configured. Never fails. */
  readonly lookUp?: DirectorySource['lookUp'];
  readonly reports: {
    readonly make: MakeReport;
    /** Those that can be made here. */
    readonly formats: readonly ReportFormat[];
    /**
     * Where browsers reach the bot, without a slash at the end: reports are then given as links, and otherwise
     * as files that Teams saves.
     */
    readonly publicUrl?: string;
  };
}

/** The result of a card's submit: the card to show. */
export interface ActionResult {
  readonly card: Card;
  /** Whether the card should also replace the one in the conversation, for other devices and later. */
  readonly replacesPosted: boolean;
  /** Further cards, sent after this one; only in the chat with the bot. */
  readonly more?: readonly DrawnCard[];
  /** What goes on after the press is answered; only in the chat with the bot. */
  readonly later?: BackgroundWork;
}

export interface Turn {
  readonly deps: CardActionDeps;
  readonly person: Person;
  readonly asked: AskedRound;
  readonly now: Date;
  readonly wording: Wording;
  /** The card that was pressed belongs to the form of several goals, so the person goes back there. */
  readonly inForm?: true;
  /** The period of the latest closed round before, if this press has found it. */
  readonly closedBefore?: string;
}

/** @throws RefusedError `unknown-round`, `round-discarded`; `not-yours` when the person is asked nothing in it. */
export async function readTurn(deps: CardActionDeps, person: Person, name: RoundName): Promise<Turn> {
  const now = deps.clock.now();
  const asked = await loadAskedRound(deps.store, name, person.id, now);
  if (!asked) await requireRound(deps.store, name);
  if (!asked) throw new RefusedError('not-yours', { programmeId: name.programmeId });
  return { deps, person, asked, now, wording: wordingFor(person.language, asked.programme.timeZone) };
}

async function requireRound(store: EntityStore, name: RoundName): Promise<void> {
  const round = (await readRound(store, name))?.value;
  if (!round) throw new RefusedError('unknown-round');
  if (round.discarded) throw new RefusedError('round-discarded');
}

/** The same round as it is now. @throws RefusedError as readTurn. */
export async function readAgain({ deps, person, asked, inForm }: Turn): Promise<Turn> {
  const turn = await readTurn(deps, person, asked.round);
  return inForm ? { ...turn, inForm } : turn;
}

/** @throws RefusedError `handed-on` if the person handed the goal on, else `not-yours`. */
export function askedGoal({ asked }: Pick<Turn, 'asked'>, goalId: string): AskedGoal {
  const found = asked.goals.find((candidate) => candidate.goal.id === goalId);
  if (found) return found;
  const handed = asked.handedOn.find(({ goal }) => goal.id === goalId);
  if (handed) throw new RefusedError('handed-on', { programmeId: asked.programme.id, by: handed.to });
  throw new RefusedError('not-yours', { programmeId: asked.programme.id });
}

/** The inputs of a submit by field id. @throws RefusedError `malformed` when one is not a text. */
export function typedInputs(data: Readonly<Record<string, unknown>>): Typed {
  const typed: [string, string][] = [];
  for (const [key, value] of Object.entries(data)) {
    if (!key.startsWith(inputPrefix)) continue;
    typed.push([key.slice(inputPrefix.length), inputValue(value)]);
  }
  // An assignment to "__proto__" would be lost, and so would not be refused.
  return Object.fromEntries(typed);
}

/** What was typed or chosen. @throws RefusedError `malformed` when it is not a text. */
export function inputValue(value: unknown): string {
  if (typeof value !== 'string') throw new RefusedError('malformed');
  return value === noAnswer ? '' : value;
}

/** A text input of a form, at most `longest` characters of it; empty if the client did not send it. */
export function inputText(data: Readonly<Record<string, unknown>>, id: string, longest = 400): string {
  const value = Object.hasOwn(data, id) ? data[id] : undefined;
  return typeof value === 'string' ? value.trim().slice(0, longest) : '';
}

/** Names of persons by id, without the persons that the directory does not know. */
export async function loadNames(
  store: EntityStore,
  personIds: Iterable<string>,
  reader: Pick<NameReader, 'formerEmployee'>,
): Promise<ReadonlyMap<string, string>> {
  const persons = await Promise.all([...new Set(personIds)].map((id) => loadPerson(store, id)));
  return namesOf(
    persons.filter((person) => person !== undefined),
    reader,
  );
}

export function goalName({ asked: { round } }: Pick<Turn, 'asked'>, goalId: string): GoalName {
  return { programmeId: round.programmeId, period: round.period, goalId };
}

/** What the person's card of a goal is filled in by. */
export function filledCard(turn: Turn, { goal, fields, reply, stage }: AskedGoal): FilledCard {
  const { asked, deps, person } = turn;
  const name = goalName(turn, goal.id);
  return {
    ...{ store: deps.store, name, programme: asked.programme, goal, fields, reply },
    locale: person.language,
    offersDraft: stage?.part === 'last',
    writer: (locale) => wordingFor(locale, asked.programme.timeZone),
  };
}
