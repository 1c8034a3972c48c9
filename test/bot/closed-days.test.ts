/** A running bot computes with closed days that the command line sets, without a restart. */
import { expect, it } from '@jest/globals';
import path from 'node:path';
import { runCli } from '../../bot/cli/run';
import { eachWithBot, reform } from '../helpers/bot-under-test';
import { atPrompt, promptOnly, show } from '../helpers/pressing';
import { readRound } from '../../src/rounds/round-store';

const owner = 'reform-programme-manager@example.org';
const running = eachWithBot();
const set = (days: string) =>
  runCli(['closed-days', 'set', '--days', days, '--data', path.dirname(running.file)], {
    clock: running.clock,
    print: () => undefined,
  });

it('offers no closed day to be reminded on, and opens the next round later', async () => {
  await promptOnly(running, [owner]);
  const user = await atPrompt(running, owner, reform);
  const offered = async () => JSON.stringify(await show(user, 'snooze', reform));
  const before = await offered();
  expect(before).toContain('21.1.');
  await set('21.1.–23.1.');
  const after = await offered();
  expect(after).not.toContain('21.1.');
  expect(after).toContain('26.1.');
  // Without those days the round of the half-year would be open by then.
  await set('1.7.–17.7.');
  const next = { ...reform, period: '2026-H1' };
  const status = async (moment: string) => {
    running.clock.set(moment);
    await running.bot.work();
    return (await readRound(running.store, next))?.value.status;
  };
  expect(await status('2026-07-17T12:00:00Z')).toBeUndefined();
  expect(await status('2026-08-14T12:00:00Z')).toBe('open');
});
