import base from './jest.config.mjs';

/** Ten minutes of everything that the bot does; `npm run test:soak`, `SOAK_MINUTES` for fewer or more. */
export default { ...base, testMatch: ['**/soak.test.ts'], testTimeout: 24 * 3_600_000 };
