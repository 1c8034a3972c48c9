/** Goals that turned, as rows of a list in three sections: red, asking for support, green again. Pure. */
import { type RoundTurns } from '../../../src/digest/at-once/current-turns';
import { type SectionRow } from '../list-row';
import { shownLight, supportFlagText } from '../light-marks';
import { shorten, shortenWords } from '../shorten';
import { type Wording } from '../wording';
import { codeText, figuresText } from './figures';
import { type Names, wordsText } from './words';

const longest = { title: 90, unit: 60, programme: 60, words: 100 } as const;

type Goal = RoundTurns['goals'][number];

const sections = [
  { title: 'digest.helpRed', has: ({ red }: Goal) => red !== undefined },
  { title: 'digest.helpSupport', has: ({ red, support }: Goal) => !red && support !== undefined },
  {
    title: 'atOnce.greenAgain',
    has: ({ greenAgain, support }: Goal) => !support && greenAgain !== undefined,
  },
] as const;

/** A goal is in the first section that it fits. */
export function turnedRows(rounds: readonly RoundTurns[], source: Names, wording: Wording): SectionRow[] {
  return sections.flatMap(({ title, has }) => {
    const rows = rounds.flatMap((round) =>
      round.goals.filter(has).map((goal) => rowOf(round, goal, rounds.length > 1, source, wording)),
    );
    const section = wording.text(title, { count: rows.length });
    return rows.map((row, index) => ({ ...row, ...(index === 0 && { section }) }));
  });
}

/** "Tuottavuusohjelma · Q3/2026": where a goal belongs. */
export function roundText({ programme, period }: RoundTurns, wording: Wording): string {
  return `${shorten(wording.of(programme.name), longest.programme)} · ${wording.period(period)}`;
}

function rowOf(
  round: RoundTurns,
  goal: Goal,
  isOfSeveral: boolean,
  source: Names,
  wording: Wording,
): SectionRow {
  const { id, code, title, unit } = goal.standing;
  const history = wording.text('drill.history');
  const shownTitle = shortenWords(wording.of(title), longest.title);
  return {
    name: `${codeText({ code })} ${shownTitle}`,
    lines: [
      ...(isOfSeveral ? [roundText(round, wording)] : []),
      shorten(wording.of(unit), longest.unit),
      ...stateLines(goal, wording),
      wordsText(factsSaid(goal), source, wording, longest.words),
    ].filter((line) => line !== ''),
    button: {
      ...{ verb: 'history', title: history, tooltip: `${history}: ${code}` },
      data: {
        programmeId: round.programme.id,
        period: round.period,
        goalId: id,
        language: wording.locale,
      },
    },
  };
}

/** "▲ keltainen → ■ punainen · 60 → 40 %", "✋ 1/3 tehtävää ei etene". */
function stateLines({ red, greenAgain, support, standing, facts }: Goal, wording: Wording): string[] {
  const change = red ?? greenAgain;
  const figures = figuresText(change ?? {}, facts, wording);
  const lights = change
    ? `${shownLight(change.from, wording)} → ${shownLight(change.to, wording)}`
    : shownLight(standing.light, wording);
  return [
    [lights, figures].filter((part) => part !== '').join(' · '),
    ...(support ? [supportFlagText(support.support, wording)] : []),
  ];
}

/** What support is needed says more than the rest of the owner's words. */
function factsSaid({ support, facts }: Goal) {
  const [wanted] = support?.support.wanted ?? [];
  return wanted ? { ...facts, words: [{ text: wanted.text }] } : facts;
}
