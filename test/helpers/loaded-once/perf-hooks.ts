import type * as hooks from 'node:perf_hooks';

declare const perfHooks: typeof hooks;

export = perfHooks;
