import { grant } from '../../../../src/people/grants';
import { goalWith, manyPersons, peopleOf, saveSetting } from '../../../helpers/fixtures';
import { actor, cliUnderTest } from '../cli-under-test';
import { fromSchedule } from '../small-programme';

const persons = manyPersons(40);
const head = 'head@example.org';
const programme = fromSchedule({
  graceWorkingDays: 1,
  reminders: [{ workingDaysBefore: 1, at: '06:00' }],
  escalations: [{ to: 'unit-head', workingDaysBefore: 0, at: '10:00' }],
  quiet: { from: '20:00', to: '07:00', workingDaysOnly: false },
});
const quarterly = ['schedule', '--programme', 'prog'];

const cli = cliUnderTest(
  '2026-10-12T09:00:00Z',
  async (store) => {
    const goals = persons.map((owner, index) => goalWith(`g${index}`, { owners: [owner] }));
    await saveSetting(store, { register: { programme, goals }, people: peopleOf([...persons, head]) });
    const unitHead = { personId: head, role: 'unit-head' as const, programmeId: 'prog', unit: 'Unit' };
    await grant(store, unitHead, { by: actor, way: 'cli' }, new Date());
  },
  { each: false },
);

interface Step {
  readonly local: string;
  readonly what: string;
  readonly to?: string;
  readonly recipientsAtMost: number;
}
const steps = (...args: string[]) => cli.json<Step[]>(...quarterly, ...args);

it('says what comes when, by the local clock, to how many, and how long sending takes', async () => {
  expect(await steps('--from', '2026-11-02', '--count', '6')).toEqual([
    step('2026-11-02T06:00:00.000Z', 'Mon 2.11.2026 08:00', 'digest', 1),
    // Thirty messages a second.
    {
      ...step('2026-11-03T04:00:00.000Z', 'Tue 3.11.2026 06:00', 'remind', 40),
      ...{ sendingSeconds: 2, sentFrom: '2026-11-03T05:00:00.000Z', sentFromLocal: 'Tue 3.11.2026 07:00' },
    },
    { ...step('2026-11-04T08:00:00.000Z', 'Wed 4.11.2026 10:00', 'escalate', 1), to: 'unit-head' },
    step('2026-11-04T14:00:00.000Z', 'Wed 4.11.2026 16:00', 'digest', 1),
    step('2026-11-05T14:00:00.000Z', 'Thu 5.11.2026 16:00', 'close', 1),
    {
      ...step('2027-01-11T06:00:00.000Z', 'Mon 11.1.2027 08:00', 'open', 40),
      ...{ period: '2026-Q4', sendingSeconds: 2 },
    },
  ]);
});

function step(at: string, local: string, what: string, recipientsAtMost: number) {
  return {
    ...{ at, local, what, period: '2026-Q3', recipientsAtMost, sendingSeconds: 1 },
    ...{ sentFrom: at, sentFromLocal: local },
  };
}

it('is a table of the same steps, which says when quiet hours hold one back', async () => {
  expect(await cli.lines(...quarterly, '--from', '2026-11-02', '--count', '3')).toEqual([
    'WHEN (Europe/Helsinki)  WHAT                PERIOD   RECIPIENTS AT MOST  SENDING  SENT FROM',
    'Mon 2.11.2026 08:00     digest              2026-Q3                   1  1 s',
    'Tue 3.11.2026 06:00     remind              2026-Q3                  40  2 s      Tue 3.11.2026 07:00',
    'Wed 4.11.2026 10:00     escalate unit-head  2026-Q3                   1  1 s',
  ]);
  expect(await cli.run(...quarterly, '--from', '2026-11-04', '--count', '5')).not.toContain('SENT FROM');
});

it('shows twelve steps from now on where nothing else is said', async () => {
  const listed = await steps();
  expect(listed).toHaveLength(12);
  expect(listed[0]?.local).toBe('Mon 19.10.2026 08:00');
  expect(await cli.json('schedule', 'show', '--programme', 'prog')).toEqual(listed);
});

it('begins with the local day or moment that is given', async () => {
  const first = async (from: string) => (await steps('--from', from, '--count', '1'))[0]?.local;
  expect(await first('2026-10-07')).toBe('Wed 7.10.2026 08:00');
  expect(await first('2026-10-07T08:00')).toBe('Wed 7.10.2026 08:00');
  expect(await first('2026-10-07T08:01')).toBe('Mon 12.10.2026 08:00');
  expect(await first('2026-10-07T05:00Z')).toBe('Wed 7.10.2026 08:00');
});

it('writes nothing', async () => {
  const before = cli.dump();
  await cli.run(...quarterly);
  await steps('--from', '2027-01-01', '--count', '999');
  expect(cli.dump()).toEqual(before);
});

it.each([
  ['12.10.2026', /"12\.10\.2026" is not a day.*2026-10-12/],
  ['2026-02-30', /"2026-02-30" is not a day/],
  ['', /"" is not a day/],
  ['2026', /"2026" is not a day/],
  // Periods have years from 1900 to 2199.
  ['1901-06-01', /is not a day/],
  ['2199-01-01', /is not a day/],
])('looks from no day "%s"', async (from, message) => {
  expect(await cli.fails(...quarterly, '--from', from)).toEqual([expect.stringMatching(message)]);
});

it.each(['0', '-1', '1000', '2.5', 'many'])('shows not "%s" steps', async (count) => {
  expect(await cli.fails(...quarterly, '--count', count)).toEqual([
    expect.stringMatching(/--count.*whole number from 1 to 999/),
  ]);
});
