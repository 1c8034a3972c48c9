/** What a successor gets in Teams, and how the command line hands over. */
import { expect, it } from '@jest/globals';
import path from 'node:path';
import { runCli } from '../../bot/cli/run';
import { text } from '../../cards/parts/strings';
import { textsOf } from '../../deploy/local/scripted-user';
import { loadRegister, ownersIn } from '../../src/goals/register';
import { loadPerson } from '../../src/people/directory';
import { eachWithBot, personAt, reform } from '../helpers/bot-under-test';
import { wrongWith } from '../helpers/card-faults';
import { atCard, press, promptOnly, sentMeanwhile } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';

const leaver = 'reform-programme-manager@example.org';
const successor = 'strategy-training-manager@example.org';
const running = eachWithBot();

async function handOver(more: string[], ask?: () => Promise<string>): Promise<string[]> {
  const printed: string[] = [];
  const own = ['--person', leaver, '--to', successor, '--data', path.dirname(running.file)];
  await runCli(['person', 'hand-over', ...own, ...more], {
    clock: running.clock,
    print: (line) => printed.push(...line.split('\n')),
    say: (line) => printed.push(...line.split('\n')),
    ...(ask && { ask }),
  });
  return printed;
}

it('shows what there is, does it when agreed, and the successor gets one card with what is open', async () => {
  await promptOnly(running, [leaver]);
  const counts =
    /^from reform-programme-manager@example\.org to strategy-.*: \d+ goals? in 1 programme, 1 open request$/;
  for (const printed of [
    await handOver([]),
    await handOver(['--dry-run']),
    await handOver([], () => Promise.resolve('n')),
  ]) {
    expect(printed).toContainEqual(expect.stringMatching(counts));
    expect(printed.at(-1)).toBe('nothing was written; do it with --yes');
  }
  const done = await handOver([], () => Promise.resolve('y'));
  expect(done).toContain(`done: ${successor} has it all and is told in one message`);
  const told = await sentMeanwhile(running, await personAt(running, successor), () => running.bot.send());
  const { name } = (await loadPerson(running.store, leaver))!;
  const said = text('fi', 'succession.told', { name });
  const [message, ...more] = told.filter(({ versions }) => versions[0]!.summary === said);
  expect(more).toEqual([]);
  const { user, card } = await atCard(running, successor, message!);
  expect(wrongWith(card)).toEqual([]);
  expect(bannerOf(card)?.text).toContain(said);
  const shown = await press(user, card, 'overview', {}, { programmeId: reform.programmeId });
  const { goals } = (await loadRegister(running.store, reform.programmeId))!;
  const taken = goals.filter((goal) => ownersIn(goal).includes(successor));
  expect(taken.length).toBeGreaterThan(0);
  for (const goal of taken) expect(textsOf(shown)).toContain(goal.code);
});
