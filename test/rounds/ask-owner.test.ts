/** Goals that become a person's during a round, and what the message about them says when it is sent. */
import { textsOf } from '../../deploy/local/scripted-user';
import { objectIdFor } from '../../seeds/load';
import { schedule } from '../../src/audit/audit';
import { saveRegister } from '../../src/goals/register';
import { changeOwner } from '../../src/rounds/change-owner';
import { askNewOwners } from '../../src/rounds/ask-owner';
import { type BotUnderTest } from '../helpers/bot-under-test';
import { name } from '../helpers/fixtures';
import { cardShown } from '../helpers/teams-conversations';
import { bo, nobody, register, startTwoUnits } from '../helpers/two-units';

let running: BotUnderTest;
beforeEach(async () => {
  running = await startTwoUnits();
});
afterEach(() => running.stop());

const newcomer = nobody;
const { programmeId } = name;
const minutes = (count: number) => new Date(running.clock.now().getTime() + count * 60_000);

/** As an import does; the message waits until quiet hours are over. */
async function givenInOneGo(...goalIds: readonly string[]) {
  const { programme, goals } = register();
  const given = goals.map((goal) => (goalIds.includes(goal.id) ? { ...goal, owners: [newcomer] } : goal));
  await saveRegister(running.store, { programme, goals: given });
  await askNewOwners(running.store, programmeId, minutes(10), running.clock.now(), new Set(goalIds));
}
const give = (goalId: string, from: string, to: string) =>
  changeOwner(running.store, { programmeId, goalId, from, to, sendFrom: minutes(10) }, schedule, minutes(0));
async function told(): Promise<string[]> {
  running.clock.set(minutes(11).toISOString());
  await running.bot.send();
  return running.connector.sentTo(objectIdFor(newcomer)).map((posted) => textsOf(cardShown(posted)));
}

describe('a person who gets several goals in one go', () => {
  it('is told of the others where the first is another’s again before the message is sent', async () => {
    await givenInOneGo('a', 'care');
    await give('a', newcomer, bo);
    const [card, ...more] = await told();
    expect(more).toEqual([]);
    expect(card).toContain('2.1');
  });

  it('gets nothing where none is left, and the message once one of them is theirs again', async () => {
    await givenInOneGo('a', 'care');
    await give('a', newcomer, bo);
    await give('care', newcomer, bo);
    expect(await told()).toEqual([]);
    await give('care', bo, newcomer);
    expect(await told()).toEqual([expect.stringContaining('2.1')]);
  });
});
