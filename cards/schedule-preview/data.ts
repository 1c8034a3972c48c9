/** What a schedule will do, before it is saved or just to look at, as data for `card.json`. Pure. */
import { type Programme } from '../../src/goals/schema';
import { scheduleFields, type ScheduleProblem, type ScheduleTexts } from '../../src/periods/schedule-form';
import { type ForecastStep } from '../../src/schedule/forecast';
import { type Banner } from '../parts/banner';
import { fieldName, problemText, valueText } from '../parts/schedule-words';
import { shorten } from '../parts/shorten';
import { stepText } from '../parts/step-text';
import { type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export type ShownStep = ForecastStep & {
  /** How long sending takes, in words; missing if it is too short to matter. */
  readonly takes?: string;
};

export interface PreviewCardSource {
  readonly programme: Pick<Programme, 'id' | 'name'>;
  /** The proposed schedule; missing if the card only shows the current one. */
  readonly proposal?: {
    readonly from: ScheduleTexts;
    readonly to: ScheduleTexts;
    readonly warnings: readonly ScheduleProblem[];
    /** Rounds that accept replies and keep their deadlines (ISO 8601). */
    readonly openRounds: readonly { readonly period: string; readonly deadline: string }[];
    /** Steps that the next tick does because their time has passed. */
    readonly atOnce: readonly ShownStep[];
    /** Names the proposal, so that this card cannot save another one. */
    readonly proposed: string;
  };
  readonly steps: readonly ShownStep[];
  /** Names of the admins, if the reader may not change anything. */
  readonly admins?: string;
  readonly banner?: Banner;
}

/** A list of closed days can be too long to compare on a card. */
const longestValue = 300;

/** Each reminder, each escalation step and the first stage are shown with their own time. */
const saidFields = scheduleFields.filter(
  (field) => field !== 'reminderAt' && field !== 'escalateAt' && field !== 'stageAt',
);

/** @param wording shows times in the proposed time zone */
export function previewCardData(source: PreviewCardSource, wording: Wording) {
  const { programme, proposal, steps, admins, banner } = source;
  const lines = (all: readonly ShownStep[]) => all.map((step) => lineOf(step, wording));
  return {
    verbs: { save: 'schedule-save', change: 'schedule', discard: 'schedule-discard' } satisfies Verbs,
    ...(banner && { banner }),
    context: wording.of(programme.name),
    title: wording.text(proposal ? 'schedule.preview' : 'schedule.title'),
    ...(proposal && { proposal: proposalData(programme.id, proposal, lines(proposal.atOnce), wording) }),
    nextTitle: wording.text('schedule.next'),
    openRounds: (proposal?.openRounds ?? []).map(({ period, deadline }) =>
      wording.text('schedule.openRound', {
        period: wording.period(period),
        deadline: wording.moment(deadline),
      }),
    ),
    steps: lines(steps),
    notes: [
      ...(steps.length === 0 ? [wording.text('schedule.nextNone')] : []),
      ...(admins === undefined ? [] : [wording.text('schedule.readOnly', { admins: shorten(admins, 300) })]),
    ],
  };
}

function proposalData(
  programmeId: string,
  { from, to, warnings, proposed }: NonNullable<PreviewCardSource['proposal']>,
  atOnce: readonly object[],
  wording: Wording,
) {
  const changes = saidFields.map((field) => ({
    field: fieldName(field, wording),
    before: valueText(field, from, wording),
    after: valueText(field, to, wording),
  }));
  return {
    notYet: wording.text('schedule.notYet'),
    changesTitle: wording.text('schedule.changes'),
    changes: changes
      .filter(({ before, after }) => before !== after)
      .map(({ field, before, after }) => ({
        field,
        change: `${shorten(before, longestValue)} → ${shorten(after, longestValue)}`,
      })),
    ...(warnings.length > 0 && {
      warningsTitle: wording.text('schedule.warnings'),
      warnings: warnings.map((warning) => problemText(warning, wording)),
    }),
    ...(atOnce.length > 0 && { atOnceTitle: wording.text('schedule.atOnce'), atOnce }),
    save: { title: wording.text('schedule.save'), data: { programmeId, proposed } },
    edit: { title: wording.text('schedule.edit'), data: { programmeId, draft: true } },
    discard: { title: wording.text('schedule.discard'), data: { programmeId } },
  };
}

/** A post to a channel takes a moment; messages to many persons can take long enough to be worth a line. */
function lineOf(step: ShownStep, wording: Wording) {
  const isToPersons = step.what !== 'digest' && step.what !== 'close';
  const isSaid = isToPersons && step.takes !== undefined;
  return { step: stepText(step, wording), ...(isSaid && { sending: step.takes }) };
}
