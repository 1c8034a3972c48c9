import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { follow } from '../../../src/people/follows';
import { anna, bo, goalWith, peopleOf, programmeWith, saveSetting } from '../../helpers/fixtures';
import { cliUnderTest } from './cli-under-test';

const setting = {
  register: {
    programme: programmeWith({}),
    goals: [goalWith('a', { owners: [anna] }), goalWith('b', { owners: [bo] })],
  },
  people: peopleOf([anna, bo, 'coordinator@example.org'], { team: [anna] }),
};

const cli = cliUnderTest(
  '2026-10-12T09:00:00Z',
  async (store) => {
    await saveSetting(store, setting);
    await follow(store, { personId: anna, programmeId: 'prog', units: ['Talous'] });
  },
  { each: true },
);

const erase = ['person', 'erase', '--person', anna] as const;

describe('person export', () => {
  it('writes a new file, and never over one that is there', async () => {
    const file = path.join(cli.directory, 'anna.json');
    const words = ['person', 'export', '--person', anna, '--lang', 'en', '--out', file];
    expect(await cli.lines(...words)).toEqual([`entries in ${file}: 4`]);
    const document = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    expect(Object.keys(document)).toEqual([
      ...['What this is', 'Personal details', 'Roles and rights', 'Units followed'],
      'Goals that the person owns or has owned',
    ]);
    expect(await cli.fails(...words)).toEqual([expect.stringContaining('exists already')]);
  });

  it('is refused for somebody of whom nothing is kept', async () => {
    const words = ['person', 'export', '--person', 'eva@example.org', '--out', path.join(cli.directory, 'x')];
    expect(await cli.fails(...words)).toEqual([
      expect.stringMatching(/^error: nothing is kept about eva@example\.org;/),
    ]);
  });
});

describe('person erase', () => {
  it('needs --yes, and says what it would do with --dry-run', async () => {
    const before = cli.dump();
    expect(await cli.fails(...erase)).toEqual([expect.stringContaining('--yes')]);
    expect(await cli.lines(...erase, '--dry-run')).toEqual([
      '2 entries would be deleted, 2 changed',
      'first: is the only member of a role: seuranta role set --role team --label NAME --members ADDRESSES',
      `first: owns a goal: seuranta owner replace --programme prog --goal a --from ${anna} --to ADDRESS`,
      'no typed text contains the full name',
    ]);
    expect(cli.dump()).toEqual(before);
  });

  it('is done when what it names was handed over; nothing of the person is left', async () => {
    expect(await cli.fails(...erase, '--yes')).toEqual([
      `error: ${anna} still has something to hand over; nothing was erased`,
      expect.stringContaining('is the only member of a role'),
      expect.stringContaining('owns a goal'),
    ]);
    await cli.run('role', 'set', '--role', 'team', '--label', 'Team', '--members', bo);
    await cli.run('owner', 'replace', '--programme', 'prog', '--goal', 'a', '--from', anna, '--to', bo);
    const [done] = await cli.lines(...erase, '--yes');
    expect(done).toMatch(/^\d+ entries deleted, \d+ changed$/);
    for (const name of ['seuranta.db', 'seuranta.db-wal']) {
      const bytes = await readFile(path.join(cli.directory, name)).catch(() => Buffer.alloc(0));
      expect(bytes.includes(anna)).toBe(false);
    }
    const audited = await cli.json<{ what: string }[]>(
      'audit',
      '--what',
      'person-erased',
      '--format',
      'json',
    );
    expect(audited).toHaveLength(1);
    expect(await cli.fails(...erase, '--yes')).toEqual([expect.stringMatching(/^error: nothing is kept/)]);
  });
});
