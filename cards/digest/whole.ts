/** The parts of a digest that its card leaves to the lists behind its buttons: everything that is counted. Pure. */
import { type Digest, type LightChange, type SupportGoal, type UnitFigures } from '../../src/digest/digest';
import { supportGoals } from '../../src/digest/named';
import { lightsLine, type Mark, marksOf, shownLight, supportFlagText } from '../parts/light-marks';
import { type PlainKey } from '../parts/strings';
import { type Wording } from '../parts/wording';

interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Counts, in a line each. */
export function wholeFacts(digest: Digest, wording: Wording): string[] {
  const {
    partly,
    late,
    persons,
    firstAssessed,
    previousPeriod,
    askSupport,
    withTaskStates,
    untranslated = 0,
  } = digest;
  const fact = (isShown: boolean, key: PlainKey, value: string) =>
    isShown ? [`${wording.text(key)}: ${value}`] : [];
  return [
    `${wording.text('digest.answered')}: ${rateText(digest, wording)}`,
    ...fact(persons.asked > 0, 'digest.persons', wording.text('digest.personsValue', persons)),
    ...fact(true, 'digest.deadline', wording.moment(digest.deadline)),
    ...fact(partly > 0, 'digest.partly', wording.number(partly)),
    ...fact(late > 0, 'digest.late', wording.number(late)),
    ...fact(untranslated > 0, 'translation.fact', wording.number(untranslated)),
    ...fact(withTaskStates > 0, 'digest.support', wording.number(askSupport)),
    ...fact(
      previousPeriod !== undefined && firstAssessed > 0,
      'digest.firstAssessed',
      wording.text('digest.firstAssessedValue', { count: wording.number(firstAssessed) }),
    ),
  ];
}

/** Never 100 % while something is missing. */
function rateText({ answered, asked }: Digest, wording: Wording): string {
  const rate = asked === 0 ? 0 : (100 * answered) / asked;
  const percent = wording.percent(answered === asked ? rate : Math.min(99, Math.round(rate)));
  return wording.text('digest.answeredRate', { answered, asked, percent });
}

/** The lights as a whole and by division, every goal that changed or asks for support, and the units. */
export function wholeSections(digest: Digest, wording: Wording): Section[] {
  const marks = marksOf(digest.judged, wording);
  const title = wording.text(digest.judged ? 'digest.lights' : 'digest.answers');
  return [
    { title, lines: [lightsLine(digest, marks, wording)] },
    { title: `${title}: ${wording.of(digest.divisionName)}`, lines: divisionLines(digest, marks, wording) },
    ...commentSections(digest, wording),
    ...goalSections(digest, wording),
    { title: wording.text('digest.byUnit'), lines: unitLines(digest.units, wording) },
  ];
}

function commentSections({ comments = [] }: Digest, wording: Wording): Section[] {
  if (comments.length === 0) return [];
  const lines = comments.map(({ unitText, text }) => `${wording.of(unitText)}: ${text}`);
  return [{ title: wording.text('reportFile.unitComments'), lines }];
}

/** Divisions in which something has to be answered. */
function divisionLines({ divisions }: Digest, marks: readonly Mark[], wording: Wording): string[] {
  return divisions
    .filter(({ lights }) => Object.values(lights).some((count) => count > 0))
    .map((each) => `${wording.of(each.division)}: ${lightsLine(each, marks, wording)}`);
}

function goalSections(digest: Digest, wording: Wording): Section[] {
  const change = (goal: LightChange) => changeText(goal, wording);
  const support = (goal: SupportGoal) => supportText(goal, wording);
  const red = (goal: LightChange) => `${nameOf(goal, wording)}: ${shownLight('red', wording)}`;
  const list = (title: PlainKey, lines: readonly string[]) =>
    lines.length === 0 ? [] : [{ title: `${wording.text(title)} (${wording.number(lines.length)})`, lines }];
  const fallen = digest.worse.filter(({ to }) => to === 'yellow');
  const rose = digest.better.filter(({ to }) => to === 'yellow');
  return [
    ...list('digest.newlyRed', digest.newlyRed.map(change)),
    ...list('digest.newlyYellow', fallen.map(change)),
    // Before there is anything to compare with, a red goal is simply red.
    ...list(
      digest.previousPeriod === undefined ? 'digest.reds' : 'digest.firstReds',
      digest.firstRed.map(red),
    ),
    ...list('digest.stillReds', digest.stillRed.map(red)),
    ...list('digest.support', supportGoals(digest).map(support)),
    ...list('digest.greenAgain', digest.greenAgain.map(change)),
    ...list('digest.yellowFromRed', rose.map(change)),
    ...list('digest.differing', digest.differing.map(change)),
  ];
}

function nameOf({ code, title }: Pick<LightChange, 'code' | 'title'>, wording: Wording): string {
  return `${code} ${wording.of(title)}`;
}

function changeText({ from, to, ...goal }: LightChange, wording: Wording): string {
  return `${nameOf(goal, wording)}: ${shownLight(from, wording)} → ${shownLight(to, wording)}`;
}

/** "3.2 Asiakasryhmittely: ✋ 2/3 tehtävää ei etene". */
function supportText({ support, ...goal }: SupportGoal, wording: Wording): string {
  return `${nameOf(goal, wording)}: ${supportFlagText(support, wording)}`;
}

/** Units with something missing, the worst first, and how many are done. */
function unitLines(units: readonly UnitFigures[], wording: Wording): string[] {
  const behind = units.filter(({ asked, answered }) => answered < asked);
  if (behind.length === 0) return [wording.text('digest.allAnswered')];
  const done = units.length - behind.length;
  return [
    ...behind.map(({ unit, asked, answered, partly }) => {
      const counts = { asked, answered, partly, missing: asked - answered - partly };
      return `${wording.of(unit)}: ${wording.text('digest.unitValue', counts)}`;
    }),
    ...(done > 0 ? [wording.text('digest.restDone', { count: done })] : []),
  ];
}
