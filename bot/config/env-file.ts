/** Variables from a file `.env` in the working directory; what the environment itself sets wins. */
import { existsSync } from 'node:fs';

export function loadEnvFile(file = '.env'): void {
  if (existsSync(file)) process.loadEnvFile(file);
}
