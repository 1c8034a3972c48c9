import { RefusedError } from '../../../src/errors';
import { type Programme } from '../../../src/goals/schema';
import { closingAfter } from '../../../src/periods/calendar';
import { sendableFrom } from '../../../src/periods/quiet-hours';
import { countDrafts } from '../../../src/replies/draft';
import { remindRound } from '../../../src/reminders/remind-round';
import { reopenRound } from '../../../src/reminders/reopen-round';
import { closeRound } from '../../../src/rounds/close-round';
import { tellMovedDeadline } from '../../../src/reminders/tell-moved-deadline';
import { moveDeadline } from '../../../src/rounds/move-deadline';
import { takesReplies } from '../../../src/rounds/round';
import { type CliContext } from '../parts/cli-command';
import { knownPerson, knownRound, knownUnit, nameOf, type RoundOptions } from '../parts/known';
import { deadlineIn, localText } from '../parts/moments';
import { roundStatusCommand } from './round-status';

export interface RemindOptions extends RoundOptions {
  readonly unit?: string;
  readonly person?: string;
}

/** Reminds people who have not answered; the running bot sends the messages within a minute, or after quiet hours. */
export async function roundRemindCommand(context: CliContext, options: RemindOptions): Promise<void> {
  const { store, clock, holidays, actor, output } = context;
  const now = clock.now();
  const known = await knownRound(store, options);
  const unit = options.unit === undefined ? undefined : knownUnit(known, options.unit);
  const person = options.person === undefined ? undefined : await knownPerson(store, options.person);
  const sendFrom = sendableFrom(now, known.programme, holidays);
  const act = {
    ...{ ...nameOf(options), ...actor, sendFrom, step: now.toISOString() },
    ...(unit !== undefined && { unit }),
    ...(person && { personId: person.id }),
  };
  const reminded = await remindRound(store, act, now);
  output({ reminded, sentFrom: sendFrom.toISOString() }, [
    `reminders waiting to be sent: ${reminded}`,
    ...(reminded > 0 ? heldLines(known.programme, now, sendFrom) : []),
  ]);
}

export interface CloseOptions extends RoundOptions {
  readonly withDrafts?: boolean;
}

export async function roundCloseCommand(context: CliContext, options: CloseOptions): Promise<void> {
  const { store, clock, actor } = context;
  const { programme, round } = await knownRound(store, options);
  const { drafts, persons } = await countDrafts(store, round);
  if (takesReplies(round) && drafts > 0 && !options.withDrafts)
    throw new RefusedError('unsaved-drafts', { drafts: String(drafts), persons: String(persons) });
  const sendFrom = sendableFrom(clock.now(), programme, context.holidays);
  await closeRound(store, { ...nameOf(options), ...actor, sendFrom }, clock.now());
  await roundStatusCommand(context, options);
}

export interface DeadlineOptions extends RoundOptions {
  readonly deadline: string;
}

export async function roundDeadlineCommand(
  context: CliContext,
  options: DeadlineOptions & { readonly tell?: boolean },
): Promise<void> {
  const { store, clock, holidays, actor, say } = context;
  const { programme } = await knownRound(store, options);
  const deadline = deadlineIn(options.deadline, programme.timeZone);
  const closes = closingAfter(deadline, programme, holidays);
  const now = clock.now();
  await moveDeadline(store, { ...nameOf(options), ...actor, deadline, closes }, now);
  if (options.tell) {
    const sendFrom = sendableFrom(now, programme, holidays);
    const count = await tellMovedDeadline(store, { ...nameOf(options), ...actor, sendFrom }, now);
    say([`people to be told of it: ${count}`, ...heldLines(programme, now, sendFrom)].join('\n'));
  }
  await roundStatusCommand(context, options);
}

export interface ReopenOptions extends DeadlineOptions {
  readonly reason: string;
}

export async function roundReopenCommand(context: CliContext, options: ReopenOptions): Promise<void> {
  const { store, clock, holidays, actor } = context;
  const { programme } = await knownRound(store, options);
  const deadline = deadlineIn(options.deadline, programme.timeZone);
  const sendFrom = sendableFrom(clock.now(), programme, holidays);
  const act = { ...nameOf(options), ...actor, reason: options.reason, deadline, sendFrom };
  await reopenRound(store, act, clock.now());
  await roundStatusCommand(context, options);
}

/** If quiet hours hold messages back, says when they go out. */
function heldLines({ timeZone }: Pick<Programme, 'timeZone'>, now: Date, sendFrom: Date): string[] {
  return sendFrom > now
    ? [`sent from ${localText(sendFrom, timeZone)} (${timeZone}), when quiet hours end`]
    : [];
}
