/** A person answers many goals in one form, over HTTP: how many taps it takes, and what becomes of each row. */
import { describe, expect, it } from '@jest/globals';
import { readRowInputId } from '../../cards/form/row-input';
import { text } from '../../cards/parts/strings';
import { type Card } from '../../cards/render';
import { actionData, submit, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { closeRound } from '../../src/rounds/close-round';
import { handOver } from '../../src/rounds/hand-over';
import { loadRegister, saveRegister } from '../../src/goals/register';
import { schedule } from '../../src/audit/audit';
import { setSubstitute } from '../../src/people/substitutions';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { loadDrafts } from '../helpers/drafts';
import { recordReply } from '../../src/replies/record-reply';
import { loadHistory, loadReplies, readReply } from '../../src/replies/reply-store';
import { type RoundName } from '../../src/rounds/round-store';
import { dumpOf, eachWithBot, personAt, promptsFor, reform } from '../helpers/bot-under-test';
import { answerLastPeriod } from '../helpers/last-period';
import { atPrompt, buttonsOf, type Inputs, press, promptOnly, show, valuesOf } from '../helpers/pressing';
import { bannerOf, nodesOf, problemsOf } from '../helpers/read-card';
import { cardShown } from '../helpers/teams-conversations';

const round = { programmeId: 'productivity-key-results', period: '2025-Q4' };
/** Three goals with one figure each. */
const buyer = 'okr-procurement-manager@example.org';
/** Seven goals with one figure each. */
const officer = 'okr-chief-information-officer@example.org';
/** Five goals with a state and a text. */
const reformer = 'reform-hr-director@example.org';

const running = eachWithBot();

/** Counts the presses, and the inputs that were filled, as taps. */
class Person {
  taps = 0;
  constructor(
    readonly user: TeamsUser,
    public card: Card,
  ) {}

  async press(verb: string, typed: Inputs = {}, where: object = {}): Promise<Card> {
    this.taps += 1 + Object.keys(typed).length;
    this.card = await press(this.user, this.card, verb, typed, where);
    return this.card;
  }
}

async function atStart(personId: string, name: RoundName = round): Promise<Person> {
  await promptOnly(running, [personId]);
  const user = await atPrompt(running, personId, name);
  const person = new Person(user, cardShown(promptsFor(running, user.aadObjectId, name)[0]!));
  await person.press('start');
  person.taps = 0;
  return person;
}

async function lastPeriod(personIds: readonly string[]): Promise<void> {
  await promptOnly(running, personIds);
  await answerLastPeriod(running.store, round, personIds);
}

const ids = (card: Card) => Object.keys(valuesOf(card)).filter((id) => readRowInputId(id));
const goalsOn = (card: Card) => [...new Set(ids(card).map((id) => readRowInputId(id)!.goalId))];
/** The values for the first inputs of the card. */
const typing = (card: Card, ...texts: string[]): Inputs =>
  Object.fromEntries(texts.map((value, index) => [ids(card)[index]!, value]));
const titleOf = (card: Card, verb: string) => buttonsOf(card, verb)[0]?.title;
const answersOf = async (personId: string, name: RoundName = round) => {
  const asked = (await loadAskedRound(running.store, name, personId, running.clock.now()))!;
  return asked.goals.map(({ fields, reply }) => fields.map(({ id }) => reply?.answers[id]?.raw));
};
const versionsOf = async (goalId: string) => (await loadHistory(running.store, round, goalId)).length;

describe('how many taps it takes', () => {
  it('three goals in which nothing has changed: one', async () => {
    await lastPeriod([buyer]);
    const person = await atStart(buyer);
    expect(titleOf(person.card, 'form-unchanged')).toBe(text('fi', 'form.unchanged', { count: 3 }));
    expect(textsOf(person.card)).toContain('40');
    await person.press('form-unchanged');
    expect(person.taps).toBe(1);
    expect(bannerOf(person.card)?.style).toBe('good');
    expect(await answersOf(buyer)).toEqual([['40'], ['40'], ['40']]);
    const replies = await loadReplies(running.store, round);
    const given = [...replies.values()].flatMap(({ answers }) => Object.values(answers));
    expect(given.map(({ unchangedFrom }) => unchangedFrom)).toEqual(['2025-Q3', '2025-Q3', '2025-Q3']);
  });

  it('three figures: three inputs and one Save', async () => {
    const person = await atStart(buyer);
    await person.press('form-save', typing(person.card, '41', '42', '9'));
    expect(person.taps).toBe(4);
    expect(bannerOf(person.card)).toMatchObject({ style: 'good' });
    expect(await answersOf(buyer)).toEqual([['41'], ['42'], ['9']]);
    expect(textsOf(person.card)).toContain(text('fi', 'prompt.progress', { answered: 3, asked: 3 }));
  });

  it('all seven goals of a person, two of them changed: at most nine with Start', async () => {
    await lastPeriod([officer]);
    const person = await atStart(officer);
    expect(goalsOn(person.card)).toHaveLength(7);
    await person.press('form-save', typing(person.card, '41', '42'));
    expect(titleOf(person.card, 'form-unchanged')).toBe(text('fi', 'form.unchanged', { count: 5 }));
    await person.press('form-unchanged');
    expect(1 + person.taps).toBe(5);
    expect(await answersOf(officer)).toEqual([['41'], ['42'], ['40'], ['40'], ['40'], ['40'], ['40']]);
  });

  it('all seven goals of a person, each with a new figure: nine with Start', async () => {
    const person = await atStart(officer);
    await person.press('form-save', typing(person.card, '41', '42', '43', '44', '45', '46', '47'));
    expect(1 + person.taps).toBe(9);
    expect((await answersOf(officer)).flat()).toEqual(['41', '42', '43', '44', '45', '46', '47']);
  });
});

describe('a row', () => {
  it('that is left as it was sends nothing, though it shows the last value', async () => {
    await lastPeriod([buyer]);
    const person = await atStart(buyer);
    expect(Object.values(valuesOf(person.card))).toEqual(['', '', '']);
    const before = dumpOf(running);
    await person.press('form-save');
    expect(bannerOf(person.card)).toEqual({ style: 'warning', text: text('fi', 'form.nothing') });
    expect(dumpOf(running) === before).toBe(true);
  });

  it('that cannot be read keeps no other from being saved; pressing again repeats nothing', async () => {
    const person = await atStart(buyer);
    const old = person.card;
    const typed = typing(old, '41', 'paljon', '9');
    await person.press('form-save', typed);
    expect(await answersOf(buyer)).toEqual([['41'], [undefined], ['9']]);
    expect(problemsOf(person.card).join()).toContain('paljon');
    expect(bannerOf(person.card)?.style).toBe('attention');
    expect(bannerOf(person.card)?.text).toMatch(
      /^Ei tallennettu vielä\. VAM-4: Vastauksessa ”paljon” ei ole lukua\. Tallennettu 2 .*VAM-3 41/,
    );
    expect(Object.values(valuesOf(person.card))).toEqual(['41', 'paljon', '9']);
    const before = dumpOf(running);
    await person.press('form-save');
    // The same press on the card as it was before, as after a lost connection.
    await press(person.user, old, 'form-save', typed);
    expect(dumpOf(running) === before).toBe(true);
    await person.press('form-save', typing(person.card, '41', '42'));
    expect(await answersOf(buyer)).toEqual([['41'], ['42'], ['9']]);
    for (const goal of goalsOn(old)) expect(await versionsOf(goal)).toBe(1);
    expect(await loadDrafts(running.store, round, buyer)).toEqual(new Map());
  });

  it('that looks odd is confirmed by a second press, whose words change', async () => {
    const person = await atStart(buyer);
    await person.press('form-save', typing(person.card, '', '42', '43'));
    expect(await answersOf(buyer)).toEqual([[undefined], ['42'], [undefined]]);
    expect(bannerOf(person.card)?.style).toBe('warning');
    expect(titleOf(person.card, 'form-save')).toBe(text('fi', 'goal.saveConfirmed'));
    await person.press('form-save');
    expect(bannerOf(person.card)?.style).toBe('good');
    expect(titleOf(person.card, 'form-save')).toBe(text('fi', 'goal.save'));
    expect(await answersOf(buyer)).toEqual([[undefined], ['42'], ['43']]);
  });

  it('that looks odd is asked about again if something else is typed', async () => {
    const person = await atStart(buyer);
    await person.press('form-save', typing(person.card, '', '', '43'));
    await person.press('form-save', typing(person.card, '', '', '53'));
    expect(bannerOf(person.card)?.style).toBe('warning');
    expect((await answersOf(buyer)).flat()).toEqual([undefined, undefined, undefined]);
  });

  it('with a text but no state is not saved: a client sends nothing of a list in which nothing is chosen', async () => {
    const person = await atStart(reformer, reform);
    const [, words] = ids(person.card);
    const data = { ...actionData(person.card, 'form-save'), [words!]: 'Hyvin' };
    const { value } = await submit(person.user, 'form-save', data);
    expect(problemsOf(value as Card).join()).toContain(text('fi', 'problem.required'));
    expect(Object.values(valuesOf(value as Card))).toContain('Hyvin');
    expect((await answersOf(reformer, reform)).flat().filter(Boolean)).toEqual([]);
  });

  it('with a state and a text sends both, and opens into the goal’s own card and back', async () => {
    const person = await atStart(reformer, reform);
    const goals = goalsOn(person.card);
    const [state, words, , next] = ids(person.card);
    const choice = nodesOf(person.card).find(({ id }) => id === state) as { choices: { value: string }[] };
    const chosen = choice.choices[0]!.value;
    await person.press('goal', { [state!]: chosen, [next!]: 'Kesken' }, { goalId: goals[0] });
    expect(valuesOf(person.card)).toMatchObject({ field_status: chosen });
    await person.press('save', { field_status: chosen, field_description: 'Hyvin' });
    expect(goalsOn(person.card)).toEqual(goals);
    expect(bannerOf(person.card)?.style).toBe('good');
    expect((await answersOf(reformer, reform))[0]).toEqual([chosen, 'Hyvin']);
    // What was typed on another row came along.
    expect(Object.values(valuesOf(person.card))).toContain('Kesken');
    expect(words).toBeDefined();
  });
});

describe('what was typed is not lost', () => {
  it.each(['overview', 'start'])('by %s', async (verb) => {
    const person = await atStart(buyer);
    const typed = typing(person.card, '41', 'paljon');
    await person.press(verb, typed);
    const back = await show(person.user, 'form', round);
    expect(Object.values(valuesOf(back))).toEqual(['41', 'paljon', '']);
  });

  it('when the round has closed meanwhile', async () => {
    const person = await atStart(buyer);
    const typed = typing(person.card, '41', 'paljon');
    await closeRound(running.store, { ...round, ...schedule }, running.clock.now());
    await person.press('form-save', typed);
    expect(bannerOf(person.card)?.text).toContain('Seurantakierros ei ole auki');
    const drafts = [...(await loadDrafts(running.store, round, buyer)).values()];
    expect(drafts.flatMap(({ typed: kept }) => Object.values(kept))).toEqual(['41', 'paljon']);
    expect(await loadReplies(running.store, round)).toEqual(new Map());
  });

  it.each([{ lockOnSubmit: true }, { drafts: false }])(
    'when the programme no longer has a form: %j',
    async (change) => {
      const person = await atStart(buyer);
      const register = (await loadRegister(running.store, round.programmeId))!;
      const policy = { ...register.programme.policy, ...change };
      await saveRegister(running.store, { ...register, programme: { ...register.programme, policy } });
      for (const verb of ['form-save', 'form-unchanged']) {
        const data = { ...round, at: 'vam-3', goals: [], ...typing(person.card, '41') };
        const card = await show(person.user, verb, data);
        expect(bannerOf(card)?.text).toBe(text('fi', 'refused.no-form'));
      }
      expect(await loadReplies(running.store, round)).toEqual(new Map());
      expect((await loadDrafts(running.store, round, buyer)).size).toBe(1);
    },
  );

  it('by “nothing has changed” with something new typed, which then counts the others', async () => {
    await lastPeriod([buyer]);
    const person = await atStart(buyer);
    await person.press('form-unchanged', typing(person.card, '41'));
    expect(bannerOf(person.card)).toEqual({
      style: 'warning',
      text: text('fi', 'form.typedNew', { count: 1 }),
    });
    expect(titleOf(person.card, 'form-unchanged')).toBe(text('fi', 'form.unchanged', { count: 2 }));
    expect(await loadReplies(running.store, round)).toEqual(new Map());
    await person.press('form-unchanged');
    expect(await answersOf(buyer)).toEqual([[undefined], ['40'], ['40']]);
    expect(Object.values(valuesOf(person.card))[0]).toBe('41');
  });
});

describe('when others act meanwhile', () => {
  /** Shared with Bo, who answers first. */
  async function answeredBy(by: string, goalId: string, raw: string): Promise<void> {
    const asked = (await loadAskedRound(running.store, round, by, running.clock.now()))!;
    const { goal, fields } = asked.goals.find((each) => each.goal.id === goalId)!;
    const typed = { [fields[0]!.id]: raw };
    const submission = { ...round, goalId: goal.id, by, typed, locale: 'fi' as const, seenVersion: 0 };
    await recordReply(running.store, submission, running.clock.now());
  }

  it('a co-owner’s answer is not overwritten: the row shows it and leads to where to choose', async () => {
    const person = await atStart('okr-hospital-director@example.org');
    const goalId = goalsOn(person.card).find((id) => id === 'esh-2')!;
    const input = ids(person.card).find((id) => readRowInputId(id)!.goalId === goalId)!;
    const other = ids(person.card).find((id) => readRowInputId(id)!.goalId === 'esh-3')!;
    await answeredBy('okr-finance-director@example.org', goalId, '7');
    await person.press('form-save', { [input]: '7,5', [other]: '53' });
    expect((await readReply(running.store, round, goalId))!.value.answers).toMatchObject({
      [readRowInputId(input)!.fieldId]: { raw: '7' },
    });
    expect((await readReply(running.store, round, 'esh-3'))!.value.version).toBe(1);
    expect(bannerOf(person.card)?.text).toContain('ESH-2');
    expect(goalsOn(person.card)).not.toContain(goalId);
    expect(textsOf(person.card)).toContain(text('fi', 'form.conflict'));
    await person.press('goal', {}, { goalId });
    expect(Object.values(valuesOf(person.card))).toContain('7,5');
    await person.press('discard');
    await person.press('skip');
    expect(goalsOn(person.card)).toContain(goalId);
  });

  it('a goal that was handed on is said so, and is not saved; the others are', async () => {
    const person = await atStart(buyer);
    const [goalId] = goalsOn(person.card);
    const to = { to: officer, by: buyer };
    await handOver(running.store, { ...round, goalId: goalId!, ...to }, running.clock.now());
    await person.press('form-save', typing(person.card, '41', '42'));
    expect(bannerOf(person.card)?.text).toMatch(
      /^Ei tallennettu vielä\. VAM-3: siirretty henkilölle .*VAM-4 42/,
    );
    expect(await readReply(running.store, round, goalId!)).toBeUndefined();
    expect((await loadDrafts(running.store, round, buyer)).get(goalId!)?.typed).toMatchObject({});
  });

  it('a goal that is somebody else’s is refused, whatever the card says', async () => {
    const person = await atStart(buyer);
    const others = await loadAskedRound(running.store, round, officer, running.clock.now());
    const { goal, fields } = others!.goals[0]!;
    const data = { ...round, at: goal.id, [`row:${goal.id}:0:${fields[0]!.id}`]: '99' };
    const before = dumpOf(running);
    const card = await show(person.user, 'form-save', data);
    expect(bannerOf(card)?.text).toContain(text('fi', 'form.noLonger'));
    const repeat = await show(person.user, 'form-unchanged', { ...round, at: goal.id, goals: [goal.id] });
    expect(bannerOf(repeat)?.style).toBe('attention');
    expect(dumpOf(running) === before).toBe(true);
  });

  it('a substitute answers in the owner’s name, and the row says so', async () => {
    const substituteId = 'strategy-training-manager@example.org';
    await promptOnly(running, [buyer]);
    const days = { from: '2026-01-20', to: '2026-01-23' };
    await setSubstitute(running.store, { personId: buyer, substituteId, ...days }, running.clock.now());
    const user = await personAt(running, substituteId);
    const card = await show(user, 'start', round);
    expect(textsOf(card)).toMatch(/puolesta/);
    await press(user, card, 'form-save', typing(card, '41'));
    const reply = (await loadReplies(running.store, round)).get(goalsOn(card)[0]!)!;
    expect(Object.values(reply.answers)[0]).toMatchObject({ by: substituteId, onBehalfOf: buyer });
  });
});

it('an old card’s Start and goals still work, and one goal after the other is a choice', async () => {
  const person = await atStart(buyer);
  const each = buttonsOf(person.card, 'start')[0]!;
  expect(each.data).toMatchObject({ each: true });
  await person.press('start', {}, { each: true });
  const first = buttonsOf(person.card, 'save')[0]!;
  expect(first.data).not.toHaveProperty('form');
  await person.press('save', Object.fromEntries(Object.keys(valuesOf(person.card)).map((id) => [id, '41'])));
  expect(buttonsOf(person.card, 'save')[0]!.data['goalId']).not.toBe(first.data['goalId']);
});
