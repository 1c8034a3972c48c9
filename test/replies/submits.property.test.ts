/** Random sequences of what people do in a round: what must hold after each of them. */
import fc from 'fast-check';
import { type RowOutcome } from '../../src/replies/form/record-rows';
import { type Reply } from '../../src/replies/reply';
import { loadHistory, loadReplies } from '../../src/replies/reply-store';
import { deadline, during, name, openTempStore, type StoredRow, type TempStore } from '../helpers/fixtures';
import { type Command, command, dayAfter, deedOf } from './round-commands';
import { expectQuestions, spokenIn } from './expected-questions';
import { goalIds, ownersOf, RoundModel } from './round-model';
import { openWithLastPeriod, previousRound, rawsOf } from './round-setting';
import { expectDecisions, requestIn } from './support-commands';

class Sequence {
  private readonly model = new RoundModel();
  private now = during;
  private rows: StoredRow[];
  private replies = new Map<string, Reply>();

  constructor(private readonly temp: TempStore) {
    this.rows = temp.dump();
  }

  async step(act: Command): Promise<void> {
    this.now = dayAfter(new Date(this.now.getTime() + 60_000), act.type === 'wait' ? act.days : 0);
    this.model.open = this.now < deadline;
    this.model.now = this.now.toISOString();
    const mayAnswer = this.namesFor(act.by);
    const deed = deedOf(act, this.model, this.now);
    const runs = Array.from({ length: act.twice ? 2 : 1 }, () => deed.run(this.temp.store));
    const outcomes = await Promise.allSettled(runs);
    const done = outcomes.some(({ status }) => status === 'fulfilled');
    for (const outcome of outcomes) if (outcome.status === 'rejected') expectRefusal(outcome.reason);
    if (deed.expected !== undefined) expect(done).toBe(deed.expected);
    if (deed.saved) expect(savedIn(outcomes)).toEqual(deed.saved);
    this.expectTraces(done ? deed.mayTouch : /^nothing$/);
    await this.expectAnswers(act, mayAnswer);
    expect(await requestIn(this.temp.store)).toEqual(this.model.support.request);
  }

  /** Goal and field → in whose name the person may answer it now. */
  private namesFor(person: string): Map<string, readonly string[]> {
    return new Map(
      goalIds.flatMap((goal) =>
        Object.keys(ownersOf[goal]!).map(
          (field) => [`${goal} ${field}`, this.model.answersFor(person, goal, field)] as const,
        ),
      ),
    );
  }

  private expectTraces(mayTouch: RegExp): void {
    const before = new Map(this.rows.map((row) => [`${row.partition} ${row.key}`, row]));
    const after = this.temp.dump();
    const written = after.filter(({ partition, key, etag }) => {
      const was = before.get(`${partition} ${key}`);
      before.delete(`${partition} ${key}`);
      return was?.etag !== etag;
    });
    for (const { key } of [...written, ...before.values()]) expect(key).toMatch(mayTouch);
    this.expectEntries(written, after);
    expectQuestions(after, this.model.questions);
    expectDecisions(after, this.model.support);
    const comments = after.filter(({ key }) => key.startsWith('unit-comment|'));
    expect(comments.map(({ value }) => (value as { text: string }).text)).toEqual(this.model.comments);
    this.rows = after;
  }

  /** Old entries of the audit stay as they are; who answers, a question, a response, a comment or a decision has one new entry, also when done twice. */
  private expectEntries(written: readonly StoredRow[], after: readonly StoredRow[]): void {
    const whoAnswers = (rows: readonly StoredRow[]) =>
      rows.filter(({ key }) => /^(handover|substitution|unit-comment|support\|)/.test(key));
    const entries = (rows: readonly StoredRow[]) => rows.filter(({ key }) => key.startsWith('audit|'));
    expect(entries(after)).toEqual(expect.arrayContaining(entries(this.rows)));
    const of = (rows: readonly StoredRow[]) => JSON.stringify([whoAnswers(rows), spokenIn(rows)]);
    const isChanged = of(after) !== of(this.rows);
    expect(entries(written)).toHaveLength(isChanged ? 1 : 0);
  }

  private async expectAnswers(
    { by, type }: Command,
    may: ReadonlyMap<string, readonly string[]>,
  ): Promise<void> {
    const replies = await loadReplies(this.temp.store, name);
    for (const goal of goalIds) {
      const versions = this.model.versions.get(goal)!;
      const [was, is] = [this.replies.get(goal), replies.get(goal)];
      expect(is?.version ?? 0).toBe(versions.length);
      expect(rawsOf(is)).toEqual(versions.at(-1)?.raws ?? {});
      if (is?.version === was?.version) expect(is).toEqual(was);
      else expect(is).toMatchObject({ by, version: (was?.version ?? 0) + 1 });
      for (const field of Object.keys(ownersOf[goal]!)) {
        const answer = is?.answers[field];
        if (answer?.raw === was?.answers[field]?.raw) {
          expect(answer).toEqual(was?.answers[field]);
          continue;
        }
        const names = may.get(`${goal} ${field}`)!;
        expect(names).not.toEqual([]);
        if (!answer) continue;
        expect(answer).toMatchObject({ by, version: is.version });
        expect(names).toContain(answer.onBehalfOf ?? by);
        expect(answer.onBehalfOf).not.toBe(by);
        expect(answer.unchangedFrom).toBe(
          type === 'repeat' || type === 'form-repeat' ? previousRound.period : undefined,
        );
      }
    }
    this.replies = replies;
  }

  async expectHistory(): Promise<void> {
    for (const goal of goalIds) {
      const history = await loadHistory(this.temp.store, name, goal);
      const versions = this.model.versions.get(goal)!;
      expect(history.map((reply) => [reply.version, reply.by, rawsOf(reply)])).toEqual(
        versions.map(({ by, raws }, index) => [index + 1, by, raws]),
      );
      expect(history.at(-1)).toEqual(this.replies.get(goal));
    }
    expect([...this.replies.keys()].every((goal) => goalIds.includes(goal))).toBe(true);
  }
}

/** Which rows of a form are saved, by any of the presses. */
function savedIn(outcomes: readonly PromiseSettledResult<unknown>[]): Map<string, boolean> {
  const saved = new Map<string, boolean>();
  for (const outcome of outcomes)
    if (outcome.status === 'fulfilled')
      for (const [goalId, { type }] of outcome.value as ReadonlyMap<string, RowOutcome>) {
        expect(type).not.toBe('failed');
        saved.set(goalId, saved.get(goalId) === true || type === 'saved');
      }
  return saved;
}

/** A refusal that a person can read; anything else is a defect. */
function expectRefusal(error: unknown): void {
  expect(['RefusedError', 'InvalidReplyError']).toContain((error as Error).name);
}

describe('any sequence of what people do in a round', () => {
  it('leaves one current reply a goal, every version in the history, and nobody answered for', async () => {
    // Without a bias to short ones, which say little.
    const sequences = fc.noBias(fc.array(command, { minLength: 1, maxLength: 30, size: 'max' }));
    await fc.assert(
      fc.asyncProperty(sequences, async (acts) => {
        const temp = await openTempStore();
        try {
          await openWithLastPeriod(temp.store);
          const sequence = new Sequence(temp);
          for (const act of acts) await sequence.step(act);
          await sequence.expectHistory();
        } finally {
          await temp.remove();
        }
      }),
      { numRuns: 120 },
    );
  }, 120_000);
});
