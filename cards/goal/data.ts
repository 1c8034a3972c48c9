/** The card on which one goal is answered: what it shows, as data for `card.json`. Pure. */
import { isVoluntary } from '../../src/goals/answers/asked-fields';
import { type Field } from '../../src/goals/schema';
import { bannerData } from '../parts/banner';
import { fieldNames } from '../parts/field-labels';
import { isQuestion } from '../parts/is-question';
import { longestShown, othersShown } from '../parts/limits';
import { own } from '../parts/own';
import { pageWithin } from '../parts/pages';
import { personName } from '../parts/person-name';
import { aboutRound, lateText } from '../parts/round-lines';
import { shorten } from '../parts/shorten';
import { type PageOf } from '../parts/turns';
import { type Wording } from '../parts/wording';
import { actionIds, goalActions, goesOn } from './actions';
import { authorsOf } from './authors';
import { lockedData } from './locked';
import { goalPages, roomBeside } from './pages';
import { type Section, sectionsOf } from './sections';
import { type GoalCardSource, type ShownSource } from './source';
import { wholePrevious } from './whole-previous';

export { type GoalCardSource } from './source';

export function goalCardData(source: GoalCardSource, wording: Wording) {
  const { programme, goal, banner } = source;
  const pages = goalPages(goal, source.fields, programme);
  const page = pageWithin(source.page ?? 0, pages.length);
  const place = { page, pages: pages.length };
  const onBehalf = onBehalfLine(source, wording);
  const shown = pages[page] ?? [];
  const authors = authorsOf(shown, source, wording);
  const author = authors.length === 1 ? authors[0] : undefined;
  const others = othersAnswers(source, wording);
  return {
    ...bannerData(banner),
    ...(banner && banner.style !== 'accent' && { isResult: true }),
    heading: headingLine(source, place, wording),
    about: aboutRound(programme, source, wording),
    ...(source.late && { late: lateText(source.late, wording) }),
    ...(source.stage?.part === 'later' && {
      later: wording.text('stage.laterNote', { deadline: wording.moment(source.stage.until) }),
    }),
    headings: goal.headings.map((heading) => wording.of(heading)).join(' › '),
    code: goal.code,
    title: wording.of(goal.title),
    ...(onBehalf && { onBehalf }),
    ...(source.comment && { comment: commentData(source.comment, source, wording) }),
    ...(source.isCorrected && { corrected: wording.text('review.corrected') }),
    ...(author && { author }),
    ...(goal.description && { description: wording.of(goal.description) }),
    ...(page === 0 && goal.actions.length > 0 && { actionsTitle: wording.text('goal.actions') }),
    actions: page === 0 ? goal.actions.map((action) => wording.of(action)) : [],
    sections: sectionsWithWholes(shown, { ...source, authorAtTop: author !== undefined }, place, wording),
    ...(others.length > 0 && { othersTitle: wording.text('goal.others') }),
    others,
    ...lockedData(source, wording),
    ...(programme.policy.lockOnSubmit &&
      !goesOn(source, place) && { submitNote: wording.text('goal.submitNote') }),
    buttons: goalActions({ ...source, conflicts: conflictsOn(shown, source) }, shown, place, wording),
  };
}

/** What is shortened in the sections is folded beside it, in the room that they leave. */
function sectionsWithWholes(
  shown: readonly Field[],
  source: ShownSource,
  place: PageOf,
  wording: Wording,
): Section[] {
  const ids = actionIds(source, place);
  const sections = sectionsOf(shown, source, ids, wording);
  const room = () => roomBeside(sections, lockedData(source, wording), source);
  const wholes = wholePrevious(shown, source, room, wording);
  return wholes.size === 0 ? sections : sectionsOf(shown, { ...source, wholes }, ids, wording);
}

function commentData(
  { by, at, text }: NonNullable<GoalCardSource['comment']>,
  source: GoalCardSource,
  wording: Wording,
) {
  return {
    title: wording.text('review.comment', { by: personName(source, by), at: wording.moment(at) }),
    text,
  };
}

/** Two conflicting answers are chosen from on the page that shows them. */
function conflictsOn(fields: readonly Field[], { conflicts }: GoalCardSource): ReadonlySet<string> {
  return new Set(fields.map(({ id }) => id).filter((id) => conflicts?.has(id)));
}

/** "Tavoite 2/7 · osa 1/3": our own words only, since a heading is read as Markdown. */
function headingLine(
  { goal, number, count }: GoalCardSource,
  { page, pages }: PageOf,
  wording: Wording,
): string {
  return [
    wording.text(isQuestion(goal) ? 'goal.numberSurvey' : 'goal.number', { number, count }),
    ...(pages > 1 ? [wording.text('goal.part', { page: page + 1, pages })] : []),
    ...(isVoluntary(goal) ? [wording.text('survey.voluntary')] : []),
  ].join(' · ');
}

/** "Vastaat henkilön Matti Meikäläinen puolesta." */
function onBehalfLine(source: GoalCardSource, wording: Wording): string | undefined {
  const owners = [...new Set(source.onBehalfOf?.values())].map((id) => personName(source, id));
  if (owners.length === 0) return undefined;
  const names = shorten(owners.join(', '), longestShown.owners);
  return wording.text('goal.onBehalf', { count: owners.length, names });
}

/** What others answered to the goal's other fields; the person who writes the summary needs to see it. */
function othersAnswers(source: GoalCardSource, wording: Wording): string[] {
  const { goal, fields, answers, programme, reader, stage } = source;
  const asked = new Set(fields.map(({ id }) => id));
  const fieldNamed = fieldNames(goal, wording);
  return goal.fields
    .flatMap((field) => {
      const answer = asked.has(field.id) ? undefined : own(answers, field.id);
      // Of one's own answers in the first stage the draft has what matters.
      if (!answer || (stage?.only === 'rest' && answer.by === reader)) return [];
      const name = personName(source, answer.by);
      const value = wording.answer(field, answer, programme);
      const around = wording.text('goal.othersLine', {
        label: fieldNamed.get(field.id)!,
        value: '',
        name,
      }).length;
      const shown = shorten(value, Math.max(20, othersShown.length - around));
      return [wording.text('goal.othersLine', { label: fieldNamed.get(field.id)!, value: shown, name })];
    })
    .slice(0, othersShown.lines)
    .map((line) => shorten(line, othersShown.length));
}
