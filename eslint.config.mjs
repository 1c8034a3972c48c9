import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Two paths to one thing hide that it is one. */
const onePath = ['/goals/(text|field|goal|programme)-schema$', 'src/goals/schema has them all.'];

/** Import directions of the project; the message gives the reason. */
const forbid = (files, patterns, options = {}) => ({
  files,
  ...options,
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [...patterns, onePath].map(([regex, message]) => ({ regex, message })) },
    ],
  },
});

/** The rings of bot/ from the inside out, with the reason why each room uses only what is further inside. */
const rings = [
  { config: 'The configuration is read once, for everybody.' },
  {
    logs: 'Everything writes logs and metrics.',
    calls: 'Every outgoing HTTP request shares these calls and their deadlines.',
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
  { process: 'The bot, the command line and tests all use the process.' },
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
  `${room} holds what the other files share: it knows none of them.`,
];
const patternsOf = (name) => ringRules.find(({ room }) => room === name).patterns;

/** Files outside bot/teams that make or read one of its activities. */
const activityFiles = [
  'bot/logs/activity-ids.ts',
  'bot/views/file-messages.ts',
  'bot/views/parts/background-work.ts',
  'bot/views/parts/card-message.ts',
];
const botFramework = [
  '^(botbuilder|botframework-)',
  'Only bot/teams knows the Bot Framework, so that it can be replaced there.',
];

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
  'Name the port (storage/store): only bot/process, bot/cli, deploy/ and tests choose an adapter.',
];
/** What cards must not use. */
const knowsNoCard =
  'cards/parts/ holds what several cards share: it knows none of them, or they would need each other.';

const drawing = [
  ['/(bot|deploy|seeds)/', 'cards/ only draws: it takes types and pure rules from src/, and data from bot/.'],
  [
    '^(botbuilder|botframework-|restify)|^node:(?!crypto$)|src/storage/',
    'A card is drawn from data alone, so that it comes out the same in a test, on the command line and in Teams.',
  ],
];

/** The rooms of src/, from left to right: each may use those to its left. */
const rooms = [
  ...['periods', 'storage', 'audit', 'goals', 'outbox', 'people', 'rounds', 'brake', 'replies'],
  ...[
    'translations',
    'questions',
    'support',
    'comments',
    'reminders',
    'digest',
    'channels',
    'report',
    'import',
    'privacy',
    'schedule',
    'health',
  ],
];
const imports = (names, message) => [`\\.\\./(${names.join('|')})/`, message];
const toTheRight = (room) =>
  imports(
    rooms.slice(rooms.indexOf(room) + 1),
    `Inside src/: ${rooms.join(' <- ')}. Move what is shared to the left.`,
  );
const room = (name, ...more) => {
  const later = name === rooms.at(-1) ? [] : [toTheRight(name)];
  return forbid([`src/${name}/**`], [framework, edges, adapters, ...later, ...more]);
};
const allBut = (...names) => rooms.filter((name) => !names.includes(name));
const rowsOnly = imports(allBut('storage', 'periods'), 'The store keeps rows and knows no feature.');

/** The stages of an import, from bytes to changes, each with the only other stages that it may use. */
const stages = {
  file: ['a file becomes sheets, whatever they contain'],
  settings: ["a programme's settings are read and written without a file"],
  'text-figures': ['figures in a text are read without knowing which table it is from'],
  table: ['tables know sheets, texts and settings, but no layout', 'file', 'settings', 'text-figures'],
  layouts: ['a layout turns sheets into goals', 'file', 'text-figures', 'table'],
  plain: ['our own layout turns sheets into goals', 'file', 'settings', 'table', 'layouts'],
  mapped: [
    'a table that fits no layout turns into goals by what its columns are said to mean',
    ...['file', 'text-figures', 'table', 'layouts'],
  ],
  owners: ['owners are found in the directory, whatever file named them'],
  plan: ['a plan compares goals, whatever layout they came from', 'settings', 'table', 'owners'],
};
const stage = ([name, [reason, ...uses]]) => {
  const others = Object.keys(stages).filter((other) => other !== name && !uses.includes(other));
  const message = `Inside src/import: file -> layouts, plain -> owners, plan -> import-register; ${reason}.`;
  const rules = [imports(others, message), ['^\\.\\./[a-z-]+$', message]];
  return forbid([`src/import/${name}/**`], [framework, edges, adapters, toTheRight('import'), ...rules]);
};

/** Inside src/report: content <- office <- a folder a format <- report.ts. */
const report = (files, from, message, options) =>
  forbid(
    files,
    [framework, edges, adapters, toTheRight('report'), [`^\\.\\./(?!${from})`, message]],
    options,
  );

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'var/'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.mjs'] },
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
  // Every room uses the files outside the rooms, so they use no room.
  forbid(
    ['src/*.ts'],
    [framework, edges, adapters, [`\\./(${rooms.join('|')})/`, 'Every room may use this file.']],
  ),
  ...allBut('storage', 'audit', 'outbox').map((name) => room(name)),
  room('storage', rowsOnly),
  room('audit', [
    '\\.\\./(?!storage/)',
    'Everything that changes something writes the audit, so it knows only the storage port.',
  ]),
  room(
    'outbox',
    imports(
      allBut('outbox', 'storage'),
      'The outbox knows no feature: a message is a kind, a recipient and data, drawn by bot/messages.',
    ),
  ),
  ...Object.entries(stages).map(stage),
  forbid(['src/storage/sqlite/**', 'src/storage/azure-tables/**'], [framework, edges, rowsOnly]),
  report(
    ['src/report/content/**'],
    '\\.\\./',
    'A report says the same in every format, so content/ knows none of them.',
  ),
  report(
    ['src/report/*/**'],
    '\\.\\./|content/|office/|page/',
    'A format uses only content/ and office/, so that one can be changed or added without the others.',
    { ignores: ['src/report/content/**'] },
  ),
  forbid(['cards/**'], drawing),
  forbid(['cards/parts/*'], [...drawing, ['^\\.\\./(?!\\.\\./|strings/)', knowsNoCard]]),
  forbid(['cards/parts/*/**'], [...drawing, ['^\\.\\./\\.\\./(?!\\.\\./|strings/)', knowsNoCard]]),
  forbid(
    ['cards/*/**'],
    [
      ...drawing,
      [
        '^\\.\\./(?!\\.\\./|parts/)',
        'A card knows no other card: what two cards need belongs in cards/parts/, which also provides the texts.',
      ],
    ],
    { ignores: ['cards/parts/**', 'cards/strings/**'] },
  ),
  ...ringRules.map(({ room, patterns }) =>
    forbid(
      [room === 'main' ? 'bot/main.ts' : `bot/${room}/**`],
      [
        ...patterns,
        ...(['process', 'cli'].includes(room) ? [] : [adapters]),
        ...(room === 'teams' ? [] : [botFramework]),
      ],
    ),
  ),
  forbid(['bot/cli/*/**'], [...patternsOf('cli'), botFramework, besides]),
  forbid(['bot/cli/parts/**'], [...patternsOf('cli'), botFramework, shared('bot/cli/parts')]),
  forbid(['bot/views/parts/**'], [...patternsOf('views'), adapters, botFramework, shared('bot/views/parts')]),
  ...activityFiles.map((file) =>
    forbid(
      [file],
      [
        ...patternsOf(file.split('/')[1]),
        adapters,
        ...(file.startsWith('bot/views/parts/') ? [shared('bot/views/parts')] : []),
      ],
    ),
  ),
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
