import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pendingMessages } from '../../../../src/outbox/message';
import { roundPartition } from '../../../../src/rounds/round-store';
import {
  anna,
  bo,
  cia,
  collect,
  goalWith,
  name,
  peopleOf,
  programmeWith,
  saveOpenRound,
} from '../../../helpers/fixtures';
import { cliUnderTest } from '../cli-under-test';

const people = peopleOf([anna, bo, cia], { team: [anna] });
const register = { programme: programmeWith(), goals: [goalWith('a', { owners: ['role:team'] })] };
const cli = cliUnderTest('2026-10-12T09:00:00Z', (store) => saveOpenRound(store, { register, people }), {
  each: true,
});

const asked = () =>
  cli.inStore(async (store) => {
    const waiting = await collect(pendingMessages(store, roundPartition(name)));
    return waiting.filter(({ value }) => value.kind === 'owner').map(({ value }) => value.recipient);
  });

describe('who comes to a role that owns a goal is asked in the open round', () => {
  it('if it is set by hand', async () => {
    const members = `${anna},${bo}`;
    await cli.run('role', 'set', '--role', 'team', '--label', 'Team', '--members', members);
    await cli.run('role', 'set', '--role', 'team', '--label', 'Team', '--members', members);
    expect(await asked()).toEqual([{ type: 'person', personId: bo }]);
  });

  it('if a file of persons sets it', async () => {
    const file = path.join(cli.directory, 'people.json');
    const roles = people.roles.map((role) => ({ ...role, members: [cia] }));
    await writeFile(file, JSON.stringify({ ...people, roles }));
    await cli.run('people', 'import', file, '--yes');
    expect(await asked()).toEqual([{ type: 'person', personId: cia }]);
  });
});
