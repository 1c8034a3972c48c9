/** The digest as leadership sees it in the channel, as data for `digest.card.json`. Pure. */
import { type Digest, type LightChange, type LightCounts, type UnitFigures } from '../src/digest/digest';
import { type Light } from '../src/goals/schema';
import { type Wording } from './wording';

/** A light with the word, mark and colour it is shown with; the mark is for those who do not see the colour. */
interface Mark {
  readonly light: Light;
  readonly name: string;
  readonly sign: string;
  readonly color: string;
}

/** In the order people read them. Where nothing is judged, a goal is answered or not. */
function marksOf({ judged }: Digest, wording: Wording): Mark[] {
  const mark = (light: Light, sign: string, color: string) => ({
    light,
    name: wording.text(`light.${light}`),
    sign,
    color,
  });
  if (!judged)
    return [
      { light: 'not-assessable', name: wording.text('state.answered'), sign: '✓', color: 'good' },
      { light: 'not-answered', name: wording.text('state.unanswered'), sign: '○', color: 'neutral' },
    ];
  return [
    mark('green', '🟢', 'good'),
    mark('yellow', '🟡', 'warning'),
    mark('red', '🔴', 'attention'),
    mark('not-assessable', '⚪', 'categoricalBlue'),
    mark('not-answered', '◌', 'neutral'),
  ];
}

function slices(counts: LightCounts, marks: readonly Mark[]) {
  return marks
    .filter(({ light }) => counts[light] > 0)
    .map(({ light, name, color }) => ({ legend: name, value: counts[light], color }));
}

/** A list longer than this says how many more there are: a digest is read in ten seconds. */
const longestList = 5;
const mostUnits = 12;

export function digestCardData(digest: Digest, wording: Wording) {
  const closed = digest.status === 'closed';
  const missing = digest.units.filter((unit) => unit.answered < unit.asked);
  const marks = marksOf(digest, wording);
  const subtitle = closed ? 'digest.subtitleClosed' : 'digest.subtitle';
  return {
    title: wording.text('digest.title', { programme: wording.of(digest.name) }),
    subtitle: wording.text(subtitle, {
      period: wording.period(digest.period),
      asOf: wording.moment(digest.asOf),
    }),
    lead: digestLead(digest, wording),
    facts: facts(digest, wording),
    lightsTitle: wording.text(digest.judged ? 'digest.lights' : 'digest.answers'),
    lightsLine: lightsLine(digest, marks, wording),
    donut: slices(digest.lights, marks),
    unitsTitle: wording.text('digest.byUnit'),
    bars: digest.units
      .slice(0, mostUnits)
      .map((unit) => ({ title: wording.of(unit.unit), data: slices(unit.lights, marks) })),
    units: unitLines(wording, marks, digest.units),
    missingTitle: wording.text(missing.length > 0 ? 'digest.missing' : 'digest.allAnswered'),
    missing: unitLines(wording, marks, missing),
    lists: [
      list('digest.worse', digest.worse, wording),
      list('digest.better', digest.better, wording),
      list('digest.differing', digest.differing, wording),
    ].flat(),
  };
}

export function digestSummary(digest: Digest, wording: Wording): string {
  const { answered, asked } = digest;
  return wording.text('digest.summary', {
    programme: wording.of(digest.name),
    period: wording.period(digest.period),
    answered,
    asked,
  });
}

/** The first line: how many have answered, and what changed. */
function digestLead(digest: Digest, wording: Wording): string {
  const { answered, asked, better, worse, previousPeriod } = digest;
  const percent = wording.percent(asked === 0 ? 0 : Math.round((100 * answered) / asked));
  const rate = wording.text('digest.lead', { answered, asked, percent });
  if (previousPeriod === undefined || !digest.judged) return rate;
  const changes =
    better.length + worse.length > 0
      ? wording.text('digest.leadChanges', { better: better.length, worse: worse.length })
      : wording.text('digest.leadNoChange', { period: wording.period(previousPeriod) });
  return `${rate} ${changes}`.trim();
}

function facts(digest: Digest, wording: Wording) {
  const { asked, done } = digest.persons;
  return [
    ...(asked > 0
      ? [
          {
            name: wording.text('digest.persons'),
            value: wording.text('digest.personsValue', { done, asked }),
          },
        ]
      : []),
    { name: wording.text('digest.deadline'), value: wording.moment(digest.deadline) },
    ...(digest.partly > 0
      ? [{ name: wording.text('digest.partly'), value: wording.number(digest.partly) }]
      : []),
    ...(digest.late > 0 ? [{ name: wording.text('digest.late'), value: wording.number(digest.late) }] : []),
  ];
}

/** "🟢 vihreä 23 (+2)": every light with its count and the change against last period. */
function lightsLine(
  { lights, previousLights }: { lights: LightCounts; previousLights?: LightCounts },
  marks: readonly Mark[],
  wording: Wording,
): string {
  return marks
    .filter(({ light }) => lights[light] > 0 || (previousLights?.[light] ?? 0) > 0)
    .map(({ light, name, sign }) => {
      const change = previousLights && signed(lights[light] - previousLights[light], wording);
      return `${sign} ${name} ${wording.number(lights[light])}${change ? ` (${change})` : ''}`;
    })
    .join('   ');
}

function signed(difference: number, wording: Wording): string {
  if (difference === 0) return '±0';
  return (difference > 0 ? '+' : '') + wording.number(difference);
}

/** Units with something missing, most missing first; every unit for those who cannot see the chart. */
function unitLines(wording: Wording, marks: readonly Mark[], units: readonly UnitFigures[]) {
  const lines = units.slice(0, mostUnits).map((unit) => ({
    name: wording.of(unit.unit),
    value: wording.text('digest.missingOf', { missing: unit.asked - unit.answered, asked: unit.asked }),
    lights: lightsLine(unit, marks, wording),
  }));
  const rest = units.length - lines.length;
  return rest > 0
    ? [...lines, { name: wording.text('digest.more', { count: rest }), value: '', lights: '' }]
    : lines;
}

function list(
  title: 'digest.worse' | 'digest.better' | 'digest.differing',
  changes: readonly LightChange[],
  wording: Wording,
) {
  if (changes.length === 0) return [];
  const lines = changes.slice(0, longestList).map((change) => changeText(change, wording));
  const rest = changes.length - lines.length;
  if (rest > 0) lines.push(wording.text('digest.more', { count: rest }));
  return [{ title: `${wording.text(title)} (${wording.number(changes.length)})`, lines }];
}

function changeText(change: LightChange, wording: Wording): string {
  return wording.text('digest.change', {
    code: change.code,
    title: wording.of(change.title),
    from: wording.text(`light.${change.from}`),
    to: wording.text(`light.${change.to}`),
  });
}
