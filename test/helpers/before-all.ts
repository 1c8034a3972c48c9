import { mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runFolder } from './seeded-file';

const folder = '/dev/shm';
const leastBytes = 1e9;

/**
 * The fast tests commit tens of thousands of times, and a disk that is busy keeps each waiting; what a power cut leaves
 * is not theirs to find out. Their temporary files lie in memory where the system has a folder there with room.
 */
export default function beforeAllFiles(): void {
  if (process.env['TMPDIR'] === undefined && freeBytes() >= leastBytes) process.env['TMPDIR'] = folder;
  process.env[runFolder] = mkdtempSync(path.join(tmpdir(), 'seuranta-run-'));
}

function freeBytes(): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
}
