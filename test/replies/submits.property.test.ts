/** Random sequences of submits by several persons: what must hold after each of them. */
import fc from 'fast-check';
import { RefusedError } from '../../src/errors';
import { type Goal } from '../../src/goals/schema';
import { recordReply } from '../../src/replies/record-reply';
import { type Reply } from '../../src/replies/reply';
import { loadHistory, loadReplies } from '../../src/replies/reply-store';
import { roundPartition } from '../../src/rounds/round-store';
import {
  during,
  goalWith,
  name,
  openTempStore,
  peopleOf,
  programmeWith,
  saveOpenRound,
  type TempStore,
  text,
} from '../helpers/fixtures';

const persons = ['anna@example.org', 'bo@example.org', 'cia@example.org'] as const;
/** Field id → who may answer it; the whole model of ownership. */
const mayAnswer: Readonly<Record<string, readonly string[]>> = {
  own: [persons[0]],
  team: [persons[1], persons[2]],
  all: persons,
  single: [persons[2]],
};
const ids = Object.keys(mayAnswer);

function goal(): Goal {
  const owners = { own: [], team: ['role:team'], all: ['role:all'], single: [persons[2]] };
  return goalWith('g', { fields: Object.entries(owners).map(([id, of]) => text(id, { owners: of })) });
}

interface Step {
  readonly by: string;
  readonly typed: Readonly<Record<string, string>>;
  /** How many versions the sender's card is behind. */
  readonly behind: number;
}

const stepArbitrary: fc.Arbitrary<Step> = fc.record({
  by: fc.constantFrom(...persons),
  typed: fc.dictionary(fc.constantFrom(...ids), fc.constantFrom('', 'x', 'y'), { noNullPrototype: true }),
  behind: fc.constantFrom(0, 0, 0, 1, 2, 9),
});

function expectOnlyOwn(step: Step, before: Reply | undefined, after: Reply, seen: number): void {
  expect(after).toMatchObject({ by: step.by, version: (before?.version ?? 0) + 1 });
  for (const id of ids) {
    const [was, is] = [before?.answers[id], after.answers[id]];
    if (was?.raw === is?.raw) {
      expect(is).toEqual(was);
      continue;
    }
    expect(mayAnswer[id]).toContain(step.by);
    expect(is?.raw ?? '').toBe(step.typed[id] ?? '');
    if (is) expect(is).toMatchObject({ by: step.by, version: after.version });
    if (was && was.by !== step.by) expect(was.version).toBeLessThanOrEqual(seen);
  }
}

describe('any sequence of submits', () => {
  let temp: TempStore;
  let runs = 0;
  beforeAll(async () => {
    temp = await openTempStore();
  });
  afterAll(() => temp.remove());

  async function apply(place: typeof name, step: Step): Promise<void> {
    const current = async () => (await loadReplies(temp.store, place)).get('g');
    const before = await current();
    const dump = temp.dump(roundPartition(place));
    const seenVersion = Math.max(0, (before?.version ?? 0) - step.behind);
    const foreign = Object.keys(step.typed).some((id) => !mayAnswer[id]!.includes(step.by));
    const submission = { ...place, goalId: 'g', locale: 'fi' as const, ...step, seenVersion };
    const outcome = await recordReply(temp.store, submission, during).catch((error: unknown) => error);
    const after = await current();
    if (outcome instanceof Error) {
      expect(temp.dump(roundPartition(place))).toEqual(dump);
      if (foreign) expect(outcome).toMatchObject({ code: 'not-yours' });
      else if (outcome instanceof RefusedError) expect(outcome.code).toBe('changed-meanwhile');
      return;
    }
    expect(foreign).toBe(false);
    expect(outcome).toEqual(after);
    if (after!.version === before?.version) expect(temp.dump(roundPartition(place))).toEqual(dump);
    else expectOnlyOwn(step, before, after!, seenVersion);
  }

  it('leaves one current reply, every version in the history, and nobody answered for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepArbitrary, { minLength: 1, maxLength: 12 }), async (steps) => {
        const place = { ...name, programmeId: `run-${(runs += 1)}` };
        const programme = programmeWith({ id: place.programmeId });
        const register = { programme, goals: [goal()] };
        await saveOpenRound(temp.store, { register, people: peopleOf(persons, roles()) });
        for (const step of steps) await apply(place, step);
        const replies = await loadReplies(temp.store, place);
        const history = await loadHistory(temp.store, place, 'g');
        expect(history.at(-1)).toEqual(replies.get('g'));
        expect(history.map(({ version }) => version)).toEqual(history.map((_, index) => index + 1));
        expect(replies.size).toBe(history.length > 0 ? 1 : 0);
      }),
      { numRuns: 40 },
    );
  });

  it('at the same moment ends as some sequence of them would', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepArbitrary, { minLength: 2, maxLength: 4 }), async (steps) => {
        const place = { ...name, programmeId: `run-${(runs += 1)}` };
        const register = { programme: programmeWith({ id: place.programmeId }), goals: [goal()] };
        await saveOpenRound(temp.store, { register, people: peopleOf(persons, roles()) });
        const submission = { ...place, goalId: 'g', locale: 'fi' as const, seenVersion: 0 };
        const all = steps.map((step) => recordReply(temp.store, { ...submission, ...step }, during));
        await Promise.allSettled(all);
        const history = await loadHistory(temp.store, place, 'g');
        let before: Reply | undefined;
        for (const version of history) {
          const fits = steps.some((step) => {
            const typed = Object.entries(step.typed).every(
              ([id, raw]) => (version.answers[id]?.raw ?? '') === raw,
            );
            return step.by === version.by && typed;
          });
          expect(fits).toBe(true);
          expect(version.version).toBe((before?.version ?? 0) + 1);
          before = version;
        }
        expect(before).toEqual((await loadReplies(temp.store, place)).get('g'));
      }),
      { numRuns: 20 },
    );
  });

  function roles(): Record<string, readonly string[]> {
    return { team: mayAnswer['team']!, all: persons };
  }
});
