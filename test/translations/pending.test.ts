/** A text in one language is an answer; its translation is missing, and named wherever answers are counted. */
import { computeDigest } from '../../src/digest/digest';
import { loadDigestSource } from '../../src/digest/build-digest';
import { loadAskedRound, isLeft } from '../../src/replies/asked-goals';
import { askedPersons, loadAskedPersonsSource } from '../../src/replies/asked-persons';
import { missingByUnit } from '../../src/replies/missing';
import { waitingByUnit } from '../../src/translations/due';
import { recordReply } from '../../src/replies/record-reply';
import { readReply } from '../../src/replies/reply-store';
import { noAnswers } from '../../src/replies/reply';
import { pendingTranslations } from '../../src/replies/pending-translations';
import { readRound } from '../../src/rounds/round-store';
import {
  anna,
  during,
  eachWithStore,
  estimate,
  goalWith,
  name,
  saveOpenRound,
  smallSetting,
  text,
} from '../helpers/fixtures';

const told = { label: { fi: 'Seuranta' }, required: true };
const goal = goalWith('a', {
  fields: [
    estimate('value'),
    text('sv', { ...told, language: 'sv' }),
    text('fi', { ...told, language: 'fi' }),
  ],
});
const stored = eachWithStore();

beforeEach(() => {
  const setting = smallSetting();
  return saveOpenRound(stored.store, { ...setting, register: { ...setting.register, goals: [goal] } });
});

const save = (typed: Readonly<Record<string, string>>, seenVersion = 0) =>
  recordReply(
    stored.store,
    { ...name, goalId: 'a', by: anna, typed: { value: '5', ...typed }, locale: 'fi', seenVersion },
    during,
  );
const source = async () =>
  (await loadAskedPersonsSource(stored.store, (await readRound(stored.store, name))!.value))!;
const pending = async () =>
  pendingTranslations(goal, (await readReply(stored.store, name, 'a'))?.value.answers ?? noAnswers).map(
    ({ field, source: from }) => `${from.id} → ${field.id}`,
  );

it('is pending in the other language, whichever was written first', async () => {
  expect(await pending()).toEqual([]);
  await save({ fi: 'Etenee' });
  expect(await pending()).toEqual(['fi → sv']);
  await save({ fi: 'Etenee', sv: 'Framskrider' }, 1);
  expect(await pending()).toEqual([]);
  await save({ fi: '', sv: 'Framskrider' }, 2);
  expect(await pending()).toEqual(['sv → fi']);
});

it('does not keep the person waiting, nor the round', async () => {
  await save({ fi: 'Etenee' });
  const asked = (await loadAskedRound(stored.store, name, anna, during))!;
  expect(asked.goals.map((each) => [each.completeness, isLeft(each)])).toEqual([['answered', false]]);
  expect(askedPersons(await source()).map(({ done }) => done)).toEqual([true]);
});

it('is counted by the digest and listed by unit beside what is not answered, until it is written', async () => {
  const untranslated = async () =>
    computeDigest(await loadDigestSource(stored.store, name), during).untranslated;
  expect(await untranslated()).toBeUndefined();
  await save({ fi: 'Etenee' });
  expect(await untranslated()).toBe(1);
  expect(missingByUnit(await source())).toEqual([]);
  const listed = waitingByUnit(await source()).map(({ name: unit, persons }) => [unit, persons]);
  expect(listed).toEqual([['Unit', [{ personId: anna, goals: [], untranslated: [goal] }]]]);
  await save({ fi: 'Etenee', sv: 'Framskrider' }, 1);
  expect(await untranslated()).toBeUndefined();
  expect(waitingByUnit(await source())).toEqual([]);
});
