/** Sources of a digest built by hand, without a store. */
import { type DigestSource } from '../../src/digest/digest';
import { type Goal, type Programme, type Register } from '../../src/goals/schema';
import { type People } from '../../src/people/schema';
import { nextVersion, type Reply } from '../../src/replies/reply';
import { fanOut } from '../../src/rounds/asked';
import { type Request, type RoundStatus } from '../../src/rounds/round';
import { parseAnswer } from '../../src/goals/answers/answer';
import { type Handover } from '../../src/rounds/responsibility';
import { deadline, during, name, opens, peopleOf, programmeWith } from '../helpers/fixtures';

export type Raws = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Replies from raw texts: goal id → field id → text. */
export function repliesOf({ programme, goals }: Register, raws: Raws): Map<string, Reply> {
  const meta = { by: 'anna@example.org', at: during.toISOString(), formVersion: 1 };
  return new Map(
    goals.flatMap((goal) => {
      const given = Object.entries(raws[goal.id] ?? {}).map(([id, raw]) => {
        const field = goal.fields.find((candidate) => candidate.id === id)!;
        const result = parseAnswer(field, programme, raw, 'fi');
        if (!result.ok) throw new Error(`${goal.id} ${id}: ${result.problem.code}`);
        return [id, result.answer] as const;
      });
      return given.length > 0 ? [[goal.id, nextVersion(undefined, goal, new Map(given), meta)] as const] : [];
    }),
  );
}

export interface SourceInput {
  readonly goals: readonly Goal[];
  readonly raws: Raws;
  readonly programme?: Programme;
  readonly status?: RoundStatus;
  readonly people?: People;
  readonly handovers?: readonly Handover[];
  readonly previous?: { readonly goals: readonly Goal[]; readonly raws: Raws };
  /** What had been answered when the last digest was sent. */
  readonly then?: Raws;
}

export function sourceOf(input: SourceInput): DigestSource {
  const { goals, raws, status = 'open', people, handovers = [], previous, then } = input;
  const { programme = programmeWith() } = input;
  const { persons, roles } = people ?? peopleOf(['anna@example.org']);
  const form = { programme, goals, roles };
  const directory = {
    persons: new Map(persons.map((person) => [person.id, { ...person, language: 'fi' as const }])),
    roles: new Map(roles.map((role) => [role.id, role])),
  };
  const earlier = previous && { programme, goals: previous.goals };
  return {
    round: { ...name, status, opens: opens.toISOString(), deadline: deadline.toISOString(), events: [] },
    form,
    replies: repliesOf(form, raws),
    requests: requestsOf(fanOut(form, directory), handovers),
    handovers,
    ...(then && { lastDigest: { at: opens.toISOString(), status: 'open', replies: repliesOf(form, then) } }),
    ...(earlier && {
      previous: { period: '2026-Q2', form: earlier, replies: repliesOf(earlier, previous.raws) },
    }),
  };
}

/** What was handed over is in the colleague's request as well. */
function requestsOf(asked: ReadonlyMap<string, string[]>, handovers: readonly Handover[]): Request[] {
  const all = new Map([...asked].map(([personId, goalIds]) => [personId, new Set(goalIds)]));
  for (const { to, goalId } of handovers) all.set(to, new Set([...(all.get(to) ?? []), goalId]));
  return [...all].map(([personId, goalIds]) => ({
    personId,
    goalIds: [...goalIds],
    createdAt: opens.toISOString(),
  }));
}
