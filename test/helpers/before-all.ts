import { mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runFolder } from './seeded-file';

const folder = '/dev/shm';
const leastBytes = 1e9;

/**
 * The fast tests commit tens of thousands of times, and a busy disk delays each commit; what a power cut leaves behind is
 * tested elsewhere. Their temporary files are in memory if the system has a folder there with enough room.
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
