import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli } from '../bot/cli/run';
import { readSeed, seedFolders } from '../seeds/read';
import { questionsOf } from '../src/goals/answers/asked-fields';

const readme = readFileSync(path.join(__dirname, '../README.md'), 'utf8');

describe('the README', () => {
  const data = mkdtempSync(path.join(tmpdir(), 'seuranta-readme-'));
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  // Copies between stores need another store; test/storage and test/bot/cli cover them.
  const elsewhere = /^(backup|restore|copy-store) /;
  const examples = [...readme.matchAll(/^(?:[A-Z_]+=\S+ )?npm run -s seuranta -- (.+)$/gm)]
    .map((match) => match[1]!)
    .filter((example) => !elsewhere.test(example));
  const variableOf = (example: string) => /^([A-Z_]+)=(\S+) npm run -s seuranta -- /.exec(lineOf(example));
  const lineOf = (example: string) =>
    readme.split('\n').find((line) => line.endsWith(` -- ${example}`)) ?? '';
  const clock = { now: () => new Date('2026-11-22T10:00:00Z') };

  it('shows every command', () => {
    const commands = ['load-seeds', 'programmes', 'goals', 'replies', 'digest', 'report'];
    const rounds = ['open', 'status', 'missing', 'remind', 'deadline', 'close', 'reopen'];
    const others = ['schedule', 'schedule set', 'grants', 'grant', 'revoke', 'channels', 'audit', 'outbox'];
    const channels = ['channel subscribe', 'channel unsubscribe'];
    const machine = ['doctor'];
    const owners = ['owner add', 'owner replace', 'owner remove'];
    const registers = ['import', 'export-register', 'owner unresolved', 'role set'];
    const persons = ['people import', 'people sync', 'person export', 'person erase'];
    const all = [...commands, ...others, ...channels, ...owners, ...registers, ...persons, ...machine];
    for (const command of [...all, ...rounds.map((verb) => `round ${verb}`)])
      expect(examples.some((example) => example === command || example.startsWith(`${command} `))).toBe(true);
  });

  // In the order of the README, on one store: each example builds on those before it.
  it.each(examples)('has an example that works: %s', async (example) => {
    const printed: string[] = [];
    const [, variable, value] = variableOf(example) ?? [];
    if (variable !== undefined) process.env[variable] = value;
    const words = [...example.matchAll(/"([^"]*)"|(\S+)/g)].map((match) =>
      (match[1] ?? match[2]!).replace(/^var\//, `${data}/`),
    );
    await runCli([...words, '--data', data], { clock, print: (text) => printed.push(text) });
    if (variable !== undefined) delete process.env[variable];
    expect(printed.join('\n')).not.toBe('');
    if (words.includes('--json')) expect(() => JSON.parse(printed.join('\n')) as unknown).not.toThrow();
  });

  /** Of `seeds/people.json`: the one who answers by hand, and five who can be handed a goal. */
  const playgroundUsers = 6;

  it('gives the counts of the seeds', () => {
    const seeds = seedFolders().map((folder) => readSeed(folder));
    const goals = questionsOf(seeds.flatMap((seed) => seed.goals));
    const fields = goals.flatMap((goal) => goal.fields);
    const persons = new Set(seeds.flatMap((seed) => seed.people.persons.map((person) => person.id)));
    const all = `${goals.length} goals, ${fields.length} fields, ${persons.size + playgroundUsers} persons`;
    const normal = readme.replace(/\s+/g, ' ');
    expect(normal).toContain(all);
    expect(normal).toContain(`the ${persons.size} scripted persons`);
  });

  it('names every configuration variable', () => {
    const example = readFileSync(path.join(__dirname, '../.env.example'), 'utf8');
    const variables = [...example.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]!);
    const config = readFileSync(path.join(__dirname, '../bot/config/environment-schema.ts'), 'utf8');
    const known = [...config.matchAll(/^ {2}([A-Z_]+): /gm)].map((match) => match[1]!);
    expect(variables.sort()).toEqual(known.sort());
    for (const variable of variables) expect(readme).toContain(`\`${variable}\``);
  });
});
