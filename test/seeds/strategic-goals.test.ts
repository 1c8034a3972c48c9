import { omit } from '../../src/omit';
import { describe, expect, it } from '@jest/globals';
import path from 'node:path';
import { readSeed, seedsDirectory } from '../../seeds/read';
import { lacksSide } from '../../src/goals/judging/target-side';

const { programme, goals, people, rounds } = readSeed(path.join(seedsDirectory, 'strategic-goals'));
const coordinator = 'planning@example.org';

const fields = goals.flatMap((goal) => goal.fields.map((field) => ({ goal: goal.id, ...field })));
const tasks = goals.flatMap((goal) => goal.groups.map((group) => ({ goal: goal.id, ...group })));
const measures = fields.filter((field) => field.role === 'measure');
const ofKind = (kind: string) => fields.filter((field) => field.kind === kind);
const ofRole = (role: string) => fields.filter((field) => field.role === role);
const measure = (goal: string, field: string) =>
  measures.find((one) => one.goal === goal && one.id === field);
const membersOf = (owner: string) =>
  owner.startsWith('role:')
    ? (people.roles.find((role) => `role:${role.id}` === owner)?.members ?? [])
    : [coordinator, ...people.persons.map((person) => person.id)].filter((id) => id === owner);

/** Every text in several languages below `node`. */
function texts(node: unknown): Record<string, unknown>[] {
  if (typeof node !== 'object' || node === null) return [];
  if ('fi' in node || 'en' in node || 'sv' in node) return [node];
  return Object.values(node).flatMap(texts);
}

describe('the council-binding strategic goals', () => {
  it('are 22 under four focuses and 14 sub-focuses, in five divisions', () => {
    expect(goals).toHaveLength(22);
    const focuses = goals.map((goal) => goal.headings[0]?.fi);
    expect([...new Set(focuses)].map((focus) => focuses.filter((one) => one === focus).length)).toEqual([
      7, 4, 4, 7,
    ]);
    expect(goals.every((goal) => goal.headings.length === 2)).toBe(true);
    expect(new Set(goals.map((goal) => JSON.stringify(goal.headings))).size).toBe(14);
    const inUnit = (unit: string) => goals.filter((goal) => goal.unit?.fi === unit).length;
    expect(inUnit('Strategia ja integraatio')).toBe(14);
    for (const unit of [
      'Terveyspalvelut',
      'Perhe-, sosiaali- ja vammaispalvelut',
      'Ikäihmisten palvelut',
      'Pelastustoimi',
    ])
      expect(inUnit(unit)).toBe(2);
  });

  it('have 60 tasks, two or three on a goal, each with a percentage and a work state', () => {
    expect(tasks).toHaveLength(60);
    expect(goals.map((goal) => goal.groups.length).join('')).toBe('2333322' + '3333' + '3332' + '3333232');
    for (const task of tasks) {
      const own = fields.filter((field) => field.goal === task.goal && field.group === task.id);
      expect(own.map((field) => [field.id, field.kind, field.role])).toEqual([
        [`${task.id}-progress`, 'percent', 'progress'],
        [`${task.id}-state`, 'work-state', 'state'],
      ]);
      expect(task.description?.fi).toBeTruthy();
      expect(task.owners.length).toBeGreaterThan(0);
    }
  });

  it('ask for 25 measure values, 10 verbal situations and a summary of up to 2,000 characters each', () => {
    expect(measures).toHaveLength(25);
    expect(ofRole('narrative')).toHaveLength(22);
    expect(ofRole('narrative').every((field) => field.maxLength === 2000 && field.required)).toBe(true);
    expect(fields.filter((field) => field.role === undefined)).toHaveLength(10);
    expect(
      [ofKind('percent'), ofKind('number'), ofKind('text'), ofKind('work-state')].map((all) => all.length),
    ).toEqual([78, 7, 32, 60]);
  });

  it('name each the KPI of its slide', () => {
    const kpis: Readonly<Record<string, readonly string[]>> = {
      '1.1': ['ihmisen kokemus oikean polun löytymisestä'],
      '1.2': ['luvatut palveluajat', 'chatin vastausviive', 'ratkaisuosuus yli 50 %, kaikkien palveluiden'],
      '1.3': ['ihmisen kokemus oikean polun löytymisestä'],
      '1.4': ['asiakaskokemus', 'kysynnän väheneminen'],
      '1.5': ['kysynnän väheneminen'],
      '1.6': ['luvatut palveluajat'],
      '1.7': ['asiakaskokemus', 'kysynnän väheneminen'],
      '2.1': ['työntekijäkokemus', 'tulo- ja lähtövaihtuvuus', 'työhyvinvointi'],
      '2.2': ['työntekijäkokemus', 'työhyvinvointi'],
      '2.3': ['kapasiteetin riittävyys'],
      '2.4': ['asiakaskokemus', 'työntekijäkokemus'],
      '3.1': ['työpöytien valmiusaste'],
      '3.2': ['häiriökysynnän väheneminen', 'systemaattisuus'],
      '3.3': ['asiakaskokemus (nps)'],
      '3.4': [
        'digikäynnit, % kaikista käynneistä (digitaalisen sote-keskuksen asiointi eli sairaanhoitajachat',
        'verrattuna perusterveydenhuollon avopalveluiden kaikkiin kontakteihin)',
      ],
      '4.1': ['systemaattisuus'],
      ...Object.fromEntries(
        ['4.2', '4.3', '4.4'].map((code) => [code, ['kustannustaso', 'asiakkaan kokema vaikuttavuus']]),
      ),
      '4.5': ['kustannustaso', 'kapasiteetin riittävyys'],
      '4.6': ['kyselyiden lukumäärä', 'kyselyihin vastaamisprosentti'],
      '4.7': ['kustannustaso'],
    };
    expect(goals.map(({ code }) => code)).toEqual(Object.keys(kpis));
    for (const { code, description, fields: own } of goals) {
      const told = description?.fi?.split(/KPI-mittarit?: /)[1]?.toLowerCase() ?? '';
      for (const name of kpis[code]!) expect([code, told]).toEqual([code, expect.stringContaining(name)]);
      // What is asked as the KPI: a figure, or the situation in words.
      expect(own.filter(({ role }) => role === 'measure' || role === undefined).length).toBeGreaterThan(0);
    }
  });

  it('define digital visits at the question too, with what they are compared with', () => {
    const hint = measure('foresight-4', 'digital-visits')?.hint?.fi;
    expect(hint).toMatch(/sairaanhoitajachat.* verrattuna .*avopalveluiden kaikkiin kontakteihin/);
  });

  it('carry the targets of the document', () => {
    expect(measure('path-1', 'usage-growth')?.targets).toEqual([{ raw: 'kasvavat 20 %', value: 20 }]);
    expect(measure('path-4', 'readmission')?.targets[0]).toMatchObject({ value: 5, comparator: 'below' });
    expect(measure('path-6', 'first-contact-days')?.targets[0]).toMatchObject({
      value: 2,
      comparator: 'at-most',
    });
    expect(measure('trust-1', 'sick-leave-change')?.targets[0]?.value).toBe(-2);
    expect(measure('trust-1', 'staff-nps')?.targets[0]).toMatchObject({ value: 60, comparator: 'above' });
    expect(measure('foresight-4', 'residents-reached')?.targets.map((target) => target.value)).toEqual([
      25, 10,
    ]);
    expect(measure('services-2', 'coci')?.targets[0]).toEqual({ raw: '0,5', value: 0.5 });
    expect(measure('services-3', 'round-the-clock-coverage')?.targets[0]).toMatchObject({
      value: 6.75,
      comparator: 'at-most',
    });
    expect(measure('services-4', 'substitute-care')).toMatchObject({
      baseline: { raw: '1,9 %', value: 1.9 },
      targets: [{ raw: 'alle kansallisen keskitason 1,6 %:iin', value: 1.6, comparator: 'below' }],
      direction: 'down',
    });
    expect(measure('services-5', 'response-times-met')?.targets[0]?.value).toBe(96);
  });

  it('say of every target which side is good', () => {
    const undecided = measures.filter(lacksSide).map(({ goal, id }) => [goal, id]);
    expect(undecided).toEqual([]);
    // Compared with nothing: the document sets no target for them.
    expect(measures.filter(({ targets }) => targets.length === 0).map(({ goal, id }) => [goal, id])).toEqual([
      ['path-2', 'callback-share'],
      ['path-2', 'chat-delay'],
      ['foresight-4', 'digital-visits'],
      ['services-1', 'systematic-practice'],
    ]);
  });

  it('are judged by 90 and 50 per cent and three work states', () => {
    expect(programme).toMatchObject({
      id: 'strategic-goals',
      rhythm: 'quarter',
      thresholds: { green: 90, yellow: 50 },
    });
    expect(programme.workStates.map(({ label, light }) => [label.fi, light])).toEqual([
      ['Työ edistyy suunnitellusti', 'green'],
      ['Työn toteutuksessa haasteita, joita ratkaistaan', 'yellow'],
      ['Työ ei etene, tarvitaan tukea', 'red'],
    ]);
  });
});

describe('their owners', () => {
  const owners = [
    programme.coordinator,
    ...goals.flatMap((goal) => goal.owners),
    ...tasks.flatMap((task) => task.owners),
    ...fields.flatMap((field) => field.owners),
  ];

  it('are persons or roles that exist', () => {
    for (const owner of owners) expect([owner, membersOf(owner)]).not.toEqual([owner, []]);
    for (const member of people.roles.flatMap((role) => role.members))
      expect(membersOf(member)).toEqual([member]);
  });

  it('are of each goal the persons and groups of its slide, one function each', () => {
    // The persons and the one group (K) of the slides by letters, in the order in which the slides first name them.
    const named = ['AB', 'CD', 'ABE', 'F', 'G', 'H', 'I', 'J', 'J', 'LJ', 'M'];
    named.push('N', 'AND', 'AO', 'AB', 'ABP', 'Q', 'K', 'RS', 'T', 'N', 'U');
    const functions = new Map<string, string>();
    goals.forEach(({ owners: own, code }, index) => {
      expect([code, own.length]).toEqual([code, named[index]!.length]);
      own.forEach((owner, at) => {
        const letter = named[index]![at]!;
        expect([code, functions.get(letter) ?? owner]).toEqual([code, owner]);
        functions.set(letter, owner);
      });
    });
    expect(new Set(functions.values()).size).toBe(functions.size);
    expect(functions.get('K')).toBe('role:strategy-older-people-directors');
    expect(functions.get('O')).toBe(coordinator);
  });

  it('are of each task as many as its slide names', () => {
    // 1.4's third task names a person and a unit, 4.2's second one a person and a function.
    const named = ['32', '111', '231', '212', '131', '21', '11', '111', '133', '111', '221'];
    named.push('111', '111', '211', '11', '221', '121', '111', '111', '11', '111', '11');
    expect(goals.map(({ groups }) => groups.map((task) => task.owners.length).join(''))).toEqual(named);
  });

  it('include one person with nine tasks in four goals, four groups, and the coordinator with two tasks', () => {
    const tasksOf = (owner: string) => tasks.filter((task) => task.owners.includes(owner));
    const nine = tasksOf('strategy-knowledge-manager@example.org').map((task) => `${task.goal} ${task.id}`);
    const three = (goal: string) => [1, 2, 3].map((task) => `${goal} task${task}`);
    const others = ['foresight-2 task2', 'foresight-2 task3', 'foresight-3 task3'];
    expect(nine).toEqual([...three('foresight-1'), ...others, ...three('services-6')]);
    expect(people.roles.map((role) => role.id)).toHaveLength(4);
    expect(tasksOf(coordinator).map(({ goal, id }) => `${goal} ${id}`)).toEqual([
      'foresight-3 task1',
      'foresight-3 task2',
    ]);
  });

  it('have addresses at example.org only, with ids of their own', () => {
    const addresses =
      JSON.stringify([programme.coordinator, goals, people, rounds]).match(/[\w.+-]+@[\w.-]+/g) ?? [];
    expect(
      addresses.filter((address) => !/^(strategy-[a-z-]+|planning|director)@example\.org$/.test(address)),
    ).toEqual([]);
    expect(people.persons.map((person) => person.id)).not.toContain(coordinator);
  });
});

it('is in Finnish and English throughout, with its short name in Swedish too', () => {
  for (const text of texts([omit(programme, 'shortName'), goals, people]))
    expect(Object.keys(text).sort()).toEqual(['en', 'fi']);
});
