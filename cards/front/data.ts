/** The programmes of a channel, a line each with a button to the digest, as data for `card.json`. Pure. */
import { type FrontRow } from '../../src/digest/front';
import { isColour } from '../../src/goals/judging/light';
import { lightRuns, marksOf } from '../parts/light-marks';
import { buttonData } from '../parts/list-row';
import { programmeShortName } from '../parts/programme-name';
import { listTurns } from '../parts/turns';
import { type Wording } from '../parts/wording';
import { mostActions } from '../parts/limits';
import { pageWithin } from '../parts/pages';

export interface FrontCardSource {
  readonly rows: readonly FrontRow[];
  /** ISO 8601, UTC. */
  readonly asOf: string;
  /** 0-based. */
  readonly page?: number;
}

/** If there are more rows than buttons, two are for turning the pages. */
const rowsOnPage = mostActions - 2;

export function frontPageOf(row: number, rows: number): number {
  return rows <= mostActions ? 0 : Math.floor(Math.max(row, 0) / rowsOnPage);
}

/** @param wording in the channel's language, in which its digests are drawn as well */
export function frontCardData({ rows, asOf, page: wanted = 0 }: FrontCardSource, wording: Wording) {
  const pages = frontPageOf(rows.length - 1, rows.length) + 1;
  const page = pageWithin(wanted, pages);
  const shown = pages === 1 ? rows : rows.slice(page * rowsOnPage, (page + 1) * rowsOnPage);
  const place = { language: wording.locale };
  return {
    title: wording.text('front.title'),
    subtitle: wording.text('front.subtitle', { asOf: wording.moment(asOf) }),
    rows: shown.map((row) => rowData(row, wording)),
    notes: [
      ...legend(shown, wording),
      ...(pages > 1 ? [wording.text('missing.page', { page: page + 1, pages })] : []),
    ],
    turns: listTurns({ page, pages }, wording).map(({ title, to }) =>
      buttonData({ verb: 'front', title, data: { ...place, page: to } }),
    ),
  };
}

export function frontSummary(rows: readonly FrontRow[], wording: Wording): string {
  const names = new Set(rows.map((row) => programmeShortName(row, wording)));
  return wording.text('front.summary', { programmes: [...names].slice(0, mostActions).join(', ') });
}

function rowData(row: FrontRow, wording: Wording) {
  const { programmeId, period, status } = row;
  const name = programmeShortName(row, wording);
  const shownPeriod = wording.period(period);
  const show = wording.text('programmes.show');
  const button = {
    verb: 'digest' as const,
    title: show,
    tooltip: `${show}: ${name} ${shownPeriod}`,
    data: { programmeId, period, language: wording.locale },
  };
  return {
    name,
    period: status === 'closed' ? wording.text('front.closed', { period: shownPeriod }) : shownPeriod,
    runs: lightRuns(statusLine(row, wording)),
    actions: [buttonData(button)],
  };
}

/** "● 17   ▲ 14   ■ 18   ↓ 2", or how many have answered while there is no light to count. */
function statusLine(row: FrontRow, wording: Wording): string {
  const { judged, lights, asked, answered, worse, askSupport, questions = 0 } = row;
  const marks = marksOf(judged, wording);
  const isAssessed = judged && marks.some(({ light }) => isColour(light) && lights[light] > 0);
  const counts = marks
    .filter(({ light }) => lights[light] > 0)
    .map(({ light, sign }) => [sign, lights[light]]);
  const moves = [
    [worseSign, worse],
    [supportSign, askSupport],
    [questionSign, questions],
  ] as const;
  return [
    ...(isAssessed
      ? counts.map(([sign, count]) => `${sign}\u00a0${wording.number(Number(count))}`)
      : [wording.text('front.answered', { answered, asked })]),
    ...moves.flatMap(([sign, count]) => (count > 0 ? [`${sign}\u00a0${wording.number(count)}`] : [])),
  ].join('   ');
}

const worseSign = '↓';
const supportSign = '✋';
const questionSign = '💬';

/** What the signs beside the lights mean, if there are any. */
function legend(rows: readonly FrontRow[], wording: Wording): string[] {
  const signs = [
    [worseSign, 'front.worse', rows.some(({ worse }) => worse > 0)],
    [supportSign, 'front.support', rows.some(({ askSupport }) => askSupport > 0)],
    [questionSign, 'front.questions', rows.some(({ questions = 0 }) => questions > 0)],
  ] as const;
  const said = signs.flatMap(([sign, key, isShown]) => (isShown ? [`${sign} ${wording.text(key)}`] : []));
  return said.length > 0 ? [said.join(' · ')] : [];
}
