import { RefusedError } from '../../../src/errors';
import { type Programme } from '../../../src/goals/schema';
import { timesBy } from '../../../src/periods/calendar';
import { sendableFrom } from '../../../src/periods/quiet-hours';
import { countDrafts } from '../../../src/replies/draft';
import { loadFollowers } from '../../../src/people/follows';
import { readRemindable, recipientsNow } from '../../../src/reminders/remindable';
import { remindRound, whoIsReminded } from '../../../src/reminders/remind-round';
import { countAskedAgain, reopenRound } from '../../../src/reminders/reopen-round';
import { closeRound } from '../../../src/rounds/close-round';
import { tellMovedDeadline } from '../../../src/reminders/tell-moved-deadline';
import { moveDeadline } from '../../../src/rounds/move-deadline';
import { takesReplies } from '../../../src/rounds/round';
import { type CliContext } from '../parts/cli-command';
import { type AboutToSend, agreeToSend, people } from '../parts/consent';
import { knownPerson, knownRound, knownUnit, nameOf, type RoundOptions } from '../parts/known';
import { deadlineIn, localText } from '../parts/moments';
import { roundStatusCommand } from './round-status';

export interface RemindOptions extends RoundOptions {
  readonly unit?: string;
  readonly person?: string;
  readonly yes?: boolean;
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
  const whom = await whoIsReminded(store, act, now);
  const reminding = { what: `reminds ${people(new Set(whom).size)}`, messages: whom.length };
  await agreeToSend(context, options.yes, { ...reminding, preview: whom.map((id) => `- ${id}`) });
  const reminded = await remindRound(store, act, now);
  output({ reminded, sentFrom: sendFrom.toISOString() }, [
    `reminders waiting to be sent: ${reminded}`,
    ...(reminded > 0 ? heldLines(known.programme, now, sendFrom) : []),
  ]);
}

export interface CloseOptions extends RoundOptions {
  readonly withDrafts?: boolean;
  readonly yes?: boolean;
}

export async function roundCloseCommand(context: CliContext, options: CloseOptions): Promise<void> {
  const { store, clock, actor } = context;
  const { programme, round } = await knownRound(store, options);
  const { drafts, persons } = await countDrafts(store, round);
  if (takesReplies(round) && drafts > 0 && !options.withDrafts)
    throw new RefusedError('unsaved-drafts', { drafts: String(drafts), persons: String(persons) });
  if (takesReplies(round)) await agreeToSend(context, options.yes, await closingSends(context, programme));
  const sendFrom = sendableFrom(clock.now(), programme, context.holidays);
  await closeRound(store, { ...nameOf(options), ...actor, sendFrom }, clock.now());
  await roundStatusCommand(context, options);
}

/** The last digest, to the channels of the programme and to people who follow units of it. */
async function closingSends({ store }: CliContext, { id, channels }: Programme): Promise<AboutToSend> {
  const followers = (await loadFollowers(store, id)).length;
  const to = [
    ...(channels.length > 0 ? [channels.length === 1 ? '1 channel' : `${channels.length} channels`] : []),
    ...(followers > 0 ? [people(followers)] : []),
  ];
  return {
    what: `sends the last digest to ${to.join(' and ')}`,
    messages: channels.length + followers,
    preview: channels.map(({ channel }) => `- ${channel}`),
  };
}

export interface DeadlineOptions extends RoundOptions {
  readonly deadline: string;
  readonly yes?: boolean;
}

export async function roundDeadlineCommand(
  context: CliContext,
  options: DeadlineOptions & { readonly tell?: boolean },
): Promise<void> {
  const { store, clock, holidays, actor, say } = context;
  const { programme, round } = await knownRound(store, options);
  const deadline = deadlineIn(options.deadline, programme.timeZone);
  const times = timesBy({ opens: new Date(round.opens), deadline }, programme, holidays);
  const now = clock.now();
  if (options.tell) {
    const { responsible, substitutes } = await recipientsNow(
      store,
      await readRemindable(store, nameOf(options), now),
      {},
      now,
    );
    const whom = [...responsible, ...substitutes];
    const telling = { what: `tells ${people(whom.length)} of the new deadline`, messages: whom.length };
    await agreeToSend(context, options.yes, { ...telling, preview: whom.map((id) => `- ${id}`) });
  }
  await moveDeadline(store, { ...nameOf(options), ...actor, deadline, ...times }, now);
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
  const { programme, round } = await knownRound(store, options);
  const deadline = deadlineIn(options.deadline, programme.timeZone);
  const messages = round.status === 'closed' ? await countAskedAgain(store, round, clock.now()) : 0;
  const asking = `opens the round again and sends ${messages === 1 ? '1 message' : `${messages} messages`}`;
  await agreeToSend(context, options.yes, { what: asking, messages });
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
