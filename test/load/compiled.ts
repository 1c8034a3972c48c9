import { execFileSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(__dirname, '../..');

/**
 * Compiles the servers whose speed is measured, as the container's image is compiled: what compiles sources while they
 * run makes small functions slower.
 * @returns the folder that corresponds to `test`
 */
export function compileServers(): string {
  execFileSync('npx', ['tsc', '-p', 'test/load/tsconfig.served.json'], { cwd: root });
  return path.join(root, 'dist/test');
}
