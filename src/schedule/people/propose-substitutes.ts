/** Asks people whose automatic email reply is on, or about to be, who answers for them; nothing is set by this. */
import { allMessages, enqueueOnce, type NewMessage } from '../../outbox/message';
import {
  type Absence,
  absenceIn,
  isSame,
  isSoon,
  isSubstituted,
  isWithin,
} from '../../people/absences/absence';
import { type AutomaticReplies, type AutomaticReply } from '../../people/absences/automatic-reply';
import { loadDirectory, peoplePartition, referencesPartition } from '../../people/directory';
import { DirectoryError } from '../../people/directory-source';
import { loadAllLeft } from '../../people/left';
import { loadSubstitutions, type Substitution } from '../../people/substitutions';
import { localDay, localMoment, usualZone } from '../../periods/local-time';
import { sendableOrNow } from '../../periods/quiet-hours';
import { addDays, type HolidayCalendar } from '../../periods/working-days';
import { readRow } from '../../storage/rows';
import { type EntityStore } from '../../storage/store';
import { type Expected, expectedAnswers } from './expected-answers';

export interface ProposeOptions {
  readonly replies: AutomaticReplies;
  readonly holidays: HolidayCalendar;
  /** False when the lease is lost or the process stops. */
  readonly mayGoOn?: () => boolean;
}

/**
 * Counts of persons. `looked`: whose mailbox was asked about; of these, the bot may not read those of the `forbidden`, and had no
 * usable answer for the `unread`. `leftOut`: more than one run takes. `proposed`: who got the message.
 */
export type ProposeReport = Readonly<
  Record<'looked' | 'forbidden' | 'unread' | 'leftOut' | 'proposed', number>
>;

/** A few minutes' work; whoever has something open is among the first. */
const mostPersons = 1_000;
/** Where nobody of so many may be read, the permission is probably not granted. */
const mostForbidden = 100;
/** So many failures in a row are not the fault of single mailboxes. */
const mostFailures = 3;
/** A person is written to during the day, whenever this is done. */
const [morning, evening] = ['08:00', '18:00'];

/**
 * Repeatable: an absence is asked about once.
 * @returns `undefined` if it was stopped
 * @throws DirectoryError
 */
export async function proposeSubstitutes(
  store: EntityStore,
  { replies, holidays, mayGoOn }: ProposeOptions,
  now: Date,
): Promise<ProposeReport | undefined> {
  const [directory, left] = await Promise.all([loadDirectory(store), loadAllLeft(store)]);
  const { persons } = directory;
  const expected = await expectedAnswers(store, directory, holidays, now);
  const present = [...expected].filter(([id]) => persons.has(id) && !left.has(id));
  const context = {
    today: localDay(now, usualZone),
    holidays,
    substitutions: await loadSubstitutions(store),
  };
  const report = { looked: 0, forbidden: 0, unread: 0, proposed: 0 };
  let failures: DirectoryError[] = [];
  for (const [id, rounds] of present.slice(0, mostPersons)) {
    if (mayGoOn?.() === false) return undefined;
    if (report.forbidden === mostForbidden && report.looked === mostForbidden) break;
    report.looked++;
    const reply = await readReply(replies, persons.get(id)!);
    if (reply instanceof DirectoryError) {
      report.unread++;
      failures.push(reply);
      if (failures.length >= mostFailures) throw reply;
      continue;
    }
    failures = [];
    if (reply.type === 'forbidden') report.forbidden++;
    const asking = absenceToAskAbout(reply, id, rounds, context);
    if (asking && (await ask(store, id, asking, { holidays, now }))) report.proposed++;
  }
  if (failures[0] && report.unread === report.looked) throw failures[0];
  return { ...report, leftOut: Math.max(0, present.length - mostPersons) };
}

async function readReply(
  replies: AutomaticReplies,
  person: Parameters<AutomaticReplies['read']>[0],
): Promise<AutomaticReply | DirectoryError> {
  return replies.read(person).catch((error: unknown) => {
    if (error instanceof DirectoryError) return error;
    throw error;
  });
}

interface Asking {
  readonly absence: Absence;
  /** A round that the person is away from; its quiet hours count. */
  readonly round: Expected;
}

function absenceToAskAbout(
  reply: AutomaticReply,
  personId: string,
  rounds: readonly Expected[],
  context: {
    readonly today: string;
    readonly holidays: HolidayCalendar;
    readonly substitutions: readonly Substitution[];
  },
): Asking | undefined {
  const { today, holidays, substitutions } = context;
  const absence = absenceIn(reply, today, holidays);
  if (!absence || !isSoon(absence, today, holidays)) return undefined;
  const round = rounds.find((each) => isWithin(absence, each));
  return round && !isSubstituted(absence, personId, substitutions) ? { absence, round } : undefined;
}

/** Only who has been written to before: this is no first message. @returns whether the person is asked */
async function ask(
  store: EntityStore,
  personId: string,
  { absence, round }: Asking,
  { holidays, now }: { readonly holidays: HolidayCalendar; readonly now: Date },
): Promise<boolean> {
  const prefix = `people|${personId}|absence-`;
  for await (const { value } of allMessages(store, peoplePartition, prefix))
    if (isSame(absence, value.data as unknown as Absence)) return false;
  if (!(await readRow(store, referencesPartition, personId))) return false;
  const sendFrom = sendableOrNow(wakingHour(now), round.programme, holidays);
  const message: NewMessage = {
    key: prefix + absence.from,
    kind: 'absence',
    recipient: { type: 'person', personId },
    data: { ...absence },
  };
  await enqueueOnce(store, peoplePartition, message, now, sendFrom);
  return true;
}

function wakingHour(now: Date): Date {
  const today = localDay(now, usualZone);
  const at = (day: string, time: string) => localMoment(day, time, usualZone).toJSDate();
  if (now >= at(today, evening)) return at(addDays(today, 1), morning);
  return now < at(today, morning) ? at(today, morning) : now;
}
