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

/** The rings of bot/ from the inside out, with the reason why each room uses only what is further in. */
const rings = [
  { config: 'The configuration is read once, whoever asks.' },
  {
    logs: 'Everything writes logs and metrics.',
    calls: 'Everything that calls out by HTTP shares these calls and their deadlines.',
  },
  { views: 'A view draws for any reader, whether a press, a command or a message asks for it.' },
  {
    actions: 'What an action shares with a command or a message is a view.',
    commands: 'What a command shares with an action or a message is a view.',
    messages: 'What a message shares with an action or a command is a view.',
  },
  {
    teams: 'Teams and the web pages do not know each other: bot/process passes in what both serve.',
    web: 'Pages are served without Teams: bot/process passes in what both serve.',
  },
  { process: 'The process can be put to use by the bot, by the command line and by tests.' },
  {
    main: 'The bot and the command line are two programs.',
    cli: 'The bot and the command line are two programs.',
  },
];
const ringOrder = rings.map((ring) => Object.keys(ring).join(' | ')).join(' <- ');
const ringRules = rings.flatMap((ring, index) =>
  Object.entries(ring).map(([room, reason]) => {
    const others = rings.slice(index).flatMap(Object.keys);
    const closed = others.filter((other) => other !== room).join('|');
    const message = `${reason} Rings of bot/: ${ringOrder}. Use only what is to the left of ${room}.`;
    return { room, patterns: [[`^(\\./|(\\.\\./)+)(${closed})(/|$)`, message]] };
  }),
);
const besides = [
  '^\\.\\./(?!parts/|\\.\\./)',
  'Commands of two subjects share only bot/cli/parts; main.ts and run.ts list them all.',
];
const shared = (room) => [
  '^\\.\\./(?!\\.\\./)',
  `${room} is what the other files share: it knows none of them.`,
];
const patternsOf = (name) => ringRules.find(({ room }) => room === name).patterns;

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
  'Name the port (storage/store): only bot/process, bot/cli, seeds/ and tests choose an adapter.',
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
  forbid(
    ['cards/**'],
    [['/(bot|deploy|seeds)/', 'cards/ only draws: it takes types from src/ and data from bot/.'], adapters],
  ),
  ...ringRules.map(({ room, patterns }) =>
    forbid(
      [room === 'main' ? 'bot/main.ts' : `bot/${room}/**`],
      ['process', 'cli'].includes(room) ? patterns : [...patterns, adapters],
    ),
  ),
  forbid(['bot/cli/*/**'], [...patternsOf('cli'), besides]),
  forbid(['bot/cli/parts/**'], [...patternsOf('cli'), shared('bot/cli/parts')]),
  forbid(['bot/views/parts/**'], [...patternsOf('views'), adapters, shared('bot/views/parts')]),
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
