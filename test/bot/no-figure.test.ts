/** "Ei mittaria" and "Ei tietoa" are chosen by a press beside the input or in its list; nobody has to know the words. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { readRowInputId } from '../../cards/form/row-input';
import { text } from '../../cards/parts/strings';
import { type Card } from '../../cards/render';
import { inputsOf, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { changeOwners, loadGoals } from '../../src/goals/register';
import { schedule } from '../../src/audit/audit';
import { loadDrafts } from '../helpers/drafts';
import { readReply } from '../../src/replies/reply-store';
import { doDueWork } from '../../src/schedule/tick';
import { eachWithBot, personAt } from '../helpers/bot-under-test';
import { wrongWith } from '../helpers/card-faults';
import { buttonsOf, press, show, valuesOf } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';

const strategy = { programmeId: 'strategic-goals', period: '2025-Q4', goalId: 'foresight-3' };
const owner = 'planning@example.org';

const survey = { programmeId: 'county-survey', period: '2025' };
const surveyor = 'survey-social-director@example.org';

const running = eachWithBot();

describe('beside an input', () => {
  let user: TeamsUser;
  let card: Card;
  beforeEach(async () => {
    await doDueWork(running.bot.tickOptions);
    user = await personAt(running, owner);
    card = await show(user, 'goal', strategy);
  });

  const draftNow = async () => (await loadDrafts(running.store, strategy, owner)).get(strategy.goalId)?.typed;

  it('a task has no measure, any other figure is not known, and a text has no such button', () => {
    const titles = buttonsOf(card, 'fill').map(({ title, data }) => [data['field'], title]);
    expect(titles).toEqual([
      ['nps', 'Ei tietoa'],
      ['task1-progress', 'Ei mittaria'],
      ['task2-progress', 'Ei mittaria'],
    ]);
    expect(wrongWith(card)).toEqual([]);
  });

  it('a press puts the word into the input, keeps what was typed, and saves nothing', async () => {
    const typed = { 'field_task2-progress': '45' };
    const after = await press(user, card, 'fill', typed, { field: 'nps' });
    expect(valuesOf(after)).toMatchObject({ field_nps: 'Ei tietoa', ...typed });
    expect(bannerOf(after)).toEqual({
      ...{ style: 'warning' },
      text: text('fi', 'field.wordFilled', { label: 'NPS-suositteluindeksi', word: 'Ei tietoa' }),
    });
    // It is there, so it needs no button any more.
    expect(buttonsOf(after, 'fill').map(({ data }) => data['field'])).not.toContain('nps');
    expect((await readReply(running.store, strategy, strategy.goalId))?.value).toBeUndefined();
    expect(await draftNow()).toEqual({ nps: 'Ei tietoa', 'task2-progress': '45' });
    expect(wrongWith(after)).toEqual([]);
  });

  it('it is an answer without a value, two presses and no word typed', async () => {
    const after = await press(user, card, 'fill', {}, { field: 'task1-progress' });
    const states = { 'field_task1-state': 'as-planned', 'field_task2-state': 'as-planned', field_nps: '55' };
    const given = { ...states, field_summary: 'Etenee.' };
    expect(bannerOf(await press(user, after, 'save', given))?.style).toBe('good');
    const { answers } = (await readReply(running.store, strategy, strategy.goalId))!.value;
    expect(answers['task1-progress']).toMatchObject({ raw: 'Ei mittaria', value: null });
  });

  it('a field that is not the person’s, or takes no figure, is left alone', async () => {
    const { data } = buttonsOf(card, 'fill')[0]!;
    for (const field of ['task3-progress', 'summary', 'no-such-field']) {
      const after = await show(user, 'fill', { ...data, ...valuesOf(card), field });
      expect(Object.values(valuesOf(after))).not.toContain('Ei tietoa');
    }
    expect(await draftNow()).toBeUndefined();
  });
});

it('a survey’s figures have one button under them, which fills the empty ones of the page', async () => {
  await doDueWork(running.bot.tickOptions);
  const person = await personAt(running, surveyor);
  const goal = { ...survey, goalId: 'q12' };
  const card = await show(person, 'goal', goal);
  const [button, ...more] = buttonsOf(card, 'fill');
  expect([button!.title, more]).toEqual([text('fi', 'goal.notKnown'), []]);
  const { fields } = (await loadGoals(running.store, survey.programmeId)).find(({ id }) => id === 'q12')!;
  const shown = Object.keys(valuesOf(card));
  const figures = fields
    .filter(({ kind, id }) => kind === 'percent' && shown.includes(`field_${id}`))
    .map(({ id }) => `field_${id}`);
  const [first, ...others] = figures as [string, ...string[]];
  const after = await press(person, card, 'fill', { [first]: '12' });
  const filled = Object.entries(valuesOf(after)).flatMap(([id, value]) =>
    value === 'ei tietoa' ? [id] : [],
  );
  expect(others.length).toBeGreaterThan(1);
  expect(filled).toEqual(others);
  expect(valuesOf(after)[first]).toBe('12');
  expect(buttonsOf(after, 'fill')).toEqual([]);
  expect(wrongWith(after)).toEqual([]);
});

describe('in a list', () => {
  const programmeId = 'productivity-key-results';
  const round = { programmeId, period: '2025-Q4' };

  /** Gives the person the goals that are answered yes or no, and shows them in the form. */
  async function yesNo(): Promise<{ user: TeamsUser; ids: readonly string[] }> {
    const { store, clock, bot } = running;
    const goals = (await loadGoals(store, programmeId)).filter(({ fields }) =>
      fields.some(({ kind }) => kind === 'yes-no'),
    );
    for (const { id } of goals)
      await changeOwners(
        store,
        { programmeId, goalId: id },
        (goal) => ({ ...goal, owners: [owner] }),
        schedule,
        clock.now(),
      );
    await doDueWork(bot.tickOptions);
    return { user: await personAt(running, owner), ids: goals.map(({ id }) => id) };
  }
  const choicesIn = (card: Card, id: string) =>
    inputsOf(card)
      .find((input) => input.id === id)
      ?.choices?.map(({ title }) => title);

  it('of a goal’s card and of a row it is one more choice, and stays chosen in another language', async () => {
    const { user, ids } = await yesNo();
    const goal = { ...round, goalId: ids[0]! };
    const card = await show(user, 'goal', goal);
    const input = inputsOf(card).find(({ choices }) => choices)!;
    expect(choicesIn(card, input.id)).toEqual(expect.arrayContaining(['Kyllä', 'Ei', 'Ei tietoa']));
    const form = await show(user, 'form', round);
    const row = inputsOf(form).find(({ id }) => readRowInputId(id)?.goalId === goal.goalId)!;
    expect(choicesIn(form, row.id)).toContain('Ei tietoa');
    expect(bannerOf(await press(user, card, 'save', { [input.id]: 'Ei tietoa' }))?.style).toBe('good');
    await show(user, 'language', { language: 'sv' });
    const again = await show(user, 'goal', goal);
    expect(valuesOf(again)[input.id]).toBe('Ei tietoa');
    expect(inputsOf(again).find(({ id }) => id === input.id)?.choices).toContainEqual({
      ...{ title: 'Ingen uppgift', value: 'Ei tietoa' },
    });
    await press(user, again, 'overview');
    expect((await loadDrafts(running.store, round, owner)).size).toBe(0);
  });

  it('of a survey the choices are the ministry’s', async () => {
    await doDueWork(running.bot.tickOptions);
    const person = await personAt(running, surveyor);
    const goals = (await loadGoals(running.store, survey.programmeId)).filter(({ fields }) =>
      fields.some(({ kind }) => kind === 'yes-no'),
    );
    for (const { id } of goals.slice(0, 3)) {
      const said = textsOf(await show(person, 'goal', { ...survey, goalId: id }));
      expect(said).not.toMatch(/^Ei tietoa$/m);
    }
  });
});
