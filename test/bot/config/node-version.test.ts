import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { versionFault } from '../../../bot/config/node-version';

const root = path.join(__dirname, '../../..');

it.each(['20.19.0', '20.20.1', '22.0.0', '24.11.1'])('Node %s is new enough', (version) => {
  expect(versionFault(version)).toBeUndefined();
});

it.each(['18.20.8', '20.18.3'])('Node %s is refused in one line that says what is needed', (version) => {
  expect(versionFault(version)).toBe(`Seuranta needs Node 20.19.0 or newer, and this is ${version}`);
});

describe.each(['bot/main.ts', 'bot/cli/main.ts', 'deploy/local/demo.ts', 'deploy/teams/package.ts'])(
  '%s',
  (program) => {
    it('looks at the version before it loads anything else', () => {
      const [first] = readFileSync(path.join(root, program), 'utf8').match(/^import .*$/m)!;
      expect(first).toMatch(/^import '.*\/config\/node-version';$/);
    });

    it('prints one line with an older Node, and nothing else', () => {
      const older = "Object.defineProperty(process.versions, 'node', { value: '18.20.8' });";
      const flags = ['--import', 'tsx', '--import', `data:text/javascript,${encodeURIComponent(older)}`];
      const run = spawnSync(process.execPath, [...flags, program], { cwd: root, encoding: 'utf8' });
      expect([run.status, run.stdout, run.stderr]).toEqual([
        1,
        '',
        'Seuranta needs Node 20.19.0 or newer, and this is 18.20.8\n',
      ]);
    });
  },
);
