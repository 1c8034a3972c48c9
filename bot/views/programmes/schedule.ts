/** The form of a programme's schedule. For admins. */
import { type Banner } from '../../../cards/parts/banner';
import { type Card, render } from '../../../cards/render';
import { scheduleCardData } from '../../../cards/schedule/data';
import { type Programme } from '../../../src/goals/schema';
import { scheduleOf } from '../../../src/goals/schedule-of';
import { type ScheduleProblem, scheduleTexts, type ScheduleTexts } from '../../../src/periods/schedule-form';
import { readScheduleDraft } from '../../../src/schedule/save-schedule';
import { administeredProgramme, type AdminTurn } from '../admin-turn';
import { mergedTexts, scheduleName, textsOf } from './schedule-inputs';

/**
 * The form with the current schedule, or with the person's unsaved draft.
 * @throws RefusedError `admins-only`, `unknown-programme`.
 */
export async function scheduleCard(
  turn: AdminTurn,
  { programmeId, draft }: { readonly programmeId: string; readonly draft: boolean },
  banner?: Banner,
): Promise<Card> {
  const programme = await administeredProgramme(turn, programmeId);
  return drawSchedule(turn, programme, draft, banner);
}

export async function drawSchedule(
  turn: AdminTurn,
  programme: Programme,
  draft: boolean,
  banner?: Banner,
): Promise<Card> {
  const current = textsOf(programme);
  const kept = draft
    ? await readScheduleDraft(turn.deps.store, scheduleDraftName(turn, programme.id))
    : undefined;
  const [proposed, seen] = kept ? [kept.value.schedule, kept.value.seen].map(scheduleTexts) : [];
  const texts = proposed && seen ? mergedTexts(proposed, seen, current) : current;
  return scheduleForm(turn, programme, texts, banner ? { banner } : {});
}

/** The form with what was typed into it. */
export function scheduleForm(
  { wording }: AdminTurn,
  programme: Programme,
  texts: ScheduleTexts,
  shown: { readonly problems?: readonly ScheduleProblem[]; readonly banner?: Banner },
): Card {
  const startable = programme.awaitsStart && { startable: scheduleName(scheduleOf(programme)) };
  const source = { programme, texts, current: textsOf(programme), ...startable, ...shown };
  return render('schedule', scheduleCardData(source, wording));
}

/** Each person has a separate draft. */
export function scheduleDraftName({ person }: AdminTurn, programmeId: string) {
  return { programmeId, personId: person.id };
}
