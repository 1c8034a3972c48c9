import base from '../../jest.config.mjs';

/** Hostile requests over HTTP, 100,000 or `FUZZ_REQUESTS` of them; `npm run test:fuzz`. */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/fuzz'],
  testPathIgnorePatterns: [],
  testTimeout: 900_000,
  maxWorkers: 1,
};
