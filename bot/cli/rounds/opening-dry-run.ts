/** What opening a round would do, as lines. Pure. */
import { type PlannedRequest } from '../../../src/rounds/plan-opening';
import { localText } from '../parts/moments';
import { type Line, table } from '../parts/table';

/** Moments are ISO 8601, UTC. */
export interface DryRun {
  readonly programme: string;
  readonly period: string;
  readonly status: 'planned';
  readonly opens: string;
  readonly deadline: string;
  readonly closes: string;
  readonly goals: number;
  readonly persons: number;
  readonly messages: number;
  readonly sendingSeconds: number;
  readonly sentFrom: string;
  readonly requests: readonly (Omit<PlannedRequest, 'personId' | 'isReachable'> & {
    readonly person: string;
    readonly name: string;
    readonly reachable: boolean;
  })[];
  /** Codes of goals with a part that has no owner. */
  readonly unasked: readonly string[];
  readonly steps: readonly {
    readonly at: string;
    readonly local: string;
    readonly what: string;
    readonly to?: string;
  }[];
}

export function dryRunLines(run: DryRun, zone: string): Line[] {
  const { deadline, closes, unasked, messages, sendingSeconds, sentFrom, opens } = run;
  const local = (moment: string) => localText(moment, zone);
  const held = sentFrom > opens ? `, from ${local(sentFrom)}, when quiet hours end` : '';
  const requests = run.requests.map(({ person, name, goals, substitute = '', waits, reachable }) => [
    ...[person, name, goals, substitute],
    reachable
      ? waits
        ? 'waits for the first stage'
        : ''
      : 'cannot be reached: the directory has no Teams account',
  ]);
  return [
    `${run.programme} ${run.period} would open now; nothing was written or sent`,
    `deadline  ${local(deadline)} (${zone})`,
    ...(closes > deadline ? [`closes    ${local(closes)}`] : []),
    `asked     ${run.persons} persons about ${run.goals} goals`,
    `messages  ${messages}, sent in ${sendingSeconds} s${held}`,
    ...(unasked.length > 0 ? [`goals without an owner, in whole or in part: ${unasked.join(', ')}`] : []),
    '',
    ...table([['PERSON', 'NAME', 'GOALS', 'SUBSTITUTE', ''], ...requests]),
    '',
    ...table([['THEN', 'WHAT'], ...run.steps.map((step) => [step.local, whatOf(step)])]),
  ];
}

/** "escalate unit-head": an escalation with its rung. */
export function whatOf({ what, to }: { readonly what: string; readonly to?: string }): string {
  return to === undefined ? what : `${what} ${to}`;
}
