import { createRequire } from 'node:module';

/** Loads a package where it is used, for large ones that a start should not wait for. @param name as in package.json */
export function library(name: string): unknown {
  return createRequire(__filename)(name);
}
