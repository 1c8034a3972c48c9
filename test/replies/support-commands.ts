/** Deciding on the task's requests for support, drawn by lot, and what is then to be found. */
import fc from 'fast-check';
import { type Message } from '../../src/outbox/message';
import { existingRound, loadForm } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { decideOnSupport } from '../../src/support/decide';
import { loadRequests } from '../../src/support/load-requests';
import { type SupportDecision } from '../../src/support/request';
import { name, type StoredRow } from '../helpers/fixtures';
import { accessOf } from '../questions/setting';
import { lea } from './question-commands';
import { type Deed } from './round-commands';
import { bo, dan, requiredField, type RoundModel } from './round-model';
import { type SupportModel, supportedGoal } from './support-model';

export const deciding = fc.record({
  type: fc.constant('decide' as const),
  /** Lea reads the programme, and so does Bo, who answers for the task; Dan does not. */
  by: fc.constantFrom(lea, lea, bo, dan),
  text: fc.constantFrom('', 'x', 'x', 'y', undefined),
  /** The card is of the last request that was decided, which may have been withdrawn since. */
  isOld: fc.constantFrom(false, false, false, true),
  /** How many versions the card is behind. */
  behind: fc.constantFrom(0, 0, 0, 1),
  twice: fc.boolean(),
});
type DecideCommand = typeof deciding extends fc.Arbitrary<infer T> ? T : never;

export function decideDeed(act: DecideCommand, model: RoundModel, now: Date): Deed {
  const { by, text } = act;
  const { support } = model;
  const last = [...support.decisions.keys()].at(-1);
  const askedAt = (act.isOld ? last : support.askedAt) ?? now.toISOString();
  const seen = Math.max(0, (support.decisions.get(askedAt)?.length ?? 0) - act.behind);
  const may = by !== dan;
  const access = accessOf(by, may ? { reads: new Set([name.programmeId]) } : {});
  const about = { ...name, goalId: supportedGoal, fieldId: requiredField, askedAt };
  const expected = support.decide(askedAt, { by, may, text, seen });
  if (expected) model.questions.mark(now);
  return {
    expected,
    run: (store) =>
      decideOnSupport(
        store,
        { ...about, by, way: 'card', access, seen, ...(text !== undefined && { text }) },
        now,
      ),
    mayTouch: new RegExp(
      `^(support.${supportedGoal}.${requiredField}.${askedAt}$|round$|pending.prog.+support-decided-|audit.${now.toISOString()}.)`,
    ),
  };
}

/** The same decisions as in the model, in their order, and everybody who is to be told of each, once. */
export function expectDecisions(rows: readonly StoredRow[], { decisions }: SupportModel): void {
  const stored = rows
    .filter(({ key }) => key.startsWith('support|'))
    .map(({ value }) => value as SupportDecision);
  expect(
    stored.map(({ askedAt, versions }) => [askedAt, versions.map(({ by, text }) => [by, text])]),
  ).toEqual(
    [...decisions].map(([askedAt, versions]) => [askedAt, versions.map(({ by, text }) => [by, text])]),
  );
  const told = rows
    .filter(({ key }) => key.startsWith('pending|'))
    .map(({ value }) => value as Message)
    .filter(({ kind }) => kind === 'support-decided')
    .map(({ recipient, data }) => {
      const { askedAt, version } = data as { askedAt: string; version: number };
      return `${askedAt} ${version} ${(recipient as { personId: string }).personId}`;
    });
  const expected = [...decisions].flatMap(([askedAt, versions]) =>
    versions.flatMap((each, index) => each.told.map((person) => `${askedAt} ${index + 1} ${person}`)),
  );
  expect(told.sort()).toEqual(expected.sort());
}

/** The one request that there is now. */
export async function requestIn(store: EntityStore): Promise<SupportModel['request']> {
  const form = (await loadForm(store, (await existingRound(store, name)).value))!;
  const [request, ...more] = await loadRequests(store, { name, form }, supportedGoal);
  expect(more).toEqual([]);
  return request && { askedAt: request.askedAt, decided: request.decided?.text };
}
