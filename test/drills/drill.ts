/** A machine for one drill: this program's image and the next one's, and folders for volumes and backups. */
import {
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  mkdirSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { markdownFiles, root, shellLines } from '../helpers/markdown';
import { canBeOffline, type DockerSetup, openToImageUser, type Ran, SimulatedDocker } from './docker';
import { type Image, linkOrCopy } from './image';

const folder = process.env['SEURANTA_IMAGE']!;
export const image = JSON.parse(readFileSync(path.join(folder, 'image.json'), 'utf8')) as Image;
const [major, minor] = image.version.split('.').map(Number);
export const tag = `seuranta:${image.version}`;
export const nextTag = `seuranta:${major}.${minor! + 1}.0`;

export interface Drill {
  readonly docker: SimulatedDocker;
  /** Runs a line, and throws unless it ends with the status. */
  readonly run: (line: string, status?: number) => Promise<Ran>;
  end(): Promise<void>;
}

export function startDrill(setup: Partial<DockerSetup> = {}): Drill {
  const machine = mkdtempSync(path.join(tmpdir(), 'seuranta-drill-'));
  openToImageUser(machine);
  const images = new Map([
    [tag, image],
    [nextTag, nextImage(path.join(machine, 'next'))],
  ]);
  const docker = new SimulatedDocker({
    images,
    folder: machine,
    isOffline: canBeOffline(),
    envFile: readFileSync(path.join(root, '.env.example'), 'utf8'),
    ...setup,
  });
  return {
    docker,
    run: async (line, status = 0) => {
      const ran = await docker.line(line);
      if (ran.status === status) return ran;
      throw new Error(`${line}\nended with ${ran.status}:\n${ran.out}${ran.err}`);
    },
    end: async () => {
      await docker.stopAll();
      rmSync(machine, { recursive: true, force: true });
    },
  };
}

/** This program with one more migration, as the next release would have. */
function nextImage(to: string): Image {
  mkdirSync(path.join(to, 'usr/local/bin'), { recursive: true });
  linkOrCopy(path.join(image.folder, 'app'), path.join(to, 'app'));
  for (const [name, target] of [
    ['node', process.execPath],
    ['seuranta', path.join(to, 'app/dist/bot/cli/main.js')],
  ] as const)
    symlinkSync(target, path.join(to, 'usr/local/bin', name));
  const link = path.join(to, 'app/var');
  rmSync(link);
  symlinkSync(path.join(to, 'data'), link);
  const migrations = path.join(to, 'app/dist/src/storage/migrations');
  renameSync(path.join(migrations, 'index.js'), path.join(migrations, 'released.js'));
  writeFileSync(
    path.join(migrations, 'index.js'),
    `const step = {
      what: 'the drill',
      run: (store) => store.commit('drill', [{ type: 'insert', key: 'row', value: {} }]).catch(() => undefined),
    };
    exports.migrations = [...require('./released').migrations, step];`,
  );
  return { ...image, folder: to };
}

/** The lines of a page that begin with `docker`; of one section, if its heading is given. */
export function dockerLines(file: string, heading?: string): string[] {
  const { blocks, text } = markdownFiles('deploy').find((each) => each.file === file)!;
  const lines = text.split('\n');
  const from = heading === undefined ? 0 : lines.indexOf(`## ${heading}`);
  const end = lines.findIndex((line, at) => at > from && line.startsWith('## '));
  const until = heading === undefined || end < 0 ? lines.length : end;
  return blocks
    .filter(({ line }) => line > from && line <= until)
    .flatMap(({ code }) => shellLines(code))
    .filter((line) => line.startsWith('docker '));
}

/** What a page runs in the container of Azure. */
export function azureCommands(file: string): string[] {
  const { blocks } = markdownFiles('deploy').find((each) => each.file === file)!;
  const lines = blocks.flatMap(({ code }) => shellLines(code)).join('\n');
  return [
    ...new Set(
      [...lines.matchAll(/^az containerapp exec .* --command "([^"]+)"$/gm)].map(([, each]) => each!),
    ),
  ];
}

/** How a page starts the bot. */
export const startLine = dockerLines('deploy/README.md').find((line) => line.startsWith('docker run -d'))!;

/** A command in a container that ends with it, beside or without a running bot. */
export const inImage = (command: string, by = tag) =>
  `docker run --rm -v seuranta:/data -v /backups:/backups ${by} seuranta ${command}`;
