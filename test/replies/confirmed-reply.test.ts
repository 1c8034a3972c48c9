/** Answers that are taken only when the person says that they are meant. */
import { saveRegister } from '../../src/goals/register';
import { type Field, type Goal, type Register } from '../../src/goals/schema';
import { omit } from '../../src/omit';
import {
  recordReply,
  type Submission,
  type Typed,
  UnconfirmedReplyError,
} from '../../src/replies/record-reply';
import { loadHistory, readReply } from '../../src/replies/reply-store';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { deadline, during, eachWithStore, name, opens, refusal, saveOpenRound } from '../helpers/fixtures';
import { anna, bo, cia, setting, submission } from './fixtures';

const stored = eachWithStore();
const previous = { ...name, period: '2026-Q2' };
const submit = (typed: Typed, more: Partial<Submission> = {}, by = anna) =>
  recordReply(stored.store, submission(by, typed, more), during);

/** Last period Anna's figure was 5 and Bo's 7. */
beforeEach(async () => {
  await saveOpenRound(stored.store, setting());
  await openRound(stored.store, { ...previous, opens, deadline, by: 's', way: 'card' }, opens);
  await submit({ value: '5', note: 'n' }, previous);
  await submit({ progress: '7' }, previous, bo);
  await closeRound(stored.store, { ...previous, by: 'admin', way: 'card' }, during);
});

async function asked(
  typed: Typed,
  more: Partial<Submission> = {},
  by = anna,
): Promise<UnconfirmedReplyError> {
  const before = stored.now.dump();
  const error = await submit(typed, more, by).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UnconfirmedReplyError);
  expect(stored.now.dump()).toEqual(before);
  return error as UnconfirmedReplyError;
}

describe('an answer that may not be what was meant', () => {
  it('is asked about once, with what is odd about which field, and the token confirms it', async () => {
    const { warnings, token } = await asked({ value: '150', note: 'n' });
    expect([...warnings]).toEqual([
      ['value', [{ code: 'ten-times', details: { value: '150', previous: '5' } }]],
    ]);
    const reply = await submit({ value: '150', note: 'n' }, { confirmed: token });
    expect(reply).toMatchObject({ version: 1, answers: { value: { raw: '150', value: 150 } } });
  });

  it('is asked about in another size than its form now has, also if last period’s was in that size', async () => {
    const form = (unit: string, version: number): Register => {
      const { programme, goals } = setting().register;
      const measured = (field: Field): Field =>
        field.id === 'value' ? { ...omit(field, 'max'), kind: 'number', unit: { fi: unit } } : field;
      const inUnit = (goal: Goal) => ({ ...goal, changedIn: version, fields: goal.fields.map(measured) });
      return { programme: { ...programme, version }, goals: goals.map(inUnit) };
    };
    const typed = { value: '450000', note: 'n' };
    await saveRegister(stored.store, form('€', 4));
    // Last period's was a percentage, which says nothing about the size of euros.
    await submit(typed);
    await closeRound(stored.store, { ...name, by: 'admin', way: 'card' }, during);
    const next = { ...name, period: '2026-Q4' };
    await openRound(stored.store, { ...next, opens, deadline, by: 's', way: 'card' }, opens);
    await saveRegister(stored.store, form('1000 €', 5));
    const { warnings } = await asked(typed, next);
    expect(warnings.get('value')?.map(({ code }) => code)).toEqual(['other-size']);
  });

  it('is not asked about where there is nothing odd about it', async () => {
    expect((await submit({ value: '49', note: 'n' })).version).toBe(1);
  });

  it('needs a confirmation of its own when it is changed after the question', async () => {
    const { token } = await asked({ value: '150' });
    await asked({ value: '151' }, { confirmed: token });
    expect((await submit({ value: '49' }, { confirmed: token })).answers['value']?.raw).toBe('49');
  });

  it('is confirmed by its token whatever else was changed meanwhile', async () => {
    const { token } = await asked({ value: '150', note: 'n' });
    const reply = await submit({ value: '150', note: 'other' }, { confirmed: token });
    expect(reply.answers['note']?.raw).toBe('other');
  });

  it('is not confirmed by a token that was made up or is of another question', async () => {
    const { token } = await asked({ value: '0,5' });
    for (const confirmed of [token, '', 'true', '0123456789abcdef'])
      await asked({ value: '150' }, { confirmed });
  });

  it('is asked about by last period’s language and figures, not by an empty field', async () => {
    const { warnings } = await asked({ value: '0.4' }, { locale: 'en' });
    expect(warnings.get('value')).toEqual([{ code: 'tenth', details: { value: '0.4', previous: '5' } }]);
  });

  it('is not asked about again when the same is submitted twice', async () => {
    const { token } = await asked({ value: '150' });
    const reply = await submit({ value: '150' }, { confirmed: token });
    const dump = stored.now.dump();
    expect(await submit({ value: '150' })).toEqual(reply);
    expect(await submit({ value: '150' }, { confirmed: token })).toEqual(reply);
    expect(stored.now.dump()).toEqual(dump);
    expect(await loadHistory(stored.store, name, 'task')).toHaveLength(1);
  });

  // What the reply holds already is judged anew with every submit of the card.
  it('is not asked about again when it was saved and something else is changed', async () => {
    const { token } = await asked({ value: '150' });
    await submit({ value: '150' }, { confirmed: token });
    const reply = await submit({ value: '150', note: 'later' }, { seenVersion: 1 });
    expect(reply).toMatchObject({ version: 2, answers: { note: { raw: 'later' } } });
  });

  it('is not asked about where it does not even fit, nor in place of a refusal', async () => {
    await expect(submit({ value: '201' })).rejects.toMatchObject({ name: 'InvalidReplyError' });
    await submit({ note: 'theirs' }, {}, cia);
    await expect(submit({ value: '150', note: 'mine' })).rejects.toEqual(refusal('changed-meanwhile'));
  });

  it('of another page is not asked about', async () => {
    expect((await submit({ note: 'x' }, { shown: ['note'] })).version).toBe(1);
    await asked({ value: '150' }, { shown: ['value'], seenVersion: 1 });
  });

  it('of somebody else is not asked about', async () => {
    const { token } = await asked({ value: '150' });
    await submit({ value: '150' }, { confirmed: token });
    expect((await submit({ progress: '8' }, { seenVersion: 1 }, bo)).version).toBe(2);
    expect((await readReply(stored.store, name, 'task'))?.value.answers['value']?.raw).toBe('150');
  });
});
