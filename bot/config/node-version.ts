/** Imported first: an older Node would fail later with a text that says nothing. */
import { engines } from '../../package.json';

/** @returns why the program cannot run, in one line; `undefined` if it can */
export function versionFault(version: string): string | undefined {
  const [least = '', given = ''] = [engines.node.replace('>=', ''), version];
  const parts = (text: string) => text.split('.').map(Number);
  const [[major = 0, minor = 0], [ownMajor = 0, ownMinor = 0]] = [parts(least), parts(given)];
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return undefined;
  return `Seuranta needs Node ${least} or newer, and this is ${given}`;
}

const fault = versionFault(process.versions.node);
if (fault !== undefined) {
  process.stderr.write(`${fault}\n`);
  process.exit(1);
}
