/** Uses a programme with given ids of goals, groups, fields and options in every way, and records what people see. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { reportWords } from '../../cards/report/words';
import { runCli } from '../../bot/cli/run';
import { objectIdFor } from '../../seeds/load';
import { schedule } from '../../src/audit/audit';
import { buildDigest } from '../../src/digest/build-digest';
import { goalSchema, type Goal, type Programme } from '../../src/goals/schema';
import { peopleSchema } from '../../src/people/schema';
import { recordReply } from '../../src/replies/record-reply';
import { loadDrafts } from './drafts';
import { loadHistory } from '../../src/replies/reply-store';
import { replyEntries } from '../../src/replies/reply-audit';
import { makeReport } from '../../src/report/report';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { type BotUnderTest, personAt } from './bot-under-test';
import { programmeWith, saveSetting } from './fixtures';
import { buttonsOf, type Inputs, show, valuesOf } from './pressing';

export interface OddIds {
  readonly goal: string;
  readonly group: string;
  readonly field: string;
  readonly option: string;
}

const anna = 'odd-anna@example.org';
const bo = 'odd-bo@example.org';
const [before, now] = ['2025-Q3', '2025-Q4'];

/** A measure, a choice and a text in a group; Bo owns one field alone. */
function goalOf({ goal, group, field, option }: OddIds): Goal {
  const options = [option, 'other'].map((id) => ({
    id,
    label: { fi: `Vaihtoehto ${id === option ? 1 : 2}` },
  }));
  return goalSchema.parse({
    id: goal,
    code: 'T1',
    title: { fi: 'Tavoite' },
    headings: [{ fi: 'Yksikkö' }],
    owners: [anna],
    groups: [{ id: group, kind: 'task', label: { fi: 'Tehtävä' } }],
    fields: [
      { id: field, kind: 'percent', label: { fi: 'Osuus' }, role: 'confidence' },
      {
        id: `${field}-choice`,
        kind: 'single-choice',
        label: { fi: 'Valinta' },
        options,
        required: false,
        group,
      },
      {
        ...{ id: `${field}-why`, kind: 'text', label: { fi: 'Miksi' }, required: false, group },
        askedWhen: { field: `${field}-choice`, is: [option] },
      },
      { id: 'of-bo', kind: 'text', label: { fi: 'Bon kohta' }, required: false, owners: [bo] },
    ],
  });
}

/** Everything that was shown, said, kept or written, in order. The clock is stopped, so all times are the same. */
export async function lifeOf(running: BotUnderTest, programmeId: string, ids: OddIds): Promise<unknown[]> {
  const { store, clock } = running;
  const programme = programmeWith({ id: programmeId, coordinator: anna, channels: [] });
  const people = peopleSchema.parse({
    persons: [anna, bo].map((id) => ({ id, name: id.split('@')[0], aadObjectId: objectIdFor(id) })),
  });
  await saveSetting(store, { register: { programme, goals: [goalOf(ids)] }, people });
  await lastPeriod(running, programme, ids);
  await open(running, programmeId, now, new Date('2026-02-20T14:00:00Z'));
  const name = { programmeId, period: now, goalId: ids.goal };
  const shown = [...(await answerInTeams(running, name, ids)), ...(await readInTeams(running, name))];
  const digest = await buildDigest(store, name, clock.now());
  const kept = [
    await loadHistory(store, name, ids.goal),
    [...(await loadDrafts(store, name, anna))],
    await replyEntries(store, name),
  ];
  return [
    ...shown,
    digest,
    ...kept,
    ...(await reports(running, name)),
    ...(await commands(running, programmeId)),
  ];
}

async function open({ store }: BotUnderTest, programmeId: string, period: string, deadline: Date) {
  const opens = new Date(deadline.getTime() - 40 * 24 * 3600 * 1000);
  await openRound(store, { programmeId, period, opens, deadline, ...schedule }, opens);
}

async function lastPeriod(
  running: BotUnderTest,
  { id: programmeId }: Programme,
  { goal, field, option }: OddIds,
) {
  const { store } = running;
  const name = { programmeId, period: before };
  await open(running, programmeId, before, new Date('2025-11-20T14:00:00Z'));
  const at = new Date('2025-11-01T10:00:00Z');
  const typed = { [field]: '40', [`${field}-choice`]: option, [`${field}-why`]: 'Siksi' };
  await recordReply(store, { ...name, goalId: goal, by: anna, typed, locale: 'fi', seenVersion: 0 }, at);
  await closeRound(store, { ...name, ...schedule }, new Date('2025-11-20T14:00:00Z'));
}

async function answerInTeams(running: BotUnderTest, name: { goalId: string }, { field, option }: OddIds) {
  const user = await personAt(running, anna);
  const shown = [await show(user, 'start', name), await show(user, 'goal', name)];
  const act = async (verb: string, typed: Inputs = {}, more: object = {}) => {
    const card = await show(user, 'goal', name);
    const data = buttonsOf(card, verb)[0]?.data ?? buttonsOf(card, 'save')[0]!.data;
    shown.push(await show(user, verb, { ...data, ...valuesOf(card), ...typed, ...more }));
  };
  await act('prefill');
  await act('keep', { [`field_${field}`]: '55' });
  await act('save', { [`field_${field}`]: 'ei luku' });
  await act('save', {
    [`field_${field}`]: '60',
    [`field_${field}-choice`]: option,
    [`field_${field}-why`]: '',
  });
  await act('save', { [`field_${field}`]: '61', [`field_${field}-why`]: 'Koska' });
  await act('discard', {}, { sure: true });
  await act('unchanged');
  return shown;
}

async function readInTeams(
  running: BotUnderTest,
  name: { programmeId: string; period: string; goalId: string },
) {
  const [asAnna, asBo] = [await personAt(running, anna), await personAt(running, bo)];
  return [
    await show(asBo, 'goal', name),
    await show(asAnna, 'history', { ...name, language: 'fi' }),
    await show(asAnna, 'division', { ...name, language: 'fi', division: 'Yksikkö' }),
    await show(asAnna, 'year', name),
    await show(asAnna, 'owners', name),
    await show(asAnna, 'hand-over', { ...name, version: 0 }),
  ];
}

async function reports({ store, clock }: BotUnderTest, name: { programmeId: string; period: string }) {
  const texts: string[] = [];
  for (const format of ['csv', 'json'] as const)
    texts.push(
      Buffer.from(
        (await makeReport(store, { ...name, format }, clock.now(), reportWords)).content,
      ).toString(),
    );
  for (const format of ['xlsx', 'docx', 'pptx'] as const)
    texts.push(
      String((await makeReport(store, { ...name, format }, clock.now(), reportWords)).content.length > 1_000),
    );
  return texts;
}

/** Writes the register to a file and reads it back, into the programme and into a new one. */
async function commands({ file, clock }: BotUnderTest, programmeId: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'seuranta-ids-'));
  const printed: string[] = [];
  const run = (...args: string[]) =>
    runCli([...args, '--data', path.dirname(file)], { clock, print: (text) => void printed.push(text) });
  try {
    const out = path.join(folder, 'register.xlsx');
    await run('export-register', '--programme', programmeId, '--out', out);
    printed.length = 0;
    await run('import', out, '--programme', programmeId, '--dry-run', '--json');
    await run('import', out, '--programme', `${programmeId}-new`, '--json');
    await run('goals', '--programme', `${programmeId}-new`, '--json');
    await run('replies', '--programme', programmeId, '--period', now, '--json');
    await run('audit', '--programme', programmeId, '--what', 'replied', '--format', 'json');
    return printed;
  } finally {
    await rm(folder, { recursive: true });
  }
}
