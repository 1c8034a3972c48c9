import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sqliteIn } from '../../../../bot/config/config';
import { openStore } from '../../../../bot/process/store/open-store';
import { runCli } from '../../../../bot/cli/run';
import { loadSeeds } from '../../../../seeds/load';
import { cliUnderTest } from '../cli-under-test';

const past = ['--programme', 'half-year-follow-up', '--period', '2024-H1'];
const cli = cliUnderTest('2026-01-20T07:00:00Z', loadSeeds, { each: false });

it('programmes lists the five', async () => {
  const listed = await cli.json<{ id: string; goals: number }[]>('programmes');
  expect(Object.fromEntries(listed.map(({ id, goals }) => [id, goals]))).toEqual({
    'county-survey': 42,
    'half-year-follow-up': 24,
    'productivity-key-results': 57,
    'productivity-programme': 77,
    'strategic-goals': 22,
  });
  for (const { id } of listed) expect(await cli.run('programmes')).toContain(id);
});

it('goals lists every goal of a programme with its code', async () => {
  const goals = await cli.json<{ code: string }[]>('goals', '--programme', 'strategic-goals');
  const lines = await cli.lines('goals', '--programme', 'strategic-goals');
  expect(goals).toHaveLength(22);
  expect(lines).toHaveLength(23);
  goals.forEach(({ code }, index) => expect(lines[index + 1]).toContain(code));
});

it('load-seeds can be repeated', async () => {
  const loaded = await cli.json<{ programmeId: string; goals: number }[]>('load-seeds');
  expect(loaded.map(({ goals }) => goals).reduce((sum, count) => sum + count)).toBe(222);
  const [, ...rows] = await cli.lines('load-seeds');
  expect(rows.find((row) => row.startsWith('strategic-goals'))).toContain(
    '2024-Q1 (9 replies), 2024-Q2 (8 replies), 2024-Q3 (7 replies), 2024-Q4 (22 replies)',
  );
});

it('a store without programmes says how to get some', async () => {
  const empty = await mkdtemp(path.join(tmpdir(), 'seuranta-cli-empty-'));
  try {
    await (await openStore(sqliteIn(empty))).close();
    const printed: string[] = [];
    const options = { clock: cli.clock, print: (text: string) => void printed.push(text) };
    await runCli(['programmes', '--data', empty], options);
    await runCli(['programmes', '--data', empty, '--json'], options);
    expect(printed).toEqual([expect.stringContaining('load-seeds'), '[]']);
  } finally {
    await rm(empty, { recursive: true });
  }
});

it('replies lists what was typed, field by field', async () => {
  const replies = await cli.json<{ goal: string; answers: { raw: string }[] }[]>('replies', ...past);
  expect(replies).toHaveLength(24);
  const answers = replies.flatMap((reply) => reply.answers);
  expect(await cli.lines('replies', ...past)).toHaveLength(1 + answers.length);
});

describe('digest', () => {
  it('has the same figures as text, card and JSON', async () => {
    const digest = await cli.json<{ asked: number; answered: number }>('digest', ...past);
    const rate = `${digest.answered}/${digest.asked}`;
    expect(await cli.run('digest', ...past)).toContain(rate);
    expect(JSON.parse(await cli.run('digest', ...past, '--format', 'json'))).toEqual(digest);
    const card = JSON.parse(await cli.run('digest', ...past, '--format', 'card')) as { type: string };
    expect(card.type).toBe('AdaptiveCard');
    expect(JSON.stringify(card)).toContain(rate);
  });

  it.each([
    ['fi', 'Puolivuosiseuranta · 1–6/2024'],
    ['sv', 'Halvårsuppföljning · 1–6/2024'],
    ['en', 'Half-year follow-up · Jan–Jun 2024'],
  ])('is written in the language that is asked for: %s', async (lang, title) => {
    expect((await cli.lines('digest', ...past, '--lang', lang))[0]).toBe(title);
  });
});
