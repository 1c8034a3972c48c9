/** Registers made at random, of everything that a goal can have. */
import fc from 'fast-check';
import { seed } from './county-files';
import {
  comparators,
  type Field,
  fieldKinds,
  fieldRoles,
  type Goal,
  goalSchema,
  lights,
  type LocalizedText,
  locales,
  type Programme,
  programmeSchema,
  type Register,
} from '../../src/goals/schema';

/** What a cell could take for something else, and anything else that people can type. */
const awkward = [
  '=1+1',
  '+358',
  '-',
  '@me',
  "'",
  '_x0041_',
  '1.1',
  '1/2',
  'true',
  '6 %',
  '1,000',
  'a\nb',
  'ä\tö',
  '"',
  'None',
  'toString',
  '__proto__',
  '\u{1F600}',
];
const text = fc
  .oneof(fc.constantFrom(...awkward), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }))
  .map((typed) => typed.replace(/\r\n?/g, '\n').trim())
  .filter((typed) => typed !== '' && !/\p{Cs}/u.test(typed));

const localized: fc.Arbitrary<LocalizedText> = fc
  .record({ fi: text, sv: text, en: text }, { requiredKeys: [] })
  .filter((texts) => Object.keys(texts).length > 0);

const ids = fc.uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,11}$/), { minLength: 1, maxLength: 4 });
const owners = fc.uniqueArray(fc.constantFrom('a@example.org', 'b.c@example.org', 'role:area-directors'), {
  maxLength: 3,
});
const number = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((value) => value || 0);
const options = fc.tuple(ids, localized, localized).map(([[id = 'x'], first, second]) => [
  ...[
    { id, label: first },
    { id: `${id}.2`, label: second },
  ],
]);

const target = fc
  .record(
    {
      raw: text,
      value: number,
      low: number,
      high: number,
      comparator: fc.constantFrom(...comparators),
      label: localized,
    },
    { requiredKeys: ['raw', 'low', 'high'] },
  )
  .map(({ low, high, comparator, value, ...rest }) => {
    const [least, most] = [Math.min(low, high), Math.max(low, high)];
    if (comparator === 'range') return { ...rest, low: least, high: most, comparator };
    return { ...rest, ...(value !== undefined && { value }), ...(comparator && { comparator }) };
  });

const baseline = fc.record(
  { raw: text, value: number, comparator: fc.constantFrom(...comparators) },
  { requiredKeys: ['raw'] },
);

/** What goes with any kind; the rest depends on it. */
const common = fc.record(
  {
    ...{ label: localized, required: fc.boolean(), targets: fc.array(target, { maxLength: 3 }), owners },
    ...{
      hint: localized,
      // A reason or a support line is a text that is not required.
      role: fc.constantFrom(...fieldRoles.filter((role) => role !== 'reason' && role !== 'support')),
      baseline,
      language: fc.constantFrom(...locales),
    },
    ...{
      direction: fc.constantFrom('up' as const, 'down' as const, 'keep' as const),
      min: number,
      max: number,
    },
  },
  { requiredKeys: ['label', 'required', 'targets', 'owners'] },
);

const field = (id: string): fc.Arbitrary<Field> =>
  fc
    .record({
      common,
      kind: fc.constantFrom(...fieldKinds),
      options,
      unit: fc.option(localized),
      longest: fc.integer({ min: 1, max: 5000 }),
    })
    .map(({ common: shared, kind, options: choices, unit, longest }) => ({
      ...{ id, kind, ...shared },
      ...(kind === 'scale' && { min: 0, max: 2 }),
      ...(kind.endsWith('-choice') && { options: choices }),
      ...(kind === 'text' && { maxLength: longest }),
      ...(unit && ['number', 'percent', 'money', 'scale'].includes(kind) && { unit }),
    }));

const group = fc.record(
  {
    ...{ kind: fc.constantFrom('task' as const, 'table' as const, 'section' as const), label: localized },
    ...{ owners, description: localized, rows: options, columns: options },
  },
  { requiredKeys: ['kind', 'label', 'owners'] },
);

/** A condition that some field of the goal can meet. */
function conditional(fields: Field[], wanted: boolean): Field[] {
  const decisive = fields.find(({ kind, options: choices }) => kind === 'yes-no' || choices !== undefined);
  if (!wanted || !decisive) return fields;
  const is = decisive.options?.map((option) => option.id) ?? ['0'];
  return fields.map((each) =>
    each === decisive ? each : { ...each, askedWhen: { field: decisive.id, is } },
  );
}

const goal = (id: string): fc.Arbitrary<Goal> =>
  fc
    .record(
      {
        ...{
          code: text
            .map((code) => code.slice(0, 40).trim())
            .filter((code) => !/\p{Cs}/u.test(code) && code !== ''),
          title: localized,
          headings: fc.array(localized, { minLength: 1, maxLength: 4 }),
        },
        ...{ actions: fc.array(localized, { maxLength: 3 }), groups: fc.array(group, { maxLength: 2 }) },
        fields: ids.chain((fieldIds) => fc.tuple(...fieldIds.map(field))),
        owners: owners.filter((some) => some.length > 0),
        ...{ description: localized, unit: localized, changedIn: fc.integer({ min: 2, max: 99 }) },
        ...{ respondents: ids, contact: fc.constant(true as const), hasCondition: fc.boolean() },
      },
      {
        requiredKeys: ['code', 'title', 'headings', 'actions', 'groups', 'fields', 'owners', 'hasCondition'],
      },
    )
    .map(({ groups, fields, hasCondition, ...rest }) => {
      const grouped = groups.map((each, index) => ({ id: `g${index}`, ...each }));
      return goalSchema.parse({
        ...rest,
        id,
        groups: grouped,
        fields: conditional(
          fields.map((each, index) => placed(each, grouped[index])),
          hasCondition,
        ),
      });
    });

/** Fields stand in the groups in order, in a cell of those that have rows and columns. */
function placed(
  each: Field,
  inside: { id: string; rows?: { id: string }[]; columns?: { id: string }[] } | undefined,
) {
  if (!inside) return each;
  const cell = inside.rows && inside.columns && { row: inside.rows[0]!.id, column: inside.columns[0]!.id };
  return { ...each, group: inside.id, ...cell };
}

const programmes = ['county-survey', 'half-year-follow-up', 'strategic-goals'].map(
  (folder) => seed(folder).programme,
);

const programme: fc.Arbitrary<Programme> = fc
  .record(
    {
      ...{ base: fc.constantFrom(...programmes), name: localized, organisation: localized },
      shortName: localized.filter((name) => Object.values(name).every((each = '') => each.length <= 28)),
      respondent: fc.stringMatching(/^[a-z][a-z0-9._-]{0,11}$/),
      ...{
        version: fc.integer({ min: 1, max: 999 }),
        languages: fc.uniqueArray(fc.constantFrom(...locales), { minLength: 1 }),
      },
      ...{
        headings: fc.array(localized, { minLength: 1, maxLength: 4 }),
        attainment: fc.constantFrom('mean' as const, 'worst' as const),
        collectsSupport: fc.boolean(),
        questionsBy: fc.constantFrom('readers' as const, 'heads' as const, 'coordinators' as const),
      },
      thresholds: fc.record({ green: number, yellow: number }),
      workStates: fc.array(
        fc.record({
          id: fc.stringMatching(/^[a-z][a-z0-9._-]{0,11}$/),
          label: localized,
          light: fc.constantFrom(...lights.slice(0, 4)),
        }),
        { maxLength: 3 },
      ),
      channels: fc.array(fc.record({ channel: text, language: fc.constantFrom(...locales) }), {
        maxLength: 3,
      }),
      policy: fc.record({
        drafts: fc.boolean(),
        lockOnSubmit: fc.boolean(),
        oneCoordinatedAnswer: fc.boolean(),
      }),
    },
    { requiredKeys: ['base', 'name', 'version', 'languages', 'headings'] },
  )
  .map(({ base, ...changes }) => programmeSchema.parse({ ...base, ...changes }));

export const registers: fc.Arbitrary<Register> = fc.record({
  programme,
  goals: ids.chain((goalIds) => fc.tuple(...goalIds.map(goal))),
});
