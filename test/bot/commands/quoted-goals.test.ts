/** A figure typed as an answer to one of the bot's messages is offered for the goal that the message is about. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Card } from '../../../cards/render';
import { text } from '../../../cards/parts/strings';
import { inputsOf, type TeamsUser, textsOf } from '../../../deploy/local/scripted-user';
import { remindRound } from '../../../src/reminders/remind-round';
import { handOver } from '../../../src/rounds/hand-over';
import { dumpOf, eachWithBot, personAt } from '../../helpers/bot-under-test';
import { buttonsOf, promptOnly, show } from '../../helpers/pressing';
import { answersTo, say } from '../../helpers/saying';

/** Is asked in 000 only: several goals of one figure. */
const housing = 'okr-housing-manager@example.org';
/** As housing. */
const giver = 'okr-chief-information-officer@example.org';
const okr = { programmeId: 'productivity-key-results', period: '2025-Q4' };
const rescuer = 'followup-rescue-director@example.org';
const rescue = { programmeId: 'half-year-follow-up', period: '2025-H2', goalId: 'rescue-1' };
const asu3 = { ...okr, goalId: 'asu-3' };

const running = eachWithBot();
let user: TeamsUser;

const figureOf = (card: Card) => inputsOf(card)[0]?.value;
/** As Teams quotes a message: only its id is of use, since the preview was cut off. */
const answering = (messageId: string, messagePreview = '') => ({
  ...{ type: 'message', text: '97,3' },
  attachments: [{ contentType: 'messageReference', content: JSON.stringify({ messageId, messagePreview }) }],
});
const answerTo = async (messageId: string, preview?: string): Promise<Card> =>
  (await answersTo(running, user, answering(messageId, preview)))[0]!;
const lastSent = () => running.connector.sentTo(user.aadObjectId).at(-1)!;

function expectOffered(card: Card): void {
  expect(buttonsOf(card, 'save')[0]!.data).toMatchObject(asu3);
  expect(figureOf(card)).toBe('97,3');
}

beforeEach(async () => {
  await promptOnly(running, [housing, giver]);
  user = await personAt(running, housing, lastSentTo(await personAt(running, housing)));
  await say(running, user, 'ohje');
});

const lastSentTo = ({ aadObjectId }: TeamsUser) => running.connector.sentTo(aadObjectId).at(-1)!;

describe('an answer to a message', () => {
  it('in which the person has gone to a goal’s card is for that goal, and saves nothing', async () => {
    await show(user, 'goal', asu3);
    const before = dumpOf(running);
    expectOffered(await answerTo(user.receipt.activityId));
    expect(dumpOf(running) === before).toBe(true);
  });

  it('that answered a typed code is for that goal, even if its text names another', async () => {
    await say(running, user, 'asu-3');
    expectOffered(await answerTo(lastSent().id, 'ASU-1 Asumisen'));
  });

  it('in which the person has left the goal’s card is for none of them', async () => {
    await show(user, 'goal', asu3);
    await show(user, 'overview', okr);
    expect(textsOf(await answerTo(user.receipt.activityId))).toContain(text('fi', 'talk.figureWhich'));
  });

  it('that was sent for a goal is for that goal, also if this process has not shown it', async () => {
    const given = await personAt(running, giver);
    const before = running.connector.sentTo(user.aadObjectId).length;
    const goals = buttonsOf(await show(given, 'overview', okr), 'goal');
    const { goalId } = goals[0]!.data as { goalId: string };
    await handOver(running.store, { ...okr, goalId, by: giver, to: housing }, running.clock.now());
    await promptOnly(running, [housing]);
    const message = running.connector.sentTo(user.aadObjectId).slice(before).at(-1)!;
    const card = await answerTo(message.id);
    expect(buttonsOf(card, 'save')[0]!.data).toMatchObject({ ...okr, goalId });
  });

  it('that somebody else was sent says nothing', async () => {
    const theirs = lastSentTo(await personAt(running, giver));
    expect(textsOf(await answerTo(theirs.id))).toEqual(textsOf(await answerTo('no-such-message')));
  });

  it('about one of several rounds is for the goals of that round', async () => {
    const { store, clock } = running;
    const programmesIn = (card: Card) =>
      new Set(buttonsOf(card).map(({ data: { programmeId } }) => programmeId ?? 'none'));
    await handOver(store, { ...rescue, by: rescuer, to: housing }, clock.now());
    const { programmeId, period } = okr;
    expect(programmesIn(await answerTo('no-such-message'))).toEqual(
      new Set([programmeId, rescue.programmeId]),
    );
    const act = { programmeId, period, by: 'admin', way: 'cli', personId: housing } as const;
    clock.set('2026-01-20T09:00:00Z');
    await remindRound(store, { ...act, step: '2026-01-20T09:00:00.000Z' }, clock.now());
    await promptOnly(running, [housing]);
    const reminder = running.connector
      .sentTo(user.aadObjectId)
      .findLast(({ versions }) => versions[0]!.summary?.startsWith('Muistutus'))!;
    expect(programmesIn(await answerTo(reminder.id))).toEqual(new Set([programmeId]));
  });
});
