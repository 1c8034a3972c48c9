import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Import directions of the project; the message gives the reason. */
const forbid = (files, patterns, options = {}) => ({
  files,
  ...options,
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: patterns.map(([regex, message]) => ({ regex, message })) },
    ],
  },
});

const framework = [
  '^(botbuilder|botframework-|restify|adaptivecards|adaptive-expressions)',
  'src/ is the domain: it must run without Teams, HTTP and cards, so that they can be replaced.',
];
const edges = [
  '/(bot|cards|deploy|seeds)/',
  'src/ knows nothing of its edges: pass what it needs as an argument.',
];
const adapters = [
  'storage/(sqlite|azure-tables)',
  'Name the port (storage/store): only bot/main.ts, the CLI, seeds/ and tests choose an adapter.',
];
const drawing = [
  ['/(bot|deploy|seeds)/', 'cards/ only draws: it takes types and pure rules from src/, and data from bot/.'],
  [
    '^(botbuilder|botframework-|restify)|^node:(?!crypto$)|src/storage/',
    'A card is drawn from data alone, so that it comes out the same in a test, on the command line and in Teams.',
  ],
];
const later = (names) => [
  `\\.\\./(${names.join('|')})/`,
  'Inside src/: periods <- goals <- rounds <- replies <- digest, report; all <- health. Move what is shared to the left.',
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'var/'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: [
            '*.mjs',
            'test/browser/*.mjs',
            'test/chaos/*.mjs',
            'test/crash/*.mjs',
            'test/delivery/*.mjs',
            'test/fuzz/*.mjs',
            'test/load/*.mjs',
            'test/year/*.mjs',
            'test/properties/*.mjs',
          ],
        },
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['bot/**', 'src/**', 'cards/**', 'seeds/**'],
    ignores: ['bot/config/config.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only bot/config/config.ts reads the environment.' },
      ],
    },
  },
  forbid(['src/**'], [framework, edges, adapters]),
  forbid(
    ['src/audit/**'],
    [
      framework,
      edges,
      adapters,
      [
        '\\.\\./(?!storage/)',
        'The audit is written by everything that changes something: it knows the storage port only.',
      ],
    ],
  ),
  forbid(
    ['src/periods/**'],
    [
      framework,
      edges,
      adapters,
      later([
        ...['goals', 'rounds', 'replies', 'digest', 'report'],
        ...['schedule', 'outbox', 'people', 'import', 'health'],
      ]),
    ],
  ),
  forbid(
    ['src/goals/**'],
    [
      framework,
      edges,
      adapters,
      later(['rounds', 'replies', 'digest', 'report', 'schedule', 'outbox', 'people', 'import', 'health']),
    ],
  ),
  forbid(
    ['src/outbox/**'],
    [
      framework,
      edges,
      adapters,
      later([
        ...['goals', 'rounds', 'replies', 'digest', 'report'],
        ...['schedule', 'people', 'import', 'periods', 'health'],
      ]),
    ],
  ),
  forbid(
    ['src/rounds/**'],
    [framework, edges, adapters, later(['replies', 'digest', 'report', 'schedule', 'import', 'health'])],
  ),
  forbid(
    ['src/replies/**'],
    [framework, edges, adapters, later(['digest', 'report', 'schedule', 'import', 'health'])],
  ),
  forbid(
    ['src/digest/**', 'src/report/**'],
    [framework, edges, adapters, later(['schedule', 'import', 'health'])],
  ),
  // Health looks at everything; whatever looked at it would be sick with it.
  forbid(
    ['src/schedule/**', 'src/people/**', 'src/import/**'],
    [framework, edges, adapters, later(['health'])],
  ),
  forbid(['src/storage/sqlite/**', 'src/storage/azure-tables/**'], [framework, edges]),
  forbid(['cards/**'], drawing),
  forbid(
    ['cards/parts/**'],
    [
      ...drawing,
      [
        '^\\.\\./(?!\\.\\./|strings/)',
        'cards/parts/ is what several cards share: it knows none of them, or the two would need each other.',
      ],
    ],
  ),
  forbid(
    ['cards/*/**'],
    [
      ...drawing,
      [
        '^\\.\\./(?!\\.\\./|parts/)',
        'A card knows no other card: what two of them need belongs in cards/parts/, texts come from there too.',
      ],
    ],
    { ignores: ['cards/parts/**', 'cards/strings/**'] },
  ),
  forbid(['bot/**'], [adapters], { ignores: ['bot/main.ts', 'bot/cli/**', 'bot/process/**'] }),
  {
    files: ['test/**'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked },
);
