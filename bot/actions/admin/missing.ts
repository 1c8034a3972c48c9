/** Who has not answered, and reminding them by hand. */
import { confirmCardData } from '../../../cards/confirm/data';
import { type Banner } from '../../../cards/goal/source';
import { type Card, render } from '../../../cards/render';
import { type StringKey } from '../../../cards/parts/strings';
import { type Wording } from '../../../cards/parts/wording';
import { RefusedError } from '../../../src/errors';
import { loadActiveSubstitutions } from '../../../src/people/substitutions';
import { localDay } from '../../../src/periods/local-time';
import { lastReminders } from '../../../src/replies/last-reminders';
import { reminderRecipients, type ReminderRecipients } from '../../../src/replies/reminder-recipients';
import { remindRound } from '../../../src/replies/remind-round';
import { type RoundName } from '../../../src/rounds/round-store';
import { type AdminData } from '../schema';
import { type ActionResult } from '../../views/turn';
import { type AdminTurn, wordingOf } from '../../views/admin-turn';
import { drawMissing, loadMissing, type Missing } from '../../views/missing-source';
import { afterDoing, sendFromOf, sendingLines } from '../../views/sending';

/** @throws RefusedError `not-permitted`, `unknown-round`. */
export async function missingCard(
  turn: AdminTurn,
  data: AdminData<'missing'>,
  banner?: Banner,
): Promise<Card> {
  const missing = await loadMissing(turn, data);
  return drawMissing(turn, missing, { page: data.page, ...(banner && { banner }) });
}

/** @throws RefusedError `not-permitted`, `unknown-round`. */
export async function askToRemind(turn: AdminTurn, data: AdminData<'remind-ask'>): Promise<ActionResult> {
  const missing = await loadReminded(turn, data);
  if (!missing.open) return instead(turn, missing, 'remind.closed');
  const recipients = await recipientsOf(turn, missing, data);
  if (recipients.responsible.size === 0) return instead(turn, missing, 'remind.nobody');
  const { programmeId, period } = data;
  const wording = wordingOf(turn, missing.programme);
  const source = {
    title: wording.text('remind.title'),
    lines: await linesOf(turn, missing, data, recipients),
    confirm: {
      title: wording.text('remind.send'),
      verb: 'remind' as const,
      data: { programmeId, period, ...narrowed(data), step: turn.now.toISOString() },
    },
    back: { verb: 'missing' as const, data: { programmeId, period } },
  };
  return { card: render('confirm', confirmCardData(source, wording)), lasting: false };
}

/**
 * A second press reminds nobody again.
 * @throws RefusedError `not-permitted`, `unknown-round`; `malformed` where the card is older than a day.
 */
export async function remind(turn: AdminTurn, data: AdminData<'remind'>): Promise<ActionResult> {
  const missing = await loadReminded(turn, data);
  const { programme, round } = missing;
  const step = stepOf(data.step, turn.now);
  if (!missing.open) return instead(turn, missing, 'remind.closed');
  const { programmeId, period } = data;
  const act = { programmeId, period, ...narrowed(data), step, ...turn.actor };
  const isForAll = data.unit === undefined && data.personId === undefined;
  if (isForAll && (round.lastReminder ?? '') >= step) return instead(turn, missing, 'remind.before');
  const sendFrom = sendFromOf(turn, programme);
  const count = await remindRound(turn.deps.store, { ...act, sendFrom }, turn.now);
  if (count === 0) return instead(turn, missing, 'remind.nobody');
  const done = wordingOf(turn, programme).text('remind.done', { count });
  const banner: Banner = { text: [done, ...sendingLines(turn, programme, count)].join(' '), style: 'good' };
  const name = { programmeId, period, page: 0 };
  return { card: await afterDoing(banner, () => missingCard(turn, name, banner)), lasting: true };
}

/** Of all, who runs the round may remind; of a unit, its head too. */
async function loadReminded(
  turn: AdminTurn,
  data: RoundName & { readonly unit?: string | undefined },
): Promise<Missing> {
  const missing = await loadMissing(turn, data);
  const isOwn = data.unit !== undefined && missing.mayRemind(data.unit);
  if (!missing.coordinates && !isOwn)
    throw new RefusedError('not-permitted', { programmeId: data.programmeId });
  return missing;
}

const oldestStepMs = 24 * 3600 * 1000;

/** @throws RefusedError `malformed`. */
function stepOf(text: string, now: Date): string {
  const step = new Date(text);
  const age = now.getTime() - step.getTime();
  if (!(age >= 0 && age <= oldestStepMs)) throw new RefusedError('malformed');
  return step.toISOString();
}

/** Nothing was done; the list says why. */
async function instead(turn: AdminTurn, missing: Missing, key: StringKey): Promise<ActionResult> {
  const banner: Banner = { text: wordingOf(turn, missing.programme).text(key), style: 'warning' };
  return { card: await drawMissing(turn, missing, { banner }), lasting: false };
}

type Narrowed = Pick<AdminData<'remind-ask'>, 'unit' | 'personId'>;

function narrowed({ unit, personId }: Narrowed) {
  return { ...(unit !== undefined && { unit }), ...(personId !== undefined && { personId }) };
}

async function recipientsOf(
  { deps, now }: AdminTurn,
  { programme, source }: Missing,
  data: Narrowed,
): Promise<ReminderRecipients> {
  const day = localDay(now, programme.timeZone);
  const substitutions = await loadActiveSubstitutions(deps.store, day);
  return reminderRecipients(source, substitutions, { ...narrowed(data), day });
}

async function linesOf(
  turn: AdminTurn,
  missing: Missing,
  data: AdminData<'remind-ask'>,
  { responsible, substitutes, putOff }: ReminderRecipients,
): Promise<string[]> {
  const { programme, names } = missing;
  const wording = wordingOf(turn, programme);
  const { unit, personId } = data;
  const count = responsible.size + substitutes.size;
  const inSubstitutes = wording.text('remind.substitutes', { count: substitutes.size });
  const recipients = wording.text('remind.recipients', { count });
  return [
    `${wording.of(programme.name)} ${wording.period(data.period)}`,
    ...(unit === undefined ? [] : [wording.text('remind.unit', { unit: missing.unitName(unit, wording) })]),
    ...(personId === undefined
      ? []
      : [wording.text('remind.person', { name: names.get(personId) ?? personId })]),
    substitutes.size > 0 ? `${recipients} ${inSubstitutes}` : recipients,
    ...(putOff.size > 0 ? [wording.text('remind.putOff', { count: putOff.size })] : []),
    ...sendingLines(turn, programme, count),
    await lastLine(turn, data, [...responsible, ...substitutes], wording),
  ];
}

/** When the recipients were reminded last, and how many of them that was. */
async function lastLine(
  { deps }: AdminTurn,
  round: RoundName,
  recipients: readonly string[],
  wording: Wording,
): Promise<string> {
  const reminders = await lastReminders(deps.store, round);
  const moments = recipients.flatMap((id) => reminders.get(id) ?? []);
  const last = moments.toSorted().at(-1);
  if (last === undefined) return wording.text('remind.never', { count: recipients.length });
  const moment = wording.moment(last);
  const count = moments.filter((each) => each === last).length;
  if (count === recipients.length) return wording.text('remind.last', { moment });
  return wording.text('remind.lastOfSome', { count, moment });
}
