/** An organisation in the middle of its rounds: five programmes, 500 persons with five goals each, eight rounds before. */
import { readSeed, seedFolders } from '../../seeds/read';
import { saveRegister } from '../../src/goals/register';
import { holidayCalendar } from '../../src/periods/working-days';
import { previousPeriod } from '../../src/periods/period';
import { pastAnswer, pastReply, writePastRound } from '../../src/replies/past-round';
import { type Reply } from '../../src/replies/reply';
import { listOpenRounds, type RoundName } from '../../src/rounds/round-store';
import { doDueWork, sendDue } from '../../src/schedule/tick';
import { type EntityStore } from '../../src/storage/store';
import { type BigProgramme, saveFiveHundred } from '../year/five-hundred-persons';

/** "A person with five goals is done in under a minute a goal": what the project wants to be good at. */
const goalsEach = 5;
const pastRounds = 8;

/** Where the bot's clock starts: a day on which a round of every programme opens. */
export const busyFrom = new Date('2026-01-20T07:00:00Z');

export interface OpenProgramme extends BigProgramme {
  readonly round: RoundName;
  /** What the documents say of the period before, by the goal's id. */
  readonly before: ReadonlyMap<string, Reply>;
}

/** Answers can be changed as often as one likes. */
export async function saveBusyOrganisation(store: EntityStore): Promise<readonly OpenProgramme[]> {
  const programmes = (await saveFiveHundred(store, busyFrom, goalsEach)).map(unlocked);
  for (const programme of programmes) await saveRegister(store, programme);
  await openDueRounds(store);
  const open = await listOpenRounds(store);
  const busy = programmes.map((each) => {
    const round = open.find(({ programmeId }) => programmeId === each.programme.id)!;
    const replies = documentedReplies(each, previousPeriod(round.period));
    return { ...each, round, before: new Map(replies.map((reply) => [reply.goalId, reply])) };
  });
  for (const each of busy) await savePast(store, each);
  return busy;
}

/** Opens the rounds that are due on that day; their prompts count as sent. */
export async function openDueRounds(store: EntityStore): Promise<void> {
  const failed = (what: string, error: unknown) => {
    throw new Error(what, { cause: error });
  };
  const receipt = { conversationId: 'a:chat', activityId: '1', serviceUrl: 'http://127.0.0.1/' };
  const options = {
    ...{ store, clock: { now: () => busyFrom }, holidays: holidayCalendar(), onFailure: failed },
    deliver: () => Promise.resolve({ type: 'sent' as const, receipt }),
  };
  await doDueWork(options);
  await sendDue(options);
}

function unlocked({ programme, goals }: BigProgramme): BigProgramme {
  return { programme: { ...programme, policy: { ...programme.policy, lockOnSubmit: false } }, goals };
}

/** The latest one has the figures of the document; of those before it is known that they were. */
async function savePast(
  store: EntityStore,
  { programme, goals, round, before }: OpenProgramme,
): Promise<void> {
  let period = previousPeriod(round.period);
  const past = { programme, goals, roles: [], by: 'seeds' };
  await writePastRound(store, { ...past, period, replies: [...before.values()] });
  for (let count = 1; count < pastRounds; count++) {
    period = previousPeriod(period);
    await writePastRound(store, { ...past, goals: [], period, replies: [] });
  }
}

function documentedReplies({ programme, goals }: BigProgramme, period: string): Reply[] {
  const { replies } = seedFolders()
    .map(readSeed)
    .find((seed) => seed.programme.id === programme.id)!.replies;
  const documented = new Map(replies.map(({ goal, answers }) => [goal, answers]));
  return goals.flatMap((goal) => {
    const raws = documented.get(goal.id.replace(/-\d+$/, ''));
    if (!raws) return [];
    const given = goal.fields.flatMap((field) => {
      const raw = raws[field.id];
      const result = raw === undefined ? undefined : pastAnswer(field, programme, raw);
      return result?.ok ? [[field.id, result.answer] as const] : [];
    });
    return [pastReply(goal, new Map(given), { programme, period, by: goal.owners[0]! })];
  });
}
