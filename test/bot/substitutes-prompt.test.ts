/** The first message to a substitute waits, and the substitution is over or taken back before it is sent. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { textsIn } from '../../cards/parts/strings';
import { textsOf } from '../../deploy/local/scripted-user';
import { objectIdFor } from '../../seeds/load';
import { schedule } from '../../src/audit/audit';
import { removeSubstitute, setSubstitute } from '../../src/people/substitutions';
import { openRound } from '../../src/rounds/open-round';
import { type BotUnderTest } from '../helpers/bot-under-test';
import { deadline, name } from '../helpers/fixtures';
import { cardShown } from '../helpers/teams-conversations';
import { anna, bo, startTwoUnits } from '../helpers/two-units';

const fi = textsIn('fi');
const next = { ...name, period: '2026-Q4' };
const [today, lastDay] = ['2026-10-12', '2026-10-13'];
const [sendFrom, afterwards] = ['2026-10-13T06:00:00Z', '2026-10-14T06:00:00Z'];

let running: BotUnderTest;
/** Bo, who is also asked, stands in for Anna; what the second round asks waits for a day. */
beforeEach(async () => {
  running = await startTwoUnits();
  const { store, clock, bot } = running;
  await bot.send();
  await setSubstitute(store, { personId: anna, substituteId: bo, from: today, to: lastDay }, clock.now());
  await bot.send();
  const times = { opens: clock.now(), deadline, sendFrom: new Date(sendFrom) };
  await openRound(store, { ...next, ...schedule, ...times }, clock.now());
});
afterEach(() => running.stop());

async function told(moment: string): Promise<string[]> {
  const { connector, clock, bot } = running;
  const before = connector.sentTo(objectIdFor(bo)).length;
  clock.set(moment);
  await bot.send();
  return connector
    .sentTo(objectIdFor(bo))
    .slice(before)
    .map((posted) => textsOf(cardShown(posted)));
}

const banner = fi('prompt.asSubstitute', { name: 'Anna' });

it('names whom they stand in for while they do', async () => {
  expect(await told(sendFrom)).toEqual([expect.stringContaining(banner)]);
});

it.each<[string, string, boolean]>([
  ['is over', afterwards, false],
  ['was taken back', sendFrom, true],
])('asks only what is their own once the substitution %s', async (_what, moment, isTakenBack) => {
  const { store, clock } = running;
  if (isTakenBack) await removeSubstitute(store, anna, today, clock.now());
  const [card, ...more] = await told(moment);
  expect(more).toEqual([]);
  expect(card).toContain('1.2');
  expect(card).not.toContain(banner);
});
