/** The form of a schedule and its preview. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { type Card, render } from '../../../cards/render';
import { scheduleCardData, type ScheduleCardSource } from '../../../cards/schedule/data';
import {
  previewCardData,
  type PreviewCardSource,
  type ShownStep,
} from '../../../cards/schedule-preview/data';
import { locales } from '../../../src/goals/schema';
import {
  type ScheduleField,
  scheduleFields,
  type ScheduleProblem,
  type ScheduleProblemCode,
  scheduleTexts,
  type ScheduleTexts,
} from '../../../src/periods/schedule-form';
import { inputsOf } from '../../../deploy/local/scripted-user';
import { neverRefused, nodesOf, wrongWith } from '../../helpers/card-faults';
import { faultsIn, isInputValue, repeated, writtenElsewhere } from '../../helpers/faults-in-cards';
import { programmeWith } from '../../helpers/fixtures';
import { problemsOf } from '../../helpers/read-card';
import { after, before, scheduleOf } from '../../periods/schedules';

const marker = '**[click](https://evil.example)** ${title} <at>all</at>';
const long = `${marker} ${'😀'.repeat(5_000)}`;
const banner = { text: marker, style: 'attention' } as const;
const programme = programmeWith({ name: { fi: marker } });

const current = scheduleTexts(
  scheduleOf('quarter', {
    graceWorkingDays: 3,
    reminders: [before(5), before(1, '14:00')],
    escalations: [{ to: 'unit-head', workingDaysAfter: 1, at: '10:00' }],
    quiet: { from: '20:00', to: '07:00', workingDaysOnly: true },
    closedDays: [{ from: '07-01', to: '07-31' }],
  }),
);

const periods = { period: '2026-Q3', next: '2026-Q4' };
const units = Array.from({ length: 40 }, (_, index) => `Unit ${index} ${marker}`).join(', ');
const problem = (field: ScheduleField, code: ScheduleProblemCode): ScheduleProblem => ({
  ...{ field, code },
  details: { ...periods, time: '07:00', units, text: marker },
});
const unreadable: Partial<Record<ScheduleField, ScheduleProblemCode>> = {
  ...{
    rhythm: 'rhythm-unknown',
    onlyPeriod: 'period-unreadable',
    firstPeriod: 'period-unreadable',
    grace: 'grace-unreadable',
  },
  ...{ opens: 'point-unreadable', deadline: 'point-unreadable', reminders: 'offsets-unreadable' },
  ...{ substitute: 'offset-unreadable', unitHead: 'offset-unreadable', coordinator: 'offset-unreadable' },
  ...{ digestDay: 'weekday-unreadable', closedDays: 'closed-day-unreadable', timeZone: 'zone-unknown' },
  ...{ quietFrom: 'quiet-incomplete', quietTo: 'quiet-incomplete' },
};
/** More problems than can occur at once: unreadable values, and findings of the check. */
const everything = [
  ...scheduleFields.map((field) => problem(field, unreadable[field] ?? 'time-unreadable')),
  problem('onlyPeriod', 'period-over'),
  problem('deadline', 'deadline-before-opening'),
  problem('deadline', 'overlaps-next'),
  problem('grace', 'overlaps-next'),
  problem('reminders', 'reminder-outside'),
  ...(['substitute', 'unitHead', 'coordinator'] as const).flatMap((field) => [
    problem(field, 'escalation-outside'),
    problem(field, 'ladder-order'),
  ]),
  problem('closedDays', 'no-working-day'),
];
const hostile = Object.fromEntries(scheduleFields.map((field) => [field, long])) as ScheduleTexts;

const forms: Record<string, ScheduleCardSource> = {
  'with the schedule as it is': { programme, texts: current, current },
  'with everything wrong': { programme, texts: hostile, current, problems: everything, banner },
};

const step = (changes: object = {}): ShownStep => ({
  at: new Date('2026-10-30T07:00:00Z'),
  sentFrom: new Date('2026-11-02T05:00:00Z'),
  ...{ what: 'escalate', to: 'unit-head', period: '2026-Q3', recipients: 9_999, sending: 334 },
  takes: 'Lähettäminen kestää noin 6 minuuttia.',
  ...changes,
});
const proposal: NonNullable<PreviewCardSource['proposal']> = {
  from: current,
  to: scheduleTexts(scheduleOf('month', { opens: after(1), reminders: [] }, { timeZone: 'UTC' })),
  warnings: [],
  openRounds: [],
  atOnce: [],
  proposed: 'a1',
};
const warned = [
  ...(['opensAt', 'deadlineAt', 'digestAt', 'reminderAt', 'escalateAt'] as const).map((field) =>
    problem(field, 'in-quiet-hours'),
  ),
  problem('unitHead', 'no-head'),
  problem('digestDay', 'digest-on-weekend'),
];
const closedDays = Array.from({ length: 20 }, () => '23.12.2026–6.1.2027').join(', ');
const previews: Record<string, PreviewCardSource> = {
  'of what is proposed': { programme, proposal, steps: [step(), step({ what: 'open' })] },
  'at its largest': {
    programme,
    proposal: {
      ...proposal,
      to: {
        ...proposal.to,
        closedDays,
        reminders: Array.from({ length: 10 }, () => '+250 14:00').join(', '),
      },
      warnings: warned,
      openRounds: Array.from({ length: 4 }, () => ({ period: '2026-Q3', deadline: '2026-11-04T14:00:00Z' })),
      atOnce: Array.from({ length: 6 }, () => step()),
    },
    steps: Array.from({ length: 8 }, () => step()),
    banner,
  },
  'only to look at': { programme, steps: [], admins: `${marker}, ${'Anna Aho, '.repeat(100)}` },
};

const form = (state: string, locale: (typeof locales)[number] = 'fi') =>
  render('schedule', scheduleCardData(forms[state]!, wordingFor(locale)));
const preview = (state: string, locale: (typeof locales)[number] = 'fi') =>
  render('schedule-preview', previewCardData(previews[state]!, wordingFor(locale)));
const ofType = (card: Card, type: string) =>
  nodesOf(card).flatMap(([, node]) => (node['type'] === type ? [node] : []));
const shown = (card: Card) => ofType(card, 'TextRun').map(({ text }) => String(text));

describe.each(locales)('the schedule cards in %s', (locale) => {
  const cards: (readonly [string, Card])[] = [
    ...Object.keys(forms).map((state) => [`the form ${state}`, form(state, locale)] as const),
    ...Object.keys(previews).map((state) => [`the preview ${state}`, preview(state, locale)] as const),
  ];

  it('are cards that Teams takes, with labelled inputs and known actions', () => {
    const faults = faultsIn(cards, (card) =>
      wrongWith(card, neverRefused).filter((fault) => !fault.includes(marker)),
    );
    expect(faults).toEqual([]);
  });

  it('show what was typed in text runs and input values only', () => {
    expect(faultsIn(cards, (card) => writtenElsewhere(card, isInputValue))).toEqual([]);
  });

  it('have a name of its own for every button and input', () => {
    const faults = faultsIn(cards, (card) =>
      repeated([
        ...ofType(card, 'Action.Execute').map(({ title }) => title),
        ...inputsOf(card).map(({ label }) => label),
      ]),
    );
    expect(faults).toEqual([]);
  });

  it('the form says every problem below its input, in words', () => {
    const card = form('with everything wrong', locale);
    expect(problemsOf(card)).toHaveLength(everything.length);
  });
});

describe('the form', () => {
  const card = form('with the schedule as it is');

  it('has an input for every field, with what is saved in it', () => {
    const values = Object.fromEntries(inputsOf(card).map(({ id, value }) => [id, value]));
    expect(values).toEqual(current);
    expect(Object.keys(values)).toEqual([...scheduleFields]);
  });

  it('takes times, days and choices as such, and says the unit of what is typed', () => {
    const types = inputsOf(card).map(({ type, id }) => `${type.slice('Input.'.length)} ${id}`);
    expect(types.filter((each) => !each.startsWith('Text'))).toEqual([
      ...['ChoiceSet rhythm', 'Time opensAt', 'Time deadlineAt', 'Time reminderAt'],
      ...['Time stageAt', 'ChoiceSet stageOf', 'Time escalateAt'],
      ...['ChoiceSet digestDay', 'Time digestAt', 'Time quietFrom', 'Time quietTo', 'Toggle quietDays'],
    ]);
    for (const { label } of inputsOf(card).filter(({ type }) => type === 'Input.Text'))
      expect(label).toMatch(/esim\. .*$/);
  });

  it('carries what it showed, so that what was not changed is left as it is', () => {
    expect(ofType(card, 'Action.Execute')).toMatchObject([
      { verb: 'schedule-preview', data: { programmeId: programme.id, seen: current } },
      { verb: 'programme', data: { programmeId: programme.id }, associatedInputs: 'none' },
    ]);
  });

  it('puts no inputs side by side: times are wider than half a phone', () => {
    expect(ofType(card, 'ColumnSet')).toEqual([]);
  });
});

describe('the preview', () => {
  const lines = shown(preview('of what is proposed'));

  it('says each change from what to what, in words', () => {
    const changes = lines.filter((line) => line.includes(' → '));
    expect(changes).toEqual([
      'neljännesvuosittain → kuukausittain',
      '5. työpäivä jakson jälkeen → 1. työpäivä jakson jälkeen',
      'klo\u00a08.00 → klo\u00a09.00',
      '3 työpäivää → ei ole',
      '5 työpäivää ennen määräaikaa klo\u00a09.00; 1 työpäivä ennen määräaikaa klo\u00a014.00 → ei ole',
      '1 työpäivä määräajan jälkeen klo\u00a010.00 → ei ole',
      'klo\u00a020.00 → ei ole',
      'klo\u00a07.00 → ei ole',
      'Kyllä → Ei',
      '1.7.–31.7. → ei ole',
      'Europe/Helsinki → UTC',
    ]);
  });

  it('says of each step when it is, to how many, and how long sending takes', () => {
    const [step] = lines.filter((line) => line.includes('ilmoitus'));
    expect(step).toMatch(/^pe 30\.10\.2026 klo\u00a09\.00: ilmoitus yksiköiden esihenkilöille puuttuvista/);
    expect(step).toMatch(
      /9\s999 saajaa; viestit lähtevät hiljaisen ajan jälkeen ma 2\.11\.2026 klo\u00a07\.00$/,
    );
    expect(lines).toContain('Lähettäminen kestää noin 6 minuuttia.');
  });

  it('has buttons to save what it shows, to go on changing it and to throw it away', () => {
    const { id: programmeId } = programme;
    expect(ofType(preview('of what is proposed'), 'Action.Execute')).toMatchObject([
      { verb: 'schedule-save', data: { programmeId, proposed: 'a1' } },
      { verb: 'schedule', data: { programmeId, draft: true } },
      { verb: 'schedule-discard', data: { programmeId } },
    ]);
  });

  it('warns, and says what comes at once and what an open round keeps', () => {
    const text = shown(preview('at its largest')).join('\n');
    expect(text).toContain('Näillä yksiköillä ei ole esihenkilöä: Unit 0');
    expect(text).toContain('Heti tallentamisen jälkeen');
    expect(text).toContain('Avoimen kierroksen Q3/2026 määräaika 4.11.2026 klo\u00a016.00 ja');
  });

  it('only to look at has no buttons and says who may change it', () => {
    const card = preview('only to look at');
    expect(ofType(card, 'Action.Execute')).toEqual([]);
    expect(shown(card).join('\n')).toContain('Vain pääkäyttäjä voi muuttaa aikataulua:');
    expect(shown(card)).toContain('Aikataulussa ei ole tulevia vaiheita.');
  });
});
