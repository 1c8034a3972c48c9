import base from '../../jest.config.mjs';

/** A year of all five programmes by a clock that is moved on; `npm run test:year`. */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/year'],
  testPathIgnorePatterns: [],
  testTimeout: 300_000,
  maxWorkers: 1,
};
