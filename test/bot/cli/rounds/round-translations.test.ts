/** Pending translations in `round status`: listed on their own, and counted as nothing that is missing. */
import { recordReply } from '../../../../src/replies/record-reply';
import { handTranslation } from '../../../../src/translations/hand-translation';
import { anna, bo, estimate, goalWith, name, peopleOf, saveSetting, text } from '../../../helpers/fixtures';
import { cliUnderTest } from '../cli-under-test';
import { fromSchedule } from '../small-programme';

const round = ['--programme', 'prog', '--period', '2026-Q3'];
const told = { label: { fi: 'Seuranta' }, required: true };
const fields = [
  estimate('value'),
  text('sv', { ...told, language: 'sv' }),
  text('fi', { ...told, language: 'fi' }),
];
const register = {
  programme: fromSchedule({ graceWorkingDays: 3 }),
  goals: ['a', 'b'].map((id) => goalWith(id, { fields })),
};

const cli = cliUnderTest(
  '2026-10-12T09:00:00Z',
  (store) => saveSetting(store, { register, people: peopleOf([anna, bo]) }),
  { each: true },
);
beforeEach(() => cli.run('round', 'open', '--yes', ...round));

const answer = (goalId: string) =>
  cli.inStore((store) =>
    recordReply(
      store,
      { ...name, goalId, by: anna, typed: { value: '80', fi: 'Etenee' }, locale: 'fi', seenVersion: 0 },
      cli.clock.now(),
    ),
  );
const status = () => cli.json<Record<string, unknown>>('round', 'status', ...round);

it('says nothing of translations where none are pending', async () => {
  expect(await status()).toMatchObject({ translations: [] });
  expect(await cli.run('round', 'status', ...round)).not.toContain('translat');
});

it('says how many are pending, from whom and since when, beside answers that are complete', async () => {
  await answer('a');
  await answer('b');
  cli.clock.set('2026-10-13T06:30:00Z');
  const task = { ...name, goalId: 'b', fieldId: 'sv', by: anna, to: bo };
  await cli.inStore((store) => handTranslation(store, task, cli.clock.now()));
  const common = { field: 'sv', language: 'sv' };
  expect(await status()).toMatchObject({
    goals: { asked: 2, answered: 2, partly: 0, late: 0 },
    persons: { asked: 1, done: 1 },
    translations: [
      { ...common, goal: 'A', persons: [anna], requested: false, since: '2026-10-12T09:00:00.000Z' },
      { ...common, goal: 'B', persons: [bo], requested: true, since: '2026-10-13T06:30:00.000Z' },
    ],
  });
  const lines = await cli.lines('round', 'status', ...round);
  const start = lines.findIndex((line) => line.startsWith('translate'));
  expect(lines.slice(start - 1, start + 4)).toEqual([
    'persons   1 of 1 done',
    'translate 2 pending',
    '          A into sv: anna@example.org, since Mon 12.10.2026 12:00',
    '          B into sv: bo@example.org, requested, since Tue 13.10.2026 09:30',
    expect.stringMatching(/^messages /),
  ]);
  expect(await cli.json('round', 'missing', ...round)).toEqual([]);
});
