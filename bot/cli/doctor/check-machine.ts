/** The machine that the doctor runs on, which is the bot's own if it is run there. */
import { DateTime } from 'luxon';
import { type Check, type CheckLine } from './check';
import { usualZone } from '../../../src/periods/local-time';

/** `engines` of package.json. */
const oldestNode = [20, 19];
const mebibyte = 1024 * 1024;
/** The most memory that `npm start` needs, as measured in test/bench/README.md. */
const neededMemory = 256 * mebibyte;

export interface Machine {
  /** "20.19.0" */
  readonly node: string;
  /** Bytes still available to processes, within the limit of a container. */
  readonly freeMemory: number;
  /** Offsets of the usual zone on this machine: minutes ahead of UTC in January and in July. */
  readonly offsets: readonly [number, number];
}

export const checkMachine: Check = () => machineLines(thisMachine());

export function machineLines({ node, freeMemory, offsets }: Machine): CheckLine[] {
  return [nodeLine(node), zoneLine(offsets), memoryLine(freeMemory)];
}

function thisMachine(): Machine {
  const offset = (month: number) => DateTime.fromObject({ year: 2026, month }, { zone: usualZone }).offset;
  const { versions } = process;
  return { node: versions.node, freeMemory: process.availableMemory(), offsets: [offset(1), offset(7)] };
}

function nodeLine(version: string): CheckLine {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor, wantedMinor] = oldestNode as [number, number];
  const isOld = major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
  if (!isOld) return { check: 'Node', verdict: 'ok', says: version };
  const todo = `install Node ${oldestNode.join('.')} or newer`;
  return { check: 'Node', verdict: 'broken', says: `${version} is too old`, todo };
}

/** Two hours ahead in winter, three in summer. */
function zoneLine([winter, summer]: Machine['offsets']): CheckLine {
  if (winter === 120 && summer === 180)
    return { check: 'time zones', verdict: 'ok', says: `the times of ${usualZone} are known` };
  return {
    check: 'time zones',
    verdict: 'broken',
    says: `the times of ${usualZone} are not known here`,
    todo: 'use a Node with full ICU data, such as the one from nodejs.org; without it deadlines are wrong',
  };
}

function memoryLine(bytes: number): CheckLine {
  const says = `${Math.floor(bytes / mebibyte)} MB free`;
  if (bytes >= neededMemory) return { check: 'memory', verdict: 'ok', says };
  const todo = `give it ${neededMemory / mebibyte} MB; with less it may be killed in the middle of its work`;
  return { check: 'memory', verdict: 'look', says, todo };
}
