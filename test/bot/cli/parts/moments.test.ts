import { localText, momentIn } from '../../../../bot/cli/parts/moments';

const zone = 'Europe/Helsinki';
const read = (text: string) => {
  const found = momentIn(text, zone);
  return found && [found.moment.toJSDate().toISOString(), found.isDay];
};

it.each([
  ['2026-10-12', '2026-10-11T21:00:00.000Z', true],
  ['2026-10-12T16:00', '2026-10-12T13:00:00.000Z', false],
  ['2026-10-12T16:00:30', '2026-10-12T13:00:30.000Z', false],
  ['2026-10-12T16:00:30.500Z', '2026-10-12T16:00:30.500Z', false],
  ['2026-10-12T16:00+01:00', '2026-10-12T15:00:00.000Z', false],
  // The hour that clocks skip, and the first pass of the hour that occurs twice.
  ['2026-03-29T03:30', '2026-03-29T01:30:00.000Z', false],
  ['2026-10-25T03:30', '2026-10-25T00:30:00.000Z', false],
])('%s is %s', (text, moment, isDay) => {
  expect(read(text)).toEqual([moment, isDay]);
});

it.each(['', '2026', '2026-W40', '12.10.2026', '2026-02-30', '2026-10-12T25:00', '2026-10-12 16:00', 'now'])(
  '"%s" is none',
  (text) => {
    expect(read(text)).toBeUndefined();
  },
);

it('is said by the local clock, in English whatever the machine speaks', () => {
  expect(localText('2026-10-12T05:00:00.000Z', zone)).toBe('Mon 12.10.2026 08:00');
});
