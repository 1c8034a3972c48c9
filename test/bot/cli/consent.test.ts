/** What sends messages asks first at a terminal, and needs `--yes` elsewhere. */
import { describe, expect, it } from '@jest/globals';
import { runCli } from '../../../bot/cli/run';
import { schedule } from '../../../src/audit/audit';
import { pause } from '../../../src/brake/pauses';
import { closeRound } from '../../../src/rounds/close-round';
import { openRound } from '../../../src/rounds/open-round';
import { type EntityStore } from '../../../src/storage/store';
import {
  anna,
  bo,
  channel,
  deadline,
  during,
  goalWith,
  name,
  opens,
  peopleOf,
  saveSetting,
} from '../../helpers/fixtures';
import { cliUnderTest } from './cli-under-test';
import { fromSchedule } from './small-programme';

const round = ['--programme', 'prog', '--period', '2026-Q3'];
const register = {
  programme: { ...fromSchedule({}), channels: [{ channel, language: 'fi' as const }] },
  goals: [goalWith('a'), goalWith('b', { owners: [bo] })],
};
const cli = cliUnderTest(
  during.toISOString(),
  (store) => saveSetting(store, { register, people: peopleOf([anna, bo]) }),
  { each: true },
);

const isOpen = (store: EntityStore) => openRound(store, { ...name, opens, deadline, ...schedule }, opens);
const isClosed = async (store: EntityStore) => {
  await isOpen(store);
  await closeRound(store, { ...name, ...schedule }, during);
};
const isPaused = async (store: EntityStore) => {
  await isOpen(store);
  await pause(store, name, schedule, during);
};
const nothing = () => Promise.resolve();
const late = '2026-12-11T16:00';

const cases: readonly (readonly [string[], (store: EntityStore) => Promise<unknown>, string])[] = [
  [['round', 'open', ...round], nothing, 'asks 2 people to answer'],
  [['round', 'remind', ...round], isOpen, 'reminds 2 people'],
  [['round', 'remind', ...round, '--person', 'bo'], isOpen, 'reminds 1 person'],
  [
    ['round', 'deadline', ...round, '--deadline', late, '--tell'],
    isOpen,
    'tells 2 people of the new deadline',
  ],
  [['round', 'close', ...round], isOpen, 'sends the last digest to 1 channel'],
  [
    ['round', 'reopen', ...round, '--reason', 'late', '--deadline', late],
    isClosed,
    'opens the round again and sends 2 messages',
  ],
  [['resume', '--programme', 'prog', '--round', '2026-Q3'], isPaused, 'sends up to 2 messages that wait'],
];

/** At a terminal where somebody types this. @returns what was asked and shown */
async function atTerminal(typed: string, args: readonly string[]) {
  const asked: string[] = [];
  const said: string[] = [];
  const ask = (question: string) => {
    asked.push(question);
    return Promise.resolve(typed);
  };
  const options = { clock: cli.clock, print: () => undefined, say: (text: string) => said.push(text), ask };
  const failed = await runCli([...args, '--data', cli.directory], options).then(
    () => undefined,
    (error: Error) => error.message,
  );
  return { asked, said: said.join('\n'), failed };
}

describe.each(cases)('%j', (args, before, what) => {
  beforeEach(() => cli.inStore(before));

  it('in a script does nothing without --yes, and says what it would send', async () => {
    const dump = cli.dump();
    expect(await cli.fails(...args)).toEqual([
      `error: this ${what}; nothing was changed: add --yes to do it`,
    ]);
    expect(cli.dump()).toEqual(dump);
    await cli.run(...args, '--yes');
    expect(cli.dump()).not.toEqual(dump);
  });

  it('at a terminal asks, and does it only after a yes', async () => {
    const dump = cli.dump();
    const refused = await atTerminal('', args);
    expect(refused.asked).toEqual([`This ${what}. Continue? (y/N) `]);
    expect(refused.failed).toBe('error: not confirmed, so nothing was changed');
    expect(cli.dump()).toEqual(dump);
    expect((await atTerminal('y', args)).failed).toBeUndefined();
    expect(cli.dump()).not.toEqual(dump);
  });
});

describe('the question', () => {
  it('comes after whom it is sent to', async () => {
    await cli.inStore(isOpen);
    const { said } = await atTerminal('n', ['round', 'remind', ...round]);
    expect(said.split('\n').toSorted()).toEqual([`- ${anna}`, `- ${bo}`]);
  });

  it('is not put where nothing would be sent', async () => {
    await cli.inStore(isOpen);
    expect((await atTerminal('n', ['round', 'open', ...round])).asked).toEqual([]);
    await cli.run('round', 'deadline', ...round, '--deadline', late);
  });
});
