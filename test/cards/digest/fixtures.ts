/** Goals for digests, and a digest of six goals whose lists differ. */
import { computeDigest, type Digest } from '../../../src/digest/digest';
import { type Goal } from '../../../src/goals/schema';
import { type Raws, sourceOf } from '../../digest/fixtures';
import { during, estimate, goalWith } from '../../helpers/fixtures';

const state = { id: 'state', kind: 'light', label: { fi: 's' }, role: 'state', required: false } as const;
const task = { ...state, id: 'task', group: 'task' } as const;
export const goal = (id: string, unit = 'Yksikkö', title = `Tavoite ${id}`): Goal =>
  goalWith(id, {
    title: { fi: title },
    headings: [{ fi: unit }],
    groups: [{ id: 'task', kind: 'task', label: { fi: 'Tehtävä' } }],
    fields: [estimate('value'), state, task, estimate('more', { role: 'narrative' })],
  });
export const full = (value: string, own?: string) => ({ value, more: '1', ...(own && { state: own }) });
/** One task, which proceeds or does not. */
export const asking = (value: string, said: 'red' | 'green' = 'red') => ({ value, more: '1', task: said });

const goals = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => goal(id));
const earlier = {
  ...{ a: full('95'), b: full('20'), c: full('20'), d: full('95') },
  f: asking('95', 'green'),
};
export const now = {
  ...{ a: full('20'), b: full('95'), c: full('20'), d: full('95', 'red'), e: full('30') },
  f: asking('85'),
};
/** A turned red, B recovered, C is still red, D has its own light, E is red at first, F turned yellow and asks for support. */
export const small = (then?: Raws, previous = true): Digest =>
  computeDigest(
    sourceOf({
      goals,
      raws: now,
      ...(then && { then }),
      ...(previous && { previous: { goals, raws: earlier } }),
    }),
    during,
  );
