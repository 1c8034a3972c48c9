/** Every card that the five programmes lead to, as Teams takes them: valid, labelled, small, and safe to draw. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type * as AdaptiveCards from 'adaptivecards';
import { cardActionSchema } from '../../bot/card-actions';
import { wordingFor } from '../../bot/wording';
import { digestCardData } from '../../cards/digest-data';
import { goalCardData, type GoalCardSource } from '../../cards/goal-data';
import { type Card, render } from '../../cards/render';
import { requestCardData } from '../../cards/request-data';
import { loadSeeds } from '../../seeds/load';
import { readSeed, seedFolders } from '../../seeds/read';
import { buildDigest } from '../../src/digest/build-digest';
import { type Field, type Goal, locales } from '../../src/goals/schema';
import { type Directory, loadDirectory, ownersFor } from '../../src/people/directory';
import { nextPeriod } from '../../src/periods/period';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { type GivenAnswers, noAnswers, type Reply } from '../../src/replies/reply';
import { loadReplies } from '../../src/replies/reply-store';
import { fieldsAskedOf } from '../../src/rounds/asked';
import { openRound } from '../../src/rounds/open-round';
import { listRounds, loadRequests } from '../../src/rounds/round-store';
import { openTempStore, type TempStore } from '../helpers/fixtures';

// The package's main file is an ES module without extensions; its bundle is what Node can load.
const ac = jest.requireActual<typeof AdaptiveCards>('adaptivecards/dist/adaptivecards.js');

type Node = Readonly<Record<string, unknown>>;
const opens = new Date('2026-01-20T06:00:00Z');
const deadline = new Date('2026-02-20T14:00:00Z');
/** Below 28 KB nothing is ever refused; 80 KB is the largest we send of the 100 KB that Teams takes. */
const largest = 80 * 1024;

/** Bytes as Teams counts them: the JSON in UTF-16, two bytes a code unit. */
const sizeOf = (card: Card): number => 2 * JSON.stringify(card).length;

/** All objects in a card with their place, outermost first. */
function nodesOf(value: unknown, place = '$'): (readonly [string, Node])[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => nodesOf(item, `${place}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, item]) => nodesOf(item, `${place}.${key}`));
  return [[place, value as Node], ...inside];
}

function stringsOf(card: Card): (readonly [string, string, Node])[] {
  return nodesOf(card).flatMap(([place, node]) =>
    Object.entries(node).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${place}.${key}`, value, node] as const] : [],
    ),
  );
}

const chartTypes = ['Chart.Donut', 'Chart.HorizontalBar.Stacked'];

/** Elements of the package and Teams' charts, whose content the package does not know. */
function registry() {
  const known = new ac.CardObjectRegistry<AdaptiveCards.CardElement>();
  ac.GlobalRegistry.populateWithDefaultElements(known);
  for (const type of chartTypes) {
    class Chart extends ac.CardElement {
      getJsonTypeName() {
        return type;
      }
      protected override internalRender(): undefined {
        return undefined;
      }
    }
    known.register(type, Chart, ac.Versions.v1_5);
  }
  return known;
}
const elements = registry();

/** What the parser of Adaptive Cards 1.5 says against a card. */
function faultsOf(card: Card): string[] {
  const context = new ac.SerializationContext(ac.Versions.v1_5);
  context.setElementRegistry(elements);
  const parsed = new ac.AdaptiveCard();
  parsed.parse(card, context);
  const read = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  return [...read, ...parsed.validateProperties().validationEvents.map((event) => event.message)];
}

/** The card as a client without charts draws it. */
function withoutCharts(card: Card): Card {
  const replaced: unknown = JSON.parse(JSON.stringify(card), (_, value: Node) =>
    typeof value?.['type'] === 'string' && chartTypes.includes(value['type']) ? value['fallback'] : value,
  );
  return replaced as Card;
}

/** Everything that is wrong with a card, so that one comparison with an empty list names it all. */
function wrongWith(card: Card): string[] {
  const inputs = nodesOf(card).filter(([, node]) => String(node['type']).startsWith('Input.'));
  const ids = inputs.map(([, node]) => String(node['id']));
  const lacks = ([place, node]: readonly [string, Node]) =>
    ['id', 'label', ...(node['isRequired'] === true ? ['errorMessage'] : [])]
      .filter((key) => typeof node[key] !== 'string' || node[key] === '')
      .map((key) => `${place} has no ${key}`);
  const actions = nodesOf(card).filter(([, node]) => node['type'] === 'Action.Execute');
  return [
    ...faultsOf(card),
    ...stringsOf(card).flatMap(([place, text]) => (text.includes('${') ? [`${place} is "${text}"`] : [])),
    ...inputs.flatMap(lacks),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is used twice`),
    ...actions
      .filter(([, action]) => !cardActionSchema.safeParse(action).success)
      .map(([place]) => `${place} is not an action the bot takes`),
    ...(sizeOf(card) < largest ? [] : [`${sizeOf(card)} bytes`]),
  ];
}

const seeds = seedFolders().map(readSeed);
let temp: TempStore;
let directory: Directory;

beforeAll(async () => {
  temp = await openTempStore();
  await loadSeeds(temp.store);
  directory = await loadDirectory(temp.store);
}, 60_000);

afterAll(() => temp.remove());

/** The selections of fields that people are asked for: each person's own, and the whole goal. */
function selectionsOf(goal: Goal): Field[][] {
  const own = [...directory.persons.keys()].map((personId) =>
    fieldsAskedOf(ownersFor(directory.roles.values(), personId), goal),
  );
  const byIds = new Map(
    [goal.fields, ...own].map((fields) => [fields.map((field) => field.id).join(), fields]),
  );
  return [...byIds.values()].filter((fields) => fields.length > 0);
}

describe.each(seeds)('$programme.id', ({ programme, goals, replies }) => {
  const period = nextPeriod(replies.period);
  let before: ReadonlyMap<string, Reply>;

  beforeAll(async () => {
    before = await loadReplies(temp.store, { programmeId: programme.id, period: replies.period });
    const round = { programmeId: programme.id, period, opens, deadline, by: 'schedule' };
    await openRound(temp.store, round, opens);
  });

  function sourceOf(goal: Goal, fields: readonly Field[]): GoalCardSource {
    const reply = before.get(goal.id);
    return {
      programme,
      period,
      goal,
      fields,
      number: goals.indexOf(goal) + 1,
      count: goals.length,
      version: 0,
      answers: noAnswers,
      ...(reply && { previous: { period: replies.period, answers: reply.answers } }),
    };
  }

  describe.each(locales)('in %s', (locale) => {
    const wording = wordingFor(locale);

    it('asks every goal on a card that Teams takes, of each of its owners and as a whole', () => {
      const wrong = goals.flatMap((goal) =>
        selectionsOf(goal).flatMap((fields) =>
          wrongWith(render('goal', goalCardData(sourceOf(goal, fields), wording))).map(
            (fault) => `${goal.id} (${fields.length} fields): ${fault}`,
          ),
        ),
      );
      expect(wrong).toEqual([]);
    });

    it('has one input for every field that is asked', () => {
      for (const goal of goals) {
        const card = render('goal', goalCardData(sourceOf(goal, goal.fields), wording));
        const ids = nodesOf(card).flatMap(([, { type, id }]) =>
          String(type).startsWith('Input.') ? [id] : [],
        );
        expect(ids.sort()).toEqual(goal.fields.map((field) => `field_${field.id}`).sort());
      }
    });

    it('shows what was typed in text runs and input values only', () => {
      const marker = '**[click](https://evil.example)** ${title} <at>all</at>';
      for (const goal of goals) {
        const typed = Object.fromEntries(goal.fields.map((field) => [field.id, marker]));
        const given: GivenAnswers = Object.fromEntries(
          goal.fields.map(({ id }) => [id, { raw: marker, value: marker, by: 'a@b.c', at: '', version: 1 }]),
        );
        const source: GoalCardSource = {
          ...sourceOf(goal, goal.fields),
          typed,
          answers: given,
          previous: { period: replies.period, answers: given },
          problems: new Map(
            goal.fields.map(({ id }) => [id, { code: 'number-unreadable', details: { text: marker } }]),
          ),
          banner: { text: marker, style: 'attention' },
        };
        const shown = stringsOf(render('goal', goalCardData(source, wording))).filter(([, text]) =>
          text.includes('evil.example'),
        );
        expect(shown.length).toBeGreaterThanOrEqual(3 * goal.fields.length + 1);
        const elsewhere = shown.filter(
          ([place, text, { type }]) =>
            !(type === 'TextRun' && place.endsWith('.text')) &&
            !(String(type).startsWith('Input.') && place.endsWith('.value') && text === marker),
        );
        expect(elsewhere).toEqual([]);
      }
    });

    it('sends each person a request that Teams takes, with a button of its own for every goal', async () => {
      const requests = await loadRequests(temp.store, { programmeId: programme.id, period });
      expect(requests.length).toBeGreaterThan(0);
      for (const { personId } of requests) {
        const asked = (await loadAskedRound(temp.store, { programmeId: programme.id, period }, personId))!;
        const card = render('request', requestCardData(asked, true, wording));
        expect([personId, wrongWith(card)]).toEqual([personId, []]);
        const names = nodesOf(card).flatMap(([, { verb, tooltip }]) => (verb === 'goal' ? [tooltip] : []));
        expect(new Set(names).size).toBe(asked.goals.length);
      }
    });

    it('draws the digest of its last round for clients with and without charts', async () => {
      const rounds = await listRounds(temp.store, programme.id);
      const last = rounds.find((round) => round.period === replies.period)!;
      const digest = await buildDigest(temp.store, last, deadline);
      const card = render('digest', digestCardData(digest, wording));
      expect(wrongWith(card)).toEqual([]);
      expect(wrongWith(withoutCharts(card))).toEqual([]);
      const charts = nodesOf(card).filter(([, { type }]) => chartTypes.includes(String(type)));
      expect(charts.map(([, { type }]) => type)).toEqual(chartTypes);
      for (const [, chart] of charts) {
        expect(chart).toMatchObject({ title: expect.stringMatching(/\S/), fallback: expect.anything() });
        for (const [, point] of nodesOf(chart['data']))
          expect(String(point['legend'] ?? point['title'])).toMatch(/\S/);
      }
    });
  });
});
