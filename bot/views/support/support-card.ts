/** A task's request for support, read for somebody who may see it, and its card. */
import { supportCardData, type SupportCardSource } from '../../../cards/support/data';
import { type CardButton } from '../../../cards/parts/buttons/card-button';
import { type Wording } from '../../../cards/parts/wording';
import { type Card, render } from '../../../cards/render';
import { RefusedError } from '../../../src/errors';
import { loadGoal, loadGoalEver, loadProgramme } from '../../../src/goals/register';
import { type Goal, type Programme } from '../../../src/goals/schema';
import { type Access, loadAccess } from '../../../src/people/access';
import { type Person } from '../../../src/people/schema';
import { askableRound } from '../../../src/questions/question-store';
import { loadRespondents, respondentTo } from '../../../src/questions/respondents';
import { type Responsibility } from '../../../src/rounds/responsibility';
import { loadResponsibility } from '../../../src/rounds/responsibility-store';
import { mayAskAbout, mayReadGoal } from '../../../src/rounds/permissions';
import { type Round, takesRepliesAt } from '../../../src/rounds/round';
import { loadForm } from '../../../src/rounds/round-store';
import { mayDecide } from '../../../src/support/deciders';
import { loadRequests } from '../../../src/support/load-requests';
import {
  decidedIn,
  type SupportDecision,
  type SupportName,
  type SupportRequest,
} from '../../../src/support/request';
import { loadDecisions } from '../../../src/support/support-store';
import { type CardActionDeps, loadNames } from '../turn';
import { wordingFor } from '../wording';

/** What a button says of a request: the current one of the task if it does not say when it was asked. */
export type SupportPlace = Omit<SupportName, 'askedAt'> & Partial<Pick<SupportName, 'askedAt'>>;

export interface SupportView {
  readonly deps: CardActionDeps;
  readonly person: Person;
  readonly access: Access;
  readonly name: SupportName;
  readonly now: Date;
  readonly wording: Wording;
  readonly programme: Programme;
  readonly round: Round;
  /** As the round asks about it. */
  readonly goal: Goal;
  readonly isRetired: boolean;
  readonly responsibility: Responsibility;
  /** The goal's requests now; the one that the view is about may have been withdrawn. */
  readonly requests: readonly SupportRequest[];
  readonly request?: SupportRequest;
  readonly decision?: SupportDecision;
  readonly mayDecide: boolean;
  /** Whether the person answers for the task now. */
  readonly isOwner: boolean;
}

/**
 * For readers of the goal, the people who answer for the task, and the people the request names.
 * @throws RefusedError `unknown-support`, also for people who may not see it; `unknown-round`, `round-discarded`,
 *   `round-not-open`.
 */
export async function readSupport(
  deps: CardActionDeps,
  person: Person,
  place: SupportPlace,
): Promise<SupportView> {
  const { store, clock, admins } = deps;
  const { programmeId, period, goalId, fieldId } = place;
  const unknown = new RefusedError('unknown-support', { programmeId });
  const [programme, stored, current, access] = await Promise.all([
    loadProgramme(store, programmeId),
    loadGoalEver(store, programmeId, goalId),
    loadGoal(store, programmeId, goalId),
    loadAccess(store, person, admins),
  ]);
  if (!programme || !stored) throw unknown;
  const round = (await askableRound(store, place)).value;
  const now = clock.now();
  const [form, decisions, responsibility] = await Promise.all([
    loadForm(store, round),
    loadDecisions(store, place, goalId),
    loadResponsibility(store, place, programme.timeZone, now, goalId),
  ]);
  const goal = form?.goals.find(({ id }) => id === goalId);
  if (!form || !goal) throw unknown;
  const requests = await loadRequests(store, { name: { programmeId, period }, form }, goalId);
  const found = whichOf(place, requests, decisions);
  if (!found) throw unknown;
  const { request, decision } = found;
  const task = goal.fields.find(({ id }) => id === fieldId)?.group;
  const isOwner =
    current !== undefined && respondentTo(person.id, current, task, responsibility) !== undefined;
  const wanted = request?.wanted ?? decision?.wanted ?? [];
  const decides = await mayDecide(store, access, programme, current ?? stored, wanted);
  if (!decides && !isOwner && !mayReadGoal(access, programme, stored)) throw unknown;
  const { askedAt } = request ?? decision!;
  return {
    ...{ deps, person, access, now, programme, round, goal, responsibility, requests, isOwner },
    name: { programmeId, period, goalId, fieldId, askedAt },
    wording: wordingFor(person.language, programme.timeZone),
    isRetired: current === undefined,
    mayDecide: decides,
    ...(request && { request }),
    ...(decision && { decision }),
  };
}

/** The task's current request, or what was decided on an earlier one. */
function whichOf(
  { fieldId, askedAt }: SupportPlace,
  requests: readonly SupportRequest[],
  decisions: readonly SupportDecision[],
) {
  const current = requests.find((each) => each.fieldId === fieldId);
  const own = decisions.filter((each) => each.fieldId === fieldId);
  const at = askedAt ?? current?.askedAt ?? own.at(-1)?.askedAt;
  const request = current?.askedAt === at ? current : undefined;
  const decision = own.find((each) => each.askedAt === at);
  if (!request && !decision) return undefined;
  return { ...(request && { request }), ...(decision && { decision }) };
}

type Shown = Pick<SupportCardSource, 'problem' | 'banner'> & { readonly typed?: string };

export async function supportCard(view: SupportView, { typed, ...shown }: Shown = {}): Promise<Card> {
  const { deps, person, wording, programme, round, goal, name, request, decision } = view;
  const { versions = [] } = decision ?? {};
  const by = request?.by ?? decision!.askedBy;
  const told = view.mayDecide
    ? (await loadRespondents(deps.store, goal, taskOf(view), view.responsibility)).filter(
        (id) => id !== person.id,
      )
    : [];
  const names = await loadNames(deps.store, [by, ...versions.map((each) => each.by), ...told], wording);
  const task = taskOf(view);
  const text = typed ?? (decision ? (decidedIn(decision)?.text ?? '') : '');
  const source: SupportCardSource = {
    names,
    request: {
      ...{ programme, round, goal, by, versions, askedAt: name.askedAt },
      ...(task !== undefined && { task }),
      since: request?.since ?? name.askedAt,
      wanted: request?.wanted ?? decision!.wanted,
      isWithdrawn: !request,
    },
    ...(view.mayDecide && { deciding: { told: told.map((id) => names.get(id) ?? id), text } }),
    ...(typed !== undefined && { typed }),
    buttons: buttonsOf(view),
    ...shown,
  };
  return render('support', supportCardData(source, wording));
}

/** For a person who may not see it: why, and what they typed, so that it is not lost. */
export function notSeenCard({ wording }: Pick<SupportView, 'wording'>, text: string, typed: string): Card {
  const banner = { text, style: 'attention' as const };
  return render('support', supportCardData({ banner, typed, names: new Map(), buttons: [] }, wording));
}

function taskOf({ goal, name }: SupportView): string | undefined {
  return goal.fields.find(({ id }) => id === name.fieldId)?.group;
}

function buttonsOf(view: SupportView): CardButton[] {
  const { name, now, wording, access, programme, round, goal, decision, isRetired } = view;
  const { programmeId, period, goalId } = name;
  const place = { programmeId, period, goalId };
  const seen = decision?.versions.length ?? 0;
  const decided = decision && decidedIn(decision);
  const button = (verb: CardButton['verb'], title: string, data: object = place): CardButton => ({
    ...{ verb, title, data },
  });
  const send = wording.text(decided ? 'support.correct' : 'support.decide');
  return [
    ...(view.mayDecide
      ? [{ ...button('support-decide', send, { ...name, seen }), sends: true as const }]
      : []),
    ...otherTasks(view),
    ...(view.isOwner && !isRetired && takesRepliesAt(round, now)
      ? [button('goal', wording.text('asked.change'))]
      : []),
    ...(!isRetired && mayAskAbout(access, programme, goal)
      ? [button('ask', wording.text('ask.button'))]
      : []),
    ...(mayReadGoal(access, programme, goal)
      ? [button('history', wording.text('asked.history'), { ...place, language: wording.locale })]
      : []),
    ...(view.mayDecide && decided
      ? [
          {
            ...button('support-undo', wording.text('support.undo'), { ...name, seen }),
            isRare: true as const,
          },
        ]
      : []),
  ];
}

/** The goal's other task that asks, so that all of them can be decided one after another. */
function otherTasks({ requests, name, goal, wording }: SupportView): CardButton[] {
  const others = requests.filter(({ fieldId, period }) => fieldId !== name.fieldId && period === name.period);
  const next = others.find(({ decided }) => !decided) ?? others[0];
  const label = goal.groups.find(({ id }) => id === next?.task)?.label;
  if (!next || !label) return [];
  const { programmeId, period, goalId } = name;
  const title = wording.text('support.next', { task: wording.of(label) });
  return [{ verb: 'support', title, data: { programmeId, period, goalId, fieldId: next.fieldId } }];
}
