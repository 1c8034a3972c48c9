/** Persons and the organisation's directory, as coordinators and owners see them: leavers, look-ups, a missing app. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { text } from '../../cards/parts/strings';
import { install, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { objectIdFor } from '../../seeds/load';
import { schedule } from '../../src/audit/audit';
import { loadRegister } from '../../src/goals/register';
import { loadDirectory, loadPerson } from '../../src/people/directory';
import { loadInstallations } from '../../src/people/installations';
import { openRound } from '../../src/rounds/open-round';
import { undelivered } from '../../src/outbox/message';
import { roundPartition } from '../../src/rounds/round-store';
import {
  type BotUnderTest,
  personAt,
  promptsFor,
  reform,
  startBotUnderTest,
} from '../helpers/bot-under-test';
import { wrongWith } from '../helpers/card-faults';
import { GraphServer, graphUser } from '../helpers/graph-server';
import { atCard, buttonsOf, press, sentMeanwhile, show } from '../helpers/pressing';
import { problemsOf } from '../helpers/read-card';
import { faults } from '../helpers/teams-faults';

const coordinator = 'reform-programme-manager@example.org';
const leaver = 'reform-finance-director@example.org';
const newcomer = 'eeva.uusi@example.org';
const catalogueId = '5e0a7a00-0000-4000-8000-00000000ca7a';

let graph: GraphServer;
let running: BotUnderTest;
let user: TeamsUser;

/** Everybody has an account, the round is open, and nothing has been sent. */
beforeEach(async () => {
  graph = await new GraphServer().start();
  const environment = { DIRECTORY: 'graph', GRAPH_URL: graph.url, TEAMS_APP_ID: catalogueId };
  running = await startBotUnderTest({ environment });
  for (const person of (await loadDirectory(running.store)).persons.values())
    graph.add(
      graphUser(person.aadObjectId!, person.id, { displayName: person.name, preferredLanguage: null }),
    );
  const opens = running.clock.now();
  const deadline = new Date('2026-02-13T14:15:00Z');
  await openRound(running.store, { ...reform, opens, deadline, ...schedule }, opens);
  user = await personAt(running, coordinator);
});
afterEach(async () => {
  await running.stop();
  await graph.stop();
});

const leave = () => graph.users.delete(objectIdFor(leaver));
const messagesTo = async (personId: string, work: () => Promise<unknown>) =>
  sentMeanwhile(running, await personAt(running, personId), work);

describe('an owner who has left', () => {
  it('gets no message, and stands among those who were not reached', async () => {
    leave();
    await running.bot.people();
    expect(await messagesTo(leaver, () => running.bot.send())).toEqual([]);
    expect(await undelivered(running.store, roundPartition(reform))).toMatchObject([
      { recipient: { personId: leaver }, state: 'left', reason: 'no account since 2026-01-20' },
    ]);
    const card = await show(user, 'undelivered', reform);
    expect(textsOf(card)).toContain(text('fi', 'deliveries.left'));
  });

  it('is told to the coordinator once, with a way to the owners of the goals left behind', async () => {
    leave();
    await running.bot.people();
    const told = await messagesTo(coordinator, async () => {
      await running.bot.send();
      running.clock.set('2026-01-21T07:00:00Z');
      await running.bot.people();
      await running.bot.send();
    });
    const title = text('fi', 'leavers.title');
    const [message, ...more] = told.filter((posted) => JSON.stringify(posted).includes(title));
    expect(more).toEqual([]);
    const { user: reader, card } = await atCard(running, coordinator, message!);
    expect(wrongWith(card)).toEqual([]);
    expect(textsOf(card)).toContain(leaver);
    const { goals } = (await loadRegister(running.store, reform.programmeId))!;
    const behind = goals.find(({ owners }) => owners.includes(leaver))!;
    expect(textsOf(await press(reader, card, 'owners'))).toContain(behind.title.fi!);
  });

  it('stands on the programme’s card until somebody else answers, or the account is back', async () => {
    const verbs = async () =>
      buttonsOf(await show(user, 'programme', { programmeId: reform.programmeId })).map(({ verb }) => verb);
    expect(await verbs()).not.toContain('leavers');
    const account = graph.users.get(objectIdFor(leaver))!;
    leave();
    await running.bot.people();
    const programme = await show(user, 'programme', { programmeId: reform.programmeId });
    const list = await press(user, programme, 'leavers');
    expect(wrongWith(list)).toEqual([]);
    expect(textsOf(list)).toContain('20.1.2026');
    graph.add(account);
    running.clock.set('2026-01-21T07:00:00Z');
    await running.bot.people();
    expect(await verbs()).not.toContain('leavers');
    expect(await messagesTo(leaver, () => running.bot.send())).toHaveLength(1);
  });

  it('is not taken for one where most have left at once; the admins hear of it', async () => {
    const admin = 'planning@example.org';
    graph.users.clear();
    const told = await messagesTo(admin, async () => {
      await running.bot.people();
      await running.bot.send();
    });
    const title = text('fi', 'leavers.heldTitle');
    const [held] = told.filter(({ versions }) => versions[0]!.summary === title);
    const { card } = await atCard(running, admin, held!);
    expect(wrongWith(card)).toEqual([]);
    const count = (await loadDirectory(running.store)).persons.size;
    expect(textsOf(card)).toContain(text('fi', 'leavers.heldText', { count, of: count }));
  });

  it('cannot be named for anything any more', async () => {
    leave();
    await running.bot.people();
    const grants = await show(await personAt(running, 'planning@example.org'), 'grants', {});
    const admin = await personAt(running, 'planning@example.org');
    const card = await press(admin, grants, 'grant', { role: 'admin', person_typed: leaver });
    expect(problemsOf(card)).toContain(text('fi', 'person.left'));
  });
});

describe('somebody who is named and not known', () => {
  const assign = async (typed: string) => {
    const { goals } = (await loadRegister(running.store, reform.programmeId))!;
    const data = { programmeId: reform.programmeId, goalId: goals[0]!.id };
    const card = await show(user, 'owners', data);
    return press(user, card, 'owner-change', { from: 'add', person_typed: typed }, { remove: false });
  };

  it('is looked up by the address, added, and asked', async () => {
    const account = { displayName: 'Eeva Uusi', preferredLanguage: 'sv-FI' };
    graph.add(graphUser(objectIdFor(newcomer), newcomer, account));
    expect(textsOf(await assign(`Eeva <${newcomer.toUpperCase()}>`))).toContain('Eeva Uusi');
    expect(await loadPerson(running.store, newcomer)).toMatchObject({
      ...{ name: 'Eeva Uusi', language: 'sv', aadObjectId: objectIdFor(newcomer), admin: false },
    });
    expect(await messagesTo(newcomer, () => running.bot.send())).toHaveLength(1);
  });

  it.each([
    ['has no account', () => undefined],
    [
      'has an account that is switched off',
      () => graph.add(graphUser(objectIdFor(newcomer), newcomer, { accountEnabled: false })),
    ],
    ['cannot be looked up', () => (graph.fault = () => ({ status: 503, headers: { 'retry-after': '60' } }))],
  ])('is unknown where the person %s', async (_what, act) => {
    act();
    expect(problemsOf(await assign(newcomer))).toContain(text('fi', 'person.unknown'));
    expect(await loadPerson(running.store, newcomer)).toBeUndefined();
  });

  it('is never looked up by a name', async () => {
    await assign('Eeva Uusi');
    expect(graph.requests).toEqual([]);
  });

  it('is the person who is known already under another address', async () => {
    const known = graph.users.get(objectIdFor(leaver))!;
    graph.add({ ...known, userPrincipalName: newcomer });
    await assign(newcomer);
    expect(await loadPerson(running.store, newcomer)).toBeUndefined();
    const { goals } = (await loadRegister(running.store, reform.programmeId))!;
    expect(goals[0]!.owners).toContain(leaver);
  });
});

describe('a person without the app', () => {
  const lacking = () =>
    (running.connector.fault = ({ personId }) =>
      personId === objectIdFor(leaver) ? faults.notInstalled : undefined);
  const installs = () => graph.requests.filter(({ method }) => method === 'POST');

  it('gets it by the bot, and then what is open', async () => {
    lacking();
    await running.bot.send();
    await running.bot.people();
    await running.bot.people();
    expect(installs()).toMatchObject([
      {
        path: `/users/${objectIdFor(leaver)}/teamwork/installedApps`,
        body: JSON.stringify({ 'teamsApp@odata.bind': `${graph.url}/appCatalogs/teamsApps/${catalogueId}` }),
      },
    ]);
    running.connector.fault = () => undefined;
    await install(await personAt(running, leaver));
    await running.bot.send();
    expect(promptsFor(running, objectIdFor(leaver), reform)).toHaveLength(1);
    expect((await loadInstallations(running.store)).size).toBe(0);
  });

  it('who has it by now gets what is open without a word from Teams', async () => {
    lacking();
    await running.bot.send();
    graph.installed.add(objectIdFor(leaver));
    running.connector.fault = () => undefined;
    await running.bot.people();
    await running.bot.send();
    expect(promptsFor(running, objectIdFor(leaver), reform)).toHaveLength(1);
  });

  it.each([403, 404])('whom Graph refuses it with %i is shown to the coordinator', async (status) => {
    lacking();
    await running.bot.send();
    graph.fault = ({ method }) => (method === 'POST' ? { status, code: 'Forbidden' } : undefined);
    await running.bot.people();
    const card = await show(user, 'undelivered', reform);
    expect(textsOf(card)).toContain(text('fi', 'installation.refused', { day: 'ti 20.1.2026' }));
  });
});
