/** A goal of a dropped file beside the goals of the register that it may be, as data for `card.json`. Pure. */
import { type ImportPlan } from '../../src/import/plan/plan';
import {
  decisionsIn,
  freeCandidates,
  type GoalWords,
  type NearCandidate,
  type NearMatch,
} from '../../src/import/plan/near-matches';
import { type Banner, bannerData } from '../parts/banner';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { button } from './button';

export interface ImportMatchSource {
  /** The kept file's id. */
  readonly file: string;
  readonly fileName: string;
  readonly plan: Pick<ImportPlan, 'programme' | 'nearMatches'>;
  /** 0-based; clamped to the matches there are, of which there must be one. */
  readonly at: number;
  readonly banner?: Banner;
}

const longest = { context: 240, title: 300, line: 200, code: 20 } as const;

export function importMatchData(source: ImportMatchSource, wording: Wording) {
  const { file, fileName, plan, banner } = source;
  const { nearMatches, programme } = plan;
  const at = Math.min(source.at, nearMatches.length - 1);
  const match = nearMatches[at]!;
  const data = { file, programmeId: programme.id };
  return {
    ...bannerData(banner),
    context: shorten(`${wording.of(programme.name)} · ${fileName}`, longest.context),
    title: wording.text('import.matchTitle', { number: at + 1, count: nearMatches.length }),
    lines: [wording.text('import.matchAbout'), ...decidedLine(match, wording)],
    pair: {
      heads: [wording.text('import.matchInFile'), wording.text('import.matchInRegister')],
      file: wordsData(match, wording),
      candidates: match.candidates.map((candidate) => wordsData(candidate, wording)),
    },
    rows: [],
    buttons: [
      ...decisionButtons(source, match, { ...data, at, goal: match.key }, wording),
      ...nextButton(nearMatches, at, data, wording),
      button('import-plan', wording.text('import.matchToPlan'), data),
    ],
  };
}

function wordsData({ code, title, headings, measures }: GoalWords, wording: Wording) {
  const line = (text: string) => (text === '' ? [] : [shorten(text, longest.line)]);
  return {
    title: shorten(code === undefined ? title : `${code} ${title}`, longest.title),
    lines: [
      ...line(headings.join(' › ')),
      ...(measures.length > 0
        ? line(wording.text('import.matchMeasures', { measures: measures.join('; ') }))
        : []),
    ],
  };
}

function decidedLine({ decided, candidates }: NearMatch, wording: Wording): string[] {
  if (!decided) return [];
  if (decided === 'new') return [wording.text('import.matchDecidedNew')];
  const same = candidates.find(({ id }) => id === decided.same);
  return [wording.text('import.matchDecidedSame', { code: codeOf(same ?? { id: decided.same }) })];
}

function decisionButtons({ plan }: ImportMatchSource, match: NearMatch, data: object, wording: Wording) {
  const free = freeCandidates(match, decisionsIn(plan.nearMatches));
  const titleOf = (candidate: NearCandidate) =>
    free.length === 1 && match.candidates.length === 1
      ? wording.text('import.matchSame')
      : wording.text('import.matchSameAs', { code: codeOf(candidate) });
  return [
    ...free.map((candidate, order) =>
      button(
        'import-match',
        titleOf(candidate),
        { ...data, same: candidate.id },
        order === 0 ? 'positive' : 'default',
      ),
    ),
    button('import-match', wording.text('import.matchNew'), data),
  ];
}

function codeOf({ code, id }: Pick<NearCandidate, 'id' | 'code'>): string {
  return shorten(code ?? id, longest.code);
}

/** The next one that is undecided or, if none is, simply the next one. */
function nextButton(matches: readonly NearMatch[], at: number, data: object, wording: Wording) {
  const order = [...matches.keys()].map((step) => (at + 1 + step) % matches.length).slice(0, -1);
  const to = order.find((other) => !matches[other]!.decided) ?? order[0];
  if (to === undefined) return [];
  const title = wording.text(matches[at]!.decided ? 'import.matchNext' : 'import.matchLater');
  return [button('import-matches', title, { ...data, at: to })];
}

/** On the card of the whole import: decides all alike or one by one. Goals that are all decided can be looked at again. */
export function matchButtons(
  { nearMatches }: Pick<ImportPlan, 'nearMatches'>,
  data: object,
  wording: Wording,
) {
  const open = nearMatches.findIndex(({ decided }) => !decided);
  if (nearMatches.length === 0) return [];
  if (open < 0) return [button('import-matches', wording.text('import.matchChange'), data)];
  const all = (to: 'nearest' | 'new', title: string) => button('import-match', title, { ...data, all: to });
  return [
    button('import-matches', wording.text('import.matchOneByOne'), { ...data, at: open }),
    ...(nearMatches.filter(({ decided }) => !decided).length > 1
      ? [
          all('nearest', wording.text('import.matchAll.nearest')),
          all('new', wording.text('import.matchAll.new')),
        ]
      : []),
  ];
}
