/** Shows who has not answered, and reminds them by hand. */
import { roundNameOf } from '../../../src/rounds/round-name';
import { type ConfirmCardSource } from '../../../cards/confirm/data';
import { type Banner } from '../../../cards/parts/banner';
import { type PlainKey } from '../../../cards/parts/strings';
import { z } from 'zod';
import { type Wording } from '../../../cards/parts/wording';
import { RefusedError } from '../../../src/errors';
import { personIdSchema } from '../../../src/goals/schema';
import { loadActiveSubstitutions } from '../../../src/people/substitutions';
import { localDay } from '../../../src/periods/local-time';
import { lastReminders } from '../../../src/reminders/last-reminders';
import { reminderRecipients, type ReminderRecipients } from '../../../src/reminders/reminder-recipients';
import { remindPersons } from '../../../src/reminders/remind-round';
import { type RoundName } from '../../../src/rounds/round-store';
import { type AdminTurn, wordingOf } from '../../views/admin-turn';
import { drawMissing, loadMissing, type Missing } from '../../views/missing-source';
import { sendFromOf, sendingLines } from '../../views/sending';
import { type ActionResult } from '../../views/turn';
import { reminders, unitHeads } from '../may/running';
import { action } from '../parts/action';
import { pageNumber, roundData } from '../parts/data';
import { confirmation, doneCard, shown, shownOnce } from '../parts/results';

const paged = roundData.extend({ page: pageNumber.default(0) });

/** People who have not answered, limited to those the person may see. */
export const missing = action('missing', paged, unitHeads, async (turn, { page }) =>
  shown(await drawMissing(turn, turn.missing, { page })),
);

/** Everybody in a round, those of one unit, or one person. */
const recipients = roundData.extend({
  unit: z.string().min(1).max(300).optional(),
  personId: personIdSchema.optional(),
});

/** Says who would be reminded. */
export const remindAsk = action('remind-ask', recipients, reminders, async (turn, data) => {
  const { missing } = turn;
  if (!missing.open) return refusedCard(turn, 'remind.closed');
  const recipients = await recipientsOf(turn, missing, data);
  if (recipients.responsible.size + recipients.translating.size === 0)
    return refusedCard(turn, 'remind.nobody');
  const { programmeId, period } = data;
  const wording = wordingOf(turn, missing.programme);
  const source: ConfirmCardSource = {
    title: wording.text('remind.title'),
    lines: await linesOf(turn, missing, data, recipients),
    confirm: {
      title: wording.text('remind.send'),
      verb: 'remind',
      data: { programmeId, period, ...narrowed(data), step: turn.now.toISOString() },
    },
    back: { verb: 'missing', data: { programmeId, period } },
  };
  return confirmation(source, wording);
});

/** `step` identifies the reminder, so that a second press is recognised. */
const reminded = recipients.extend({ step: z.iso.datetime() });

/** A second press reminds nobody again, nor does one on a card of another day. */
export const remind = action('remind', reminded, reminders, async (turn, data) => {
  const { missing } = turn;
  const { programme, round } = missing;
  if (!missing.open) return refusedCard(turn, 'remind.closed');
  const step = stepOf(data.step, turn.now);
  if (step === undefined) return refusedCard(turn, 'remind.old');
  const name = roundNameOf(data);
  const act = { ...name, ...narrowed(data), step, ...turn.actor };
  const isForAll = data.unit === undefined && data.personId === undefined;
  if (isForAll && (round.lastReminder ?? '') >= step) return refusedCard(turn, 'remind.before');
  const sendFrom = sendFromOf(turn, programme);
  const told = await remindPersons(turn.deps.store, { ...act, sendFrom }, turn.now);
  if (told.length === 0) return refusedCard(turn, 'remind.nobody');
  const done = wordingOf(turn, programme).text('remind.done', { count: new Set(told).size });
  const text = [done, ...sendingLines(turn, programme, told.length)].join(' ');
  return doneCard(text, async (banner) =>
    drawMissing(turn, await loadMissing(turn, name), { page: 0, banner }),
  );
});

const oldestStepMs = 24 * 3600 * 1000;

/** `undefined` if the card is older than a day. @throws RefusedError `malformed` if it is from the future. */
function stepOf(text: string, now: Date): string | undefined {
  const step = new Date(text);
  const age = now.getTime() - step.getTime();
  if (!(age >= 0)) throw new RefusedError('malformed');
  return age <= oldestStepMs ? step.toISOString() : undefined;
}

/** The list with the reason; nothing was done. */
async function refusedCard(
  turn: AdminTurn & { readonly missing: Missing },
  key: PlainKey,
): Promise<ActionResult> {
  const banner: Banner = { text: wordingOf(turn, turn.missing.programme).text(key), style: 'warning' };
  return shownOnce(await drawMissing(turn, turn.missing, { banner }));
}

type Recipients = z.infer<typeof recipients>;
type Narrowed = Pick<Recipients, 'unit' | 'personId'>;

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
  data: Recipients,
  { responsible, putOff, translating, ...recipients }: ReminderRecipients,
): Promise<string[]> {
  const { programme, names } = missing;
  const wording = wordingOf(turn, programme);
  const { unit, personId } = data;
  const substitutes = [...recipients.substitutes, ...recipients.translatingSubstitutes];
  // Somebody may get a message about answers and one about translations.
  const told = [...responsible, ...translating, ...substitutes];
  const all = [...new Set(told)];
  const others = new Set(substitutes);
  const inSubstitutes = wording.text('remind.substitutes', { count: others.size });
  const inAll = wording.text('remind.recipients', { count: all.length });
  return [
    `${wording.of(programme.name)} ${wording.period(data.period)}`,
    ...(unit === undefined ? [] : [wording.text('remind.unit', { unit: missing.unitName(unit, wording) })]),
    ...(personId === undefined
      ? []
      : [wording.text('remind.person', { name: names.get(personId) ?? personId })]),
    others.size > 0 ? `${inAll} ${inSubstitutes}` : inAll,
    ...(putOff.size > 0 ? [wording.text('remind.putOff', { count: putOff.size })] : []),
    ...sendingLines(turn, programme, told.length),
    await lastLine(turn, data, all, wording),
  ];
}

/** When the recipients were last reminded, and how many of them. */
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
