/** The rows of a form: one goal each, with what helps to answer it, its inputs, and the way to its own card. Pure. */
import { answerTo } from '../../src/goals/answers/answer-result';
import { goalLight, isColour } from '../../src/goals/judging/light';
import { lacksSide } from '../../src/goals/judging/target-side';
import { type Field, type Programme } from '../../src/goals/schema';
import { overtakenFields } from '../../src/replies/form/form-goals';
import { noAnswers } from '../../src/replies/reply';
import { fieldNames } from '../parts/field-labels';
import { type CardElement, problemLine, smallLine, warningLine } from '../parts/goals/field-elements';
import { problemText, targetText, warningText } from '../parts/goals/input-texts';
import { resultTexts } from '../parts/goals/single-answer';
import { completenessMarks, shownLight } from '../parts/light-marks';
import { personName } from '../parts/person-name';
import { shorten } from '../parts/shorten';
import { type Verb } from '../parts/verbs';
import { type Wording } from '../parts/wording';
import { fitsInput, lastValue, rowInputs } from './inputs';
import { type FormCardSource, type FormRow } from './source';

/** Characters of a title, of an answer, and of a line. */
const longest = { title: 100, answer: 60, line: 240 } as const;

/** The row's elements from top to bottom. */
export function rowItems(row: FormRow, source: FormCardSource, wording: Wording): CardElement[] {
  const { goal } = row.asked;
  const title = [
    { type: 'TextRun', text: `${goal.code} `, weight: 'Bolder' },
    { type: 'TextRun', text: shorten(wording.of(goal.title), longest.title) },
  ];
  const inputs = row.state === 'open' ? rowInputs(row, source.programme, wording) : [];
  const alerts = alertsOf(row, source, wording);
  // Right under the input; a row without one has room beside its button.
  const under = inputs.length > 0;
  return [
    { type: 'RichTextBlock', inlines: title },
    ...notesOf(row, source, wording).map((text) =>
      smallLine(shorten(text, longest.line), { isSubtle: true }),
    ),
    {
      type: 'ColumnSet',
      spacing: 'Small',
      columns: [
        {
          type: 'Column',
          width: 'stretch',
          items: [...inputs, ...aside(row, wording), ...(under ? [] : alerts)],
        },
        {
          type: 'Column',
          width: 'auto',
          verticalContentAlignment: 'Bottom',
          items: [{ type: 'ActionSet', actions: [openButton(row, source, wording)] }],
        },
      ],
    },
    ...(under ? alerts : []),
  ];
}

/** Its state, unless it simply waits; then the last value with its light, the target, and in whose name. */
function notesOf(row: FormRow, source: FormCardSource, wording: Wording): string[] {
  const { fields, onBehalfOf } = row.asked;
  const targets = fields.flatMap((field) =>
    field.targets.map((target) => targetText(target, field, wording)),
  );
  const help = [
    lastText(row, source, wording),
    ...targets,
    ...(fields.some(lacksSide) ? [wording.text('field.noSide')] : []),
    ...[...new Set(onBehalfOf.values())].map((id) =>
      wording.text('onBehalf', { name: personName(source, id) }),
    ),
  ];
  return [stateText(row, source, wording), help.filter(Boolean).join(' · ')].filter((text) => text !== '');
}

/** "✓ vastattu: 97,3 %, ● vihreä", "✎ luonnos"; empty where nothing is answered or typed. */
function stateText(
  { asked, state }: FormRow,
  { programme, round }: FormCardSource,
  wording: Wording,
): string {
  const { completeness, draft, reply } = asked;
  if (completeness === 'unanswered' && !draft && state === 'open') return '';
  const result =
    reply && completeness === 'answered'
      ? resultTexts({ programme, round }, asked, reply, longest.answer, wording, (light) =>
          shownLight(light, wording),
        )
      : [];
  const answered = wording.text(`state.${completeness}`);
  const said = [
    ...(draft && completeness === 'unanswered'
      ? []
      : [[answered, result.join(', ')].filter(Boolean).join(': ')]),
    ...(draft ? [wording.text(completeness === 'unanswered' ? 'state.draft' : 'state.unsaved')] : []),
  ];
  const mark = draft && completeness !== 'answered' ? '✎' : completenessMarks[completeness];
  return `${mark} ${said.join(' · ')}`;
}

/** "edellinen (Q3/2025): 97,3 %, ● vihreä"; without the light if the form has changed, which may have had other targets. */
function lastText(row: FormRow, source: FormCardSource, wording: Wording): string | undefined {
  const { before, programme } = source;
  const values = lastValues(row, programme, wording);
  if (before === undefined || values.length === 0) return undefined;
  const { light } = goalLight(row.asked.goal, programme, row.previous?.answers ?? noAnswers, before);
  const isAsThen = isColour(light) && !row.isOfOtherForm;
  const said = [...values, ...(isAsThen ? [shownLight(light, wording)] : [])];
  return wording.text('field.previous', { period: wording.period(before), value: said.join(', ') });
}

/** The person's answers in the period before. */
export function lastValues(row: FormRow, programme: Programme, wording: Wording): string[] {
  return row.asked.fields.flatMap((field) => {
    const value = lastValue(field, row, programme, wording);
    return value === undefined ? [] : [shorten(value, longest.answer)];
  });
}

/** What is answered on the goal's own card. */
function aside(row: FormRow, wording: Wording): CardElement[] {
  const { asked, state } = row;
  if (state === 'own-card') return [smallLine(wording.text('form.ownCard'))];
  const isLong = state === 'open' && !asked.fields.every((field) => fitsInput(field, row));
  return isLong ? [smallLine(wording.text('form.longText'))] : [];
}

/** Why it is not saved, and what looks odd. */
function alertsOf(row: FormRow, source: FormCardSource, wording: Wording): CardElement[] {
  const { asked, alerts } = row;
  const names = fieldNames(asked.goal, wording);
  const named = (id: string, text: string) =>
    asked.fields.length === 1
      ? text
      : wording.text('goal.warning', { label: names.get(id) ?? id, warning: text });
  const problems = [...(alerts?.problems ?? [])].map(([id, each]) => named(id, problemText(each, wording)));
  const warnings = [...(alerts?.warnings ?? [])].flatMap(([id, each]) =>
    each.map((warning) => named(id, warningText(warning, wording))),
  );
  const why = [...problems, ...(alerts?.said === undefined ? [] : [alerts.said])];
  const odd = [...warnings, ...conflictTexts(row, source, wording)];
  return [
    ...why.map((text) => problemLine(shorten(text, longest.line))),
    ...odd.map((text) => warningLine(shorten(text, longest.line - '⚠ '.length))),
  ];
}

/** "Aino Virtanen vastasi tällä välin: 97,3 %. Valitse tavoitteen kortilla, kumpi jää." */
function conflictTexts({ asked, state }: FormRow, source: FormCardSource, wording: Wording): string[] {
  if (state !== 'conflict') return [];
  const told = overtakenFields(asked).map((field) => meanwhile(field, asked.reply?.answers ?? noAnswers));
  return [...told, wording.text('form.conflict')];

  function meanwhile(field: Field, answers: NonNullable<typeof asked.reply>['answers']): string {
    const answer = answerTo(answers, field.id)!;
    const value = shorten(wording.answer(field, answer, source.programme), longest.answer);
    return wording.text('field.conflict', { name: personName(source, answer.by), value });
  }
}

interface OpenButton extends CardElement {
  readonly verb: Extract<Verb, 'goal' | 'history'>;
}

/** Leads to the goal's own card and back; what was typed on any row goes with it, to be kept. */
function openButton(
  { asked: { goal }, state }: FormRow,
  { round, programme }: FormCardSource,
  wording: Wording,
): OpenButton {
  const data = { programmeId: programme.id, period: round.period, goalId: goal.id };
  const button = (verb: OpenButton['verb'], title: string, more: object, how: object = {}): OpenButton => ({
    ...{ type: 'Action.Execute', verb, title, tooltip: `${title}: ${goal.code}`, ...how },
    data: { ...data, ...more },
  });
  if (state === 'locked') {
    const more = { language: wording.locale, fromRequest: true };
    return button('history', wording.text('goal.read'), more, { associatedInputs: 'none' });
  }
  const title = wording.text(state === 'conflict' ? 'field.choose' : 'form.open');
  return button('goal', title, { form: true });
}
