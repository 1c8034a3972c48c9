/** The notes under an input: what is wrong or odd, then what helps to answer. Pure. */
import { type Field } from '../../src/goals/schema';
import { fieldNames } from '../parts/field-labels';
import { targetText } from '../parts/goals/input-texts';
import { longestShown } from '../parts/limits';
import { own } from '../parts/own';
import { personName } from '../parts/person-name';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { alternativesNote } from './alternatives';
import { authorText } from './authors';
import { type GoalCardSource, type ShownSource } from './source';
import { previousOf, shortenCounted } from './whole-previous';

/** Hint, targets, baseline, last period's answer and, if nothing needs attention, who answered now; on one line. */
export function notesUnder(field: Field, source: ShownSource, alerts: number, wording: Wording): string {
  return [
    // A support line's label says it already.
    field.role !== 'support' && conditionText(field, source, wording),
    alternativesNote(field, source, wording),
    field.hint && wording.of(field.hint),
    ...field.targets.map((target) => targetText(target, field, wording)),
    source.noSide?.has(field.id) && wording.text('field.noSide'),
    field.baseline && wording.text('field.baseline', { value: wording.goalpost(field, field.baseline) }),
    previousText(field, source, wording),
    decidedText(field, source, wording),
    onBehalfText(field, source, wording),
    ...(alerts === 0 ? givenText(field, source, wording) : []),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What leadership decided on the task's request for support. */
function decidedText({ id }: Field, { decided }: GoalCardSource, wording: Wording): string | undefined {
  const found = decided?.get(id);
  const text = found && shorten(found.text, longestShown.previous);
  return found && wording.text('support.rowDecided', { day: wording.shortDay(found.since), text: text! });
}

/** Shortened; what it leaves out is folded under it, or counted. */
function previousText(field: Field, source: ShownSource, wording: Wording): string | undefined {
  const text = previousOf(field, source, wording);
  if (text === undefined) return undefined;
  const value = source.wholes?.has(field.id)
    ? shorten(text, longestShown.previous)
    : shortenCounted(text, longestShown.previous, wording);
  return wording.text('field.previous', { period: wording.period(source.previous!.period), value });
}

/** "Vastaa, jos kohdan ”Onko päätöksiä tehty” vastaus on Kyllä." A card cannot hide an input. */
export function conditionText(
  { askedWhen }: Field,
  { goal, programme }: Pick<GoalCardSource, 'goal' | 'programme'>,
  wording: Wording,
): string | undefined {
  const decisive = askedWhen && goal.fields.find(({ id }) => id === askedWhen.field);
  if (!decisive) return undefined;
  const titles = wording
    .choices(decisive, programme)
    .filter(({ value }) => askedWhen.is.includes(value))
    .map(({ title }) => title);
  const label = shorten(fieldNames(goal, wording).get(decisive.id)!, longestShown.condition);
  return wording.text('field.when', { label, answers: shorten(titles.join(' / '), longestShown.condition) });
}

/** "Aino Virtanen vastasi tällä välin: 97,3", or that the answer was removed. */
export function conflictText(field: Field, source: GoalCardSource, wording: Wording): string {
  const answer = own(source.answers, field.id);
  if (!answer) return wording.text('field.conflictRemoved');
  const value = shorten(wording.answer(field, answer, source.programme), longestShown.conflict);
  return wording.text('field.conflict', { name: personName(source, answer.by), value });
}

/** Only if the card has the reader's own fields too; otherwise it is said once at the top. */
function onBehalfText({ id }: Field, source: GoalCardSource, wording: Wording): string | undefined {
  const owner = source.onBehalfOf?.get(id);
  if (owner === undefined || source.fields.every((field) => source.onBehalfOf?.has(field.id)))
    return undefined;
  return wording.text('onBehalf', { name: personName(source, owner) });
}

/** Authors are not repeated here if they are named above a table's cells, or once at the top of the card. */
function givenText(field: Field, source: ShownSource, wording: Wording): (string | undefined)[] {
  const answer = own(source.answers, field.id);
  if (!answer) return [];
  const told = source.authorAtTop || field.row !== undefined;
  return [
    answer.unchangedFrom === undefined ? undefined : wording.text('field.unchanged'),
    told ? undefined : authorText(field, source, wording),
  ];
}
