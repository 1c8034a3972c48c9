/** The form of a programme's schedule, as data for `card.json`. Pure. */
import { type Programme } from '../../src/goals/schema';
import { firstStages } from '../../src/periods/calendar-schema';
import {
  type ScheduleField,
  type ScheduleProblem,
  type ScheduleTexts,
} from '../../src/periods/schedule-form';
import { type Banner } from '../parts/banner';
import { fieldName, problemText, rhythmNames, weekdays } from '../parts/schedule-words';
import { type PlainKey } from '../parts/strings';
import { type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface ScheduleCardSource {
  readonly programme: Pick<Programme, 'id' | 'name'>;
  /** The values of the inputs: the current schedule, or what was typed. */
  readonly texts: ScheduleTexts;
  /** The current schedule. An input submitted with the same text was not changed. */
  readonly current: ScheduleTexts;
  readonly problems?: readonly ScheduleProblem[];
  /** Names the shown schedule, if the programme waits to be started. */
  readonly startable?: string;
  readonly banner?: Banner;
}

/** Longest text of a list; twenty ranges of closed days with their years are shorter. */
export const longestList = 1000;
const longestEntry = 60;

/** Fields are stacked, since the client's time inputs are wider than half a phone. */
const sections: readonly { title: PlainKey; explain?: PlainKey; fields: readonly ScheduleField[] }[] = [
  {
    title: 'schedule.section.rhythm',
    fields: [
      ...(['rhythm', 'onlyPeriod', 'firstPeriod', 'opens', 'opensAt'] as const),
      ...(['deadline', 'deadlineAt', 'grace'] as const),
    ],
  },
  { title: 'schedule.field.reminders', fields: ['reminders', 'reminderAt'] },
  {
    title: 'schedule.section.stage',
    explain: 'schedule.stage',
    fields: ['stage', 'stageAt', 'stageOf', 'stageReminders'],
  },
  {
    title: 'schedule.section.escalation',
    explain: 'schedule.ladder',
    fields: ['substitute', 'unitHead', 'coordinator', 'escalateAt'],
  },
  { title: 'schedule.section.digest', fields: ['digestDay', 'digestAt'] },
  { title: 'schedule.section.quiet', fields: ['quietFrom', 'quietTo', 'quietDays'] },
  { title: 'schedule.field.closedDays', fields: ['closedDays'] },
  { title: 'schedule.field.timeZone', fields: ['timeZone'] },
];

export function scheduleCardData(source: ScheduleCardSource, wording: Wording) {
  const { programme, current, startable, banner } = source;
  const { id: programmeId } = programme;
  return {
    verbs: { preview: 'schedule-preview', start: 'programme-start', back: 'programme' } satisfies Verbs,
    ...(banner && { banner }),
    context: wording.of(programme.name),
    title: wording.text('schedule.title'),
    explain: wording.text('schedule.explain'),
    ...(startable !== undefined && {
      notStarted: wording.text('schedule.notStarted'),
      start: { title: wording.text('schedule.start'), data: { programmeId, proposed: startable } },
    }),
    sections: sections.map(({ title, explain, fields }) => ({
      title: wording.text(title),
      ...(explain && { explain: wording.text(explain) }),
      fields: fields.map((field) => inputData(field, source, wording)),
    })),
    preview: { title: wording.text('schedule.toPreview'), data: { programmeId, seen: current } },
    back: { title: wording.text('form.back'), data: { programmeId } },
  };
}

function inputData(id: ScheduleField, { texts, problems = [] }: ScheduleCardSource, wording: Wording) {
  return {
    id,
    ...inputOf(id, texts[id], wording),
    problems: problems.filter(({ field }) => field === id).map((problem) => problemText(problem, wording)),
  };
}

function inputOf(id: ScheduleField, text: string, wording: Wording) {
  const label = fieldName(id, wording);
  switch (id) {
    case 'rhythm':
      return choice(
        label,
        text,
        rhythmNames.map((value) => ({ title: wording.text(`schedule.rhythm.${value}`), value })),
      );
    case 'digestDay':
      return choice(
        label,
        text,
        weekdays.map((value) => ({ title: wording.text(`schedule.weekday.${value}`), value })),
      );
    case 'stageOf':
      return choice(
        label,
        text,
        firstStages.map((value) => ({ title: wording.text(`schedule.stageOf.${value}`), value })),
      );
    case 'quietDays':
      return {
        ...{ kind: 'toggle', label, title: wording.text('schedule.quietDays') },
        value: text === 'true' ? 'true' : 'false',
      };
    case 'opensAt':
    case 'deadlineAt':
    case 'stageAt':
    case 'reminderAt':
    case 'escalateAt':
    case 'digestAt':
    case 'quietFrom':
    case 'quietTo':
      return { kind: 'time', label, value: /^\d\d:\d\d$/.test(text) ? text : '' };
    default: {
      const example = wording.text(`schedule.example.${id}`);
      const maxLength = id === 'reminders' || id === 'closedDays' ? longestList : longestEntry;
      return {
        ...{ kind: 'text', label: wording.text(`schedule.label.${id}`, { example }), maxLength },
        ...{ placeholder: example, value: text.slice(0, maxLength) },
      };
    }
  }
}

function choice(label: string, text: string, choices: readonly { title: string; value: string }[]) {
  const value = choices.some((each) => each.value === text) ? text : '';
  return { kind: 'choice', label, value, choices };
}
