/** What people type in words is read in every language; a new language does not compile until it has its words here. */
import { describe, expect, it } from '@jest/globals';
import { parseAnswer } from '../../../src/goals/answers/answer';
import { type Locale, locales } from '../../../src/goals/schema';
import { comparableHeading } from '../../../src/import/table/headings';
import { goalWith, programmeWith } from '../../helpers/fixtures';

interface Words {
  readonly yes: string;
  readonly no: string;
  readonly atLeast: string;
  readonly atMost: string;
  readonly about: string;
  /** A duration, and the field's unit. */
  readonly months: string;
  readonly month: string;
  /** A column of one month, and what is left of it to compare. */
  readonly heading: readonly [typed: string, compared: string];
}

const words: Readonly<Record<Locale, Words>> = {
  fi: {
    ...{ yes: 'Kyllä', no: 'Ei', atLeast: 'vähintään 5', atMost: 'enintään 5', about: 'noin 5' },
    ...{ months: '5 kuukautta', month: 'kk', heading: ['Toteuma tammikuu 2026', 'toteuma'] },
  },
  sv: {
    ...{ yes: 'Ja', no: 'Nej', atLeast: 'minst 5', atMost: 'högst 5', about: 'cirka 5' },
    ...{ months: '5 månader', month: 'mån', heading: ['Utfall januari 2026', 'utfall'] },
  },
  en: {
    ...{ yes: 'Yes', no: 'No', atLeast: 'at least 5', atMost: 'at most 5', about: 'about 5' },
    ...{ months: '5 months', month: 'months', heading: ['Actual January 2026', 'actual'] },
  },
};

const form = programmeWith();
const figure = goalWith('a', { fields: [{ id: 'value', kind: 'number', label: { fi: 'Arvo' } }] });

describe.each(locales)('in %s', (locale) => {
  const { yes, no, atLeast, atMost, about, months, month, heading } = words[locale];
  const read = (field: object, typed: string) =>
    parseAnswer({ ...figure.fields[0]!, ...field }, form, typed, locale);

  it('yes and no are answers', () => {
    expect(read({ kind: 'yes-no' }, yes)).toMatchObject({ ok: true, answer: { value: 1 } });
    expect(read({ kind: 'yes-no' }, no)).toMatchObject({ ok: true, answer: { value: 0 } });
  });

  it('bounds in words are bounds', () => {
    expect(read({}, atLeast)).toMatchObject({ answer: { value: 5, comparator: 'at-least' } });
    expect(read({}, atMost)).toMatchObject({ answer: { value: 5, comparator: 'at-most' } });
    expect(read({}, about)).toMatchObject({ ok: true, answer: { value: 5 } });
  });

  it('a unit in words is the field’s own', () => {
    const field = { unit: { [locale]: month } };
    expect(read(field, months)).toEqual(expect.objectContaining({ ok: true }));
    expect(read(field, months)).not.toHaveProperty('warnings.0');
  });

  it('the name of a month in a heading is not compared', () => {
    expect(comparableHeading(heading[0])).toBe(heading[1]);
  });
});
