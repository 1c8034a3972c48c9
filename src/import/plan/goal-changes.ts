/** The differences between a stored goal and the file's, for people to read. Pure. */
import { type Field, type Goal, type Group, type Locale, type LocalizedText } from '../../goals/schema';
import { textIn } from '../../goals/text';
import { omit } from '../../omit';
import { sameData } from '../../same-data';

export const changedWhats = [
  ...[
    'code',
    'title',
    'description',
    'headings',
    'unit',
    'actions',
    'respondents',
    'contact',
    'owners',
    'order',
  ],
  ...['group-added', 'group-removed', 'group', 'field-added', 'field-removed'],
  ...['label', 'kind', 'target', 'baseline', 'options', 'field'],
] as const;
export type ChangedWhat = (typeof changedWhats)[number];

export interface GoalChange {
  readonly what: ChangedWhat;
  /** The label of the changed group or field; absent for the goal itself. */
  readonly part?: string;
  readonly from?: string;
  readonly to?: string;
}

export function goalChanges(before: Goal, after: Goal, locale: Locale): GoalChange[] {
  const said = (text: LocalizedText | undefined) => text && textIn(text, locale);
  const list = (all: readonly LocalizedText[]) => all.map((text) => textIn(text, locale)).join(' › ');
  const changes = [
    changed('code', before.code, after.code),
    changed('title', before.title, after.title, said),
    changed('description', before.description, after.description, said),
    changed('headings', before.headings, after.headings, list),
    changed('unit', before.unit, after.unit, said),
    changed('actions', before.actions, after.actions, list),
    changed('respondents', before.respondents, after.respondents, (kinds) => kinds.join(', ')),
    changed('contact', before.contact, after.contact, () => undefined),
    changed('owners', before.owners, after.owners, (owners) => owners.join(', ')),
    ...parts(before.groups, after.groups, { locale, name: 'group' }, groupChanges),
    ...parts(before.fields, after.fields, { locale, name: 'field' }, fieldChanges),
  ];
  return changes.flat();
}

/** Whether the questions changed, not only the owners. */
export function isOtherForm(before: Goal, after: Goal): boolean {
  return !sameData(withoutOwners(before), withoutOwners(after));
}

function withoutOwners(goal: Goal): object {
  const bare = (part: object) => ({ ...part, owners: [] });
  return {
    ...bare(goal),
    changedIn: null,
    groups: goal.groups.map(bare),
    fields: goal.fields.map(bare),
  };
}

function changed<T>(
  what: ChangedWhat,
  before: T,
  after: T,
  shown: (value: NonNullable<T>) => string | undefined = String,
): GoalChange[] {
  if (sameData(before, after)) return [];
  const text = (value: T) => (value === undefined || value === null ? undefined : shown(value));
  const [from, to] = [text(before), text(after)];
  return [{ what, ...(from && { from }), ...(to && { to }) }];
}

interface Part {
  readonly id: string;
  readonly label: LocalizedText;
}

function parts<P extends Part>(
  before: readonly P[],
  after: readonly P[],
  { locale, name }: { readonly locale: Locale; readonly name: 'group' | 'field' },
  inside: (before: P, after: P, locale: Locale) => GoalChange[],
): GoalChange[] {
  const labelOf = ({ label }: P) => textIn(label, locale);
  const known = new Map(before.map((part) => [part.id, part]));
  const there = new Set(after.map(({ id }) => id));
  return [
    ...before
      .filter(({ id }) => !there.has(id))
      .map((part): GoalChange => ({ what: `${name}-removed`, part: labelOf(part) })),
    ...after.flatMap((part): GoalChange[] => {
      const old = known.get(part.id);
      if (!old) return [{ what: `${name}-added`, part: labelOf(part) }];
      return inside(old, part, locale).map((change) => ({ ...change, part: labelOf(old) }));
    }),
  ];
}

function groupChanges(before: Group, after: Group, locale: Locale): GoalChange[] {
  const rest = (group: Group) => ({ ...group, label: null, owners: null });
  return [
    ...changed('label', before.label, after.label, (text) => textIn(text, locale)),
    ...changed('owners', before.owners, after.owners, (owners) => owners.join(', ')),
    ...(sameData(rest(before), rest(after)) ? [] : [{ what: 'group' as const }]),
  ];
}

function fieldChanges(before: Field, after: Field, locale: Locale): GoalChange[] {
  const raws = (figures: readonly { readonly raw: string }[]) => figures.map(({ raw }) => raw).join('; ');
  const said = [
    ...changed('label', before.label, after.label, (text) => textIn(text, locale)),
    ...changed('kind', before.kind, after.kind),
    ...changed('target', before.targets, after.targets, raws),
    ...changed('baseline', before.baseline, after.baseline, ({ raw }) => raw),
    ...changed('options', before.options, after.options, (options) =>
      options.map(({ label }) => textIn(label, locale)).join(', '),
    ),
    ...changed('owners', before.owners, after.owners, (owners) => owners.join(', ')),
  ];
  const rest = (field: Field) => omit(field, 'label', 'kind', 'targets', 'baseline', 'options', 'owners');
  return said.length > 0 || sameData(rest(before), rest(after)) ? said : [{ what: 'field' }];
}
