import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import * as perfHooks from 'node:perf_hooks';
import { TestEnvironment } from 'jest-environment-node';

const load = createRequire(__filename);

/** One for all files, since Node frees none before the process ends, with all that the first one can reach. */
const eventLoopDelay = perfHooks.monitorEventLoopDelay();

/** Those in use: up to Node 22 each of them makes every promise slower, until it is disabled. */
const storages = new Set<AsyncLocalStorage<unknown>>();
const run = Reflect.get(AsyncLocalStorage.prototype, 'run') as (...all: unknown[]) => unknown;
Reflect.set(
  AsyncLocalStorage.prototype,
  'run',
  function (this: AsyncLocalStorage<unknown>, ...all: unknown[]) {
    storages.add(this);
    return run.apply(this, all);
  },
);

/**
 * What the test files of a worker share, and what they must not leave behind.
 *
 * All get the same copy of some large packages. Jest would evaluate each of them again for every file, which takes
 * longer than most tests. Only for packages of pure functions: their objects come from another realm, so `instanceof`
 * does not work on them in tests.
 *
 * A timer, an observer or a storage of a context that is left behind keeps everything that its file has loaded: 30 MB for
 * a file that runs the bot. After a hundred such files a test takes ten times as long.
 */
export default class LoadedOnce extends TestEnvironment {
  private readonly leftBehind: (() => void)[] = [];

  override async setup(): Promise<void> {
    await super.setup();
    this.global['loadedOnce'] = (name: string): unknown => load(name) as unknown;
    this.global['perfHooks'] = this.perfHooks();
    const { setTimeout: start, clearTimeout: clear } = this.global;
    // Its properties too, such as the one that makes it a promise.
    this.global.setTimeout = Object.assign((...timer: Parameters<typeof start>) => {
      const timeout = start(...timer);
      this.leftBehind.push(() => {
        clear(timeout);
      });
      return timeout;
    }, start);
  }

  override async teardown(): Promise<void> {
    for (const end of this.leftBehind.splice(0)) end();
    for (const storage of storages) storage.disable();
    storages.clear();
    await super.teardown();
  }

  private perfHooks(): typeof perfHooks {
    const { leftBehind } = this;
    return {
      ...perfHooks,
      monitorEventLoopDelay: () => eventLoopDelay,
      PerformanceObserver: class extends perfHooks.PerformanceObserver {
        constructor(callback: ConstructorParameters<typeof perfHooks.PerformanceObserver>[0]) {
          super(callback);
          leftBehind.push(() => {
            this.disconnect();
          });
        }
      },
    };
  }
}
