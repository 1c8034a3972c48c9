import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The flags that `npm start` gives Node: the heap limits. */
export function startFlags(): string[] {
  const file = readFileSync(path.join(__dirname, '../../package.json'), 'utf8');
  const { scripts } = JSON.parse(file) as { scripts: { start: string } };
  return scripts.start.split(' ').filter((word) => word.startsWith('--max-'));
}
