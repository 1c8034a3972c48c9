/** Ids that are properties of plain objects, or that plain objects reorder, must behave like any other id. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { submit } from '../../deploy/local/scripted-user';
import { idSchema } from '../../src/goals/schema';
import { doDueWork } from '../../src/schedule/tick';
import { type BotUnderTest, dumpOf, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { lifeOf, type OddIds } from '../helpers/life-of-ids';
import { buttonsOf, show, valuesOf } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';

let running: BotUnderTest;
let expected: unknown[];
let programmes = 0;

/** Everything that anybody saw, with every id replaced by the same word. */
async function lifeWith(ids: OddIds): Promise<unknown[]> {
  const programmeId = `odd-${String((programmes += 1)).padStart(3, '0')}`;
  const words = [programmeId, ids.goal, ids.group, ids.field, ids.option].sort((a, b) => b.length - a.length);
  const mask = (output: unknown): unknown => {
    let text = JSON.stringify(output);
    for (const word of new Set<string>(words)) text = text.replaceAll(word, 'ID');
    return JSON.parse(text);
  };
  return (await lifeOf(running, programmeId, ids)).map(mask);
}
const allOf = (id: string): OddIds => ({ goal: id, group: id, field: id, option: id });

beforeAll(async () => {
  running = await startBotUnderTest();
  expected = await lifeWith(allOf('usual-id'));
}, 60_000);
afterAll(() => running.stop());

it('shows, keeps and reports something to compare with', () => {
  const whole = JSON.stringify(expected);
  for (const text of ['Koska', '61', 'Vaihtoehto 1']) expect(whole).toContain(text);
  expect(expected.length).toBeGreaterThan(25);
});

/** Only these are valid ids; the other properties of Object.prototype have capital letters or underscores. */
const onPrototype = Object.getOwnPropertyNames(Object.prototype).filter(
  (id) => idSchema.safeParse(id).success,
);

const odd = [...onPrototype, 'prototype', 'then', 'tojson'];

it.each(odd)('called "%s", a goal, its group, field and option are as any others', async (id) => {
  expect(await lifeWith(allOf(id))).toEqual(expected);
});

it('whatever of them is called so, and whatever the others are called', async () => {
  const id = fc.constantFrom(...odd, 'usual-id', 'other-id');
  const ids = fc.record({ goal: id, group: id, field: id, option: id });
  await fc.assert(
    fc.asyncProperty(ids, async (each) => expect(await lifeWith(each)).toEqual(expected)),
    { numRuns: 8 },
  );
}, 60_000);

it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'nonsense'])(
  'an input for a field "%s" that the goal has not is refused, and nothing is saved',
  async (id) => {
    await doDueWork(running.bot.tickOptions);
    const goal = { programmeId: 'productivity-programme', period: '2025-H2', goalId: '1-4-b' };
    const user = await personAt(running, 'reform-hospital-manager@example.org');
    const card = await show(user, 'goal', goal);
    const { data } = buttonsOf(card, 'save')[0]!;
    const before = dumpOf(running);
    const inputs = JSON.stringify({ ...data, ...valuesOf(card), field_status: 'challenges' });
    const raw = JSON.parse(`${inputs.slice(0, -1)},${JSON.stringify(`field_${id}`)}:"x"}`) as object;
    const { value } = await submit(user, 'save', raw);
    expect(bannerOf(value as never)?.style).toBe('attention');
    expect(dumpOf(running)).toBe(before);
  },
);
