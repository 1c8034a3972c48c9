/** Every button of every card, pressed after the round or the goal has changed: there is always an answer. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actions } from '../../bot/actions';
import { text } from '../../cards/parts/strings';
import { type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { closeRound } from '../../src/rounds/close-round';
import { handOver } from '../../src/rounds/hand-over';
import { doDueWork } from '../../src/schedule/tick';
import { type BotUnderTest, dumpOf, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { wrongWith } from '../helpers/card-faults';
import { postInvoke, shownBy } from '../helpers/raw-activity';
import { bannerOf } from '../helpers/read-card';

const reform = { programmeId: 'productivity-programme', period: '2025-H2' };
const giver = 'reform-wellbeing-manager@example.org';
const goal = { ...reform, goalId: '2-1-b' };
const receiver = { id: 'strategy-training-manager@example.org', name: 'Koulutuspäällikkö' };
const coordinator = 'Tuottavuusohjelman ohjelmapäällikkö';

const typed = { field_status: 'completed', field_description: 'Liian myöhään' };
const shown = { ...goal, version: 0, page: 0, ...typed };
/** The same typed into the goal's row of a form. */
const form = {
  ...{ ...reform, at: goal.goalId },
  ...Object.fromEntries(
    Object.entries(typed).map(([id, value]) => [`row:${goal.goalId}:0:${id.slice('field_'.length)}`, value]),
  ),
};
/** What each button sends; a verb that is missing here fails the first test. */
const sent: Readonly<Record<string, object>> = {
  start: reform,
  overview: shown,
  goal,
  page: { ...shown, to: 0 },
  skip: shown,
  keep: shown,
  discard: shown,
  prefill: shown,
  unchanged: shown,
  save: shown,
  fill: { ...shown, group: 'table' },
  form,
  'form-save': form,
  'form-unchanged': { ...form, goals: [goal.goalId] },
  'hand-over': shown,
  'hand-over-to': { ...goal, person_typed: receiver.id, scope: 'round' },
  'take-back': goal,
  'translation-take-back': { ...goal, fieldId: 'description' },
  'proposal-accept': { ...goal, from: giver },
  'proposal-decline': { ...goal, from: giver },
  snooze: reform,
  'snooze-until': { ...reform, day: '2026-01-28' },
  'my-goals': {},
  language: { language: 'fi' },
  'substitute-set': { person_typed: receiver.id, from: '2026-02-02', to: '2026-02-03' },
  'substitute-remove': { from: '2026-02-02' },
  command: { command: 'my goals' },
};
/** Not about a round. */
const general = /^(substitute|my-goals|language|command)/;
const ofRound = Object.entries(sent).filter(([verb]) => !general.test(verb));

let running: BotUnderTest;
let user: TeamsUser;

/** One bot per block, as presses here write nothing but drafts. */
function withBot(andThen: () => Promise<unknown> = () => Promise.resolve()) {
  beforeAll(async () => {
    running = await startBotUnderTest();
    await doDueWork(running.bot.tickOptions);
    user = await personAt(running, giver);
    await andThen();
  });
  afterAll(() => running.stop());
}

/** What the person reads; every answer is a text or a card that Teams accepts, and says something useful. */
async function said(verb: string, data: object, by = user): Promise<string> {
  const { card, text: message } = shownBy(await postInvoke(by, { action: { verb, data } }));
  const read = message ?? textsOf(card!);
  expect(read).toMatch(/\S/);
  expect(read).not.toContain(text('fi', 'refused.unexpected'));
  expect(read).not.toContain(text('fi', 'refused.malformed'));
  if (card) expect(wrongWith(card)).toEqual([]);
  return read;
}

it('every verb of ours is tried here', () => {
  const ours = ['anybody', 'those asked in the round', 'those who answer for the goal'];
  const own = Object.values(actions).filter(({ who }) => ours.includes(who));
  const verbs = [...own.map(({ verb }) => verb), 'proposal-accept', 'proposal-decline'];
  expect(Object.keys(sent).toSorted()).toEqual(verbs.toSorted());
});

describe('a round that is closed', () => {
  const closed = text('fi', 'prompt.closed', { at: '' }).slice(0, 27);
  const notOpen = text('fi', 'refused.round-not-open', { coordinator });
  const notPermitted = text('fi', 'refused.not-permitted', { coordinator: '' }).slice(0, 30);
  const noProposal = text('fi', 'refused.unknown-proposal');
  withBot(() => closeRound(running.store, { ...reform, by: 'a test', way: 'cli' }, running.clock.now()));

  const says = async (verb: string, data: object) => {
    const before = dumpOf(running, { drafts: false });
    const read = await said(verb, data);
    expect([closed, notOpen, notPermitted].filter((each) => read.includes(each))).not.toEqual([]);
    expect(dumpOf(running, { drafts: false }) === before).toBe(true);
  };

  it.each(ofRound)('%s: says that it is closed, and changes nothing but the draft', (verb, data) =>
    says(verb, data),
  );

  it('a proposal that there never was: the coordinator is told so', async () => {
    const decider = await personAt(running, 'reform-programme-manager@example.org');
    expect(await said('proposal-accept', sent['proposal-accept']!, decider)).toBe(noProposal);
  });
});

describe('a round that is gone', () => {
  withBot();
  const gone = { programmeId: 'productivity-programme', period: '2019-H1' };

  it.each(ofRound)('%s: says so, and changes nothing', async (verb, data) => {
    const before = dumpOf(running);
    const read = await said(verb, { ...data, ...gone });
    const unknown = text('fi', 'refused.unknown-round');
    expect(read).toMatch(verb.startsWith('proposal') ? /oikeutta/ : new RegExp(`^${unknown}$`));
    expect(dumpOf(running) === before).toBe(true);
  });

  it.each(ofRound)('%s of a programme that is gone: says so', async (verb, data) => {
    expect(await said(verb, { ...data, programmeId: 'no-such-programme' })).toMatch(/\S/);
  });
});

describe('a goal that was handed on', () => {
  const handedOn = text('fi', 'refused.handed-on', { by: receiver.name });
  const act = { ...goal, by: giver, to: receiver.id };
  withBot(() => handOver(running.store, act, running.clock.now()));

  it.each(
    ofRound
      .filter(([, data]) => 'goalId' in data)
      .filter(([verb]) => !/^(take|proposal|overview|skip)/.test(verb)),
  )('%s: says to whom, and writes no answer', async (verb, data) => {
    const before = dumpOf(running, { drafts: false });
    expect(await said(verb, data)).toContain(handedOn);
    expect(dumpOf(running, { drafts: false }) === before).toBe(true);
  });

  it.each(['overview', 'skip', 'start', 'snooze'])('%s: goes on with what is left', async (verb) => {
    expect(await said(verb, sent[verb]!)).toMatch(/\S/);
  });

  it('overview: shows who has it', async () => {
    expect(await said('overview', sent['overview']!)).toContain(`→ ${receiver.name}`);
  });

  it('take-back: gives it back, also when pressed twice', async () => {
    await said('take-back', goal);
    expect(await said('take-back', goal)).toMatch(/\S/);
    expect(await said('goal', goal)).not.toContain(handedOn);
  });
});

describe('a goal that is no longer in the register', () => {
  withBot();

  it.each(ofRound.filter(([, data]) => 'goalId' in data))('%s: is answered', async (verb, data) => {
    const before = dumpOf(running);
    await said(verb, { ...data, goalId: 'no-such-goal' });
    expect(dumpOf(running) === before).toBe(true);
  });
});

describe('a substitute who was removed on another device', () => {
  withBot();

  it('is said to be gone', async () => {
    const { card } = shownBy(
      await postInvoke(user, { action: { verb: 'substitute-remove', data: { from: '2026-02-02' } } }),
    );
    expect(bannerOf(card!)).toEqual({ style: 'warning', text: text('fi', 'substitute.gone') });
  });
});
