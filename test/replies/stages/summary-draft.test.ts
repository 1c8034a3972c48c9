import { wordingFor } from '../../../bot/views/wording';
import { type Goal, type Locale } from '../../../src/goals/schema';
import { withTaskWords } from '../../../src/goals/stages/task-words';
import { type GivenAnswers } from '../../../src/replies/reply';
import { missingParts, summaryDraft } from '../../../src/replies/stages/summary-draft';
import { goalWith } from '../../helpers/fixtures';
import { programme, staged } from './staged';

const writer = (locale: Locale) => wordingFor(locale);
const given = (answers: Readonly<Record<string, string | number>>): GivenAnswers =>
  Object.fromEntries(
    Object.entries(answers).map(([id, value]) => [
      id,
      { raw: String(value), value, by: 'bo@example.org', at: '2026-10-12T09:00:00.000Z', version: 1 },
    ]),
  );
const goal = withTaskWords(staged, programme);
const draft = (answers: GivenAnswers, of: Goal = goal) =>
  summaryDraft({ programme, goal: of, fields: of.fields }, answers, writer)?.text;

it('is a line a task with its figures and words; what goes as planned is not repeated', () => {
  const answers = given({
    ...{ 'one-progress': 60, 'one-state': 'planned', 'one-words': 'Oirearvioita tehtiin 12 000.' },
    ...{ 'two-progress': 5, 'two-state': 'stuck', 'two-words': 'Hankinta on kesken.' },
  });
  expect(draft(answers)).toBe(
    'Oirearviot (60\u00a0%): Oirearvioita tehtiin 12 000.\nTarjotin (5\u00a0%, Ei etene): Hankinta on kesken.',
  );
  expect(missingParts(goal, answers, 'tasks')).toEqual([]);
});

it('leaves out a task of which nothing is answered, and names it as missing', () => {
  const answers = given({ 'one-progress': 60, 'one-state': 'planned', 'one-words': 'Tehty.' });
  expect(draft(answers)).toBe('Oirearviot (60\u00a0%): Tehty.');
  expect(missingParts(goal, answers, 'tasks')).toEqual([{ fi: 'Tarjotin' }]);
});

it('is none without any answer, and none for a goal without a summary', () => {
  expect(draft({})).toBeUndefined();
  const fields = goal.fields.filter(({ id }) => id !== 'summary');
  expect(draft(given({ 'one-words': 'Tehty.' }), { ...goal, fields })).toBeUndefined();
});

it('fits into the summary, and shows with "…" what was cut', () => {
  const fields = goal.fields.map((field) => (field.id === 'summary' ? { ...field, maxLength: 300 } : field));
  const text = draft(given({ 'one-words': 'a'.repeat(500), 'two-words': 'b'.repeat(500) }), {
    ...goal,
    fields,
  })!;
  expect(text.length).toBeLessThanOrEqual(300);
  expect(text.split('\n').map((line) => line.at(-1))).toEqual(['…', '…']);
});

it('uses the text that a task’s register already asks for', () => {
  const own = goalWith('own', {
    groups: [{ id: 'one', kind: 'task', label: { fi: 'Oirearviot' } }],
    fields: [
      { id: 'told', kind: 'text', label: { fi: 'Kerro' }, group: 'one' },
      { id: 'summary', kind: 'text', role: 'narrative', label: { fi: 'Yhteenveto' } },
    ],
  });
  expect(withTaskWords(own, programme)).toBe(own);
  expect(draft(given({ told: 'Omin sanoin.' }), own)).toBe('Oirearviot: Omin sanoin.');
});
