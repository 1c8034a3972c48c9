/** The sums in deploy/azure/README.md, from its prices, its counts, and the template's resources. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(__dirname, '../../../deploy/azure');
const page = readFileSync(path.join(folder, 'README.md'), 'utf8');
const template = readFileSync(path.join(folder, 'main.bicep'), 'utf8');
const alerts = readFileSync(path.join(folder, 'alerts.bicep'), 'utf8');

const rows = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));

/** The other cells of the row with this first cell. */
function row(first: string): string[] {
  const [, , ...cells] = rows.find((each) => each[1] === first)!;
  return cells.slice(0, -1);
}
const amount = (first: string) => Number(row(first)[0]);

function resourcesOf(size: string): { cpu: number; memory: number } {
  const [, cpu, memory] = new RegExp(`${size}: \\{ cpu: json\\('([\\d.]+)'\\), memory: '(\\d+)Gi' \\}`).exec(
    template,
  )!;
  return { cpu: Number(cpu), memory: Number(memory) };
}

const replicas = Number(/minReplicas: (\d+)/.exec(template)![1]);
const secondsAMonth = 730 * 3600;
const goalsEach = 5;
const persons = row('responsible persons').map((cell) => Number(cell.replace(',', '')));

/** Alerts on logs; the one on a metric asks every five minutes too. */
function queriesEvery(minutes: number): number {
  const rules = alerts.split(/^resource /m).filter((rule) => rule.includes('scheduledQueryRules@'));
  return rules.filter((rule) => rule.includes(`evaluationFrequency: 'PT${minutes}M'`)).length;
}

function costOf(index: number) {
  const { cpu, memory } = resourcesOf(row('`size`')[index]!);
  const cpuSeconds = replicas * cpu * secondsAMonth - amount('free vCPU-seconds a month');
  const gibSeconds = replicas * memory * secondsAMonth - amount('free GiB-seconds a month');
  const answered = (persons[index]! * goalsEach * amount('transactions a goal and quarter')) / 3;
  const transactions = amount('transactions an idle month') + answered;
  const inUse = cpuSeconds * amount('vCPU-second in use');
  const rest = {
    'two replicas, memory': gibSeconds * amount('GiB-second'),
    transactions: (transactions / 10_000) * amount('10,000 transactions on tables'),
    tables: amount('GB in tables after some years') * amount('GB in tables'),
    'registry and alerts':
      amount('container registry, Basic') +
      queriesEvery(15) * amount('alert on logs, every 15 minutes') +
      queriesEvery(5) * amount('alert on logs, every 5 minutes'),
  };
  const others = Object.values(rest).reduce((sum, each) => sum + each, 0);
  return {
    'two replicas, processors in use': inUse,
    ...rest,
    '**sum**': inUse + others,
    'sum, if both replicas count as idle': cpuSeconds * amount('vCPU-second idle') + others,
  };
}

it.each(persons.map((count, index) => [count, index]))('are right for %d persons', (_, index) => {
  const computed = Object.entries(costOf(index)).map(([line, usd]) => [line, usd.toFixed(2)]);
  const printed = computed.map(([line]) => [line, row(line!)[index]]);
  expect(printed).toEqual(computed);
});
