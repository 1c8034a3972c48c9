/** Which imports the linter refuses, without a parser for types: only the names of files matter. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface Import {
  /** The file that imports, from the root. */
  readonly from: string;
  readonly imports: string;
}

export interface ImportLinter {
  /** @returns for each import what the linter says against it */
  lint(imports: readonly Import[]): Promise<string[][]>;
  stop(): void;
}

const root = path.resolve(__dirname, '../..');

const script = `
  import { Linter } from 'eslint';
  import config from './eslint.config.mjs';
  const own = config.flatMap(({ files, ignores, rules }) => {
    const restricted = rules?.['no-restricted-imports'];
    return restricted ? [{ files, ...(ignores && { ignores }), rules: { 'no-restricted-imports': restricted } }] : [];
  });
  const rules = [{ files: ['**/*.ts'] }, ...own];
  const linter = new Linter({ cwd: process.cwd() });
  const messagesOf = ({ from, imports }) =>
    linter.verify('import ' + JSON.stringify(imports), rules, { filename: from }).map(({ message }) => message);
  process.on('message', (imports) => process.send(imports.map(messagesOf)));
`;

/** A process of its own: Jest cannot load a configuration that is an ES module. */
export function startImportLinter(): ImportLinter {
  const args = ['--input-type=module', '-e', script];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    lint: async (imports) => {
      child.send(imports);
      const [messages] = (await once(child, 'message')) as [string[][]];
      return messages;
    },
    stop: () => child.disconnect(),
  };
}
