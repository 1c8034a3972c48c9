import { jest } from '@jest/globals';

declare const testTimeoutMs: number;

/** The timeout of the project, from jest.config.mjs. */
jest.setTimeout(testTimeoutMs);
