/** Whatever people do in a first stage and wherever the bot dies: the rest of a goal is asked for once, never too early, and always. */
import fc from 'fast-check';
import { RefusedError } from '../../../src/errors';
import { allMessages } from '../../../src/outbox/message';
import { setSubstitute } from '../../../src/people/substitutions';
import { loadAskedRound } from '../../../src/replies/asked-goals';
import { InvalidReplyError } from '../../../src/replies/submission';
import { moveDeadline } from '../../../src/rounds/move-deadline';
import { handOver } from '../../../src/rounds/hand-over';
import { readRound, roundPartition } from '../../../src/rounds/round-store';
import { type EntityStore } from '../../../src/storage/store';
import { dyingAtCommit } from '../../helpers/failing-store';
import { anna, bo, cia, collect, goalWith, name, openTempStore } from '../../helpers/fixtures';
import { tickOn } from '../../schedule/ticking';
import { answer, openingDay, openStaged, setting, staged } from './staged';

const persons = [anna, bo, cia] as const;
/** Bo answers both tasks and the summary of the third goal, so it never waits. */
const goals = [
  goalWith('g', staged),
  goalWith('h', { ...staged, id: 'h', owners: [bo] }),
  goalWith('k', {
    ...staged,
    id: 'k',
    owners: [bo],
    groups: staged.groups.map((group) => ({ ...group, owners: [bo] })),
  }),
];
const goalIds = goals.map(({ id }) => id);
const tasks = ['one', 'two'];

const person = fc.constantFrom(...persons);
const goalId = fc.constantFrom(...goalIds);
type Act =
  | { readonly type: 'answer'; readonly by: string; readonly goalId: string; readonly task: string }
  | { readonly type: 'sum-up'; readonly by: string; readonly goalId: string }
  | { readonly type: 'hand-over'; readonly by: string; readonly to: string; readonly goalId: string }
  | { readonly type: 'stand-in'; readonly by: string; readonly to: string }
  | { readonly type: 'move'; readonly days: number }
  | { readonly type: 'wait'; readonly hours: number; readonly diesAt: number };
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('answer' as const),
      by: person,
      goalId,
      task: fc.constantFrom(...tasks),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('sum-up' as const), by: person, goalId }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('hand-over' as const), by: person, to: person, goalId }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('stand-in' as const), by: person, to: person }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('move' as const), days: fc.integer({ min: -3, max: 5 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('wait' as const),
      hours: fc.integer({ min: 1, max: 72 }),
      diesAt: fc.integer({ min: 0, max: 4 }),
    }),
  },
);

class Life {
  private now = openingDay;
  /** Goal → tasks that were answered. */
  private readonly answered = new Map(goalIds.map((id) => [id, new Set<string>()]));
  /** "person goal" of every request for the rest of a goal. */
  private readonly asked = new Set<string>();
  private readonly seen = new Set<string>();

  constructor(private readonly store: EntityStore) {}

  async step(act: Act): Promise<void> {
    if (act.type === 'wait') return this.wait(act.hours, act.diesAt);
    await this.run(act).catch((error: unknown) => {
      if (!(error instanceof RefusedError || error instanceof InvalidReplyError)) throw error;
    });
  }

  private async run(act: Exclude<Act, { type: 'wait' }>): Promise<void> {
    const { store, now } = this;
    switch (act.type) {
      case 'answer': {
        const typed = { [`${act.task}-state`]: 'planned', [`${act.task}-words`]: 'Tehty.' };
        await answer(store, act.by, typed, now, act.goalId);
        this.answered.get(act.goalId)!.add(act.task);
        return;
      }
      case 'sum-up':
        await answer(store, act.by, { summary: 'Yhteenveto.' }, now, act.goalId);
        return;
      case 'hand-over':
        return handOver(store, { ...name, goalId: act.goalId, by: act.by, to: act.to }, now);
      case 'stand-in': {
        const day = now.toISOString().slice(0, 10);
        await setSubstitute(store, { personId: act.by, substituteId: act.to, from: day, to: day }, now);
        return;
      }
      case 'move': {
        const round = (await readRound(store, name))!.value;
        const later = (at: string) => new Date(Date.parse(at) + act.days * 24 * 3_600_000);
        const stage = round.stage && { stage: later(round.stage.until) };
        const move = { ...name, by: anna, way: 'card', deadline: later(round.deadline), ...stage } as const;
        await moveDeadline(store, move, now);
      }
    }
  }

  /** The bot may die in a tick; the next one finishes. */
  private async wait(hours: number, diesAt: number): Promise<void> {
    this.now = new Date(this.now.getTime() + hours * 3_600_000);
    if (diesAt > 0) await tickOn(dyingAtCommit(this.store, diesAt), this.now).catch(() => undefined);
    const before = (await readRound(this.store, name))!.value;
    await tickOn(this.store, this.now);
    await this.expectAsked(before.stage?.passed !== undefined || this.isOver(before.stage?.until));
  }

  private isOver(until: string | undefined): boolean {
    return until !== undefined && this.now.toISOString() >= until;
  }

  private async expectAsked(isOver: boolean): Promise<void> {
    for (const { value } of await collect(allMessages(this.store, roundPartition(name)))) {
      if (value.kind !== 'last-part' || this.seen.has(value.key) || value.recipient.type !== 'person')
        continue;
      this.seen.add(value.key);
      for (const goal of value.data['goalIds'] as string[]) {
        const once = `${value.recipient.personId} ${goal}`;
        expect(this.asked).not.toContain(once);
        this.asked.add(once);
        expect(isOver || this.answered.get(goal)!.size === tasks.length).toBe(true);
      }
    }
  }

  /** Once the stage is over and somebody looks in waking hours, whoever still has a rest to write has been asked for it. */
  async expectEverybodyAsked(): Promise<void> {
    const round = (await readRound(this.store, name))!.value;
    const end = round.stage
      ? new Date(Math.max(Date.parse(round.stage.until), this.now.getTime()))
      : this.now;
    this.now = new Date(end.getTime() + 60_000);
    if (this.now.toISOString() >= (round.closes ?? round.deadline) || round.status !== 'open') return;
    await tickOn(this.store, this.now);
    await this.expectAsked(true);
    for (const personId of persons) {
      const asked = await loadAskedRound(this.store, name, personId, this.now);
      for (const own of asked?.goals ?? [])
        expect([personId, own.goal.id, own.stage?.part]).not.toEqual([personId, own.goal.id, 'later']);
      for (const { goal, stage, isHeld, reply } of asked?.goals ?? []) {
        const isWanted = stage?.part === 'last' && isHeld && reply?.answers['summary'] === undefined;
        if (isWanted && goal.owners.includes(personId))
          expect([personId, goal.id, this.isAskedSomehow(personId, goal.id)]).toEqual([
            personId,
            goal.id,
            true,
          ]);
      }
    }
  }

  /** By this message, or at once because all that was due first was theirs when it was asked for. */
  private isAskedSomehow(personId: string, goal: string): boolean {
    return this.asked.has(`${personId} ${goal}`) || goal === 'k' || this.wasHandedOver.has(goal);
  }

  readonly wasHandedOver = new Set<string>();
}

it('asks for the rest of a goal once, never too early, and always', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 20, size: 'max' }), async (acts) => {
      const temp = await openTempStore();
      try {
        await openStaged(temp.store, setting({ goals }));
        const life = new Life(temp.store);
        for (const each of acts) {
          if (each.type === 'hand-over') life.wasHandedOver.add(each.goalId);
          await life.step(each);
        }
        await life.expectEverybodyAsked();
      } finally {
        await temp.remove();
      }
    }),
    { numRuns: Number(process.env['RUNS'] ?? 60) },
  );
}, 120_000);
