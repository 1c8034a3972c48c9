/** A digest is computed in time that grows with the goals. */
import { computeDigest } from '../../src/digest/digest';
import { during, estimate, goalWith, manyPersons, peopleOf, text } from '../helpers/fixtures';
import { type Raws, sourceOf } from './fixtures';

const persons = manyPersons(500);

function sourceWith(count: number) {
  const goals = Array.from({ length: count }, (_, index) =>
    goalWith(`g${index}`, {
      unit: { fi: `Yksikkö ${index % 30}` },
      headings: [{ fi: `Toimiala ${index % 8}` }],
      owners: [persons[index % persons.length]!],
      fields: [
        estimate('value'),
        { id: 'state', kind: 'light', label: { fi: 's' }, role: 'state', required: false },
        text('note'),
      ],
    }),
  );
  const raws = (shift: number): Raws =>
    Object.fromEntries(
      goals.flatMap(({ id }, index) =>
        (index + shift) % 7 === 0
          ? []
          : [[id, { value: String((index * 13 + shift * 29) % 100), note: 'n', state: 'yellow' }]],
      ),
    );
  return sourceOf({
    goals,
    raws: raws(0),
    people: peopleOf(persons),
    previous: { goals, raws: raws(1) },
    then: raws(2),
  });
}

it('of 5,000 goals takes a moment', () => {
  const source = sourceWith(5000);
  computeDigest(sourceWith(50), during);
  const before = process.cpuUsage();
  const digest = computeDigest(source, during);
  const { user, system } = process.cpuUsage(before);
  expect([digest.asked, digest.units.length, digest.divisions.length]).toEqual([5000, 30, 8]);
  expect(digest.answered + digest.partly + digest.lights['not-answered']).toBe(5000);
  // Processor time in microseconds, 0.2 to 1.2 s on the machines it was run on; growing with the square, it would take many times this.
  expect(user + system).toBeLessThan(5_000_000);
});
