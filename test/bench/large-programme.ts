/** The data of the measurements: a programme of any size with the answers of two rounds. */
import { schedule } from '../../src/audit/audit';
import { type DigestSource } from '../../src/digest/digest';
import { saveRegister } from '../../src/goals/register';
import { type Goal } from '../../src/goals/schema';
import { savePeople } from '../../src/people/directory';
import { type Reply } from '../../src/replies/reply';
import { replyChanges } from '../../src/replies/reply-store';
import { closeRound } from '../../src/rounds/close-round';
import { enqueueDigests } from '../../src/rounds/enqueue-digests';
import { type Handover } from '../../src/rounds/responsibility';
import { openRound } from '../../src/rounds/open-round';
import { type RoundName, roundPartition } from '../../src/rounds/round-store';
import { commitInPages } from '../../src/storage/rows';
import { type EntityStore } from '../../src/storage/store';
import { type Raws, repliesOf, sourceOf } from '../digest/fixtures';
import { during, goalWith, name, opens, peopleOf, programmeWith, text } from '../helpers/fixtures';

const goalsPerPerson = 10;
const day = 24 * 3600 * 1000;
const before = (date: Date, days: number) => new Date(date.getTime() - days * day);

/** Goals in 8 divisions and 30 units, each with a figure against a target, the owner's light and a summary. */
export function manyGoals(count: number): Goal[] {
  return Array.from({ length: count }, (_, index) =>
    goalWith(`g${index}`, {
      headings: [{ fi: `Toimiala ${index % 8}`, sv: `Sektor ${index % 8}` }],
      unit: { fi: `Yksikkö ${index % 30}`, sv: `Enhet ${index % 30}` },
      owners: [ownerOf(index)],
      fields: [
        {
          ...{ id: 'figure', kind: 'number', label: { fi: 'Toteuma', sv: 'Utfall' }, role: 'measure' },
          ...{ baseline: { raw: '20', value: 20 }, targets: [{ raw: '120', value: 120 }] },
        },
        { id: 'own', kind: 'light', label: { fi: 'Oma arvio' }, role: 'state', required: false },
        text('summary'),
      ],
    }),
  );
}

function ownerOf(index: number): string {
  return `p${Math.floor(index / goalsPerPerson)}@example.org`;
}

/** One goal in seven is not answered, one in eleven has no measure, and the figures change with every shift. */
export function rawsOf(goals: readonly Goal[], shift: number, sentences = 3): Raws {
  const summary =
    'Työ on edennyt suunnitelman mukaan, ja seuraavat vaiheet on sovittu yksiköiden kanssa. '.repeat(
      sentences,
    );
  return Object.fromEntries(
    goals.flatMap(({ id }, index) => {
      if ((index + shift) % 7 === 0) return [];
      const figure = index % 11 === 0 ? 'ei mittaria' : String(20 + ((index * 13 + shift * 29) % 100));
      return [[id, { figure, own: index % 3 === 0 ? 'red' : 'yellow', summary }]];
    }),
  );
}

function peopleFor(count: number) {
  return peopleOf([...new Set(Array.from({ length: count }, (_, index) => ownerOf(index)))]);
}

/** One goal in twenty is answered by a colleague of its owner. */
function handoversOf(goals: readonly Goal[]): Handover[] {
  const at = opens.toISOString();
  return goals.flatMap(({ id, owners: [from] }, index) => {
    const to = ownerOf((index + goalsPerPerson) % goals.length);
    return index % 20 === 0 ? [{ goalId: id, from: from!, to, by: from!, at }] : [];
  });
}

/** An open round with an earlier digest, and the round before it, in memory. */
export function largeSource(count: number): DigestSource {
  const goals = manyGoals(count);
  return sourceOf({
    goals,
    raws: rawsOf(goals, 0),
    then: rawsOf(goals.slice(0, count / 2), 0),
    previous: { goals, raws: rawsOf(goals, 1) },
    people: peopleFor(count),
    handovers: handoversOf(goals),
  });
}

/** A moment later than everything that is saved. */
export const afterAnswers = new Date(during.getTime() + day);

/** The same in a store, without the hand-overs; every reply has its history. */
export async function saveLargeRounds(store: EntityStore, count: number): Promise<RoundName> {
  const register = { programme: programmeWith({ channels: [] }), goals: manyGoals(count) };
  await savePeople(store, peopleFor(count));
  await saveRegister(store, register);
  const answer = (round: RoundName, goals: readonly Goal[], shift: number, at: Date) =>
    saveReplies(store, round, repliesOf({ ...register, goals }, rawsOf(goals, shift)), at);
  const earlier = { ...name, period: '2026-Q2' };
  const times = { opens: before(opens, 90), deadline: before(opens, 60) };
  await openRound(store, { ...earlier, ...schedule, ...times }, times.opens);
  await answer(earlier, register.goals, 1, before(opens, 70));
  await closeRound(store, { ...earlier, ...schedule }, times.deadline);
  await openRound(
    store,
    { ...name, ...schedule, opens, deadline: new Date(opens.getTime() + 28 * day) },
    opens,
  );
  await answer(name, register.goals.slice(0, count / 2), 0, before(during, 2));
  await enqueueDigests(store, register.programme, { ...name, step: before(during, 1).toISOString() }, during);
  await answer(name, register.goals.slice(count / 2), 0, during);
  return name;
}

async function saveReplies(
  store: EntityStore,
  round: RoundName,
  replies: ReadonlyMap<string, Reply>,
  at: Date,
): Promise<void> {
  const changes = [...replies.values()].flatMap((reply) =>
    replyChanges(undefined, { ...reply, at: at.toISOString() }),
  );
  await commitInPages(store, roundPartition(round), changes, 99);
}
