import process from 'node:process';

const swc = { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } };

const common = {
  testEnvironment: '<rootDir>/test/helpers/loaded-once/environment.ts',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', swc],
    // Packages that are ES modules only, which Node 20.19 can require but jest cannot, and one with dynamic imports.
    '^.+\\.js$': ['@swc/jest', { ...swc, jsc: { ...swc.jsc, parser: { syntax: 'ecmascript' } } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!(intl-messageformat|@formatjs|pptxgenjs)/)'],
  // Dynamic imports name the file with the extension that Node needs.
  moduleNameMapper: {
    '^(\\.{1,2}/.*(?:azure-tables-store|read-register|microsoft-token))\\.js$': '$1',
    // Loaded once per worker: each takes up to a third of a second, and nearly every file needs them.
    '^(date-holidays|adaptivecards-templating)$': '<rootDir>/test/helpers/loaded-once/$1.ts',
    // The name by which prom-client loads it.
    '^perf_hooks$': '<rootDir>/test/helpers/loaded-once/perf-hooks.ts',
  },
};

/** Keeps temporary files in memory; not for tests about disks and power cuts. */
const inMemory = {
  globalSetup: '<rootDir>/test/helpers/before-all.ts',
  globalTeardown: '<rootDir>/test/helpers/after-all.ts',
};

// Jest has one `testTimeout` for all projects, used by the fast ones; a setup file sets those of the others.
const minutes = (count) => ({
  globals: { testTimeoutMs: count * 60_000 },
  setupFilesAfterEnv: ['<rootDir>/test/helpers/set-timeout.ts'],
});

const project = (displayName, options) => ({ ...common, displayName, ...options });
const ofFolder = (name, options) => project(name, { roots: [`<rootDir>/test/${name}`], ...options });

/** Tests that take minutes: each folder is a separate project, run by `npm run test:NAME`. */
const others = [
  project('thorough', {
    ...inMemory,
    testMatch: ['**/*.thorough.test.ts'],
    testPathIgnorePatterns: ['/test/bench/'],
  }),
  project('properties', { ...inMemory, testMatch: ['**/*.property.test.ts'], ...minutes(8) }),
  ofFolder('browser', { ...inMemory, ...minutes(10) }),
  // The bot's home time zone, in which the clock changes twice a year.
  ofFolder('chaos', { globalSetup: '<rootDir>/test/chaos/helsinki-time.ts', ...minutes(12) }),
  ofFolder('crash', minutes(20)),
  ofFolder('crawl', { ...inMemory, ...minutes(15) }),
  ofFolder('delivery', minutes(10)),
  ofFolder('drills', {
    globalSetup: '<rootDir>/test/drills/build-image.ts',
    globalTeardown: '<rootDir>/test/drills/remove-image.ts',
    ...minutes(10),
  }),
  ofFolder('fuzz', { ...inMemory, ...minutes(15) }),
  ofFolder('load', { testMatch: ['**/load.test.ts'], ...minutes(10) }),
  ofFolder('load', { displayName: 'soak', testMatch: ['**/soak.test.ts'], ...minutes(24 * 60) }),
  ofFolder('year', { ...inMemory, ...minutes(15) }),
];

const fast = project('fast', {
  ...inMemory,
  testPathIgnorePatterns: [
    '\\.(property|thorough)\\.test\\.ts$',
    '/test/bench/',
    ...others.flatMap(({ roots }) => (roots === common.roots ? [] : roots.map((root) => `${root}/`))),
  ],
});

// Without --selectProjects only the fast tests run; all of them would take half an hour.
const isSelected = process.argv.some((argument) => argument.startsWith('--selectProjects'));

export default { projects: isSelected ? [fast, ...others] : [fast], maxWorkers: 2, testTimeout: 60_000 };
