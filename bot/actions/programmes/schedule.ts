/** Changes a programme's schedule: a form, a preview of its effects, then saving. For admins. */
import { z } from 'zod';
import { stepText } from '../../../cards/parts/step-text';
import { RefusedError, StorageError } from '../../../src/errors';
import { loadGoals } from '../../../src/goals/register';
import { type Programme } from '../../../src/goals/schema';
import { type RoundSchedule } from '../../../src/periods/calendar';
import {
  parseSchedule,
  type ScheduleProblem,
  scheduleTexts,
  type ScheduleTexts,
} from '../../../src/periods/schedule-form';
import { scheduleOf } from '../../../src/goals/schedule-of';
import { checkSchedule } from '../../../src/schedule/check-schedule';
import { unitsWithoutHead } from '../../../src/schedule/forecast';
import {
  discardScheduleDraft,
  keepScheduleDraft,
  readScheduleDraft,
  saveScheduleDraft,
} from '../../../src/schedule/save-schedule';
import { startProgramme } from '../../../src/schedule/start-programme';
import { type AdminTurn, wordingOf } from '../../views/admin-turn';
import { refusalText } from '../../views/error-replies';
import { programmeCard } from '../../views/programmes/programmes';
import { drawSchedule, scheduleCard, scheduleDraftName, scheduleForm } from '../../views/programmes/schedule';
import {
  mergedTexts,
  scheduleName,
  seenTexts,
  typedTexts,
  wasShown,
} from '../../views/programmes/schedule-inputs';
import { textsOf } from '../../views/programmes/schedule-inputs';
import { nextSteps, type Proposal, proposalCard } from '../../views/programmes/schedule-preview';
import { type ActionResult } from '../../views/turn';
import { programmeAdmins, type ProgrammeTurn } from '../may/running';
import { action } from '../parts/action';
import { anyInput, programmeData } from '../parts/data';
import { doneCard, shown, shownOnce } from '../parts/results';

const formData = programmeData.extend({ draft: z.boolean().default(false) });

/** The form, with the person's draft if requested. */
export const schedule = action('schedule', formData, programmeAdmins, async (turn, { draft }) =>
  shown(await drawSchedule(turn, turn.programme, draft)),
);

const typed = programmeData.catchall(anyInput);

/** Previews the typed schedule, and keeps it as the person's draft. */
export const schedulePreview = action('schedule-preview', typed, programmeAdmins, async (turn, data) => {
  const { deps, person, programme, wording } = turn;
  const texts = mergedTexts(typedTexts(data), seenTexts(data), textsOf(programme));
  const parsed = parseSchedule(texts);
  const read = 'schedule' in parsed ? await checked(turn, parsed.schedule) : parsed;
  if ('problems' in read) return formAgain(turn, texts, read.problems);
  const { schedule } = read;
  if (scheduleName(schedule) === scheduleName(scheduleOf(programme))) {
    const banner = { text: wording.text('schedule.unchanged'), style: 'warning' as const };
    return shownOnce(scheduleForm(turn, programme, texts, { banner }));
  }
  const draft = { schedule, seen: scheduleOf(programme) };
  await keepScheduleDraft(deps.store, scheduleDraftName(turn, programme.id), draft);
  return shown(await proposalCard(deps, person, programme, read));
});

/** `proposed` is the hash of what the preview showed. */
const proposed = programmeData.extend({ proposed: z.string().max(64) });

/** Only what this card showed is saved; it is checked again, since time has passed. */
export const scheduleSave = action('schedule-save', proposed, programmeAdmins, async (turn, data) => {
  const { deps, person, programme, wording } = turn;
  const name = scheduleDraftName(turn, programme.id);
  const draft = await readScheduleDraft(deps.store, name);
  if (!draft) {
    if (wasShown(data, scheduleOf(programme))) return savedCard(turn, programme);
    const banner = { text: wording.text('schedule.gone'), style: 'warning' as const };
    return shown(await drawSchedule(turn, programme, false, banner));
  }
  const { schedule } = draft.value;
  const read = await checked(turn, schedule);
  if ('problems' in read) return formAgain(turn, scheduleTexts(schedule), read.problems);
  if (!wasShown(data, schedule)) {
    const banner = { text: wording.text('schedule.newer'), style: 'warning' as const };
    return shown(await proposalCard(deps, person, programme, read, banner));
  }
  try {
    return await savedCard(turn, await saveScheduleDraft(deps.store, name, turn.actor, turn.now));
  } catch (error) {
    if (!(error instanceof RefusedError) || error.code !== 'schedule-changed') throw error;
    const banner = { text: await refusalText(deps, error, wording), style: 'attention' as const };
    return shown(await scheduleCard(turn, { programmeId: programme.id, draft: false }, banner));
  }
});

/** Only the schedule that this card showed is started. */
export const programmeStart = action('programme-start', proposed, programmeAdmins, async (turn, data) => {
  const { deps, programme, wording } = turn;
  const current = scheduleOf(programme);
  if (programme.awaitsStart && !wasShown(data, current)) {
    const banner = { text: wording.text('schedule.changedBeforeStart'), style: 'warning' as const };
    return shown(await drawSchedule(turn, programme, false, banner));
  }
  const started = await startProgramme(deps.store, programme.id, current, turn.actor, turn.now);
  return savedCard(turn, started, 'schedule.started');
});

export const scheduleDiscard = action('schedule-discard', programmeData, programmeAdmins, async (turn) => {
  const { deps, programme, wording } = turn;
  await discardScheduleDraft(deps.store, scheduleDraftName(turn, programme.id));
  const banner = { text: wording.text('schedule.discarded'), style: 'good' as const };
  return shown(await programmeCard(turn, programme.id, banner));
});

async function checked(
  { deps, now, programme }: ProgrammeTurn,
  schedule: RoundSchedule,
): Promise<Proposal | { readonly problems: readonly ScheduleProblem[] }> {
  const goals = await loadGoals(deps.store, programme.id);
  const headless = await unitsWithoutHead(deps.store, { programme, goals });
  const source = { now, holidays: deps.holidays, unitsWithoutHead: headless };
  const { problems, warnings } = checkSchedule(schedule, source);
  return problems.length > 0 ? { problems } : { schedule, warnings };
}

function formAgain(
  turn: ProgrammeTurn,
  texts: ScheduleTexts,
  problems: readonly ScheduleProblem[],
): ActionResult {
  const text = turn.wording.text('schedule.problems', { count: problems.length });
  const banner = { text, style: 'attention' as const };
  return shownOnce(scheduleForm(turn, turn.programme, texts, { problems, banner }));
}

/** The texts for a calendar with no steps left. */
const withoutStep = {
  'schedule.saved': 'schedule.savedLast',
  'schedule.started': 'schedule.startedLast',
} as const;

/** Says the same however often it is pressed, even if the store fails after saving. */
async function savedCard(
  turn: AdminTurn,
  programme: Programme,
  key: keyof typeof withoutStep = 'schedule.saved',
): Promise<ActionResult> {
  const [next] = await nextSteps(turn.deps, programme, 1).catch((error: unknown) => {
    if (error instanceof StorageError) return [];
    throw error;
  });
  const { wording } = turn;
  const text = next
    ? wording.text(key, { step: stepText(next, wordingOf(turn, programme)) })
    : wording.text(withoutStep[key]);
  return doneCard(text, (banner) => programmeCard(turn, programme.id, banner));
}
