/** What every command's help shows, and what a terminal completes. */
import { execFileSync } from 'node:child_process';
import { type Command } from 'commander';
import { programOf, runCli } from '../../../bot/cli/run';
import { allCommands, examples, pathOf } from '../../../bot/cli/help/examples';
import { markdownFiles, shellLines } from '../../helpers/markdown';
import { clockAt } from '../../helpers/settable-clock';

const clock = clockAt('2026-08-01T07:00:00Z');

async function printed(...args: string[]): Promise<string> {
  const lines: string[] = [];
  const ended = runCli(args, { clock, print: (text) => lines.push(text) });
  await ended.catch((error: unknown) => expect(error).toMatchObject({ exitCode: 0 }));
  return lines.join('\n');
}

/** "import undo" is a command, and "import" is one too. */
const isGroup = ({ commands, registeredArguments }: Command) =>
  commands.length > 0 && registeredArguments.length === 0;

it('every command has an example in its help', async () => {
  const program = programOf({ clock, print: () => undefined }, () => undefined);
  const commands = allCommands(program).flatMap((each) => (isGroup(each) ? [] : [pathOf(each)]));
  expect(commands.length).toBeGreaterThan(40);
  expect(Object.keys(examples).sort()).toEqual(commands.sort());
  for (const command of commands)
    expect(await printed(...command.split(' '), '--help')).toContain(
      `Example:\n  seuranta ${examples[command]}`,
    );
});

/** One needs a text that a file could not resolve; the other is about no store, and tried below. */
const notRun = new Set(['owner resolve', 'completion']);

it('every other example is one that a README has, where it is run', () => {
  const lines = markdownFiles().flatMap(({ blocks }) => blocks.flatMap(({ code }) => shellLines(code)));
  const run = new Set(
    lines.map((line) => line.replace(/^(DIRECTORY_FILE=\S+ )?npm run -s seuranta -- /, '')),
  );
  const others = Object.entries(examples).filter(([command]) => !notRun.has(command));
  expect(others.flatMap(([, example]) => (run.has(example) ? [] : [example]))).toEqual([]);
});

describe('a terminal completes', () => {
  async function completed(...words: string[]): Promise<string[]> {
    const script = await printed('completion', 'bash');
    const typed = ['seuranta', ...words].map((word) => `'${word}'`).join(' ');
    const ask = `COMP_WORDS=(${typed}); COMP_CWORD=${words.length}; _seuranta; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const said = execFileSync('bash', ['-c', `${script}\n${ask}`], { encoding: 'utf8' });
    return said.split('\n').filter(Boolean);
  }

  it.each([
    [['rou'], ['round']],
    [
      ['round', 're'],
      ['remind', 'reopen'],
    ],
    [['round', 'open', '--yes', '--per'], ['--period']],
    [['round', 'open', '--yes', '--programme', 'x', '--dea'], ['--deadline']],
    [
      ['schedule', 's'],
      ['set', 'show'],
    ],
    [['doctor', 'round', 'ope'], []],
  ])('%j', async (words, expected) => {
    expect((await completed(...words)).sort()).toEqual(expected);
  });
});
