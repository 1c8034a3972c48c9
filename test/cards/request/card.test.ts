/** The request's card: each goal's progress, what was handed over, and paging of long lists. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { render } from '../../../cards/render';
import { requestCardData, type RequestCardSource, requestSummary } from '../../../cards/request/data';
import { readSeed, seedFolders } from '../../../seeds/read';
import { type Goal } from '../../../src/goals/schema';
import { type AskedGoal, type AskedRound } from '../../../src/replies/asked-goals';
import { type Round } from '../../../src/rounds/round';
import { neverRefused, nodesOf, wrongWith } from '../../helpers/card-faults';

const seedOf = (id: string) =>
  seedFolders()
    .map(readSeed)
    .find(({ programme }) => programme.id === id)!;
const register = seedOf('productivity-key-results');
const survey = seedOf('county-survey');
const wording = wordingFor('fi');
const matti = 'matti@example.org';

const source = (more: Partial<RequestCardSource> = {}): RequestCardSource => ({
  open: true,
  names: new Map([[matti, 'Matti Meikäläinen']]),
  maySnooze: true,
  ...more,
});

const askedGoal = (goal: Goal, more: Partial<AskedGoal> = {}): AskedGoal => ({
  goal,
  fields: goal.fields,
  isHeld: true,
  rows: {},
  onBehalfOf: new Map(),
  completeness: 'unanswered',
  isVoluntary: false,
  ...more,
});

const draft = (goal: Goal) => ({
  draft: {
    goalId: goal.id,
    personId: 'a@example.org',
    typed: {},
    seenVersion: 0,
    at: '2026-10-02T06:00:00Z',
  },
});

function askedRound(goals: readonly AskedGoal[], more: Partial<AskedRound> = {}): AskedRound {
  const round: Round = {
    programmeId: register.programme.id,
    period: '2026-Q3',
    status: 'open',
    opens: '2026-10-01T06:00:00Z',
    deadline: '2026-10-15T13:00:00Z',
    events: [],
  };
  return { programme: register.programme, round, goals, handedOn: [], hasRequest: true, ...more };
}

/** The texts of the card, and the titles of its buttons with their verbs. */
function drawn(asked: AskedRound, shown = source()) {
  const card = render('request', requestCardData(asked, shown, wording));
  expect(wrongWith(card, neverRefused)).toEqual([]);
  const nodes = nodesOf(card).map(([, node]) => node);
  return {
    texts: nodes.flatMap(({ text }) => (typeof text === 'string' ? [text] : [])),
    buttons: nodes.flatMap(({ verb, title }) =>
      typeof verb === 'string' ? [`${verb}: ${String(title)}`] : [],
    ),
    nodes,
  };
}

const [first, second, third, fourth] = register.goals as [Goal, Goal, Goal, Goal];

describe('the request', () => {
  it('says of each goal how far it is; a draft counts as not answered', () => {
    const { texts, buttons } = drawn(
      askedRound([
        askedGoal(first, { completeness: 'answered' }),
        askedGoal(second, { completeness: 'partly', ...draft(second) }),
        askedGoal(third, { ...draft(third), onBehalfOf: new Map([[third.fields[0]!.id, matti]]) }),
        askedGoal(fourth),
      ]),
    );
    expect(texts).toEqual(
      expect.arrayContaining([
        'Vastattu 1/4',
        '✓ vastattu',
        '✎ vastattu osittain · tallentamattomia muutoksia',
        '✎ luonnos · henkilön Matti Meikäläinen puolesta',
        '○ ei vastattu',
      ]),
    );
    expect(buttons).toEqual([
      'goal: Muuta',
      'goal: Jatka',
      'goal: Jatka',
      'goal: Vastaa',
      'start: Jatka',
      'snooze: Muistuta myöhemmin',
      'command: Olen poissa',
    ]);
  });

  it('shows the value and the light of an answered goal, and whether what was handed on is answered', () => {
    const answer = { raw: '100', value: 100, by: matti, at: '2026-10-02T06:00:00Z', version: 1 };
    const reply = {
      goalId: first.id,
      version: 1,
      formVersion: 1,
      at: answer.at,
      answers: { [first.fields[0]!.id]: answer },
    } as unknown as NonNullable<AskedGoal['reply']>;
    const answered = askedGoal(first, { completeness: 'answered', reply });
    const { texts } = drawn(
      askedRound([answered], { handedOn: [{ goal: second, to: matti, isAnswered: true }] }),
    );
    expect(texts.find((text) => text.startsWith('✓'))).toBe('✓ vastattu: 100\u00a0%, ■\u00a0punainen');
    expect(texts).toContain('→ Matti Meikäläinen · vastattu');

    const field = { ...first.fields[0]!, id: 'of-another-owner', required: true };
    const partly = { ...answered, goal: { ...first, fields: [...first.fields, field] } };
    expect(drawn(askedRound([partly])).texts.find((text) => text.startsWith('✓'))).toMatch(
      /^✓ vastattu: 100.%$/u,
    );
  });

  it('leads on to what waits in other programmes once nothing waits here', () => {
    const elsewhere = { count: 2, next: { programmeId: 'other', period: '2026-H2' } };
    const done = askedRound([askedGoal(first, { completeness: 'answered' })]);
    const { texts, nodes } = drawn(done, source({ elsewhere }));
    expect(texts).toContain('Muissa ohjelmissa sinulta odotetaan vielä 2 vastausta.');
    expect(nodes.find(({ verb }) => verb === 'start')).toMatchObject({ data: elsewhere.next });
  });

  it('says how much is left once something is answered', () => {
    const texts = (...goals: AskedGoal[]) => drawn(askedRound(goals)).texts;
    const deadline = 'viimeistään 15.10.2026 klo\u00a016.00.';
    const answered = askedGoal(first, { completeness: 'answered' });
    expect(texts(askedGoal(first), askedGoal(first))).toContain(`Päivitä 2 tavoitteen tilanne ${deadline}`);
    expect(texts(answered, askedGoal(first), askedGoal(first))).toContain(`Jäljellä 2/3, ${deadline}`);
    const changed = askedGoal(first, { completeness: 'answered', ...draft(first) });
    expect(texts(changed)).toContain(`Sinulla on tallentamattomia muutoksia. Tallenna ne ${deadline}`);
  });

  describe('with voluntary questions', () => {
    const voluntary = survey.goals.find(({ id }) => id === 'q41')!;
    const free = (completeness: AskedGoal['completeness'] = 'unanswered') =>
      askedGoal(voluntary, { isVoluntary: true, completeness });
    const lead = (...goals: AskedGoal[]) => drawn(askedRound(goals)).texts;
    const left = 'Yhteen vapaaehtoiseen kysymykseen voit vielä vastata 15.10.2026 klo\u00a016.00 asti.';

    it('says so of each, and counts only what has to be answered', () => {
      const { texts, buttons } = drawn(askedRound([askedGoal(first), free()]));
      expect(texts).toEqual(expect.arrayContaining(['Vastattu 0/1', '○ ei vastattu · vapaaehtoinen']));
      expect(buttons).toContain('start: Aloita');
    });

    it('thanks whoever has answered the rest, without a button that goes on', () => {
      const { texts, buttons } = drawn(askedRound([askedGoal(first, { completeness: 'answered' }), free()]));
      expect(texts).toContain(`Kiitos! Kaikkiin pakollisiin kysymyksiisi on vastattu. ${left}`);
      expect(buttons).toEqual(['goal: Muuta', 'goal: Vastaa']);
    });

    it('asks for nothing by a deadline where none has to be answered', () => {
      expect(lead(free())).toEqual(expect.arrayContaining([left, 'Vastattu 0/1']));
      expect(requestSummary(askedRound([free()]), wording)).toContain(
        ': 1 vapaaehtoinen kysymys, vastausaikaa',
      );
      expect(lead(free('answered'))).not.toContain(left);
    });
  });

  it('says when one will be reminded, while something is waiting', () => {
    const snoozedUntil = '2026-10-12T05:00:00Z';
    const reminder = 'Saat muistutuksen 12.10.2026 klo\u00a08.00.';
    expect(drawn(askedRound([askedGoal(first)], { snoozedUntil })).texts).toContain(reminder);
    const done = drawn(askedRound([askedGoal(first, { completeness: 'answered' })], { snoozedUntil }));
    expect(done.texts).not.toContain(reminder);
    expect(done.buttons).toEqual(['goal: Muuta']);
  });

  it('lists what was handed on, to be taken back', () => {
    const handedOn = [{ goal: second, to: matti, isAnswered: false }];
    const { texts, buttons } = drawn(askedRound([askedGoal(first)], { handedOn }));
    expect(texts).toEqual(
      expect.arrayContaining(['Siirretty kollegalle', '→ Matti Meikäläinen · ei vastattu']),
    );
    expect(buttons).toContain('take-back: Ota takaisin');
    const all = drawn(askedRound([], { handedOn }));
    expect(all.texts).toContain('Olet siirtänyt kaiken kollegoiden vastattavaksi.');
    expect(all.buttons).toEqual(['take-back: Ota takaisin']);
  });

  it('has no buttons when the round is closed', () => {
    const asked = askedRound([askedGoal(first)], {
      handedOn: [{ goal: second, to: matti, isAnswered: true }],
    });
    expect(drawn(asked, source({ open: false })).buttons).toEqual([]);
  });

  it('says when the round was closed, and that what was typed is kept', () => {
    const round = {
      ...askedRound([]).round,
      events: [{ what: 'opened', by: 'schedule', at: '2026-10-01T06:00:00Z' }],
    } as const;
    const texts = (more: Partial<Round>, goals = [askedGoal(first)]) =>
      drawn(askedRound(goals, { round: { ...round, ...more } }), source({ open: false }))
        .texts.join('\n')
        .replaceAll('\u00a0', ' ');
    const events = [...round.events, { what: 'closed', by: matti, at: '2026-10-12T06:00:00Z' } as const];
    const early = texts({ status: 'closed', events }, [askedGoal(first, draft(first))]);
    expect(early).toContain('Seurantakierros suljettiin 12.10.2026 klo 9.00. Kirjoittamasi on tallessa');
    expect(texts({})).toContain('Seurantakierros suljettiin 15.10.2026 klo 16.00.');
    expect(texts({ closes: '2026-10-16T13:00:00Z' })).toContain('suljettiin 16.10.2026 klo 16.00.');
    expect(texts({})).not.toContain('Kirjoittamasi');
  });

  it('shows twelve goals at a time, first those with the first that needs an answer', () => {
    const goals = register.goals
      .slice(0, 30)
      .map((goal, index) => askedGoal(goal, { completeness: index < 14 ? 'answered' : 'unanswered' }));
    const { texts, buttons, nodes } = drawn(askedRound(goals));
    expect(texts).toContain('Vastattu 14/30 · näkyvissä 13–24/30');
    expect(buttons.filter((button) => button.startsWith('goal'))).toHaveLength(12);
    const turns = nodes.filter(({ verb }) => verb === 'overview').map(({ title, data }) => [title, data]);
    const name = { programmeId: register.programme.id, period: '2026-Q3' };
    expect(turns).toEqual([
      ['Edelliset', { ...name, page: 0 }],
      ['Seuraavat', { ...name, page: 2 }],
    ]);
    const last = drawn(askedRound(goals), source({ page: 99 }));
    expect(last.texts).toContain('Vastattu 14/30 · näkyvissä 25–30/30');
  });

  it('leads back to the page of what is due from which it was opened, from each of its own pages, with six buttons', () => {
    const goals = register.goals.slice(0, 30).map((goal) => askedGoal(goal));
    const { buttons, nodes } = drawn(askedRound(goals), source({ page: 1, fromDue: 2 }));
    const own = buttons.filter((button) => !button.startsWith('goal'));
    expect(own).toHaveLength(6);
    expect(own.at(-1)).toBe('my-goals: Kaikki ohjelmani');
    expect(nodes.find(({ verb }) => verb === 'my-goals')?.['data']).toEqual({ page: 2 });
    for (const { data } of nodes.filter(({ verb }) => verb === 'overview'))
      expect(data).toMatchObject({ fromDue: 2 });
  });

  it('offers the deadlines as a calendar file in its overflow menu, unless it has six buttons without it', () => {
    const offersCalendar = true;
    const { nodes } = drawn(askedRound([askedGoal(first)]), source({ offersCalendar }));
    expect(nodes.filter(({ mode }) => mode === 'secondary')).toMatchObject([
      { verb: 'command', title: 'Kalenteriin', data: { command: 'calendar' } },
    ]);
    const goals = register.goals.slice(0, 30).map((goal) => askedGoal(goal));
    const { buttons } = drawn(askedRound(goals), source({ offersCalendar, page: 1, fromDue: 2 }));
    expect(buttons).not.toContain('command: Kalenteriin');
    expect(buttons).toContain('command: Olen poissa');
  });

  it('stays small with the longest ids, codes, titles and names', () => {
    const goals = register.goals.slice(0, 12).map((goal, index) =>
      askedGoal(
        {
          ...goal,
          id: `${'g'.repeat(78)}${index}`,
          code: `${'C'.repeat(38)}${index}`,
          title: { fi: '”Pitkä” otsikko. '.repeat(40) },
        },
        {
          onBehalfOf: new Map(goal.fields.map(({ id }) => [id, matti])),
          ...draft(goal),
          completeness: 'partly',
        },
      ),
    );
    const programme = { ...register.programme, id: 'p'.repeat(80) };
    const names = new Map([[matti, 'Matti '.repeat(30)]]);
    const banner = { text: 'Tallennettu. '.repeat(100), style: 'good' } as const;
    const late = { deadline: '2026-10-15T13:00:00Z', closing: '2026-10-22T13:00:00Z' };
    const lateGoals = new Set(goals.map(({ goal }) => goal.id));
    const reopening = {
      what: 'reopened',
      by: matti,
      at: late.deadline,
      reason: '漢字”'.repeat(200),
    } as const;
    const offersCalendar = true;
    const shown = source({ names, banner, late, lateGoals, reopening, offersCalendar });
    expect(drawn(askedRound(goals, { programme }), shown).texts.length).toBeGreaterThan(30);
  });

  it('calls the goals of a survey questions', () => {
    const asked = askedRound(
      survey.goals.slice(0, 3).map((goal) => askedGoal(goal)),
      { programme: survey.programme },
    );
    expect(drawn(asked).texts.join(' ')).toMatch(/Vastattavanasi on 3 kysymystä\./);
    expect(requestSummary(asked, wording)).toMatch(/3 kysymystä odottaa vastaustasi/);
    expect(requestSummary(askedRound([askedGoal(first)]), wording)).toMatch(/1 tavoite odottaa vastaustasi/);
  });
});
