/** A bot with people in every role of one programme, and the states that its rounds go through. */
import { type Who } from '../../bot/actions/parts/permission';
import { type BotOptions } from '../../bot/process/bot';
import { objectIdFor } from '../../seeds/load';
import { schedule } from '../../src/audit/audit';
import { existingProgramme, loadRegister, programmesPartition, saveRegister } from '../../src/goals/register';
import { type Goal, goalSchema, type Locale, type Programme, type Register } from '../../src/goals/schema';
import { unitNameOf } from '../../src/goals/unit';
import { type ReadRegister } from '../../src/import/read-register';
import { type ImportedField, type ImportedRegister } from '../../src/import/table/imported';
import { peoplePartition } from '../../src/people/directory';
import { type Grant, grant } from '../../src/people/grants';
import { chooseLanguage } from '../../src/people/language';
import { leftKey } from '../../src/people/left';
import { setSubstitute } from '../../src/people/substitutions';
import { readRound, type RoundName, roundPartition } from '../../src/rounds/round-store';
import { insert, replace } from '../../src/storage/rows';
import { type BotUnderTest, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { FileServer } from '../helpers/file-server';
import { type Channel } from '../helpers/saying';
import { faults } from '../helpers/teams-faults';
import { asImported, withGoals } from '../import/as-imported';
import { type Presser } from './crawl';

export interface Setting extends RoundName {
  readonly locale: Locale;
  /** Is asked about several goals. */
  readonly owner: string;
  readonly coordinator: string;
  /** Rounds that were closed cannot be taken back. */
  readonly ends: 'closed' | 'discarded';
}

/** Before the rounds of allDue open. */
export const nothingOpen = '2026-01-02T08:00:00Z';
const people = {
  colleague: 'strategy-training-manager@example.org',
  admin: 'planning@example.org',
  leader: 'director@example.org',
  head: 'division@example.org',
  outsider: 'survey-pharmacist@example.org',
};
const substitute = 'finance@example.org';
const announcements: Channel = { id: '19:announcements@thread.tacv2', name: 'Tiedotteet', team: 'Johto' };

/** What they may press too, with the same cards as somebody else. */
const leaves: Readonly<Record<string, readonly Who[]>> = {
  admin: ['coordinators', 'coordinators and heads of units', 'readers of a goal', 'readers of the digest'],
  coordinator: ['readers of a goal', 'readers of the digest', 'readers of a unit'],
};

export interface Life extends BotUnderTest {
  readonly setting: Setting;
  readonly programme: Programme;
  readonly goals: readonly Goal[];
  /** Of one of the owner's goals. */
  readonly code: string;
  /** Everybody in their own chat; by role. */
  readonly pressers: Readonly<Record<keyof typeof people | 'owner' | 'coordinator' | 'substitute', Presser>>;
  readonly inChannel: Presser;
  readonly files: FileServer;
}

const readRegister: ReadRegister = (bytes) =>
  Promise.resolve(JSON.parse(Buffer.from(bytes).toString()) as ImportedRegister);

/** Its content is not looked at here, and making one takes seconds. */
const makeReport: BotOptions['makeReport'] = ({ name }) =>
  Promise.resolve({ fileName: `raportti.${name.format}`, content: Buffer.from('') });

export async function startLife(setting: Setting): Promise<Life> {
  const files = await new FileServer().start();
  const options = { moment: nothingOpen, readRegister, makeReport, downloads: files.limits };
  const running = await startBotUnderTest(options);
  const { programme, goals } = await judgedByOwner(running, setting);
  const roles = { ...people, substitute, owner: setting.owner, coordinator: setting.coordinator };
  const own = goals.find(({ owners }) => owners.includes(setting.owner))!;
  const unit = unitNameOf(own, programme);
  const pressers: Record<string, Presser> = {};
  for (const [role, id] of Object.entries(roles)) {
    await chooseLanguage(running.store, id, setting.locale);
    pressers[role] = { role, user: await personAt(running, id), leaves: leaves[role] ?? [] };
  }
  await grantAll(running, setting, unit);
  await substituted(running, setting);
  const [leaver, blocker] = othersThan(Object.values(roles), goals);
  await leave(running, leaver!);
  block(running, blocker!);
  const inChannel = { role: 'channel', user: pressers['leader']!.user, channel: announcements };
  return {
    ...running,
    ...{
      setting,
      programme,
      goals,
      code: own.code,
      inChannel,
      files,
      pressers: pressers as Life['pressers'],
    },
    stop: async () => {
      await running.stop();
      await files.stop();
    },
  };
}

/** The owner also gives one goal a light of their own, as some programmes ask. */
async function judgedByOwner({ store }: BotUnderTest, { programmeId, owner }: Setting): Promise<Register> {
  const { programme, goals } = (await loadRegister(store, programmeId))!;
  const judged = goals.find(({ owners, fields }) => owners.includes(owner) && isMeasured(fields));
  const own = {
    id: 'own',
    kind: 'light',
    role: 'state',
    label: { fi: 'Oma arvio' },
    required: false,
  } as const;
  const next = goals.map((goal) =>
    goal === judged ? goalSchema.parse({ ...goal, fields: [...goal.fields, own] }) : goal,
  );
  await saveRegister(store, { programme, goals: next });
  return { programme, goals: next };
}

const isMeasured = (fields: Goal['fields']) =>
  fields.some(({ role }) => role === 'measure' || role === 'confidence');

/** Owners without another role in this test. */
function othersThan(known: readonly string[], goals: readonly Goal[]): string[] {
  const owners = new Set(goals.flatMap((goal) => goal.owners));
  return [...owners].filter((owner) => owner.includes('@') && !known.includes(owner));
}

async function grantAll(
  { store, clock }: BotUnderTest,
  { programmeId }: Setting,
  unit: string,
): Promise<void> {
  const grants: readonly Grant[] = [
    { personId: people.leader, role: 'reader', programmeId },
    { personId: people.head, role: 'unit-head', programmeId, unit },
  ];
  for (const each of grants) await grant(store, each, schedule, clock.now());
}

async function substituted({ store, clock }: BotUnderTest, { owner }: Setting): Promise<void> {
  const days = { from: '2026-01-19', to: '2026-01-30' };
  await setSubstitute(store, { personId: owner, substituteId: substitute, ...days }, clock.now());
}

/** Nobody is asked until an admin starts the programme, as after an import. */
export async function waitForStart({ store, setting }: Life): Promise<void> {
  const row = await existingProgramme(store, setting.programmeId);
  await store.commit(programmesPartition, [replace(row, { ...row.value, awaitsStart: true })]);
}

/** Teams says that this person has blocked the bot. */
function block({ connector }: BotUnderTest, personId: string): void {
  const id = objectIdFor(personId);
  connector.fault = ({ personId: to, conversationId }) =>
    to === id || conversationId.endsWith(id) ? faults.blockedByUser : undefined;
}

async function leave({ store }: BotUnderTest, personId: string): Promise<void> {
  const left = { personId, day: '2026-01-19', why: 'gone' as const };
  await store.commit(peoplePartition, [insert(leftKey(personId), left)]);
}

/** Late replies are taken for two weeks after the deadline. */
export async function withGrace({ store, setting }: Life): Promise<void> {
  const row = (await readRound(store, setting))!;
  const closes = new Date(new Date(row.value.deadline).getTime() + 14 * 24 * 3600 * 1000);
  await store.commit(roundPartition(setting), [replace(row, { ...row.value, closes: closes.toISOString() })]);
}

/** The programme's register as a file with an unknown owner and a target that does not say which side is good. */
export function registerFile({ programme, goals, files }: Life): object {
  const file = withGoals(asImported(programme, goals), ([first, second, ...rest]) => [
    { ...first!, fields: [unclear(first!.place)] },
    { ...second!, ownersText: 'Matti Meikäläinen', title: { fi: 'Aivan toisin sanottu' } },
    ...rest,
  ]);
  return files.attachment('Ohjelma 2026.xlsx', JSON.stringify(file));
}

const unclear = (place: ImportedField['place']): ImportedField => ({
  ...({ id: 'queue', kind: 'number', role: 'measure', label: { fi: 'Jono' }, required: true } as const),
  ...{ targets: [{ raw: '14', value: 14 }], place },
});
