import base from '../../jest.config.mjs';

/** Delivery to ten thousand persons, with faults, and on full disks; `npm run test:delivery`. */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/delivery'],
  testPathIgnorePatterns: [],
  // On the disk, as the bot's own.
  globalSetup: null,
  testTimeout: 180_000,
  maxWorkers: 1,
};
