import { parseAnswer } from '../../src/goals/answers/answer';
import { fieldSchema, programmeSchema } from '../../src/goals/schema';
import { pastAnswer } from '../../src/replies/past-round';
import { readSeed, seedsDirectory } from '../../seeds/read';

const { programme } = readSeed(`${seedsDirectory}/productivity-key-results`);
const field = (kind: string) => fieldSchema.parse({ id: 'value', kind, label: { fi: 'Toteuma' } });

describe('a figure of a published document', () => {
  it.each([
    ['number', 'kesken'],
    ['yes-no', '50'],
    ['yes-no', 'osittain'],
  ])('of a %s stays as printed where nothing can be computed from it: %s', (kind, printed) => {
    expect(parseAnswer(field(kind), programmeSchema.parse(programme), printed, 'fi').ok).toBe(false);
    expect(pastAnswer(field(kind), programme, printed)).toMatchObject({
      ok: true,
      answer: { raw: printed, value: null },
    });
  });

  it.each([
    ['yes-no', 'Kyllä', 1],
    ['yes-no', '0,75', 0.75],
    ['number', '-51', -51],
  ])('of a %s is computed with where it can be: %s', (kind, printed, value) => {
    expect(pastAnswer(field(kind), programme, printed)).toMatchObject({
      ok: true,
      answer: { raw: printed, value },
    });
  });

  it('is refused where it does not fit its field', () => {
    expect(pastAnswer(field('date'), programme, 'keväällä')).toMatchObject({ ok: false });
  });
});
