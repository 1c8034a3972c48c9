import process from 'node:process';
import base from '../../jest.config.mjs';

// Where the bot is at home, and where the clock is changed twice a year.
process.env.TZ = 'Europe/Helsinki';

/** What the bot depends on is broken while it works, and repaired; `npm run test:chaos`, under five minutes. */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/chaos'],
  testPathIgnorePatterns: [],
  // On the disk, as the bot's own.
  globalSetup: null,
  testTimeout: 240_000,
  maxWorkers: 2,
};
