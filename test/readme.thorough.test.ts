/** Every example in every Markdown file of the project runs or compiles, and every link leads somewhere. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { runCli } from '../bot/cli/run';
import { scripts } from '../package.json';
import { readSeed, seedFolders } from '../seeds/read';
import { questionsOf } from '../src/goals/answers/asked-fields';
import { type Azurite, startAzurite } from './helpers/azurite';
import {
  anchors,
  type CodeBlock,
  localLinks,
  type MarkdownFile,
  markdownFiles,
  pathsNamed,
  root,
  shellLines,
} from './helpers/markdown';
import { collectGarbage } from './helpers/collect-garbage';
import { copySeededFile } from './helpers/seeded-file';

const files = markdownFiles();
const fileOf = (name: string) => files.find(({ file }) => file === name)!;
const blocksOf = (...languages: string[]) =>
  files.flatMap((from) =>
    from.blocks
      .filter(({ language }) => languages.includes(language))
      .map((block) => ({ ...block, from, at: `${from.file}:${block.line}` })),
  );
const linesOf = (from: MarkdownFile) =>
  from.blocks.filter(({ language }) => language === 'sh').flatMap(({ code }) => shellLines(code));

/** What a line of a shell example does, by how it begins. */
const shellKinds = {
  seuranta: /^(?:[A-Z_]+=\S+ )?npm run -s seuranta -- /,
  package: /^npm run package:teams -- /,
  npm: /^npm (ci|test|start|run (-s )?[\w:]+)( |$)/,
  /** Needs a machine or a service that no test has; only its grammar and the files it names are checked. */
  elsewhere: /^([A-Z_]+=\$\(|\s*)?(az|docker|ls|cp) |^[A-Z_]+=[\w-]+$|^for [A-Z]+ in .+; do$|^done$/,
};
const kindOf = (line: string) => Object.entries(shellKinds).find(([, pattern]) => pattern.test(line))?.[0];

it('there is no code block that no test knows', () => {
  const languages = ['sh', 'json', 'ts', 'text'];
  const unknown = files.flatMap(({ file, blocks }) =>
    blocks.filter(({ language }) => !languages.includes(language)).map(({ line }) => `${file}:${line}`),
  );
  const lines = files.flatMap((from) => linesOf(from).filter((line) => kindOf(line) === undefined));
  expect([unknown, lines]).toEqual([[], []]);
});

it('every link and every path that is named leads somewhere', () => {
  const broken = files.flatMap((from) => {
    const links = localLinks(from).filter((link) => !leads(from, link));
    const paths = pathsNamed(from).filter((named) => !existsSync(path.join(root, named)));
    return [...links, ...paths].map((target) => `${from.file}: ${target}`);
  });
  expect(broken).toEqual([]);
});

function leads(from: MarkdownFile, link: string): boolean {
  const [target = '', anchor] = link.split('#');
  const file = target === '' ? from.file : path.join(path.dirname(from.file), target);
  if (!existsSync(path.join(root, file))) return false;
  return anchor === undefined || anchors(fileOf(file)?.text ?? '').includes(anchor);
}

it('every JSON example is JSON', () => {
  for (const { code } of blocksOf('json')) expect(JSON.parse(code)).toBeDefined();
});

describe('shell examples', () => {
  it('are grammatical, and name files and scripts of the project that exist', () => {
    for (const { code, at } of blocksOf('sh')) {
      expect([at, spawnSync('bash', ['-n'], { input: code, encoding: 'utf8' }).stderr]).toEqual([at, '']);
      for (const [file] of code.matchAll(/(?<=\s)(deploy|seeds|src|test|bot)\/[\w./-]+/g))
        expect([at, file, existsSync(path.join(root, file))]).toEqual([at, file, true]);
    }
    const npm = files.flatMap(linesOf).filter((line) => kindOf(line) === 'npm');
    const named = npm.flatMap((line) => /^npm (?:run (?:-s )?)?([\w:]+)/.exec(line)?.[1] ?? []);
    expect(named.filter((name) => name !== 'ci' && !(name in scripts))).toEqual([]);
  });

  it('build the package for Teams', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'seuranta-package-'));
    const lines = files.flatMap(linesOf).filter((line) => kindOf(line) === 'package');
    expect(lines).not.toEqual([]);
    for (const line of new Set(lines)) {
      const words = line.split(' ').slice(4);
      const args = words.map((word) =>
        word.startsWith('$') ? '11111111-2222-3333-4444-555555555555' : word,
      );
      const command = ['--import', 'tsx', 'deploy/teams/package.ts', ...args, '--out', `${folder}/app.zip`];
      expect(execFileSync(process.execPath, command, { cwd: root, encoding: 'utf8' })).toContain('valid');
    }
    rmSync(folder, { recursive: true });
  });
});

/** In the order of the file, on a store with the five programmes: each example builds on those before it. */
const withExamples = files.filter((from) => linesOf(from).some((line) => kindOf(line) === 'seuranta'));

describe.each(withExamples.map((from) => [from.file, from] as const))('%s', (_, from) => {
  const examples = linesOf(from).filter((line) => kindOf(line) === 'seuranta');
  const needsTables = examples.some((line) => line.includes('azure-tables'));
  const clock = { now: () => new Date('2026-11-22T10:00:00Z') };
  let folder: string;
  let azurite: Azurite | undefined;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'seuranta-readme-'));
    for (const each of ['var', 'backups', 'rescue']) mkdirSync(path.join(folder, each));
    for (const each of ['var', 'rescue']) await copySeededFile(path.join(folder, each, 'seuranta.db'));
    if (!needsTables) return;
    azurite = await startAzurite();
    process.env['AZURE_TABLES_CONNECTION_STRING'] = azurite.connectionString;
  });
  afterAll(async () => {
    delete process.env['AZURE_TABLES_CONNECTION_STRING'];
    await azurite?.stop();
    rmSync(folder, { recursive: true });
  });

  it.each(examples)(
    'has an example that works: %s',
    async (example) => {
      const { variable, words } = wordsOf(example);
      if (words[0] === 'restore') return restores(words);
      const printed: string[] = [];
      if (variable) process.env[variable[0]] = variable[1];
      await runCli(words, { clock, print: (text) => printed.push(text) });
      if (variable) delete process.env[variable[0]];
      expect(printed.join('\n')).not.toBe('');
      if (words.includes('--json')) expect(() => JSON.parse(printed.join('\n')) as unknown).not.toThrow();
    },
    60_000,
  );

  /** In a process of its own: it refuses while another one has the store open, as this one may for a while. */
  async function restores(words: readonly string[]): Promise<void> {
    await collectGarbage();
    const run = spawnSync(process.execPath, ['--import', 'tsx', 'bot/cli/main.ts', ...words], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(run.stdout).toMatch(/^the backup is sound/);
    if (words.includes('--yes')) expect([run.status, run.stderr]).toEqual([0, '']);
    else expect(run.stderr).toContain('nothing was changed');
  }

  function wordsOf(example: string) {
    const [, name, value, line = ''] = /^(?:([A-Z_]+)=(\S+) )?npm run -s seuranta -- (.+)$/.exec(example)!;
    const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) =>
      (match[1] ?? match[2]!).replace(/^\/?(var|backups|rescue|backup-[\d-]+)(?=\/|$)/, `${folder}/$1`),
    );
    const ownStore = words[0] === 'copy-store' ? [] : ['--data', path.join(folder, 'var')];
    // Azurite stands in for the account that an example names.
    const variable =
      name !== undefined && name !== 'AZURE_TABLES_URL' ? ([name, value!] as const) : undefined;
    return { variable, words: [...words, ...ownStore] };
  }
});

describe('TypeScript examples', () => {
  const examples = blocksOf('ts').map((block) => ({
    ...block,
    named: /^\/\/ (\S+\.ts)\n/.exec(block.code)?.[1],
  }));
  const isExcerpt = ({ named }: { named?: string | undefined }) =>
    named !== undefined && existsSync(path.join(root, named));

  it('compile', () => {
    const whole = examples.filter((block) => !isExcerpt(block));
    expect(faultsOf(whole)).toEqual([]);
  });

  it('are in the file that they name', () => {
    for (const { code, named, at } of examples.filter(isExcerpt)) {
      const source = readFileSync(path.join(root, named!), 'utf8');
      const lines = code.split('\n').slice(1);
      const own = lines.map((line) => line.trim()).filter((line) => line !== '' && line !== '// …');
      expect([at, own.filter((line) => !source.includes(line))]).toEqual([at, []]);
    }
  });

  /** Each as a file of its own: the one that its first line names, relative to the root, or one beside the Markdown file. */
  function faultsOf(
    whole: readonly (CodeBlock & { from: MarkdownFile; named: string | undefined; at: string })[],
  ) {
    const placed = new Map(
      whole.map(({ code, from, named, line }) => [
        path.join(root, named ?? path.join(path.dirname(from.file), `example-${line}.ts`)),
        code,
      ]),
    );
    const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) =>
      readFileSync(file, 'utf8'),
    );
    const { options } = ts.parseJsonConfigFileContent(
      { ...config, include: [], files: ['x.ts'] },
      ts.sys,
      root,
    );
    const host = ts.createCompilerHost(options);
    host.readFile = (file) => placed.get(file) ?? ts.sys.readFile(file);
    host.fileExists = (file) => placed.has(file) || ts.sys.fileExists(file);
    const program = ts.createProgram([...placed.keys()], options, host);
    return [...placed.keys()]
      .map((file) => program.getSourceFile(file)!)
      .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
      .map(
        ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
      );
  }
});

describe('the README', () => {
  const { text } = fileOf('README.md');

  it('is read in a few minutes', () => {
    expect(text.split('\n').length).toBeLessThanOrEqual(150);
  });

  it('gives the counts of the seeds', () => {
    const seeds = seedFolders().map((folder) => readSeed(folder));
    const goals = questionsOf(seeds.flatMap((seed) => seed.goals));
    const fields = goals.flatMap((goal) => goal.fields);
    const persons = new Set(seeds.flatMap((seed) => seed.people.persons.map((person) => person.id)));
    const all = `${goals.length} goals, ${fields.length} fields, ${persons.size + playgroundUsers} persons`;
    const normal = text.replace(/\s+/g, ' ');
    expect(normal).toContain(all);
    expect(normal).toContain(`the ${persons.size} scripted persons`);
  });

  /** Of `seeds/people.json`: the one who answers by hand, and five who can be handed a goal. */
  const playgroundUsers = 6;

  it('gives no figure without saying where it was measured', () => {
    const section = text.split('\n## Figures\n')[1]!.split('\n## ')[0]!;
    const rows = section
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2);
    expect(rows).toHaveLength(8);
    expect(rows.filter((row) => !/\]\([\w/.]+README\.md#[\w-]+\) *\|$/.test(row))).toEqual([]);
  });
});

it('the examples show every command', () => {
  const shown = files.flatMap(linesOf).map((line) => line.replace(shellKinds.seuranta, ''));
  const missing = commands.filter(
    (command) => !shown.some((line) => line === command || line.startsWith(`${command} `)),
  );
  expect(missing).toEqual([]);
});

const commands = [
  ...['load-seeds', 'programmes', 'goals', 'replies', 'digest', 'report', 'doctor'],
  ...['open', 'status', 'missing', 'remind', 'deadline', 'close', 'reopen'].map((verb) => `round ${verb}`),
  ...['schedule', 'schedule set', 'grants', 'grant', 'revoke', 'channels', 'audit', 'outbox'],
  ...['channel subscribe', 'channel unsubscribe', 'owner add', 'owner replace', 'owner remove'],
  ...['import', 'export-register', 'owner unresolved', 'role set'],
  ...['people import', 'people sync', 'person export', 'person erase'],
  ...['backup', 'restore', 'copy-store', 'logo set', 'logo remove'],
];

it('the configuration page names every variable, as .env.example does', () => {
  const example = readFileSync(path.join(root, '.env.example'), 'utf8');
  const variables = [...example.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]!);
  const config = readFileSync(path.join(root, 'bot/config/environment-schema.ts'), 'utf8');
  const known = [...config.matchAll(/^ {2}([A-Z_]+): /gm)].map((match) => match[1]!);
  expect(variables.sort()).toEqual(known.sort());
  const { text } = fileOf('deploy/configuration.md');
  for (const variable of variables) expect(text).toContain(`\`${variable}\``);
});
