/** What a digest says of requests for support beside how many there are: those that wait too long, and the decided ones. Pure. */
import { localDay } from '../periods/local-time';
import { type Register } from '../goals/schema';
import { isOpen, type SupportRequest } from './request';

/** A request with the first day (`yyyy-mm-dd`) on which it is named as old. */
export interface AgedRequest extends SupportRequest {
  readonly oldFrom: string;
}

export interface SupportFigures {
  /** Requests that have waited for a decision for over ten working days, and their goals; missing if there are none. */
  readonly oldSupport?: {
    readonly count: number;
    readonly goals: readonly string[];
    readonly codes: readonly string[];
  };
  /** Goals whose requests are all decided, with the latest decision; missing if there are none. `at`: ISO 8601, UTC. */
  readonly decidedSupport?: readonly { readonly id: string; readonly text: string; readonly at: string }[];
}

export function supportFigures(
  { form, support = [] }: { readonly form: Register; readonly support?: readonly AgedRequest[] },
  asOf: Date,
): SupportFigures {
  if (support.length === 0) return {};
  const today = localDay(asOf, form.programme.timeZone);
  const old = support.filter((request) => isOpen(request) && request.oldFrom <= today);
  const waits = new Set(old.map(({ goalId }) => goalId));
  const goals = form.goals.filter(({ id }) => waits.has(id));
  const decided = form.goals.flatMap(({ id }) => {
    const own = support.filter(({ goalId }) => goalId === id);
    const said = own.flatMap((each) => each.decided ?? []).sort((a, b) => (a.at < b.at ? 1 : -1));
    return own.some(isOpen) || !said[0] ? [] : [{ id, text: said[0].text, at: said[0].since }];
  });
  return {
    ...(old.length > 0 && {
      oldSupport: {
        count: old.length,
        goals: goals.map(({ id }) => id),
        codes: goals.map(({ code }) => code),
      },
    }),
    ...(decided.length > 0 && { decidedSupport: decided }),
  };
}

/** Those about these goals. */
export function supportOf<T extends Pick<SupportRequest, 'goalId'>>(
  requests: readonly T[],
  goalIds: ReadonlySet<string>,
): T[] {
  return requests.filter(({ goalId }) => goalIds.has(goalId));
}
