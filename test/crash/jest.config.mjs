import base from '../../jest.config.mjs';

/** The bot as a process of its own that is killed while it works; `npm run test:crash`. */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/crash'],
  testPathIgnorePatterns: [],
  // On the disk, as the bot's own.
  globalSetup: null,
  testTimeout: 300_000,
  maxWorkers: 1,
};
