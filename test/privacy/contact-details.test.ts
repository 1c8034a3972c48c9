/** Contact details in an answer belong to whom they name: they are shown to that person and erased with them. */
import { schedule } from '../../src/audit/audit';
import { erasePerson } from '../../src/privacy/erase-person';
import { exportWords } from '../../cards/parts/export-words';
import { exportPerson } from '../../src/privacy/export-person';
import { rowsNaming } from '../../src/privacy/typed-names';
import { keepDraft } from '../../src/replies/draft';
import { readReply } from '../../src/replies/reply-store';
import { recordReply } from '../../src/replies/record-reply';
import { closeRound } from '../../src/rounds/close-round';
import {
  deadline,
  during,
  eachWithStore,
  goalWith,
  name,
  peopleOf,
  programmeWith,
  saveOpenRound,
  text,
} from '../helpers/fixtures';

const [chief, aino, other] = ['chief@example.org', 'aino@example.org', 'other@example.org'];
const contact = goalWith('contact', {
  ...{ contact: true, owners: [chief] },
  fields: ['organisation', 'person', 'phone', 'email'].map((id) => text(id, { required: true })),
});
const note = goalWith('note', { owners: [chief], fields: [text('answer', { required: true })] });
const details = { organisation: 'Alue', person: 'Aino Virtanen', phone: '040 000 0000', email: aino };
const stored = eachWithStore();

const fill = (typed: Readonly<Record<string, string>>, goalId = 'contact') =>
  recordReply(stored.store, { ...name, goalId, by: chief, typed, locale: 'fi', seenVersion: 0 }, during);
const raws = async (goalId = 'contact') => {
  const { answers } = (await readReply(stored.store, name, goalId))!.value;
  return Object.fromEntries(Object.entries(answers).map(([id, { raw }]) => [id, raw]));
};
const erase = (personId: string) => {
  const options = { personId, actor: { by: 'cli:test', way: 'cli' as const }, admins: new Set<string>() };
  return erasePerson(stored.now.store, options, deadline);
};
const stays = (typed: Readonly<Record<string, string>>) =>
  Object.values(typed).filter((each) => JSON.stringify(stored.now.content()).includes(each));

beforeEach(async () => {
  const { persons, roles } = peopleOf([chief, other]);
  const people = { persons: [...persons, { id: aino, name: 'Aino Virtanen', admin: false }], roles };
  await saveOpenRound(stored.store, {
    register: { programme: programmeWith(), goals: [contact, note] },
    people,
  });
});

it.each([
  ['by the address', { ...details, person: 'A. V.' }],
  [
    'by the name, where the address is an office’s',
    { ...details, person: 'Virtanen Aino', email: 'office@example.org' },
  ],
])(
  'what names a person %s goes with the person, phone number and all, in every version',
  async (_, typed) => {
    await fill(typed);
    await closeRound(stored.store, { ...name, ...schedule }, deadline);
    await erase(aino);
    expect(await raws()).toEqual({ organisation: '–', person: '–', phone: '–', email: '–' });
    expect(stays({ phone: typed.phone, person: typed.person, aino })).toEqual([]);
    expect(await rowsNaming(stored.now.store, 'Aino Virtanen')).toEqual([]);
  },
);

it('what was typed and not sent goes too', async () => {
  await keepDraft(
    stored.store,
    { ...name, goalId: 'contact', personId: chief },
    { typed: details, seenVersion: 0, shown: contact.fields, sawDraft: false },
    during,
  );
  expect(stays({ phone: details.phone })).toEqual([details.phone]);
  await erase(aino);
  expect(stays({ phone: details.phone, person: details.person, aino })).toEqual([]);
});

it('those of somebody else stay, and so does what others wrote', async () => {
  await fill({ ...details, person: 'Pekka Laine', email: other });
  await fill({ answer: 'Vastasi Aino Virtanen' }, 'note');
  await erase(aino);
  expect(await raws()).toMatchObject({ person: 'Pekka Laine', phone: '040 000 0000', email: other });
  expect(await raws('note')).toEqual({ answer: 'Vastasi Aino Virtanen' });
});

it('are shown to the person whom they name, whoever typed them', async () => {
  await fill(details);
  const document = await exportPerson(stored.now.store, aino, during, exportWords);
  expect(document[exportWords('fi').headings.answers]).toMatchObject([
    { programme: 'prog', period: name.period, goal: 'contact', answers: [], contactDetails: details },
  ]);
});
