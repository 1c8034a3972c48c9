/** Acts of the command line in a person's name. */
import { describe, expect, it } from '@jest/globals';
import { schedule } from '../../../src/audit/audit';
import { grant } from '../../../src/people/grants';
import { anna, bo, cia, during, goalWith, peopleOf, saveSetting } from '../../helpers/fixtures';
import { actor, cliUnderTest } from './cli-under-test';
import { fromSchedule } from './small-programme';

const round = ['--programme', 'prog', '--period', '2026-Q3'];
const admin = 'admin@example.org';
const register = { programme: fromSchedule({}), goals: [goalWith('a')] };

const cli = cliUnderTest(
  '2026-10-12T09:00:00Z',
  async (store) => {
    await saveSetting(store, { register, people: peopleOf([anna, bo, cia, admin]) });
    await grant(store, { personId: bo, role: 'coordinator', programmeId: 'prog' }, schedule, during);
    await grant(store, { personId: admin, role: 'admin' }, schedule, during);
  },
  { each: true },
);

interface Entry {
  readonly by: string;
  readonly way: string;
  readonly via?: string;
}
const entries = (...args: string[]) => cli.json<Entry[]>('audit', '--programme', 'prog', ...args);
const pause = (...args: string[]) => cli.run('pause', '--programme', 'prog', ...args);

describe('--as', () => {
  it('records the act in the person’s name, and the system account that typed it', async () => {
    await pause('--as', 'bo');
    expect(await entries('--what', 'paused')).toMatchObject([{ by: bo, way: 'cli', via: actor }]);
    expect(await cli.run('audit', '--what', 'paused')).toContain(`${bo} (via ${actor})`);
    for (const by of [bo, actor]) expect(await entries('--what', 'paused', '--by', by)).toHaveLength(1);
  });

  it('is recorded as the system account without it', async () => {
    await pause();
    const [entry] = await entries('--what', 'paused');
    expect(entry).toMatchObject({ by: actor, way: 'cli' });
    expect(entry).not.toHaveProperty('via');
  });

  it.each([
    [
      'somebody who does not coordinate the programme',
      ['pause', '--programme', 'prog'],
      anna,
      'coordinate "prog"',
    ],
    ['a coordinator, for everything', ['pause'], bo, 'is no admin'],
    [
      'a coordinator, where only admins may',
      ['schedule', 'set', '--programme', 'prog', '--grace', '3'],
      bo,
      'is no admin',
    ],
    [
      'nobody in the directory',
      ['pause', '--programme', 'prog'],
      'gone@example.org',
      'nobody in the directory',
    ],
  ])('is refused for %s, and nothing is written', async (_what, args, as, said) => {
    const before = cli.dump();
    const [line] = await cli.fails(...args, '--as', as);
    expect(line).toContain(said);
    expect(cli.dump()).toEqual(before);
  });

  it('is allowed for admins everywhere', async () => {
    await cli.run('grant', '--person', cia, '--role', 'reader', '--programme', 'prog', '--as', admin);
    expect(await entries('--what', 'granted', '--by', admin)).toMatchObject([{ by: admin, via: actor }]);
  });

  it('is not taken by what only reads', async () => {
    expect((await cli.fails('round', 'status', ...round, '--as', bo)).join()).toContain(
      "unknown option '--as'",
    );
  });
});
