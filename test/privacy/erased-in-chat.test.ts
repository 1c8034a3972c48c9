/** What others read in chat of somebody who was erased. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { textsOf } from '../../deploy/local/scripted-user';
import { erasePerson } from '../../src/privacy/erase-person';
import { loadPerson } from '../../src/people/directory';
import { changeOwner } from '../../src/rounds/change-owner';
import { closeRound } from '../../src/rounds/close-round';
import { type ListedStore } from '../../src/storage/listed-store';
import { type BotUnderTest, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { firstSchemaFile, lastTick } from '../helpers/first-schema-store';
import { say } from '../helpers/saying';

const actor = { by: 'cli:test', way: 'cli' } as const;
const erased = 'okr-family-services-manager@example.org';
const coordinator = 'okr-controller@example.org';
const round = { programmeId: 'productivity-key-results', period: '2026-Q3' };

let running: BotUnderTest;
beforeAll(async () => {
  running = await startBotUnderTest({ from: firstSchemaFile, moment: lastTick });
});
afterAll(() => running.stop());

it('a goal’s history tells that a former employee answered, in the reader’s language', async () => {
  const { store, clock } = running;
  const user = await personAt(running, coordinator);
  const { name } = (await loadPerson(store, erased))!;
  expect(textsOf(await say(running, user, 'historia PKP-1'))).toContain(name);
  const owner = { programmeId: round.programmeId, goalId: 'pkp-1', from: erased, to: coordinator };
  await changeOwner(store, owner, actor, clock.now());
  await closeRound(store, { ...round, ...actor }, clock.now());
  const admins = new Set<string>();
  await erasePerson(store as ListedStore, { personId: erased, actor, admins }, clock.now());
  const history = textsOf(await say(running, user, 'historia PKP-1'));
  expect(history).toContain('entinen työntekijä');
  await say(running, user, 'language Swedish');
  expect(textsOf(await say(running, user, 'historik PKP-1'))).toContain('tidigare anställd');
  for (const typed of ['tilanne', 'kuka vastaa PKP-1', 'ohjelmat'])
    expect(JSON.stringify(await say(running, user, typed))).not.toMatch(/erased\.invalid/);
});
