const swc = { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } };

/** Fast tests; the browser and the crash tests have configurations of their own under test/. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: [
    '/test/browser/',
    '/test/bench/',
    '/test/year/',
    '/test/crash/',
    '/test/delivery/',
  ],
  transform: {
    '^.+\\.ts$': ['@swc/jest', swc],
    // Packages that are ES modules only: Node 20.19 requires them as they are, jest does not.
    '^.+\\.js$': ['@swc/jest', { ...swc, jsc: { ...swc.jsc, parser: { syntax: 'ecmascript' } } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!(intl-messageformat|@formatjs)/)'],
  // Dynamic imports name the file as Node finds it.
  moduleNameMapper: { '^(\\.{1,2}/.*azure-tables-store)\\.js$': '$1' },
  maxWorkers: 2,
  testTimeout: 20_000,
};
