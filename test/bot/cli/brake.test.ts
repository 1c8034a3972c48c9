/** `seuranta pause` and `resume`: what they print, what they change, and what they refuse. */
import { describe, expect, it } from '@jest/globals';
import { brakePartition, loadPauses } from '../../../src/brake/pauses';
import { runCli } from '../../../bot/cli/run';
import { readAudit } from '../../../src/audit/audit';
import { readRound } from '../../../src/rounds/round-store';
import { during, name, saveOpenRound, smallSetting } from '../../helpers/fixtures';
import { actor, cliUnderTest } from './cli-under-test';

const cli = cliUnderTest(during.toISOString(), (store) => saveOpenRound(store, smallSetting()), {
  each: true,
});
const programme = ['--programme', name.programmeId];
const round = [...programme, '--round', name.period];
const standing = 'messages: 0 sent, 2 waiting; answered: 0 of 3 goals';
const since = `Mon 12.10.2026 12:00 by ${actor}`;

describe('seuranta pause', () => {
  it.each([
    [[], {}, 'everything'],
    [programme, { programmeId: name.programmeId }, 'prog'],
    [round, name, 'prog 2026-Q3'],
  ] as const)('%j says what it holds, and is taken back by resume', async (options, scope, what) => {
    expect(await cli.lines('pause', ...options)).toEqual([
      `paused: ${what}`,
      standing,
      `paused ${what} since ${since}`,
    ]);
    expect(await cli.inStore(loadPauses)).toEqual([{ ...scope, by: actor, at: during.toISOString() }]);
    expect((await cli.lines('pause', ...options))[0]).toBe(`was already paused: ${what}`);
    cli.clock.set('2026-10-12T09:01:00Z');
    expect(await cli.lines('resume', '--yes', ...options)).toEqual([`sending again: ${what}`, standing]);
    const entries = await cli.inStore((store) => readAudit(store, [brakePartition]));
    expect(entries).toMatchObject([
      { what: 'paused', by: actor, way: 'cli', ...scope },
      { what: 'resumed', by: actor, way: 'cli', ...scope },
    ]);
  });

  it('prints one document with --json', async () => {
    expect(await cli.json('pause', '--json', ...round)).toEqual({
      ...{ scope: name, sent: 0, waiting: 2, asked: 3, answered: 0 },
      pauses: [{ ...name, by: actor, at: during.toISOString() }],
    });
  });

  it.each([
    [['pause', '--programme', 'nowhere'], 'there is no programme "nowhere"'],
    [['pause', ...programme, '--round', '2026-Q2'], 'there is no round 2026-Q2 of "prog"'],
    [['pause', '--round', '2026-Q3'], 'say with --programme whose round 2026-Q3 is meant'],
    [['pause', ...programme, '--round', 'soon'], '--round'],
    [['resume', ...programme], 'prog is not paused; "seuranta doctor" says what is'],
  ])('%j is refused and changes nothing', async (args, said) => {
    const before = cli.dump();
    expect((await cli.fails(...args)).join('\n')).toContain(said);
    expect(cli.dump()).toEqual(before);
  });

  it('says what stays paused, and is in the audit of its programme and of all', async () => {
    await cli.run('pause');
    await cli.run('pause', ...round);
    expect(await cli.lines('resume', '--yes', ...round)).toEqual([
      'sending again: prog 2026-Q3',
      standing,
      `paused everything since ${since}`,
    ]);
    expect(await cli.run('audit', '--what', 'paused')).toContain('prog');
    expect((await cli.json<object[]>('audit', '--what', 'paused', '--format', 'json', '--json')).length).toBe(
      2,
    );
    const own = await cli.json<object[]>('audit', ...programme, '--what', 'paused', '--json');
    expect(own).toMatchObject([{ ...name, what: 'paused' }]);
  });
});

describe('seuranta round discard', () => {
  const discard = ['round', 'discard', ...programme, '--period', name.period];
  const counts = 'messages: 0 sent, 2 waiting; answered: 0 of 3 goals';

  it('says with --dry-run how far the round has got, and changes nothing', async () => {
    const before = cli.dump();
    expect(await cli.lines(...discard, '--dry-run')).toEqual([
      'prog 2026-Q3',
      counts,
      'it would be discarded',
    ]);
    expect((await cli.fails(...discard)).join()).toContain('do it with --yes');
    expect(cli.dump()).toEqual(before);
  });

  it('takes it back with --yes, once, with the reason in the audit', async () => {
    expect((await cli.lines(...discard, '--yes', '--reason', 'wrong period')).slice(0, 2)).toEqual([
      'discarded: prog 2026-Q3',
      counts,
    ]);
    expect(await cli.lines('round', 'status', ...programme, '--period', name.period)).toEqual([
      `prog 2026-Q3: discarded Mon 12.10.2026 12:00 by ${actor}: wrong period`,
    ]);
    const [entry] = await cli.json<object[]>('audit', '--what', 'round-discarded', '--json');
    expect(entry).toMatchObject({ by: actor, ...name, reason: 'wrong period', to: { waiting: 2 } });
    expect((await cli.fails(...discard, '--yes')).join()).toContain('was discarded; open it again with');
    const again = ['round', 'open', '--yes', ...programme, '--period', name.period];
    expect((await cli.fails(...again)).join()).toContain('try again in two minutes');
  });

  it.each([
    ['2026-q3', true],
    ['yes', false],
    ['', false],
  ])('asks at a terminal for the period: "%s"', async (typed, isDone) => {
    const asked: string[] = [];
    const said: string[] = [];
    const running = runCli([...discard, '--data', cli.directory], {
      ...{ clock: cli.clock, print: () => undefined, say: (line: string) => void said.push(line) },
      ask: (question) => {
        asked.push(question);
        return Promise.resolve(typed);
      },
    });
    if (isDone) await running;
    else await expect(running).rejects.toThrow('not confirmed, so nothing was changed');
    expect([said, asked]).toEqual([['prog 2026-Q3', counts], ['type 2026-Q3 to discard the round: ']]);
    const round = await cli.inStore((store) => readRound(store, name));
    expect(round?.value.status).toBe(isDone ? 'planned' : 'open');
  });
});
