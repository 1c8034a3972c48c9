/** Last period's answers as a starting point, after the register has changed what is asked. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { schedule } from '../../src/audit/audit';
import { saveRegister } from '../../src/goals/register';
import { type Field } from '../../src/goals/schema';
import { recordReply } from '../../src/replies/record-reply';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { type BotUnderTest } from '../helpers/bot-under-test';
import { during, estimate, goalWith, name, text } from '../helpers/fixtures';
import { buttonsOf, valuesOf } from '../helpers/pressing';
import { anna, pressed, register, startTwoUnits } from '../helpers/two-units';

const next = { ...name, period: '2026-Q4' };
const deadline = new Date('2027-02-08T14:00:00.000Z');
let running: BotUnderTest;

beforeEach(async () => {
  running = await startTwoUnits();
  const { programme } = register();
  const figure = goalWith('care');
  const both = goalWith('a', { fields: [estimate('value'), text('note')] });
  await saveRegister(running.store, { programme, goals: [both, figure] });
  const said = { ...name, by: anna, locale: 'fi', seenVersion: 0 } as const;
  await recordReply(running.store, { ...said, goalId: 'care', typed: { value: '50' } }, during);
  await recordReply(running.store, { ...said, goalId: 'a', typed: { value: '50', note: 'Sama' } }, during);
  await closeRound(running.store, { ...name, by: anna, way: 'cli' }, during);
  await openRound(running.store, { ...next, opens: during, deadline, ...schedule }, during);
  const inDays = (field: Field): Field =>
    field.id === 'value' ? { ...field, kind: 'number', unit: { fi: 'pv' } } : field;
  const goals = [both, figure].map((each) => ({ ...each, changedIn: 2, fields: each.fields.map(inDays) }));
  await saveRegister(running.store, { programme: { ...programme, version: 2 }, goals });
});
afterEach(() => running.stop());

const shown = async (verb: string, data: object) => (await pressed(running, anna, verb, data)).card!;

it('is not filled in with a figure of another unit', async () => {
  const card = await shown('goal', { ...next, goalId: 'a' });
  const [prefill] = buttonsOf(card, 'prefill');
  const filled = await shown('prefill', { ...prefill!.data, ...valuesOf(card) });
  expect(valuesOf(filled)).toEqual({ field_value: '', field_note: 'Sama' });
});

it('is not offered where it would fill in nothing', async () => {
  expect(buttonsOf(await shown('goal', { ...next, goalId: 'care' }), 'prefill')).toEqual([]);
});
