import { mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runFolder } from './seeded-file';

const folder = '/dev/shm';
const leastBytes = 1e9;

/**
 * The fast tests commit tens of thousands of times, and a busy disk delays each commit. Their temporary files are kept
 * in memory if the system has a folder there with enough room; power cuts are tested elsewhere.
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
