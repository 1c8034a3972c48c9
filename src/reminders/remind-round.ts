/** Reminds people who have not answered: one message per person and step, however often it runs. */
import { type Actor, audit, schedule } from '../audit/audit';
import { enqueue, messageKeys, type NewMessage } from '../outbox/message';
import { defined } from '../omit';
import { localDay } from '../periods/local-time';
import { type RoundName, roundPartition } from '../rounds/round-name';
import { commitInPages, replace, retryOnConflict } from '../storage/rows';
import { type Change, type EntityStore } from '../storage/store';
import { type Remindable, readRemindable, recipientsNow } from './remindable';
import { type Reminded, type ReminderRecipients } from './reminder-recipients';

export interface Reminding extends RoundName, Actor {
  /** Identifies the reminder; ISO 8601, so that a later step sorts after an earlier one. */
  readonly step: string;
  /** Times of earlier reminders that were missed and are skipped (ISO 8601, UTC). */
  readonly missed?: readonly string[];
  /** Only people who have something to answer in this unit; does not affect the calendar's reminders. */
  readonly unit?: string;
  /** Only this person. */
  readonly personId?: string;
  /** Only people whose part of the first stage is missing: a reminder of the calendar. */
  readonly ofStage?: true;
  /** Earliest time at which it may be sent; default: at once. */
  readonly sendFrom?: Date;
}

/**
 * People who snoozed the request to this day or later get the reminder they asked for instead. Today's substitutes are
 * reminded too, once for all the people they substitute for. Translations are chased in messages of their own. The mark
 * is moved last: a repeat after a crash reminds the remaining people, and nobody twice.
 * @returns how many messages it sends, one for each person and subject; 0 if it was done before
 * @throws RefusedError `unknown-round`, `round-not-open`.
 */
export async function remindRound(store: EntityStore, act: Reminding, now: Date): Promise<number> {
  return (await remindPersons(store, act, now)).length;
}

/** The same. @returns who gets a message, by id, as `whoIsReminded` */
export async function remindPersons(store: EntityStore, act: Reminding, now: Date): Promise<string[]> {
  return retryOnConflict(async () => {
    const round = await readRemindable(store, act, now);
    const { row } = round;
    const isForAll = act.unit === undefined && act.personId === undefined;
    if (isForAll && row.value.lastReminder !== undefined && row.value.lastReminder >= act.step) return [];
    const recipients = await recipientsNow(store, round, whomOf(act, round), now);
    const known = await messageKeys(store, roundPartition(act));
    const messages = messagesTo(recipients, act);
    const missing = messages.filter(({ key }) => !known.has(key));
    await commitInPages(
      store,
      roundPartition(act),
      missing.map((message) => enqueue(message, now, act.sendFrom)),
    );
    const mark = isForAll ? [replace(row, { ...row.value, lastReminder: act.step })] : [];
    const personIds = messages.flatMap(personIn);
    // A repeated reminder of only some people has nothing left to record.
    if (isForAll || missing.length > 0)
      await store.commit(roundPartition(act), [...mark, ...entries(act, new Set(personIds).size, now)]);
    return personIds;
  });
}

/** Who would get a message now, by id; twice if one is about answers and the other about translations. */
export async function whoIsReminded(store: EntityStore, act: Reminding, now: Date): Promise<string[]> {
  const round = await readRemindable(store, act, now);
  const recipients = await recipientsNow(store, round, whomOf(act, round), now);
  return messagesTo(recipients, act).flatMap(personIn);
}

function personIn({ recipient }: NewMessage): string[] {
  return recipient.type === 'person' ? [recipient.personId] : [];
}

function whomOf({ step, unit, personId, ofStage }: Reminding, { source }: Remindable): Reminded {
  return {
    ...defined({ unit, personId, ofStage }),
    day: localDay(new Date(step), source.form.programme.timeZone),
  };
}

function entries(act: Reminding, persons: number, now: Date): Change[] {
  const { by, way, programmeId, period, unit, personId, missed = [] } = act;
  const about = { by, way, programmeId, period, ...(personId !== undefined && { personId }) };
  const to = { persons, ...(unit !== undefined && { unit }) };
  const skipped = { ...about, what: 'steps-skipped' as const, to: [...missed] };
  return [
    audit({ ...about, what: 'reminded', to }, now),
    ...(missed.length > 0 ? [audit(skipped, now)] : []),
  ];
}

function messagesTo(recipients: ReminderRecipients, act: Reminding): NewMessage[] {
  const { programmeId, period, step, way } = act;
  const to = (personId: string, inKey: string) => ({
    key: `${programmeId}|${period}|${personId}|${inKey}-${step}`,
    recipient: { type: 'person' as const, personId },
  });
  const data = { programmeId, period };
  const byHand = way !== schedule.way && { byHand: true as const };
  return [
    ...[...recipients.responsible, ...recipients.substitutes].map((id) => ({
      ...{ ...to(id, 'reminder'), kind: 'reminder' as const, data: { ...data, ...byHand } },
    })),
    ...[...recipients.translating, ...recipients.translatingSubstitutes].map((id) => ({
      ...{ ...to(id, 'translations'), kind: 'translation-reminder' as const, data },
    })),
  ];
}
