/** The digest as leadership sees it in the channel, as data for `card.json`. Pure. */
import { type Digest, type DivisionFigures, type UnitFigures } from '../../src/digest/digest';
import { lightsLine, marksOf, slices } from '../parts/light-marks';
import { buttonData } from '../parts/list-row';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { divisionButtons } from './buttons';
import { digestLead, rateOf } from './lead';
import { type DigestLimits, inChannel } from './limits';
import { goalLists, newlyYellow, supportGoals } from './lists';

export function digestCardData(digest: Digest, wording: Wording, limits = inChannel) {
  const marks = marksOf(digest.judged, wording);
  const subtitle = digest.status === 'closed' ? 'digest.subtitleClosed' : 'digest.subtitle';
  const lightsTitle = wording.text(digest.judged ? 'digest.lights' : 'digest.answers');
  const counted = countedDivisions(digest);
  const divisions = counted.slice(0, limits.divisions).map((each) => ({
    title: shorten(wording.of(each.division), limits.name),
    data: slices(each.lights, marks),
    lights: lightsLine(each, marks, wording),
  }));
  return {
    title: wording.text('digest.title', { programme: shorten(wording.of(digest.name), 2 * limits.name) }),
    subtitle: wording.text(subtitle, {
      period: wording.period(digest.period),
      asOf: wording.moment(digest.asOf),
    }),
    lead: digestLead(digest, wording),
    facts: facts(digest, wording),
    lightsTitle,
    lightsLine: lightsLine(digest, marks, wording),
    donut: slices(digest.lights, marks),
    divisionsTitle: `${lightsTitle}: ${shorten(wording.of(digest.divisionName), limits.name)}`,
    bars: divisions.map(({ title, data }) => ({ title, data })),
    divisions: [
      ...divisions.map(({ title, lights }) => ({ name: `${title}: `, lights })),
      ...more(counted.length - divisions.length, wording).map((name) => ({ name, lights: '' })),
    ],
    lists: goalLists(digest, limits, wording),
    unitsTitle: wording.text('digest.byUnit'),
    units: unitLines(digest.units, limits, wording),
    notes: isShortened(digest, limits, wording) ? [wording.text('digest.shortened')] : [],
    goalsTitle: wording.text('drill.show'),
    goalButtons: divisionButtons(digest, wording).map(buttonData),
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

function facts(digest: Digest, wording: Wording) {
  const { answered, asked, partly, late, persons, firstAssessed, previousPeriod } = digest;
  const percent = rateOf(digest, wording);
  const fact = (isShown: boolean, name: string, value: string) => (isShown ? [{ name, value }] : []);
  return [
    // In the first digest of a round the lead says this.
    fact(
      digest.sinceDigest !== undefined,
      wording.text('digest.answered'),
      wording.text('digest.answeredOf', { answered, asked, percent }),
    ),
    fact(persons.asked > 0, wording.text('digest.persons'), wording.text('digest.personsValue', persons)),
    fact(true, wording.text('digest.deadline'), wording.moment(digest.deadline)),
    fact(partly > 0, wording.text('digest.partly'), wording.number(partly)),
    fact(late > 0, wording.text('digest.late'), wording.number(late)),
    fact(
      previousPeriod !== undefined && firstAssessed > 0,
      wording.text('digest.firstAssessed'),
      wording.text('digest.firstAssessedValue', { count: wording.number(firstAssessed) }),
    ),
  ].flat();
}

/** Divisions in which something has to be answered. */
function countedDivisions({ divisions }: Digest): readonly DivisionFigures[] {
  return divisions.filter(({ lights }) => Object.values(lights).some((count) => count > 0));
}

/** Units with something missing, the worst first; those beyond the limit are only counted. */
function unitLines(units: readonly UnitFigures[], limits: DigestLimits, wording: Wording) {
  const behind = units.filter(({ asked, answered }) => answered < asked);
  if (behind.length === 0) return [{ name: wording.text('digest.allAnswered'), value: '' }];
  const shown = behind.slice(0, limits.units).map(({ unit, asked, answered, partly }) => ({
    name: `${shorten(wording.of(unit), limits.name)}: `,
    value: wording.text('digest.unitValue', { asked, answered, partly, missing: asked - answered - partly }),
  }));
  const done = units.length - behind.length;
  return [
    ...shown,
    ...more(behind.length - shown.length, wording).map((name) => ({ name, value: '' })),
    ...(done > 0 ? [{ name: '', value: wording.text('digest.restDone', { count: done }) }] : []),
  ];
}

function more(rest: number, wording: Wording): string[] {
  return rest > 0 ? [wording.text('digest.more', { count: rest })] : [];
}

/** Whether the limits leave out something of the full digest. */
function isShortened(digest: Digest, limits: DigestLimits, wording: Wording): boolean {
  const { newlyRed, firstRed, stillRed, greenAgain, differing, units } = digest;
  const lists = [
    ...[newlyRed, newlyYellow(digest), firstRed, stillRed, greenAgain, differing],
    supportGoals(digest),
  ];
  const behind = units.filter(({ asked, answered }) => answered < asked);
  const names = [...lists.flat().map(({ title }) => title), ...behind.map(({ unit }) => unit)];
  return (
    lists.some(({ length }) => length > limits.goals) ||
    behind.length > limits.units ||
    countedDivisions(digest).length > limits.divisions ||
    names.some((name) => wording.of(name).length > limits.name)
  );
}
