/** A half-year follow-up: a sheet per unit and language, as in the bilingual document, then all figures. */
import { type Locale } from '../../goals/schema';
import { unitNameOf, unitOf } from '../../goals/unit';
import { type Field } from '../../goals/schema';
import { answerTo } from '../../goals/answers/answer-result';
import { textCell } from './cell';
import { grouped } from '../../grouped';
import { bullets, fieldName, goalName } from '../content/labels';
import { periodColumns } from './by-period';
import { changeText, type Comparison, previousOf, yearAgoOf } from '../content/previous';
import { answersIn, yearRounds } from '../content/year-rounds';
import { measureSheet } from './measures';
import { targetText } from './target';
import { inLanguage, type ReportedGoal, type ReportContent } from '../content/report-content';
import { type ReportSheet } from './sheet';
import { narrativeText } from './strategic-goals';
import { standingOf } from './standing';

export function halfYearSheets(content: ReportContent): ReportSheet[] {
  const { programme } = content.source.form;
  const languages = languagesOf(content).map((language) => inLanguage(content, language));
  const byUnit = languages.map((own) => ({
    own,
    goals: grouped(own.goals, ({ goal }) => unitNameOf(goal, programme)),
  }));
  return [
    ...[...byUnit[0]!.goals.keys()].flatMap((unit) =>
      byUnit.map(({ own, goals }) => unitSheet(goals.get(unit)!, own)),
    ),
    measureSheet(content, isFigure, content.ofYear ? periodColumns(content, isFigure) : undefined),
  ];
}

function isFigure({ role }: Field): boolean {
  return role !== 'narrative';
}

/** The languages that texts are asked for in, in the programme's order; by default the reader's. */
function languagesOf({ source, options }: ReportContent): Locale[] {
  const asked = new Set(source.form.goals.flatMap(({ fields }) => fields.map(({ language }) => language)));
  const languages = source.form.programme.languages.filter((language) => asked.has(language));
  return languages.length > 0 ? languages : [options.locale];
}

function unitSheet(goals: readonly ReportedGoal[], content: ReportContent): ReportSheet {
  const { words, textOf, options, source } = content;
  const standing = standingOf(content);
  const rounds = yearRounds(content).filter(
    (round) => round.source && (content.ofYear || round.period === source.round.period),
  );
  const isOwnLanguage = ({ language }: Field) => (language ?? options.locale) === options.locale;
  return {
    name: `${textOf(unitOf(goals[0]!.goal))} ${options.locale}`,
    columns: [
      { heading: words.goal, width: 30, names: true },
      { heading: words.measures, width: 40 },
      { heading: words.actions, width: 44 },
      ...rounds.map(({ label }) => ({ heading: `${words.followUp} ${label}`, width: 60 })),
      ...standing.columns,
    ],
    rows: goals.map((reported) => [
      textCell(goalName(reported.goal, content)),
      textCell(measuresText(reported, content)),
      textCell(bullets(reported.goal.actions, textOf)),
      ...rounds.map((round) =>
        textCell(narrativeText({ ...reported, ...answersIn(round, reported.goal) }, content, isOwnLanguage)),
      ),
      ...standing.cells(reported),
    ]),
  };
}

/** "Aktiva användare: Utgångsläge 40 pers., Målvärde 100 pers., Utfall 55 pers., Föregående 50 pers. ↑ bättre" */
function measuresText(reported: ReportedGoal, content: ReportContent): string {
  const { words } = content;
  const { goal, answers } = reported;
  return goal.fields
    .filter(isFigure)
    .map((field) => {
      const answer = answerTo(answers, field.id);
      const target = targetText(field, content).replaceAll('\n', '; ');
      const figures = [
        field.baseline && `${words.baseline} ${content.goalpost(field, field.baseline)}`,
        target && `${words.target} ${target}`,
        answer && `${words.value} ${content.answer(field, answer)}`,
        earlierText(words.previous, previousOf(field, reported, content)),
        earlierText(words.yearAgo, yearAgoOf(field, reported, content)),
      ].filter(Boolean);
      const name = fieldName(field, goal, content);
      return figures.length > 0 ? `${name}: ${figures.join(', ')}` : name;
    })
    .join('\n');
}

function earlierText(word: string, comparison: Comparison | undefined): string {
  return comparison ? [word, comparison.text, changeText(comparison)].filter(Boolean).join(' ') : '';
}
