/** A goal handed over for good: the colleague has it in this round, and the coordinator decides about the next ones. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { loadGoal } from '../../src/goals/register';
import { openRound } from '../../src/rounds/open-round';
import { loadRequest } from '../../src/rounds/round-store';
import { dumpOf, personAt, reform, eachWithBot } from '../helpers/bot-under-test';
import { atCard, atPrompt, buttonsOf, press, promptOnly, sentMeanwhile, show } from '../helpers/pressing';
import { postInvoke, shownBy } from '../helpers/raw-activity';
import { bannerOf } from '../helpers/read-card';
import { cardShown, type PostedActivity } from '../helpers/teams-conversations';

const goal = { ...reform, goalId: '2-1-b' };
const code = '2.1 b';
const giverId = 'reform-wellbeing-manager@example.org';
const receiver = { id: 'strategy-training-manager@example.org', name: 'Koulutuspäällikkö' };
const coordinator = {
  id: 'reform-programme-manager@example.org',
  name: 'Tuottavuusohjelman ohjelmapäällikkö',
};

const running = eachWithBot();
let giver: TeamsUser;
/** The giver's request after the hand-over. */
let shown: Card;
/** The messages that the coordinator was sent. */
let proposals: PostedActivity[];
let decider: { user: TeamsUser; card: Card };

const told = async (personId: string): Promise<PostedActivity[]> =>
  sentMeanwhile(running, await personAt(running, personId), () => running.bot.tick());

/** The messages that the next tick sends to each of them. */
async function toldAll(personIds: readonly string[]): Promise<PostedActivity[][]> {
  const users = await Promise.all(personIds.map((id) => personAt(running, id)));
  const counts = users.map(({ aadObjectId }) => running.connector.sentTo(aadObjectId).length);
  await running.bot.tick();
  return users.map(({ aadObjectId }, index) => running.connector.sentTo(aadObjectId).slice(counts[index]));
}

beforeEach(async () => {
  await promptOnly(running, [giverId]);
  giver = await atPrompt(running, giverId, reform);
  const form = await press(giver, await show(giver, 'goal', goal), 'hand-over');
  const typed = { person_typed: receiver.name, scope: 'for-good' };
  shown = await press(giver, form, 'hand-over-to', typed);
  proposals = await told(coordinator.id);
  decider = await atCard(running, coordinator.id, proposals[0]!);
});

const ownersNow = async () => (await loadGoal(running.store, goal.programmeId, goal.goalId))!.owners;
const names = { from: 'Hyvinvoinnin ja terveyden edistämisen päällikkö', to: receiver.name };

it('says that the coordinator was asked, and the colleague has it in this round', () => {
  expect(bannerOf(shown)?.style).toBe('good');
  expect(bannerOf(shown)?.text).toMatch(new RegExp(receiver.name));
  expect(bannerOf(shown)?.text).toMatch(/koordinaattori/i);
  expect(textsOf(shown)).toContain(`→ ${receiver.name}`);
});

it('the coordinator gets one card that names goal, giver and colleague, and can be decided on', () => {
  expect(proposals).toHaveLength(1);
  expect(proposals[0]!.versions[0]!.summary).toBe(
    text('fi', 'proposal.summary', { to: receiver.name, code }),
  );
  expect(textsOf(decider.card)).toContain(text('fi', 'proposal.lead', names));
  expect(buttonsOf(decider.card).map(({ verb }) => verb)).toEqual(['proposal-accept', 'proposal-decline']);
});

describe('accepted', () => {
  let decided: Card;
  beforeEach(async () => void (decided = await press(decider.user, decider.card, 'proposal-accept')));

  it('the card says so without buttons, on every device', () => {
    expect(textsOf(decided)).toContain(text('fi', 'proposal.accepted', names));
    expect(buttonsOf(decided)).toEqual([]);
    const standing = running.connector.sentTo(decider.user.aadObjectId).at(-1)!;
    expect(standing.id).toBe(proposals[0]!.id);
    expect(cardShown(standing)).toEqual(decided);
  });

  it('both are told once', async () => {
    const messages = await toldAll([giverId, receiver.id]);
    expect(messages[0]).toHaveLength(1);
    // The colleague's own prompt for the goal was sent earlier.
    expect(messages[1]).toHaveLength(1);
    for (const [message] of messages)
      expect(message!.versions[0]!.summary).toBe(`${code} · ${text('fi', 'proposal.accepted', names)}`);
    expect((await toldAll([giverId, receiver.id])).flat()).toEqual([]);
  });

  it('the goal is the colleague’s, and asked of them in the next round', async () => {
    expect(await ownersNow()).toEqual([receiver.id]);
    const next = { programmeId: goal.programmeId, period: '2026-H1' };
    const opens = running.clock.now();
    const deadline = new Date(opens.getTime() + 7 * 24 * 3600 * 1000);
    await openRound(running.store, { ...next, opens, deadline, by: 'a test', way: 'cli' }, opens);
    expect((await loadRequest(running.store, next, receiver.id))?.value.goalIds).toEqual([goal.goalId]);
    expect((await loadRequest(running.store, next, giverId))?.value.goalIds).not.toContain(goal.goalId);
  });

  it('deciding again, either way, changes nothing', async () => {
    const before = dumpOf(running);
    for (const verb of ['proposal-decline', 'proposal-accept'])
      expect(textsOf(await press(decider.user, decider.card, verb))).toContain(
        text('fi', 'proposal.accepted', names),
      );
    expect(dumpOf(running) === before).toBe(true);
  });
});

describe('declined', () => {
  beforeEach(async () => {
    const decided = await press(decider.user, decider.card, 'proposal-decline');
    expect(textsOf(decided)).toContain(text('fi', 'proposal.declined', names));
  });

  it('the goal stays the giver’s, and the hand-over holds for this round', async () => {
    expect(await ownersNow()).toEqual([giverId]);
    expect(textsOf(await show(giver, 'overview', reform))).toContain(`→ ${receiver.name}`);
  });

  it('both are told once', async () => {
    for (const [message, ...more] of await toldAll([giverId, receiver.id])) {
      expect(more).toEqual([]);
      expect(message!.versions[0]!.summary).toBe(`${code} · ${text('fi', 'proposal.declined', names)}`);
    }
  });
});

it('taken back by the giver: the coordinator’s card says that it is withdrawn', async () => {
  await press(giver, shown, 'take-back');
  const decided = await press(decider.user, decider.card, 'proposal-accept');
  expect(textsOf(decided)).toContain(text('fi', 'proposal.withdrawn', names));
  expect(await ownersNow()).toEqual([giverId]);
});

describe.each([
  ['the colleague', receiver.id],
  ['the giver', giverId],
  ['another coordinator', 'okr-controller@example.org'],
])('%s', (_name, personId) => {
  const refused = async () => {
    const user = await personAt(running, personId);
    const { data } = buttonsOf(decider.card, 'proposal-accept')[0]!;
    return shownBy(await postInvoke(user, { action: { verb: 'proposal-accept', data } }));
  };

  it('may not decide', async () => {
    const before = dumpOf(running);
    expect((await refused()).text).toMatch(/^Sinulla ei ole oikeutta/);
    expect(dumpOf(running) === before).toBe(true);
  });

  // The refusal does not name its programme, so the text says "–" for the coordinator.
  it('is told whom to ask', async () => {
    expect((await refused()).text).toContain(coordinator.name);
  });
});

it('an admin may decide in the coordinator’s place', async () => {
  const admin = await personAt(running, 'planning@example.org');
  const decided = await press(admin, decider.card, 'proposal-accept');
  expect(textsOf(decided)).toContain(text('fi', 'proposal.accepted', names));
});
