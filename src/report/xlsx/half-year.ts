/** A half-year follow-up: a sheet per unit and language, as in the bilingual document, then all figures. */
import { formatPeriod } from '../../periods/period';
import { type Locale } from '../../goals/schema';
import { unitNameOf, unitOf } from '../../goals/unit';
import { answerTo } from '../../goals/answers/answer-result';
import { textCell } from './cell';
import { bullets, fieldName, goalName } from '../content/labels';
import { measureSheet, targetText } from './measures';
import { inLanguage, type ReportedGoal, type ReportContent } from '../content/report-content';
import { type ReportSheet } from './sheet';
import { narrativeText } from './strategic-goals';
import { standingOf } from './standing';

export function halfYearSheets(content: ReportContent): ReportSheet[] {
  const { programme } = content.source.form;
  const languages = languagesOf(content).map((language) => inLanguage(content, language));
  const units = [...new Set(content.goals.map(({ goal }) => unitNameOf(goal, programme)))];
  const byUnit = languages.map((own) => ({ own, goals: groupedByUnit(own) }));
  return [
    ...units.flatMap((unit) => byUnit.map(({ own, goals }) => unitSheet(goals.get(unit)!, own))),
    measureSheet(content),
  ];
}

/** The languages that texts are asked for in, in the programme's order; by default the reader's. */
function languagesOf({ source, options }: ReportContent): Locale[] {
  const asked = new Set(source.form.goals.flatMap(({ fields }) => fields.map(({ language }) => language)));
  const languages = source.form.programme.languages.filter((language) => asked.has(language));
  return languages.length > 0 ? languages : [options.locale];
}

function groupedByUnit({ goals, source }: ReportContent): Map<string, ReportedGoal[]> {
  const groups = new Map<string, ReportedGoal[]>();
  for (const reported of goals) {
    const unit = unitNameOf(reported.goal, source.form.programme);
    const group = groups.get(unit);
    if (group) group.push(reported);
    else groups.set(unit, [reported]);
  }
  return groups;
}

function unitSheet(goals: readonly ReportedGoal[], content: ReportContent): ReportSheet {
  const { words, textOf, options, source } = content;
  const standing = standingOf(content);
  return {
    name: `${textOf(unitOf(goals[0]!.goal))} ${options.locale}`,
    columns: [
      { heading: words.goal, width: 30, names: true },
      { heading: words.measures, width: 40 },
      { heading: words.actions, width: 44 },
      { heading: `${words.followUp} ${formatPeriod(source.round.period, options.locale)}`, width: 60 },
      ...standing.columns,
    ],
    rows: goals.map((reported) => [
      textCell(goalName(reported.goal, content)),
      textCell(measuresText(reported, content)),
      textCell(bullets(reported.goal.actions, textOf)),
      textCell(
        narrativeText(reported, content, ({ language }) => (language ?? options.locale) === options.locale),
      ),
      ...standing.cells(reported),
    ]),
  };
}

/** "Aktiva användare: Utgångsläge 40 pers., Målvärde 100 pers., Utfall 55 pers." */
function measuresText({ goal, answers }: ReportedGoal, content: ReportContent): string {
  const { words } = content;
  return goal.fields
    .filter(({ role }) => role !== 'narrative')
    .map((field) => {
      const answer = answerTo(answers, field.id);
      const target = targetText(field, content).replaceAll('\n', '; ');
      const figures = [
        field.baseline && `${words.baseline} ${content.goalpost(field, field.baseline)}`,
        target && `${words.target} ${target}`,
        answer && `${words.value} ${content.answer(field, answer)}`,
      ].filter(Boolean);
      const name = fieldName(field, goal, content);
      return figures.length > 0 ? `${name}: ${figures.join(', ')}` : name;
    })
    .join('\n');
}
