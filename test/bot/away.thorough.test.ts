/** Somebody whose automatic email reply is about to begin is asked who answers for them; they press, or do not. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { text } from '../../cards/parts/strings';
import { type Card } from '../../cards/render';
import { type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { objectIdFor } from '../../seeds/load';
import { findMessage } from '../../src/outbox/message';
import { loadDirectory, peoplePartition } from '../../src/people/directory';
import { loadSubstitutions, setSubstitute } from '../../src/people/substitutions';
import { type BotUnderTest, reform, startBotUnderTest } from '../helpers/bot-under-test';
import { GraphServer, graphUser } from '../helpers/graph-server';
import { atPrompt, buttonsOf, press, promptOnly, sentMeanwhile, valuesOf } from '../helpers/pressing';
import { bannerOf, problemsOf } from '../helpers/read-card';
import { cardShown, type PostedActivity } from '../helpers/teams-conversations';

const owner = 'reform-programme-manager@example.org';
const substitute = { id: 'strategy-training-manager@example.org', name: 'Koulutuspäällikkö' };
/** A Thursday and a Friday. */
const days = { from: '2026-01-22', to: '2026-01-23' };
const key = `people|${owner}|absence-${days.from}`;

let graph: GraphServer;
let running: BotUnderTest;
let user: TeamsUser;

beforeEach(async () => {
  graph = await new GraphServer().start();
  running = await startBotUnderTest({ environment: { DIRECTORY: 'graph', GRAPH_URL: graph.url } });
  for (const { id, name, aadObjectId } of (await loadDirectory(running.store)).persons.values())
    graph.add(graphUser(aadObjectId!, id, { displayName: name, preferredLanguage: null }));
  await promptOnly(running, [owner]);
  user = await atPrompt(running, owner, reform);
  // From Thursday at midnight to Friday at midnight, in Finland.
  graph.replies.set(objectIdFor(owner), {
    status: 'scheduled',
    scheduledStartDateTime: { dateTime: '2026-01-21T22:00:00.0000000', timeZone: 'UTC' },
    scheduledEndDateTime: { dateTime: '2026-01-23T22:00:00.0000000', timeZone: 'UTC' },
  });
});
afterEach(async () => {
  await running.stop();
  await graph.stop();
});

/** What the person is then sent. */
async function sentAt(moment: string): Promise<PostedActivity[]> {
  running.clock.set(moment);
  return sentMeanwhile(running, user, async () => {
    await running.bot.people();
    await running.bot.send();
  });
}

const stateOf = async () => (await findMessage(running.store, peoplePartition, key))?.value.state;
const ofSubstitutes = (card: Card) => buttonsOf(card, 'substitute-set').map(({ data }) => data);

it('on Wednesday at eight, once, and nothing is set by that', async () => {
  expect(await sentAt('2026-01-20T08:00:00Z')).toEqual([]);
  expect(await sentAt('2026-01-21T03:05:00Z')).toEqual([]);
  const [message, ...more] = await sentAt('2026-01-21T06:00:00Z');
  expect(more).toEqual([]);
  const said = text('fi', 'substitute.away', { days: 'to\u00a022.1.2026 – pe\u00a023.1.2026' });
  expect(message!.versions[0]!.summary).toBe(`${said} ${text('fi', 'substitute.ask')}`);
  expect(valuesOf(cardShown(message!))).toMatchObject(days);
  expect(JSON.stringify(message)).not.toContain('Matkalla');
  expect(await sentAt('2026-01-22T06:00:00Z')).toEqual([]);
  expect(await loadSubstitutions(running.store)).toEqual([]);
});

describe('the person', () => {
  const asked = async () => {
    await sentAt('2026-01-21T03:05:00Z');
    return cardShown((await sentAt('2026-01-21T06:00:00Z'))[0]!);
  };

  it('names a substitute for these days', async () => {
    const card = await asked();
    expect(ofSubstitutes(card)).toHaveLength(1);
    const set = await press(user, card, 'substitute-set', { person_typed: substitute.name });
    expect(bannerOf(set)?.style).toBe('good');
    expect(await loadSubstitutions(running.store)).toEqual([
      { personId: owner, substituteId: substitute.id, ...days },
    ]);
  });

  it('names the last substitute again with one press', async () => {
    const before = { from: '2026-01-12', to: '2026-01-13' };
    const last = { personId: owner, substituteId: substitute.id, ...before };
    await setSubstitute(running.store, last, new Date('2026-01-12T07:00:00Z'));
    const card = await asked();
    expect(textsOf(card)).toContain(
      text('fi', 'substitute.before', { name: `${substitute.name} (${substitute.id})` }),
    );
    const again = { person_candidate: substitute.id };
    // What comes back after a fault still names them.
    const reversed = await press(user, card, 'substitute-set', { to: '2026-01-21' }, again);
    expect(problemsOf(reversed)).toHaveLength(1);
    expect(valuesOf(reversed)['person_typed']).toBe(substitute.id);
    const set = await press(user, card, 'substitute-set', {}, again);
    expect(bannerOf(set)?.style).toBe('good');
    expect(await loadSubstitutions(running.store)).toEqual([
      { personId: owner, substituteId: substitute.id, ...days },
    ]);
  });

  it.each([
    ['who names one before eight', owner, substitute.id, 'needless'],
    ['whose last substitute is away too', substitute.id, owner, 'sent'],
  ])('%s is not offered that one', async (_who, personId, substituteId, state) => {
    const last = { personId: owner, substituteId: substitute.id, from: '2026-01-12', to: '2026-01-13' };
    await setSubstitute(running.store, last, new Date('2026-01-12T07:00:00Z'));
    await sentAt('2026-01-21T03:05:00Z');
    await setSubstitute(running.store, { personId, substituteId, ...days }, running.clock.now());
    const posted = await sentAt('2026-01-21T06:00:00Z');
    expect(await stateOf()).toBe(state);
    const offered = posted.map((each) => ofSubstitutes(cardShown(each)).length);
    expect(offered).toEqual(state === 'sent' ? [1] : []);
  });
});
