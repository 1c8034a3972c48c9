import base from '../../jest.config.mjs';

/** A minute of 200 replies a second; `npm run test:load`. */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/load'],
  testMatch: ['**/load.test.ts'],
  testPathIgnorePatterns: [],
  // Each reply is to be on a disk.
  globalSetup: undefined,
  testTimeout: 300_000,
  maxWorkers: 1,
};
