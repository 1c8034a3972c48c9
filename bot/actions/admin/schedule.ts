/** Changes a programme's schedule: typed into a form, shown as what it brings, and only then saved. For admins. */
import { type Banner } from '../../../cards/goal/source';
import { type Card, render } from '../../../cards/render';
import { scheduleCardData } from '../../../cards/schedule/data';
import { stepText } from '../../../cards/parts/step-text';
import { RefusedError, StorageError } from '../../../src/errors';
import { type Programme, type Register } from '../../../src/goals/schema';
import { type RoundSchedule } from '../../../src/periods/calendar';
import { checkSchedule } from '../../../src/schedule/check-schedule';
import { unitsWithoutHead } from '../../../src/schedule/forecast';
import {
  discardScheduleDraft,
  keepScheduleDraft,
  readScheduleDraft,
  saveScheduleDraft,
  scheduleOf,
} from '../../../src/schedule/save-schedule';
import {
  parseSchedule,
  type ScheduleProblem,
  scheduleTexts,
  type ScheduleTexts,
} from '../../../src/periods/schedule-form';
import { refusalText } from '../../views/error-replies';
import { type AdminData } from '../schema';
import { type ActionResult } from '../../views/turn';
import { administeredProgramme, type AdminTurn, wordingOf } from '../../views/admin-turn';
import { programmeCard } from '../../views/programmes/programmes';
import {
  mergedTexts,
  scheduleName,
  seenTexts,
  textsOf,
  typedTexts,
  wasShown,
} from '../../views/schedule-inputs';
import { nextSteps, type Proposal, proposalCard } from '../../views/schedule-preview';
import { afterDoing } from '../../views/sending';

/** The form with the schedule as it is, or with what the person proposed and has not saved. */
export async function scheduleCard(
  turn: AdminTurn,
  { programmeId, draft }: AdminData<'schedule'>,
  banner?: Banner,
): Promise<Card> {
  const { programme } = await administeredProgramme(turn, programmeId);
  const current = textsOf(programme);
  const kept = draft ? await readScheduleDraft(turn.deps.store, draftName(turn, programmeId)) : undefined;
  const [proposed, seen] = kept ? [kept.value.schedule, kept.value.seen].map(scheduleTexts) : [];
  const texts = proposed && seen ? mergedTexts(proposed, seen, current) : current;
  return formCard(turn, programme, texts, banner ? { banner } : {});
}

export async function previewSchedule(
  turn: AdminTurn,
  data: AdminData<'schedule-preview'>,
): Promise<ActionResult> {
  const { store } = turn.deps;
  const register = await administeredProgramme(turn, data.programmeId);
  const { programme } = register;
  const texts = mergedTexts(typedTexts(data), seenTexts(data), textsOf(programme));
  const parsed = parseSchedule(texts);
  const read = 'schedule' in parsed ? await checked(turn, register, parsed.schedule) : parsed;
  if ('problems' in read) return turnedDown(turn, programme, texts, read.problems);
  const { schedule } = read;
  if (scheduleName(schedule) === scheduleName(scheduleOf(programme))) {
    const banner = { text: turn.wording.text('schedule.unchanged'), style: 'warning' as const };
    return { card: formCard(turn, programme, texts, { banner }), lasting: false };
  }
  await keepScheduleDraft(store, draftName(turn, programme.id), { schedule, seen: scheduleOf(programme) });
  return { card: await proposalCard(turn.deps, turn.person, programme, read), lasting: true };
}

/** Only what this card showed is saved; it is checked again, since time has passed. */
export async function saveTheSchedule(
  turn: AdminTurn,
  data: AdminData<'schedule-save'>,
): Promise<ActionResult> {
  const { deps, wording } = turn;
  const { programmeId } = data;
  const register = await administeredProgramme(turn, programmeId);
  const { programme } = register;
  const draft = await readScheduleDraft(deps.store, draftName(turn, programmeId));
  if (!draft) {
    if (wasShown(data, scheduleOf(programme))) return saved(turn, programme);
    const banner = { text: wording.text('schedule.gone'), style: 'warning' as const };
    return { card: await scheduleCard(turn, { programmeId, draft: false }, banner), lasting: true };
  }
  const { schedule } = draft.value;
  const read = await checked(turn, register, schedule);
  if ('problems' in read) return turnedDown(turn, programme, scheduleTexts(schedule), read.problems);
  if (!wasShown(data, schedule)) {
    const banner = { text: wording.text('schedule.newer'), style: 'warning' as const };
    return { card: await proposalCard(deps, turn.person, programme, read, banner), lasting: true };
  }
  try {
    const now = await saveScheduleDraft(deps.store, draftName(turn, programmeId), turn.actor, turn.now);
    return await saved(turn, now);
  } catch (error) {
    if (!(error instanceof RefusedError) || error.code !== 'schedule-changed') throw error;
    const banner = { text: await refusalText(deps, error, wording), style: 'attention' as const };
    return { card: await scheduleCard(turn, { programmeId, draft: false }, banner), lasting: true };
  }
}

export async function discardSchedule(
  turn: AdminTurn,
  { programmeId }: AdminData<'schedule-discard'>,
): Promise<ActionResult> {
  await administeredProgramme(turn, programmeId);
  await discardScheduleDraft(turn.deps.store, draftName(turn, programmeId));
  const banner = { text: turn.wording.text('schedule.discarded'), style: 'good' as const };
  return { card: await programmeCard(turn, programmeId, banner), lasting: true };
}

async function checked(
  { deps, now }: AdminTurn,
  register: Register,
  schedule: RoundSchedule,
): Promise<Proposal | { readonly problems: readonly ScheduleProblem[] }> {
  const headless = await unitsWithoutHead(deps.store, register);
  const source = { now, holidays: deps.holidays, unitsWithoutHead: headless };
  const { problems, warnings } = checkSchedule(schedule, source);
  return problems.length > 0 ? { problems } : { schedule, warnings };
}

function turnedDown(
  turn: AdminTurn,
  programme: Programme,
  texts: ScheduleTexts,
  problems: readonly ScheduleProblem[],
): ActionResult {
  const text = turn.wording.text('schedule.problems', { count: problems.length });
  const card = formCard(turn, programme, texts, { problems, banner: { text, style: 'attention' } });
  return { card, lasting: false };
}

/** Says the same however often it is pressed, and also where the store fails after it was saved. */
async function saved(turn: AdminTurn, programme: Programme): Promise<ActionResult> {
  const [next] = await nextSteps(turn.deps, programme, 1).catch((error: unknown) => {
    if (error instanceof StorageError) return [];
    throw error;
  });
  const { wording } = turn;
  const text = next
    ? wording.text('schedule.saved', { step: stepText(next, wordingOf(turn, programme)) })
    : wording.text('schedule.savedLast');
  const banner = { text, style: 'good' as const };
  return { card: await afterDoing(banner, () => programmeCard(turn, programme.id, banner)), lasting: true };
}

function formCard(
  { wording }: AdminTurn,
  programme: Programme,
  texts: ScheduleTexts,
  more: { readonly problems?: readonly ScheduleProblem[]; readonly banner?: Banner },
): Card {
  const source = { programme, texts, current: textsOf(programme), ...more };
  return render('schedule', scheduleCardData(source, wording));
}

function draftName({ person }: AdminTurn, programmeId: string) {
  return { programmeId, personId: person.id };
}
