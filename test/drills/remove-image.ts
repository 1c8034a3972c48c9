import { rmSync } from 'node:fs';

export default function remove(): void {
  rmSync(process.env['SEURANTA_IMAGE']!, { recursive: true, force: true });
}
