import base from '../../jest.config.mjs';

/** Rules against models, calendars and downtimes made at random; `npm run test:properties`. */
export default {
  ...base,
  rootDir: '../..',
  testMatch: ['**/*.property.test.ts'],
  testPathIgnorePatterns: [],
  testTimeout: 120_000,
};
