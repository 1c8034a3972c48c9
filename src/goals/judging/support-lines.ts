/** The optional line under a state that asks what support is needed, if the programme collects it. Pure. */
import { asksBySaying } from './support';
import { type Field, type Goal, type LocalizedText, type Programme } from '../schema';

/** Characters; long enough for what, from whom and by when, short enough to be read in a list. */
const longestLine = 300;

const label: LocalizedText = { fi: 'Tarvittava tuki', sv: 'Stöd som behövs', en: 'Support needed' };

export type SupportRules = Pick<Programme, 'collectsSupport' | 'workStates' | 'publishes'>;

/**
 * The goal with a support line right after each state that can ask for support (`asksBySaying`), for the owners of that
 * state. It is asked only while the state is one that stands for red, and is never required. A task whose register has a
 * support field keeps its own.
 */
export function withSupportLines(goal: Goal, rules: SupportRules): Goal {
  const { collectsSupport, workStates } = rules;
  if (!collectsSupport) return goal;
  const red = workStates.filter(({ light }) => light === 'red').map(({ id }) => id);
  const taken = new Set(goal.fields.map(({ id }) => id));
  const hasOwn = (group: string | undefined) =>
    goal.fields.some((field) => field.role === 'support' && field.group === group);
  const fields = goal.fields.flatMap((field): Field[] => {
    const is = field.kind === 'light' ? ['red'] : red;
    if (!asksBySaying(field, goal, rules) || is.length === 0 || hasOwn(field.group)) return [field];
    const line = supportLine(field, is);
    return taken.has(line.id) ? [field] : [field, line];
  });
  return fields.length === goal.fields.length ? goal : { ...goal, fields };
}

function supportLine({ id, group, owners }: Field, is: string[]): Field {
  return {
    id: `${id}-support`,
    kind: 'text',
    label,
    required: false,
    role: 'support',
    askedWhen: { field: id, is },
    maxLength: longestLine,
    targets: [],
    ...(group !== undefined && { group }),
    owners,
  };
}
