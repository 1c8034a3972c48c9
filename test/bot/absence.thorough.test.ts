/** Somebody else answers, or the person answers later: substitutes and reminders, as days go by. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { inputsOf, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { findMessage } from '../../src/outbox/message';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { readReply } from '../../src/replies/reply-store';
import { roundPartition } from '../../src/rounds/round-store';
import { dumpOf, personAt, promptsFor, reform, eachWithBot } from '../helpers/bot-under-test';
import {
  atPrompt,
  buttonsOf,
  type Inputs,
  press,
  promptOnly,
  sentMeanwhile,
  show,
} from '../helpers/pressing';
import { postActivity, postInvoke, shownBy } from '../helpers/raw-activity';
import { bannerOf, problemsOf } from '../helpers/read-card';
import { cardShown, type PostedActivity } from '../helpers/teams-conversations';
import { typedAnswer } from '../helpers/typed-answers';

/** Is asked three goals. */
const owner = 'reform-programme-manager@example.org';
const goal = { ...reform, goalId: '4-3-b' };
/** Is asked in another programme only. */
const substitute = { id: 'strategy-training-manager@example.org', name: 'Koulutuspäällikkö' };
const answer: Inputs = { field_status: 'completed', field_description: 'Sijaisen vastaus' };

const running = eachWithBot();
let user: TeamsUser;

beforeEach(async () => {
  await promptOnly(running, [owner]);
  user = await atPrompt(running, owner, reform);
});

/** Sets the clock and gives back what the tick then sends to the person. */
async function told(personId: string, moment: string): Promise<PostedActivity[]> {
  running.clock.set(moment);
  return sentMeanwhile(running, await personAt(running, personId), () => running.bot.tick());
}

describe('a substitute from Thursday to Friday', () => {
  const [from, to] = ['2026-01-22', '2026-01-23'];
  /** The form, as the command shows it. */
  let form: Card;
  let set: Card;
  let sub: TeamsUser;

  beforeEach(async () => {
    const ask = () => postActivity(user, { type: 'message', text: 'sijainen' });
    form = cardShown((await sentMeanwhile(running, user, ask))[0]!);
    set = await press(user, form, 'substitute-set', { person_typed: substitute.name, from, to });
    sub = await personAt(running, substitute.id);
  });

  /** What the substitute sees who looks at the goal; a text when they are asked nothing. */
  const looked = async () => shownBy(await postInvoke(sub, { action: { verb: 'goal', data: goal } }));
  const notYours = text('fi', 'refused.not-yours', {
    coordinator: 'Tuottavuusohjelman ohjelmapäällikkö',
  });

  it('is said to be set, and stands in the list with a button to remove it', () => {
    const days = { from: 'to 22.1.2026', to: 'pe 23.1.2026' };
    const done = text('fi', 'substitute.done', { name: `${substitute.name} (${substitute.id})`, ...days });
    expect(bannerOf(set)).toEqual({ style: 'good', text: done });
    expect(buttonsOf(set, 'substitute-remove').map(({ data }) => data)).toEqual([{ from }]);
  });

  it('is told once, in the morning of the first day', async () => {
    expect(await told(substitute.id, '2026-01-21T12:00:00Z')).toEqual([]);
    expect(await told(substitute.id, '2026-01-22T05:59:00Z')).toEqual([]);
    const [message, ...more] = await told(substitute.id, '2026-01-22T06:00:00Z');
    expect(more).toEqual([]);
    expect(message!.versions[0]!.summary).toBe(text('fi', 'substitute.told', { name: user.name }));
    expect(await told(substitute.id, '2026-01-23T06:00:00Z')).toEqual([]);
  });

  it('answers on the person’s behalf on these days, and everybody sees it', async () => {
    running.clock.set('2026-01-22T06:30:00Z');
    const card = await show(sub, 'goal', goal);
    expect(textsOf(card)).toContain(text('fi', 'goal.onBehalf', { count: 1, names: user.name }));
    expect(bannerOf(await press(sub, card, 'save', answer))?.style).toBe('good');
    const { answers } = (await readReply(running.store, reform, goal.goalId))!.value;
    expect(answers['status']).toMatchObject({ by: substitute.id, onBehalfOf: owner, raw: 'completed' });
    const seen = textsOf(await show(user, 'goal', goal));
    expect(seen).toContain(substitute.name);
  });

  it.each([
    ['before', '2026-01-21T21:59:59Z'],
    ['after', '2026-01-23T22:00:00Z'],
  ])('%s these days is asked nothing, and an old card saves nothing', async (_name, moment) => {
    running.clock.set('2026-01-22T06:30:00Z');
    const card = await show(sub, 'goal', goal);
    running.clock.set(moment);
    const before = dumpOf(running);
    expect(await looked()).toEqual({ text: notYours });
    const data = { ...buttonsOf(card, 'save')[0]!.data, ...answer };
    expect(shownBy(await postInvoke(sub, { action: { verb: 'save', data } }))).toEqual({ text: notYours });
    expect(dumpOf(running) === before).toBe(true);
  });

  it('removed: is asked nothing any more, and is not told', async () => {
    const removed = await press(user, set, 'substitute-remove');
    expect(bannerOf(removed)).toEqual({ style: 'good', text: text('fi', 'substitute.removed') });
    expect(buttonsOf(removed, 'substitute-remove')).toEqual([]);
    expect(await told(substitute.id, '2026-01-22T06:00:00Z')).toEqual([]);
    expect(await looked()).toEqual({ text: notYours });
    const again = await press(user, set, 'substitute-remove');
    expect(bannerOf(again)).toEqual({ style: 'warning', text: text('fi', 'substitute.gone') });
  });

  it.each([
    ['nobody', { person_typed: '' }, ['person.missing']],
    ['nobody, and no day', { person_typed: '', to: '' }, ['person.missing', 'substitute.dayRequired']],
    ['a name that nobody has', { person_typed: 'Xyzzy Plugh' }, ['person.unknown']],
    ['a name that several have', { person_typed: 'Talousjohtaja' }, ['person.several']],
    ['oneself', { person_typed: owner }, ['refused.own-substitute']],
    ['the last day before the first', { from: '2026-02-03', to: '2026-02-02' }, ['refused.days-reversed']],
    ['days that are over', { from: '2026-01-05', to: '2026-01-06' }, ['refused.days-over']],
    ['days that are taken', { from: '2026-01-23', to: '2026-01-26' }, ['refused.days-taken']],
    ['a day that there is not', { from: '2026-02-30', to: '2026-03-01' }, ['substitute.dayRequired']],
  ] as const)('%s: the form says what is wrong and keeps what was typed', async (_name, typed, problems) => {
    const whole = { person_typed: substitute.name, from: '2026-02-02', to: '2026-02-03', ...typed };
    const before = dumpOf(running);
    const back = await press(user, form, 'substitute-set', whole);
    expect(problemsOf(back)).toEqual(problems.map((problem) => text('fi', problem)));
    const kept = Object.fromEntries(inputsOf(back).map(({ id, value }) => [id, value]));
    expect(kept).toMatchObject(whole);
    expect(dumpOf(running) === before).toBe(true);
  });
});

describe('a reminder', () => {
  const day = '2026-01-28';
  const moment = '2026-01-28T06:00:00Z';
  let form: Card;

  const request = () => cardShown(promptsFor(running, user.aadObjectId, reform)[0]!);
  beforeEach(async () => void (form = await press(user, request(), 'snooze')));

  it('is offered for working days after today and before the day of the deadline', () => {
    const [input] = inputsOf(form);
    expect(input!.choices!.map(({ value }) => value)).toEqual([
      ...['2026-01-21', '2026-01-22', '2026-01-23'],
      ...['2026-01-26', '2026-01-27', '2026-01-28', '2026-01-29', '2026-01-30'],
      ...['2026-02-02', '2026-02-03'],
    ]);
  });

  it('comes once, at the hour at which rounds open', async () => {
    const shown = await press(user, form, 'snooze-until', { day });
    const done = text('fi', 'snooze.done', { day: 'ke 28.1.2026' });
    expect(bannerOf(shown)).toEqual({ style: 'good', text: done });
    expect(textsOf(shown)).toContain(text('fi', 'prompt.snoozed', { moment: '28.1.2026 klo\u00a08.00' }));
    expect(await told(owner, '2026-01-28T05:59:00Z')).toEqual([]);
    const [message, ...more] = await told(owner, moment);
    expect(more).toEqual([]);
    expect(bannerOf(cardShown(message!))?.text).toBe(text('fi', 'snooze.reminder'));
    expect(message!.versions[0]!.summary).toContain('Tuottavuusohjelma');
    expect(await told(owner, '2026-01-29T06:00:00Z')).toEqual([]);
  });

  it('is not sent when everything is answered meanwhile, and ends as needless', async () => {
    await press(user, form, 'snooze-until', { day });
    const { goals } = (await loadAskedRound(running.store, reform, owner, running.clock.now()))!;
    for (const asked of goals) {
      const card = await show(user, 'goal', { ...reform, goalId: asked.goal.id });
      const typed = inputsOf(card).map((input) => [input.id, typedAnswer(input, asked.goal, 0)] as const);
      await press(user, card, 'save', Object.fromEntries(typed));
    }
    expect(await told(owner, moment)).toEqual([]);
    const key = `${reform.programmeId}|${reform.period}|${owner}|snooze-2026-01-28T06:00:00.000Z`;
    const message = await findMessage(running.store, roundPartition(reform), key);
    expect(message?.value.state).toBe('needless');
  });

  it('on another day takes the place of the first', async () => {
    await press(user, form, 'snooze-until', { day });
    await press(user, form, 'snooze-until', { day: '2026-01-29' });
    expect(await told(owner, moment)).toEqual([]);
    expect(await told(owner, '2026-01-29T06:00:00Z')).toHaveLength(1);
  });

  it.each(['2026-01-20', '2026-01-24', '2026-02-13', '2026-05-01'])(
    'on %s, which was not offered: says so and changes nothing',
    async (other) => {
      const before = dumpOf(running);
      const shown = await press(user, form, 'snooze-until', { day: other });
      expect(bannerOf(shown)).toEqual({ style: 'attention', text: text('fi', 'refused.no-such-day') });
      expect(dumpOf(running) === before).toBe(true);
    },
  );

  it('is not offered on the last working day', async () => {
    running.clock.set('2026-02-12T08:00:00Z');
    expect(buttonsOf(await show(user, 'overview', reform), 'snooze')).toEqual([]);
    const shown = await show(user, 'snooze', reform);
    expect(bannerOf(shown)?.text).toBe(text('fi', 'refused.no-such-day'));
  });
});
