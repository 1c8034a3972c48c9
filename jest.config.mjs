const swc = { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } };

/** Fast tests; the others have configurations of their own under test/. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: [
    '\\.property\\.test\\.ts$',
    '/test/browser/',
    '/test/bench/',
    '/test/year/',
    '/test/chaos/',
    '/test/crash/',
    '/test/delivery/',
    '/test/fuzz/',
    '/test/load/',
  ],
  transform: {
    '^.+\\.ts$': ['@swc/jest', swc],
    // Packages that are ES modules only, which Node 20.19 requires as they are, and one with dynamic imports.
    '^.+\\.js$': ['@swc/jest', { ...swc, jsc: { ...swc.jsc, parser: { syntax: 'ecmascript' } } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!(intl-messageformat|@formatjs|pptxgenjs)/)'],
  // Dynamic imports name the file as Node finds it.
  moduleNameMapper: { '^(\\.{1,2}/.*(?:azure-tables-store|read-register|microsoft-token))\\.js$': '$1' },
  globalSetup: '<rootDir>/test/helpers/before-all.ts',
  globalTeardown: '<rootDir>/test/helpers/after-all.ts',
  maxWorkers: 2,
  testTimeout: 20_000,
};
