/** The requests for support in a goal's history, with who asked and decided, and when. Pure. */
import { type Goal } from '../../src/goals/schema';
import { type DecidedInRound, type GoalSupport, taskOf } from '../../src/support/goal-support';
import { decidedIn, isOpen, type SupportRequest } from '../../src/support/request';
import { buttonData } from '../parts/list-row';
import { personName } from '../parts/person-name';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { type HistoryDetail, type RoundSource } from './rounds';

/** How many are shown, the open ones first: fewer where there is less room. */
const shown = { most: 5, least: 2 } as const;
const longestTask = 60;

interface SupportSource extends RoundSource {
  readonly goal: Goal;
  readonly programme: { readonly id: string };
  /** Whether the reader may decide. */
  readonly decides?: boolean;
}

/** Each opens whole, with every version of its decision. */
export function supportData(
  { requests, decisions }: GoalSupport,
  source: SupportSource,
  detail: HistoryDetail,
  wording: Wording,
) {
  const open = requests.filter(isOpen);
  const isAsked = ({ decision }: DecidedInRound) =>
    open.some(({ fieldId, askedAt }) => fieldId === decision.fieldId && askedAt === decision.askedAt);
  const all = [
    ...open.map((request) => () => openData(request, source, detail, wording)),
    ...decisions
      .filter((each) => !isAsked(each))
      .map((each) => () => decidedData(each, source, detail, wording)),
  ];
  const listed = all.slice(0, detail.whole > 0 ? shown.most : shown.least);
  const rest = all.length - listed.length;
  return {
    ...(all.length > 0 && { supportTitle: wording.text('support.ofGoal') }),
    support: listed.map((data) => data()),
    ...(rest > 0 && { moreSupport: wording.text('support.more', { count: rest }) }),
  };
}

function openData(request: SupportRequest, source: SupportSource, detail: HistoryDetail, wording: Wording) {
  const { period, by, askedAt, since, wanted } = request;
  const title = wording.text(source.decides ? 'support.button' : 'support.open');
  return {
    ...askedData({ ...request, askedBy: by }, period, wanted, source, detail, wording),
    decision: wording.text('support.noDecision'),
    decided: wording.text('support.rowOpen', { day: wording.shortDay(since) }),
    open: openButton({ ...request, askedAt }, period, title, source, wording),
  };
}

function decidedData(
  { period, decision }: DecidedInRound,
  source: SupportSource,
  detail: HistoryDetail,
  wording: Wording,
) {
  const decided = decidedIn(decision);
  const last = decision.versions.at(-1)!;
  return {
    ...askedData(decision, period, decision.wanted, source, detail, wording),
    decision: shorten(decided?.text ?? wording.text('support.takenBack'), detail.text),
    decided: saidBy(last.by, last.at, source, wording),
    open: openButton(decision, period, wording.text('support.open'), source, wording),
  };
}

interface Asked {
  readonly fieldId: string;
  readonly askedAt: string;
  readonly askedBy: string;
}

function askedData(
  asked: Asked,
  period: string,
  wanted: readonly string[],
  source: SupportSource,
  detail: HistoryDetail,
  wording: Wording,
) {
  const task = taskOf(asked, source.goal);
  const what = wanted.length > 0 ? wanted.join(' ') : wording.text('support.unsaid');
  const named = task ? `${shorten(wording.of(task.label), longestTask)}: ${what}` : what;
  const said = saidBy(asked.askedBy, asked.askedAt, source, wording);
  return { text: shorten(named, detail.text), by: `${wording.period(period)} · ${said}` };
}

function saidBy(who: string, at: string, { names }: SupportSource, wording: Wording): string {
  return wording.text('asked.by', { name: personName({ names }, who), at: wording.moment(at) });
}

function openButton(
  { fieldId, askedAt }: Omit<Asked, 'askedBy'>,
  period: string,
  title: string,
  { goal, programme, place }: SupportSource,
  wording: Wording,
) {
  if (!place) return [];
  const task = taskOf({ fieldId }, goal);
  const tooltip = task ? `${title}: ${shorten(wording.of(task.label), 80)}` : title;
  const data = { programmeId: programme.id, period, goalId: goal.id, fieldId, askedAt };
  return [buttonData({ verb: 'support', title, tooltip, data })];
}
