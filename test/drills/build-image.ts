/** Lays the image out once for all drills. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openToImageUser } from './docker';
import { buildImage } from './image';

export default function buildOnce(): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'seuranta-image-'));
  openToImageUser(folder);
  writeFileSync(path.join(folder, 'image.json'), JSON.stringify(buildImage(folder)));
  process.env['SEURANTA_IMAGE'] = folder;
}
