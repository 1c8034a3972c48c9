/** The store's file is removed under a running bot. */
import { rename, rm } from 'node:fs/promises';
import { beforeEach, expect, it } from '@jest/globals';
import { text } from '../../cards/parts/strings';
import { submit } from '../../deploy/local/scripted-user';
import { StoreReplacedError } from '../../src/errors';
import { readReply } from '../../src/replies/reply-store';
import { doDueWork } from '../../src/schedule/tick';
import { personAt, eachWithBot } from '../helpers/bot-under-test';
import { buttonsOf, show, valuesOf } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';

const goal = { programmeId: 'productivity-programme', period: '2025-H2', goalId: '1-4-b' };
const typed = { field_status: 'challenges', field_description: 'Etenee' };
const lost = 'the store was removed, replaced or damaged: nothing is saved any more';

const running = eachWithBot();
beforeEach(async () => {
  await doDueWork(running.bot.tickOptions);
});

async function ready(): Promise<unknown[]> {
  const response = await fetch(`${running.url}/readyz`);
  return [response.status, ((await response.json()) as { status: string }).status];
}

async function save() {
  const user = await personAt(running, 'reform-hospital-manager@example.org');
  const shown = await show(user, 'goal', goal);
  const data = { ...buttonsOf(shown, 'save')[0]!.data, ...valuesOf(shown), ...typed };
  return () => submit(user, 'save', data);
}

it('deleted: people read that nothing was saved, /readyz says why, and nothing is ticked or sent', async () => {
  const press = await save();
  expect(await ready()).toEqual([200, 'ready']);
  await rm(running.file);
  expect(await press()).toMatchObject({
    type: 'application/vnd.microsoft.activity.message',
    value: text('fi', 'refused.unexpected'),
  });
  expect(text('fi', 'refused.unexpected')).toContain('eikä mitään tallennettu');
  expect(await ready()).toEqual([503, lost]);
  await expect(running.bot.work()).rejects.toThrow(StoreReplacedError);
  await expect(running.bot.send()).rejects.toThrow(StoreReplacedError);
});

it('moved away and back: what was refused is saved when it is pressed again', async () => {
  const press = await save();
  await rename(running.file, `${running.file}.aside`);
  expect((await press()).type).toBe('application/vnd.microsoft.activity.message');
  await rename(`${running.file}.aside`, running.file);
  expect(await ready()).toEqual([200, 'ready']);
  expect(bannerOf((await press()).value as never)?.style).toBe('good');
  expect((await readReply(running.store, goal, goal.goalId))?.value.version).toBe(1);
});
