/** A goal's owner is changed in chat, by those who run the programme’s rounds. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { type PlainKey, text } from '../../cards/parts/strings';
import { inputsOf, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { objectIdFor } from '../../seeds/load';
import { readAudit, schedule } from '../../src/audit/audit';
import { goalsPartition, loadGoal, loadRegister, saveRegister } from '../../src/goals/register';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { openRound } from '../../src/rounds/open-round';
import { type BotUnderTest, dumpOf, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { buttonsOf, type Inputs, press, sentMeanwhile, show } from '../helpers/pressing';
import { postInvoke, shownBy } from '../helpers/raw-activity';
import { bannerOf, problemsOf } from '../helpers/read-card';
import { say } from '../helpers/saying';
import { cardShown } from '../helpers/teams-conversations';

const reform = { programmeId: 'productivity-programme', period: '2025-H2' };
/** Coordinator according to the register. */
const coordinator = 'reform-programme-manager@example.org';
/** Is asked nothing in the programme. */
const newcomer = 'survey-pharmacist@example.org';
const newName = 'Sairaala-apteekkari';

let running: BotUnderTest;
let user: TeamsUser;
let goalId: string;
let owner: string;
let ownerName: string;
let card: Card;

/** The round is open; the goal belongs to one person, who is not the coordinator. */
async function start(): Promise<void> {
  running = await startBotUnderTest();
  const opens = running.clock.now();
  const deadline = new Date('2026-02-13T14:15:00Z');
  await openRound(running.store, { ...reform, opens, deadline, ...schedule }, opens);
  user = await personAt(running, coordinator);
  const { goals } = (await loadRegister(running.store, reform.programmeId))!;
  const goal = goals.find(({ owners: [one, ...more] }) => more.length === 0 && /^reform-fin/.test(one!))!;
  goalId = goal.id;
  owner = goal.owners[0]!;
  card = await say(running, user, `vastuuhenkilöt ${goal.code}`);
  ownerName = inputsOf(card).find(({ id }) => id === 'from')!.choices![0]!.title;
}

const owners = async () => (await loadGoal(running.store, reform.programmeId, goalId))!.owners;
const change = (typed: Inputs, shown = card) => press(user, shown, 'owner-change', typed, { remove: false });
const remove = (from: string, shown = card) => press(user, shown, 'owner-change', { from }, { remove: true });
const removeSurely = async (from: string, shown = card) =>
  press(user, await remove(from, shown), 'owner-change', {}, { remove: true });
const asked = async (personId: string) => {
  const round = await loadAskedRound(running.store, reform, personId, running.clock.now());
  return round?.goals.some((each) => each.goal.id === goalId) ?? false;
};

describe('in an open round', () => {
  beforeEach(start);
  afterEach(() => running.stop());

  it('the card names the goal, who answers for it, and lets choose whose place is taken', () => {
    const from = inputsOf(card).find(({ id }) => id === 'from')!;
    expect(from.choices!.map(({ value }) => value)).toEqual([owner, 'add']);
    expect(ownerName).toBe(`Talousjohtaja (${owner})`);
    expect(textsOf(card)).toContain('Vastuuhenkilöt: Talousjohtaja');
  });

  it('a new owner in another’s place is asked and told once; the other is asked no more', async () => {
    const shown = await change({ from: owner, person_typed: newcomer });
    const to = `${newName} (${newcomer})`;
    expect(bannerOf(shown)).toEqual({
      style: 'good',
      text: `${text('fi', 'owners.changed', { from: ownerName, to })} ${text('fi', 'owners.told')}`,
    });
    expect(await owners()).toEqual([newcomer]);
    expect([await asked(newcomer), await asked(owner)]).toEqual([true, false]);
    expect(await readAudit(running.store, [goalsPartition(reform.programmeId)])).toMatchObject([
      { by: coordinator, way: 'card', what: 'owners-changed', goalId, from: [owner], to: [newcomer] },
    ]);
    const told = await sentMeanwhile(running, await personAt(running, newcomer), async () => {
      await change({ from: owner, person_typed: newcomer });
      await running.bot.send();
      await running.bot.send();
    });
    expect(told).toHaveLength(1);
    expect(buttonsOf(cardShown(told[0]!), 'goal').map(({ data }) => data['goalId'])).toEqual([goalId]);
  });

  it('one is added beside the other, and one taken out; before a round nobody is told', async () => {
    const added = await change({ from: 'add', person_picked: objectIdFor(newcomer) });
    expect(bannerOf(added)?.text).toContain(text('fi', 'owners.added', { to: `${newName} (${newcomer})` }));
    expect(await owners()).toEqual([owner, newcomer]);
    const removed = await removeSurely(owner, added);
    expect(bannerOf(removed)).toEqual({
      style: 'good',
      text: text('fi', 'owners.removed', { from: ownerName }),
    });
    expect(await owners()).toEqual([newcomer]);
    expect(await asked(owner)).toBe(false);
  });

  it('taking one out is asked about first, with the parts that pass on; another choice is asked about again', async () => {
    const register = (await loadRegister(running.store, reform.programmeId))!;
    const goals = register.goals.map((goal) =>
      goal.id === goalId
        ? {
            ...goal,
            fields: goal.fields.map((field, index) => (index === 0 ? { ...field, owners: [owner] } : field)),
          }
        : goal,
    );
    await saveRegister(running.store, { ...register, goals });
    const added = await change({ from: 'add', person_typed: newcomer });
    const before = dumpOf(running);
    const first = await remove(owner, added);
    expect(textsOf(first)).toContain(text('fi', 'owners.removeAsk', { from: ownerName }));
    const parts = goals.find(({ id }) => id === goalId)!.fields[0]!.label.fi!;
    expect(textsOf(first)).toContain(text('fi', 'owners.removeParts', { parts }));
    const other = await press(user, first, 'owner-change', { from: newcomer }, { remove: true });
    const from = `${newName} (${newcomer})`;
    expect(textsOf(other)).toContain(text('fi', 'owners.removeAsk', { from }));
    expect(textsOf(other)).not.toContain(text('fi', 'owners.removeParts', { parts }));
    expect(dumpOf(running) === before).toBe(true);
    await press(user, first, 'owner-change', {}, { remove: true });
    expect(await owners()).toEqual([newcomer]);
  });

  it('in the quiet hours the new owner is written to afterwards, and the coordinator is told when', async () => {
    const register = (await loadRegister(running.store, reform.programmeId))!;
    const quiet = { from: '18:00', to: '07:00', workingDaysOnly: true };
    const calendar = { ...register.programme.calendar, quiet };
    await saveRegister(running.store, { ...register, programme: { ...register.programme, calendar } });
    running.clock.set('2026-01-23T17:00:00Z');
    const shown = await change({ from: owner, person_typed: newcomer });
    const moment = '26.1.2026 klo\u00a07.00';
    expect(bannerOf(shown)?.text).toContain(text('fi', 'owners.toldLater', { moment }));
    const sent = async (now: string) => {
      running.clock.set(now);
      return sentMeanwhile(running, await personAt(running, newcomer), () => running.bot.send());
    };
    expect(await sent('2026-01-26T04:59:00Z')).toEqual([]);
    expect(await sent('2026-01-26T05:00:00Z')).toHaveLength(1);
  });

  it('an old card: who took the owner’s place meanwhile stays, and the list is the present one', async () => {
    await change({ from: owner, person_typed: newcomer });
    const back = await change({ from: owner, person_typed: 'reform-hr-director@example.org' });
    expect(problemsOf(back)).toEqual([text('fi', 'refused.not-an-owner')]);
    expect(inputsOf(back).find(({ id }) => id === 'from')!.choices![0]!.value).toBe(newcomer);
    expect(await owners()).toEqual([newcomer]);
  });

  it('goals of programmes that one does not run are neither found nor changed', async () => {
    const survey = await personAt(running, 'survey-coordinator@example.org');
    const found = await say(running, survey, 'vastuuhenkilöt productivity-programme 4.3 b');
    expect(textsOf(found)).toContain(text('fi', 'find.none', { text: 'productivity-programme 4.3 b' }));
    const data = { ...reform, goalId, from: owner, person_typed: newcomer };
    const before = dumpOf(running);
    const { text: said } = shownBy(await postInvoke(survey, { action: { verb: 'owner-change', data } }));
    const whom = 'Tuottavuusohjelman ohjelmapäällikkö';
    expect(said).toBe(text('fi', 'refused.not-permitted', { coordinator: whom }));
    expect(dumpOf(running) === before).toBe(true);
  });

  it('a goal that is gone is said to be gone, on the card of its programme', async () => {
    const shown = await show(user, 'owners', { programmeId: reform.programmeId, goalId: 'gone' });
    expect(bannerOf(shown)).toEqual({ style: 'attention', text: text('fi', 'refused.unknown-goal') });
  });
});

describe('the form says what is wrong, keeps what was typed, and writes nothing', () => {
  beforeAll(start);
  afterAll(() => running.stop());

  const unchanged = async (press: () => Promise<Card>, problems: readonly string[]) => {
    const before = dumpOf(running);
    const back = await press();
    expect(problemsOf(back)).toEqual(problems);
    expect(dumpOf(running) === before).toBe(true);
    return Object.fromEntries(inputsOf(back).map(({ id, value }) => [id, value]));
  };

  it.each<[string, Inputs, PlainKey[]]>([
    ['nothing chosen', { from: '', person_typed: '' }, ['owners.fromMissing', 'person.missing']],
    ['nobody in whose place', { from: '', person_typed: newcomer }, ['owners.fromMissing']],
    ['nobody to take it', { from: 'add', person_typed: '' }, ['person.missing']],
    ['a name that nobody has', { from: 'add', person_typed: 'Xyzzy Plugh' }, ['person.unknown']],
    ['a name that several have', { from: 'add', person_typed: 'Talousjohtaja' }, ['person.several']],
    [
      'the place of somebody who is no owner',
      { from: newcomer, person_typed: coordinator },
      ['refused.not-an-owner'],
    ],
    [
      'the place of a role that there is not',
      { from: 'role:gone', person_typed: coordinator },
      ['refused.not-an-owner'],
    ],
  ])('%s', async (_, typed, problems) => {
    const kept = await unchanged(
      () => change(typed),
      problems.map((key) => text('fi', key)),
    );
    expect(kept['from']).toBe(typed['from']);
    expect(kept['person_typed']).toContain(typed['person_typed']);
  });

  it.each<[string, string, PlainKey]>([
    ['nobody to take out', '', 'owners.removeMissing'],
    ['taking out a new one', 'add', 'owners.removeMissing'],
    ['taking out somebody who is no owner', newcomer, 'refused.not-an-owner'],
  ])('%s', async (_, from, problem) => {
    await unchanged(() => remove(from), [text('fi', problem)]);
  });

  it('taking out the last one', async () => {
    const kept = await unchanged(() => remove(owner), [text('fi', 'refused.last-owner')]);
    expect(kept['from']).toBe(owner);
  });
});
