/**
 * The image without Docker: the files that deploy/Dockerfile puts into it, laid out in a folder, with its environment and
 * commands. A path in the image, such as `/app`, is the same path below that folder.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(__dirname, '../..');

export interface Image {
  /** Its file system. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
  /** Of its label. */
  readonly version: string;
}

interface Instruction {
  readonly word: string;
  readonly rest: string;
}

/** Builds and lays out the image, as `docker build` would. */
export function buildImage(folder: string): Image {
  const [build, final] = stages(readFileSync(path.join(root, 'deploy/Dockerfile'), 'utf8'));
  const built = mkdtempSync(path.join(tmpdir(), 'seuranta-build-'));
  for (const each of build!) runBuildStep(each, built);
  const files = path.join(folder, 'app');
  mkdirSync(path.join(folder, 'usr/local/bin'), { recursive: true });
  mkdirSync(files);
  symlinkSync(process.execPath, path.join(folder, 'usr/local/bin/node'));
  for (const each of final!) runFinalStep(each, { built, files, folder });
  rmSync(built, { recursive: true });
  const all = (word: string) => final!.filter((each) => each.word === word).map(({ rest }) => rest);
  const version = /image\.version=(\S+)/.exec(all('LABEL').join(' '))![1]!;
  return {
    ...{ folder, version },
    environment: Object.fromEntries(pairs(all('ENV').join(' '))),
    command: JSON.parse(all('CMD')[0]!) as string[],
    healthCheck: JSON.parse(/CMD (\[.*\])$/.exec(all('HEALTHCHECK')[0]!)![1]!) as string[],
  };
}

function stages(dockerfile: string): Instruction[][] {
  const lines = dockerfile
    .replace(/^#.*\n/gm, '')
    .replace(/ *\\\n */g, ' ')
    .split('\n')
    .filter(Boolean);
  const split: Instruction[][] = [];
  for (const line of lines) {
    const [, word, rest] = /^([A-Z]+) (.*)$/.exec(line)!;
    if (word === 'FROM') split.push([]);
    else split.at(-1)!.push({ word: word!, rest: rest! });
  }
  return split;
}

/** The compiler is the project's own; packages are laid out by the lockfile instead of installed and pruned. */
function runBuildStep({ word, rest }: Instruction, built: string): void {
  if (word === 'COPY') copy(rest, root, built);
  if (word !== 'RUN') return;
  if (!existsSync(path.join(built, 'node_modules')))
    symlinkSync(path.join(root, 'node_modules'), path.join(built, 'node_modules'));
  for (const command of rest.split(' && '))
    if (!/^npm (ci|prune)\b/.test(command)) execFileSync('sh', ['-c', command], { cwd: built });
}

interface Places {
  readonly built: string;
  readonly files: string;
  readonly folder: string;
}

function runFinalStep({ word, rest }: Instruction, { built, files, folder }: Places): void {
  const own = rest.replace('--from=build /app/', '');
  if (word === 'COPY' && own === 'node_modules node_modules') layOutPackages(files);
  else if (word === 'COPY') copy(own, own === rest ? root : built, files);
  if (word !== 'RUN') return;
  const inside = rest.replace(/(?<= )\/(?=data|app|usr)/g, `${folder}/`);
  for (const command of inside.split(' && '))
    if (!command.startsWith('chown ')) execFileSync('sh', ['-c', command], { cwd: files });
}

function copy(words: string, from: string, to: string): void {
  const names = words.split(' ');
  const target = path.join(to, names.pop()!);
  for (const name of names) {
    const isInto = words.endsWith('/') || words.endsWith('./');
    const at = isInto ? path.join(target, path.basename(name)) : target;
    cpSync(path.join(from, name), at, { recursive: true });
  }
}

/** What `npm ci --omit=dev` would install; packages for other systems are not here. */
function layOutPackages(files: string): void {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, { dev?: boolean; devOptional?: boolean }>>;
  };
  const names = Object.entries(lock.packages).flatMap(([name, { dev, devOptional }]) =>
    name !== '' && !dev && !devOptional && !name.includes('/node_modules/') ? [name] : [],
  );
  for (const name of names.filter((each) => existsSync(path.join(root, each)))) {
    mkdirSync(path.dirname(path.join(files, name)), { recursive: true });
    linkOrCopy(path.join(root, name), path.join(files, name));
  }
}

/** Hard links take neither time nor space, but only work on the same disk. */
export function linkOrCopy(from: string, to: string): void {
  execFileSync('sh', ['-c', 'cp -al "$1" "$2" 2>/dev/null || cp -a "$1" "$2"', 'sh', from, to]);
}

function pairs(text: string): [string, string][] {
  return text.split(' ').map((each) => each.split('=', 2) as [string, string]);
}
