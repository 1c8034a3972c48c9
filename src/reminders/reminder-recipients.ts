/** Whom a reminder would reach now. Pure. */
import { unitNameOf } from '../goals/unit';
import { type Substitution } from '../people/substitutions';
import { localDay } from '../periods/local-time';
import { type Request } from '../rounds/round';
import { type AskedPersonsSource } from '../replies/asked-persons';
import { missingGoals, type Waiting } from '../replies/missing';
import { translationsDue } from '../translations/due';

export interface Reminded {
  /** Only people who have something to answer in this unit. */
  readonly unit?: string;
  /** Only this person. */
  readonly personId?: string;
  /** Only people whose part of the first stage is missing; not about translations. */
  readonly ofStage?: true;
  /**
   * The reminder's local day, `yyyy-mm-dd`; people who snoozed the request to it or later are not reminded. Default: they
   * are too.
   */
  readonly day?: string;
}

export interface ReminderRecipients {
  /** People who still have to answer something. */
  readonly responsible: ReadonlySet<string>;
  /** Their substitutes today who are not asked themselves. */
  readonly substitutes: ReadonlySet<string>;
  /** People who still have to answer something, but get the reminder that they asked for instead. */
  readonly putOff: ReadonlySet<string>;
  /**
   * People who get a message only about translations: those who were asked to write one, and those who have answered in
   * one language and have nothing else to be reminded of.
   */
  readonly translating: ReadonlySet<string>;
  /** Their substitutes today who have no such message of their own. */
  readonly translatingSubstitutes: ReadonlySet<string>;
}

/** @param substitutions today's */
export function reminderRecipients(
  source: AskedPersonsSource,
  substitutions: readonly Substitution[],
  { unit, personId, ofStage, day }: Reminded,
): ReminderRecipients {
  const { programme } = source.form;
  const isPutOff = ({ snoozedUntil }: Request) =>
    day !== undefined &&
    snoozedUntil !== undefined &&
    localDay(new Date(snoozedUntil), programme.timeZone) >= day;
  const later = new Set(source.requests.filter(isPutOff).map((request) => request.personId));
  const isWanted = (each: Waiting) =>
    (personId === undefined || each.personId === personId) &&
    (unit === undefined || unitNameOf(each.goal, programme) === unit);
  const open = missingGoals(source)
    .filter((held) => isWanted(held) && (!ofStage || held.stage === 'first'))
    .map((held) => held.personId);
  const responsible = new Set(open.filter((id) => !later.has(id)));
  const due = (ofStage ? [] : translationsDue(source))
    .filter(isWanted)
    .filter((each) => each.isHanded || !(responsible.has(each.personId) || later.has(each.personId)));
  const translating = new Set(due.map((each) => each.personId));
  return {
    translating,
    translatingSubstitutes: substitutesOf(translating, substitutions),
    responsible,
    substitutes: substitutesOf(responsible, substitutions),
    putOff: new Set(open.filter((id) => later.has(id))),
  };
}

function substitutesOf(
  persons: ReadonlySet<string>,
  substitutions: readonly Substitution[],
): ReadonlySet<string> {
  const ids = substitutions.filter(({ personId }) => persons.has(personId)).map((each) => each.substituteId);
  return new Set(ids.filter((id) => !persons.has(id)));
}
