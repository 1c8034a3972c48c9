/** Reads the form that gives a role: the role, its programme and its unit. Pure. */
import { noAnswer } from '../../../cards/parts/no-answer';
import { type GrantedProgramme } from '../../../cards/grants/data';
import { unitValue } from '../../../cards/grants/inputs';
import { type PlainKey } from '../../../cards/parts/strings';
import { type Grant, grantRoles } from '../../../src/people/grants';
import { fold } from '../../views/find-goal';
import { inputText } from '../../views/turn';

export interface GrantForm {
  /** The grant without the person; absent if something is missing or contradictory. */
  readonly wanted?: Omit<Grant, 'personId'>;
  readonly problems: readonly PlainKey[];
  /** Values of the units that match a typed name. */
  readonly unitCandidates: readonly string[];
  /** The value of the unit, if exactly one fits. */
  readonly unitChoice?: string;
}

interface Unit {
  readonly programmeId: string;
  readonly unit: string;
}

/** Most units that a card offers to choose from. */
const mostCandidates = 8;

export function readGrantForm(
  data: Readonly<Record<string, unknown>>,
  programmes: readonly GrantedProgramme[],
): GrantForm {
  const role = grantRoles.find((each) => each === inputText(data, 'role'));
  const programmeId = programmes.find(({ programme }) => programme.id === inputText(data, 'programme'))
    ?.programme.id;
  const units = namedUnits(data, programmes, programmeId);
  const refused = (...problems: PlainKey[]): GrantForm => ({ ...found(units), problems });
  if (!role) return refused('grants.roleMissing');
  const namesUnit = units !== 'none';
  if (role === 'admin')
    return programmeId !== undefined || namesUnit
      ? refused('grants.adminOfAll')
      : { wanted: { role }, problems: [], unitCandidates: [] };
  if (role !== 'unit-head') {
    if (namesUnit) return refused('grants.unitNotNeeded');
    if (programmeId === undefined) return refused('grants.programmeMissing');
    return { wanted: { role, programmeId }, problems: [], unitCandidates: [] };
  }
  if (!namesUnit) return refused('grants.unitMissing');
  const [unit, ...more] = units;
  if (!unit) return refused('grants.unitUnknown');
  if (more.length > 0) return refused('grants.unitSeveral');
  if (programmeId !== undefined && programmeId !== unit.programmeId) return refused('grants.unitElsewhere');
  return { wanted: { role, ...unit }, problems: [], ...found(units) };
}

function found(units: readonly Unit[] | 'none'): Pick<GrantForm, 'unitCandidates' | 'unitChoice'> {
  const values = units === 'none' ? [] : units.map(({ programmeId, unit }) => unitValue(programmeId, unit));
  return {
    unitCandidates: values.slice(0, mostCandidates),
    ...(values.length === 1 && { unitChoice: values[0]! }),
  };
}

/** The chosen unit, else those whose name is or contains what was typed; `none` if neither input was used. */
function namedUnits(
  data: Readonly<Record<string, unknown>>,
  programmes: readonly GrantedProgramme[],
  programmeId: string | undefined,
): readonly Unit[] | 'none' {
  const [value, typed] = [inputText(data, 'unit'), inputText(data, 'unit_typed')];
  const all = programmes.flatMap(({ programme, units }) =>
    [...units].map(([unit, text]) => ({ text, unit: { programmeId: programme.id, unit } })),
  );
  if (value !== '' && value !== noAnswer)
    return all.map(({ unit }) => unit).filter((each) => unitValue(each.programmeId, each.unit) === value);
  if (typed === '') return 'none';
  const own = all.filter(({ unit }) => programmeId === undefined || unit.programmeId === programmeId);
  const named = (is: (name: string) => boolean) =>
    own
      .filter(({ text }) => Object.values(text).some((name) => is(fold(name ?? ''))))
      .map(({ unit }) => unit);
  const exact = named((name) => name === fold(typed));
  const words = fold(typed).split(' ');
  return exact.length > 0 ? exact : named((name) => words.every((word) => name.includes(word)));
}
