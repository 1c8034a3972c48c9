/** A goal's targets, and the figures at which its light changes, in words. Pure. */
import { type Basis } from '../../src/goals/judging/attainment';
import { sideOf } from '../../src/goals/judging/target-side';
import { type Field, type Target } from '../../src/goals/schema';
import { type GoalRecord } from '../../src/replies/goal-history';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { basisOf, fieldsBy, figureFields, limitsIn } from './judged-fields';
import { fieldName } from '../parts/goals/field-name';

/** More lines would push the rounds off a phone's screen; the goal's other targets are in its reports. */
const mostTargets = 4;
const longestLine = 160;

/** How the figures of several fields become one light. */
const ofSeveral = {
  measures: { mean: 'history.meanMeasures', worst: 'history.worstMeasures' },
  tasks: { mean: 'history.meanTasks', worst: 'history.worstTasks' },
} as const;

/** Those of the latest record; the earlier ones may have had others, which the chart shows. */
export function targetLines(records: readonly GoalRecord[], wording: Wording): string[] {
  const record = records.at(-1);
  if (!record) return [];
  const fields = figureFields(record.goal).filter(({ targets }) => targets.length > 0);
  const lines = fields.map((field) => targetLine(field, record, fields.length > 1, wording));
  const rest = lines.length - mostTargets;
  return [
    ...lines.slice(0, mostTargets),
    ...(rest > 0 ? [wording.text('digest.more', { count: rest })] : []),
    ...limitLines(record, basisOf(records), wording),
  ];
}

/** "Tavoitearvo: vähintään 60 %"; with the measure's name if there are several. */
function targetLine(field: Field, { goal }: GoalRecord, isNamed: boolean, wording: Wording): string {
  const target = field.targets.map((each) => targetText(field, each, wording)).join('; ');
  const line = wording.text('history.target', { target });
  const name = isNamed ? `${shorten(fieldName(goal, field, wording), longestLine / 2)} · ` : '';
  return shorten(name + line, longestLine);
}

/** With its side in words, which the register may say by a sign, or not at all ("kasvaa 20 %"): "vähintään 20 %". */
function targetText(field: Field, target: Target, wording: Wording): string {
  const side = sideOf(field, target);
  const { value } = target;
  const text =
    value !== undefined && side !== undefined && side !== 'exactly'
      ? `${wording.text(`answer.${side}`)} ${figureText(field, value, wording)}`
      : wording.goalpost(field, target);
  return target.label ? `${wording.of(target.label)} ${text}` : text;
}

function figureText(field: Field, value: number, wording: Wording): string {
  return wording.goalpost(field, { raw: String(value), value });
}

function limitLines(record: GoalRecord, basis: Basis | undefined, wording: Wording): string[] {
  const { programme } = record;
  const fields = basis ? fieldsBy(basis, record) : [];
  const [field] = fields;
  if (!basis || !field) return [];
  const limits = limitsIn(record, basis);
  const { green, yellow } = programme.thresholds;
  const shares = { green: wording.percent(green), yellow: wording.percent(yellow) };
  if (fields.length > 1) {
    const keys = basis === 'tasks' ? ofSeveral.tasks : ofSeveral.measures;
    return [wording.text(keys[programme.attainment], shares)];
  }
  if (!limits) return [wording.text('history.share', shares)];
  const line = wording.text(limits.better === 'up' ? 'history.limitsUp' : 'history.limitsDown', {
    green: figureText(field, shown(limits.green), wording),
    yellow: figureText(field, shown(limits.yellow), wording),
  });
  // A measure that adds up has other limits in every period.
  return [field.accumulates ? `${wording.period(record.period)}: ${line}` : line];
}

/** Two decimals, or two digits of a small figure: 11.11 of 11.1111…, 0.045 of 0.045. */
export function shown(value: number): number {
  return Math.abs(value) < 0.1 ? Number(value.toPrecision(2)) : Number(value.toFixed(2));
}
