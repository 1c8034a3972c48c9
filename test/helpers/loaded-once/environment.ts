import { createRequire } from 'node:module';
import { TestEnvironment } from 'jest-environment-node';

const load = createRequire(__filename);

/**
 * Gives all test files of a worker the same copy of some large packages. Jest would evaluate each of them again for
 * every file, which takes longer than most tests. Only for packages of pure functions: their objects
 * come from another realm, so `instanceof` does not work on them in tests.
 */
export default class LoadedOnce extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    this.global['loadedOnce'] = (name: string): unknown => load(name) as unknown;
  }
}
