import { lightSigns } from '../../cards/parts/light-marks';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { actionData, textsOf } from '../../deploy/local/scripted-user';
import { seedFolders, readSeed } from '../../seeds/read';
import { askedGoals } from '../../src/goals/answers/asked-fields';
import { withSupportLines } from '../../src/goals/judging/support-lines';
import { type Goal, type Light, lights, type Programme } from '../../src/goals/schema';
import { loadDirectory } from '../../src/people/directory';
import { loadHistory, loadReplies } from '../../src/replies/reply-store';
import { type Request, type Round } from '../../src/rounds/round';
import { listRounds, loadRequests } from '../../src/rounds/round-store';
import { answerEverything, type TypedGoals } from '../helpers/answer-everything';
import {
  allDue,
  type BotUnderTest,
  firstDigest,
  personAt,
  promptsFor,
  startBotUnderTest,
} from '../helpers/bot-under-test';
import { lightByHand } from '../helpers/light-by-hand';
import { buttonsOf, pressInChannel } from '../helpers/pressing';
import { nodesOf } from '../helpers/read-card';
import { cardShown, type PostedActivity } from '../helpers/teams-conversations';

/** The words of the digest's chart, in the language of each programme's channel. */
const lightWords: Record<string, Record<Light, string>> = {
  fi: {
    green: 'vihreä',
    yellow: 'keltainen',
    red: 'punainen',
    'not-assessable': 'ei arvioitavissa',
    'not-answered': 'ei vastattu',
  },
  sv: {
    green: 'grön',
    yellow: 'gul',
    red: 'röd',
    'not-assessable': 'kan inte bedömas',
    'not-answered': 'inte besvarad',
  },
};

const announcements = '19:announcements@thread.tacv2';

let running: BotUnderTest;
let objectIds: ReadonlyMap<string, string>;
/** The text typed into each field, by programme and goal. */
const typedIn = new Map<string, TypedGoals>();

/** The seeds, with the goals that the organisation is asked about, as a round asks them. */
const seeds = seedFolders()
  .map(readSeed)
  .map((seed) => ({
    ...seed,
    goals: askedGoals(seed).map((goal) => withSupportLines(goal, seed.programme)),
  }));

/** Survey questions that may stay unanswered, and goals that are not questions. */
const voluntary = new Set(['q41', 'q42']);
const isCounted = ({ id }: Goal) => !voluntary.has(id) && id !== 'contact';

beforeAll(async () => {
  running = await startBotUnderTest({ moment: allDue });
  const { persons } = await loadDirectory(running.store);
  objectIds = new Map([...persons.values()].map(({ id, aadObjectId }) => [id, aadObjectId!]));
  await running.bot.tick();
}, 60_000);

afterAll(() => running.stop());

describe.each(seeds)('$programme.id in an open round', ({ programme, goals }) => {
  let round: Round;
  let requests: readonly Request[];

  beforeAll(async () => {
    round = await openRoundOf(programme);
    requests = await loadRequests(running.store, round);
  });

  it('asks for every goal, and sends each responsible person one prompt that says what it is', async () => {
    expect(new Set(requests.flatMap(({ goalIds }) => goalIds)).size).toBe(goals.length);
    const asked = await requestsOfAll();
    for (const { personId } of requests) {
      const prompts = promptsFor(running, objectIds.get(personId)!, round);
      expect(prompts).toHaveLength(1);
      const own = asked.filter((request) => request.personId === personId);
      const waiting = own.flatMap(({ goalIds }) => goalIds).filter((id) => !voluntary.has(id)).length;
      expect(prompts[0]!.versions[0]!.summary).toMatch(new RegExp(`(^|\\D)${waiting}\\D`));
      // A person who is asked in several programmes chooses one first.
      const verb = own.length > 1 ? 'overview' : 'start';
      const buttons = buttonsOf(firstShown(prompts[0]!), verb).map(({ data }) => data);
      expect(buttons).toHaveLength(own.length);
      expect(buttons).toContainEqual(
        expect.objectContaining({ programmeId: programme.id, period: round.period }),
      );
    }
  });

  it('takes the answers of every person to everything asked', async () => {
    const typed: TypedGoals = new Map();
    for (const { personId } of requests) {
      const [prompt] = promptsFor(running, objectIds.get(personId)!, round);
      const user = await personAt(running, personId, prompt);
      const last = await answerEverything(user, round, goals, typed);
      // On every device the card in the conversation is the one that the person saw last.
      const [shown] = promptsFor(running, objectIds.get(personId)!, round);
      expect(cardShown(shown!)).toEqual(last);
      // It may lead on to another programme.
      expect(actionData(last, 'start')?.['programmeId']).not.toBe(programme.id);
    }
    typedIn.set(programme.id, typed);
    expect(typed.size).toBe(goals.length);
  }, 60_000);

  it('keeps what was typed, as it was typed, with one version for each save', async () => {
    const replies = await loadReplies(running.store, round);
    expect(replies.size).toBe(goals.length);
    for (const goal of goals) {
      const reply = replies.get(goal.id)!;
      const raws = Object.entries(reply.answers).map(([id, { raw }]) => [id, String(raw)]);
      expect(Object.fromEntries(raws)).toEqual(Object.fromEntries(typedIn.get(programme.id)!.get(goal.id)!));
      const history = await loadHistory(running.store, round, goal.id);
      expect(history.map(({ version }) => version)).toEqual(
        Array.from({ length: reply.version }, (_, index) => index + 1),
      );
      expect(history.at(-1)).toEqual(reply);
    }
  });
});

describe('when the day of the digest comes', () => {
  let posts: readonly PostedActivity[];
  /** The digest as it is posted, or as a button of the channel's one post for several programmes opens it. */
  const digestOf = async ({ id, name, channels }: Programme): Promise<Card> => {
    const { language } = channels[0]!;
    const own = posts.filter(({ versions }) => versions[0]!.summary?.includes(`: ${name[language]} `));
    if (own.length > 0) return cardShown(own[0]!);
    const buttons = posts.flatMap((post) => buttonsOf(cardShown(post), 'digest'));
    const mine = buttons.filter(({ data }) => data['programmeId'] === id);
    expect(mine).toHaveLength(1);
    const reader = await personAt(running, 'planning@example.org');
    return (await pressInChannel(running, reader, { id: announcements }, 'digest', mine[0]!.data)).card!;
  };

  beforeAll(async () => {
    expect(running.connector.postedIn(announcements)).toEqual([]);
    running.clock.set(firstDigest);
    await running.bot.tick();
    await running.bot.tick();
    posts = running.connector.postedIn(announcements);
  }, 30_000);

  it('the channel gets a post for the four programmes in Finnish, and the digest of the Swedish one', () => {
    expect(posts.map((post) => buttonsOf(cardShown(post), 'digest').length).sort()).toEqual([0, 4]);
  });

  it.each(seeds)(
    '$programme.id has one, with the figures of the replies',
    async ({ programme, goals: all }) => {
      const goals = all.filter(isCounted);
      const { period } = await openRoundOf(programme);
      const card = await digestOf(programme);
      const words = lightWords[programme.channels[0]!.language]!;
      const expected: Record<string, number> = {};
      for (const goal of goals) {
        const light = lightByHand(goal, programme, typedIn.get(programme.id)!.get(goal.id)!, period);
        // The survey asks nothing that could be judged: its goals are answered or not.
        const word = programme.id === 'county-survey' ? 'vastattu' : words[light];
        expected[word] = (expected[word] ?? 0) + 1;
      }
      // The others are answered so that every light occurs.
      const colours = programme.id === 'county-survey' ? 0 : 3;
      expect(['green', 'yellow', 'red'].filter((light) => expected[words[light as Light]])).toHaveLength(
        colours,
      );
      const bySign = Object.entries(expected).map(([word, count]) => [signOf(word, words), count]);
      expect(lightsOn(card)).toEqual(Object.fromEntries(bySign));
      expect(textsOf(card)).toContain(`${goals.length}/${goals.length}`);
    },
  );

  it('has written to each person once for all programmes, and to nobody again', async () => {
    const persons = new Set((await requestsOfAll()).map(({ personId }) => personId));
    const chats = running.connector.conversations.all().filter(({ channelId }) => channelId === undefined);
    const sent = chats.flatMap(({ activities }) => activities);
    expect(sent).toHaveLength(persons.size);
  });
});

/** The card as it was sent: a press replaces it. */
const firstShown = (posted: PostedActivity): Card =>
  cardShown({ ...posted, versions: posted.versions.slice(0, 1) });

/** The requests of all rounds that were opened together. */
async function requestsOfAll(): Promise<Request[]> {
  const rounds = await Promise.all(seeds.map(({ programme }) => openRoundOf(programme)));
  return (await Promise.all(rounds.map((round) => loadRequests(running.store, round)))).flat();
}

async function openRoundOf({ id }: Programme): Promise<Round> {
  const open = (await listRounds(running.store, id)).filter(({ status }) => status === 'open');
  expect(open).toHaveLength(1);
  return open[0]!;
}

function signOf(word: string, words: Readonly<Record<Light, string>>): string {
  const light = lights.find((each) => words[each] === word);
  return light ? lightSigns[light] : '✓';
}

/** Number of goals by the sign of their light, from the digest's fourth line; lights that no goal has are left out. */
function lightsOn(card: Card): Record<string, number> {
  const [, , , line] = card['body'] as readonly object[];
  const text = nodesOf(line)
    .map(({ text: run }) => (typeof run === 'string' ? run : ''))
    .join('')
    .replaceAll('\u00a0', ' ');
  const counts = [...text.matchAll(/([●▲■◊○✓◐])[^\d●▲■◊○✓◐]*(\d+)/gu)].map(([, sign, count]) => [
    sign,
    Number(count),
  ]);
  return Object.fromEntries(counts.filter(([, count]) => count !== 0)) as Record<string, number>;
}
