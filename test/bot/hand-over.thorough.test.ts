/** "Not mine": a goal goes to a colleague and back, over HTTP, with the messages that people get about it. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { findMessage } from '../../src/outbox/message';
import { loadDrafts } from '../helpers/drafts';
import { readReply } from '../../src/replies/reply-store';
import { promptKey } from '../../src/rounds/open-round';
import { roundPartition } from '../../src/rounds/round-store';
import { dumpOf, personAt, reform, eachWithBot } from '../helpers/bot-under-test';
import {
  atCard,
  atPrompt,
  buttonsOf,
  type Inputs,
  press,
  promptOnly,
  sentMeanwhile,
  show,
} from '../helpers/pressing';
import { postInvoke, shownBy } from '../helpers/raw-activity';
import { bannerOf, problemsOf } from '../helpers/read-card';
import { cardShown, type PostedActivity } from '../helpers/teams-conversations';

const giverId = 'reform-wellbeing-manager@example.org';
const goal = { ...reform, goalId: '2-1-b' };
const code = '2.1 b';
const title = 'Matalan kynnyksen toiminta, ehkäisy ja kuntouttava työote';
/** Is asked in the same round. */
const asked = { id: 'reform-information-director@example.org', name: 'Tieto- ja digijohtaja' };
/** Is asked in another programme only. */
const notAsked = { id: 'strategy-training-manager@example.org', name: 'Koulutuspäällikkö' };
const answer: Inputs = { field_status: 'completed', field_description: 'Vastattu toisen puolesta' };

const running = eachWithBot();
let giver: TeamsUser;
/** The goal's card as the giver has it. */
let card: Card;

beforeEach(async () => {
  await promptOnly(running, [giverId, asked.id]);
  giver = await atPrompt(running, giverId, reform);
  card = await show(giver, 'goal', goal);
});

/** Fills in the form; shows the request afterwards, or the form again. */
async function handTo(typed: string, inputs: Inputs = {}): Promise<Card> {
  const form = await press(giver, card, 'hand-over');
  return press(giver, form, 'hand-over-to', { person_typed: typed, ...inputs });
}

/** The messages that the next tick sends to the person. */
const told = async (personId: string): Promise<PostedActivity[]> =>
  sentMeanwhile(running, await personAt(running, personId), () => running.bot.tick());

const replyNow = async () => (await readReply(running.store, reform, goal.goalId))?.value;

describe.each([
  ['who is asked in the round too', asked],
  ['who was asked nothing in it', notAsked],
])('a goal handed to a colleague %s', (_name, receiver) => {
  let shown: Card;
  let messages: PostedActivity[];
  let theirs: { user: TeamsUser; card: Card };

  beforeEach(async () => {
    shown = await handTo(receiver.name);
    messages = await told(receiver.id);
    theirs = await atCard(running, receiver.id, messages[0]!);
  });

  it('is said to be handed over, and can be taken back', () => {
    const done = text('fi', 'handOver.done', { name: `${receiver.name} (${receiver.id})`, title });
    expect(bannerOf(shown)).toEqual({ style: 'good', text: done });
    expect(textsOf(shown)).toContain(`→ ${receiver.name}`);
    expect(buttonsOf(shown, 'take-back').map(({ data }) => data)).toEqual([goal]);
  });

  it('is told to the receiver once, by a message whose summary names the goal and the giver', async () => {
    expect(messages).toHaveLength(1);
    expect(messages[0]!.versions[0]!.summary).toContain(code);
    expect(messages[0]!.versions[0]!.summary).toContain(giver.name);
    expect(await told(receiver.id)).toEqual([]);
  });

  it('is answered on behalf of the giver, as everybody can see', async () => {
    const received = await press(theirs.user, theirs.card, 'goal', {}, { goalId: goal.goalId });
    expect(textsOf(received)).toContain(text('fi', 'goal.onBehalf', { count: 1, names: giver.name }));
    expect(bannerOf(await press(theirs.user, received, 'save', answer))?.style).toBe('good');
    const { answers } = (await replyNow())!;
    expect(answers['status']).toMatchObject({ raw: 'completed', by: receiver.id, onBehalfOf: giverId });
    const request = await show(theirs.user, 'overview', reform);
    expect(textsOf(request)).toContain(text('fi', 'onBehalf', { name: giver.name }));
  });

  it('the giver’s old card says so, keeps what was typed, and offers to take it back', async () => {
    const before = dumpOf(running, { drafts: false });
    const late = await press(giver, card, 'save', answer);
    expect(bannerOf(late)?.text).toBe(text('fi', 'refused.handed-on', { by: receiver.name }));
    expect(buttonsOf(late, 'take-back')).toHaveLength(1);
    expect(dumpOf(running, { drafts: false }) === before).toBe(true);
    const draft = (await loadDrafts(running.store, reform, giverId)).get(goal.goalId);
    expect(draft?.typed).toMatchObject({ description: 'Vastattu toisen puolesta' });
  });

  it('taken back: the giver answers, and the receiver’s old card says that it is not theirs', async () => {
    const received = await press(theirs.user, theirs.card, 'goal', {}, { goalId: goal.goalId });
    const taken = await press(giver, shown, 'take-back');
    expect(bannerOf(taken)?.text).toBe(text('fi', 'handOver.takenBack', { title }));
    expect(buttonsOf(taken, 'take-back')).toEqual([]);
    const data = { ...buttonsOf(received, 'save')[0]!.data, ...answer };
    const refused = shownBy(await postInvoke(theirs.user, { action: { verb: 'save', data } }));
    const coordinator = 'Tuottavuusohjelman ohjelmapäällikkö';
    const notYours = text('fi', 'refused.not-yours', { coordinator });
    expect(refused.text ?? bannerOf(refused.card!)?.text).toBe(notYours);
    expect(await replyNow()).toBeUndefined();
    expect(bannerOf(await press(giver, card, 'save', answer))?.style).toBe('good');
    expect((await replyNow())?.answers['status']).not.toHaveProperty('onBehalfOf');
  });

  it('pressing “hand over” twice sends one message', async () => {
    const data = { ...goal, person_typed: receiver.name, scope: 'round' };
    await postInvoke(giver, { action: { verb: 'hand-over-to', data } });
    expect(await told(receiver.id)).toEqual([]);
  });
});

it('a goal that is taken back before the message is sent is not told about', async () => {
  const shown = await handTo(notAsked.name);
  await press(giver, shown, 'take-back');
  expect(await told(notAsked.id)).toEqual([]);
  const key = promptKey(reform, notAsked.id);
  const message = await findMessage(running.store, roundPartition(reform), key);
  expect(message?.value.state).toBe('needless');
});

it('a receiver hands it on: the owner sees who has it now, and that person is told', async () => {
  await handTo(asked.name);
  const [message] = await told(asked.id);
  const theirs = await atCard(running, asked.id, message!);
  const received = await press(theirs.user, theirs.card, 'goal', {}, { goalId: goal.goalId });
  const form = await press(theirs.user, received, 'hand-over');
  await press(theirs.user, form, 'hand-over-to', { person_typed: notAsked.name });
  expect(textsOf(await show(giver, 'overview', reform))).toContain(`→ ${notAsked.name}`);
  const request = await show(theirs.user, 'overview', reform);
  expect(buttonsOf(request, 'goal').map(({ data }) => data['goalId'])).not.toContain(goal.goalId);
  const [last, ...more] = await told(notAsked.id);
  expect(more).toEqual([]);
  expect(last!.versions[0]!.summary).toContain(code);
});

describe('the colleague is named', () => {
  const handed = () => show(giver, 'overview', reform).then((shown) => textsOf(shown).includes('→ '));

  it.each([
    ['by name', asked.name],
    ['by name in another case, with spaces', `  ${asked.name.toUpperCase()} `],
    ['by e-mail address', asked.id],
    ['by name and address as mail programs write them', `${asked.name} <${asked.id}>`],
  ])('%s', async (_name, typed) => {
    expect(textsOf(await handTo(typed))).toContain(`→ ${asked.name}`);
  });

  it('by being picked in Teams', async () => {
    const { aadObjectId } = await personAt(running, asked.id);
    expect(textsOf(await handTo('', { person_picked: aadObjectId }))).toContain(`→ ${asked.name}`);
  });

  it('by a name that several have: chooses among them', async () => {
    const back = await handTo('Henkilöstöjohtaja');
    expect(problemsOf(back)).toEqual([text('fi', 'person.several')]);
    const wanted = 'reform-hr-director@example.org';
    const shown = await press(giver, back, 'hand-over-to', { person_candidate: wanted });
    expect(textsOf(shown)).toContain('→ Henkilöstöjohtaja');
    expect(await told(wanted)).toHaveLength(1);
  });

  it.each([
    ['nobody', '', 'person.missing'],
    ['a name that nobody has', 'Xyzzy Plugh', 'person.unknown'],
    ['a name that more than five have', 'johtaja', 'person.more'],
    ['a misspelt name', 'Talousjohtajjja', 'person.near'],
    ['an address that nobody has', 'xyzzy@example.org', 'person.unknown'],
    ['oneself', 'Hyvinvoinnin ja terveyden edistämisen päällikkö', 'refused.own-colleague'],
  ] as const)(
    '%s: the form comes back with the problem and what was typed',
    async (_name, typed, problem) => {
      const back = await handTo(typed);
      expect(problemsOf(back)).toEqual([text('fi', problem)]);
      expect(textsOf(back)).toContain(text('fi', 'handOver.title'));
      expect(JSON.stringify(back)).toContain(JSON.stringify(typed));
      expect(await handed()).toBe(false);
    },
  );
});

it('the card in the conversation shows what was handed over, also on another device', async () => {
  const shown = await handTo(asked.name);
  const standing = running.connector.sentTo(giver.aadObjectId).at(-1)!;
  expect(cardShown(standing)).toEqual(shown);
});
