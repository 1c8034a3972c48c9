import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { readSeed, seedsDirectory } from '../../seeds/read';
import { type Field, type Goal } from '../../src/goals/schema';
import { disagreeingSides, lacksSide } from '../../src/goals/judging/target-side';
import { judgedAsPublished, judgedBy } from './judged';
import {
  estimated,
  inWords,
  measured,
  notAssessable,
  pages,
  stated,
  targets,
  unassigned,
} from './key-results-by-hand';
import { numbersIn } from './numbers-in';

const folder = path.join(seedsDirectory, 'productivity-key-results');
const seed = readSeed(folder);
const { programme, goals, people, replies } = seed;

function goal(id: string) {
  const found = goals.find((one) => one.id === id);
  if (!found) throw new Error(`there is no goal "${id}"`);
  return found;
}
const field = (id: string) => goal(id).fields[0]!;
const listed = (ids: string) => ids.split(' ');
const figure = (id: string) => {
  const reply = replies.replies.find((one) => one.goal === id);
  return reply && Object.values(reply.answers)[0];
};
const textOf = ({ title, description }: Goal, language: 'fi' | 'en') =>
  `${title[language]} ${description?.[language] ?? ''}`;

const tally = (values: readonly (string | undefined)[]) =>
  values.reduce<Record<string, number>>((sum, value) => {
    sum[String(value)] = (sum[String(value)] ?? 0) + 1;
    return sum;
  }, {});

describe('the productivity key results', () => {
  it('are asked every quarter from the fifth working day to the 25th', () => {
    expect(programme).toMatchObject({
      rhythm: 'quarter',
      languages: ['fi', 'en'],
      calendar: {
        opens: { workingDaysAfter: 5, at: '08:00' },
        deadline: { workingDaysAfter: 25, at: '16:00' },
        digest: { weekday: 1, at: '08:00' },
      },
      channels: [{ channel: '19:announcements@thread.tacv2', language: 'fi' }],
    });
    expect(programme.headings.map(({ fi }) => fi)).toEqual(['Toimiala', 'Tulosalue', 'Tavoite']);
  });

  it('hold 57 key results with one figure each, the two yes-no ones too; nobody may leave one out', () => {
    expect(goals).toHaveLength(57);
    for (const { fields } of goals) expect(fields.map(({ required }) => required)).toEqual([true]);
    const yesNo = goals.filter(({ fields }) => fields[0]!.kind === 'yes-no');
    expect(yesNo.map(({ id }) => id)).toEqual(['rah-3', 'asi-1']);
  });

  it('ask for 34 confidence estimates, 21 measured values and two yes-no answers', () => {
    const asked = goals.map(({ fields: [one] }) => `${one!.role} ${one!.kind}`);
    expect(tally(asked)).toEqual({
      'confidence percent': 34,
      'measure percent': 15,
      'measure number': 4,
      'measure money': 2,
      'measure yes-no': 2,
    });
    for (const one of goals.flatMap(({ fields }) => fields))
      if (one.role === 'confidence') expect(one).toMatchObject({ id: 'confidence', min: 0, max: 100 });
  });

  it('stand under six divisions and 17 areas', () => {
    expect(tally(goals.map(({ headings }) => headings[0]!.fi))).toEqual({
      'Ikäihmisten palvelut': 7,
      'Konserni- ja tukipalvelut': 11,
      Pelastustoimi: 1,
      'Perhe-, sosiaali- ja vammaispalvelut': 11,
      'Strategia- ja integraatio': 16,
      Terveydenhuolto: 11,
    });
    expect(new Set(goals.map(({ headings }) => headings[1]!.fi)).size).toBe(17);
    for (const one of goals) {
      expect(one.headings).toHaveLength(3);
      expect(one.unit).toEqual(one.headings[0]);
    }
  });

  it('repeat one goal heading on fifteen rows, under different areas', () => {
    const rows = goals.filter(({ headings }) => headings[2]!.fi === 'Tuottavuus turvaa palvelut');
    expect(rows).toHaveLength(15);
    expect(new Set(goals.map(({ title }) => title.fi)).size).toBe(57);
  });

  it('have the rows and the figures of the document in its order: 57 rows, 55 figures, 47 of them assigned', () => {
    expect(goals.map(({ id }) => id)).toEqual(pages.flatMap(([rows]) => listed(rows)));
    const printed = pages.flatMap(([rows, figures]) =>
      listed(rows).map((id, index) => [id, listed(figures)[index]!] as const),
    );
    expect(printed).toHaveLength(57);
    expect(printed.map(([id]) => figure(id) ?? '?')).toEqual(printed.map(([, text]) => text));
    expect(replies.replies).toHaveLength(47);
    expect(replies.replies.every(({ answers }) => Object.keys(answers).length === 1)).toBe(true);
    const withoutAnswer = printed.filter(([, text]) => text === '?').map(([id]) => id);
    expect(withoutAnswer.sort()).toEqual(Object.keys(unassigned).flatMap(listed).sort());
    const figures = replies.replies.length + unassigned['pel-1 pkp-1 vam-1 vam-2 vam-3 vam-4'];
    expect(figures + unassigned['han-1 rah-1 rah-2 rah-3']).toBe(57 - 2);
  });

  it('are of no period that the document names: its deadlines and the Q3 of VAM-4 are of 2025', () => {
    expect(replies.period).toBe('2025-Q3');
  });

  it('judge measures by the targets, comparators and baselines of the document', () => {
    const shown = ({ baseline, targets: all, direction }: Field) =>
      [
        baseline && `${baseline.value} →`,
        all
          .map(({ raw, value, low, high, comparator }) => {
            if (low !== undefined) return `${low}–${high}`;
            return value === undefined ? raw : [comparator, value].filter(Boolean).join(' ');
          })
          .join(', '),
        direction,
      ]
        .filter(Boolean)
        .join(' ');
    const judged = goals.filter(({ fields: [one] }) => one!.role === 'measure' && one!.kind !== 'yes-no');
    expect(Object.fromEntries(judged.map(({ id, fields }) => [id, shown(fields[0]!)]))).toEqual(targets);
    expect(goals.flatMap(({ fields }) => fields).filter(lacksSide)).toEqual([field('kot-2')]);
    for (const { fields } of judged)
      for (const target of fields[0]!.targets) expect(disagreeingSides(fields[0]!, target)).toBeUndefined();
  });

  it('keep the document’s own text of a target beside what is computed with', () => {
    const raws = (id: string) => field(id).targets.map(({ raw }) => raw);
    expect(raws('asu-1')).toEqual(['6 %']);
    expect(raws('asu-2')).toEqual(['98–100%']);
    expect(raws('asu-4')).toEqual(['alle 190 e/vrk']);
    expect(raws('kot-3')).toEqual(['enintään 95 euroa']);
    expect(raws('las-3')).toEqual(['alle kansallisen keskitason 1,6 %']);
    expect(raws('keh-1')).toEqual(['37 %:iin']);
    expect(raws('keh-2')).toEqual(['5–10 %']);
    expect(raws('mie-2')).toEqual(['ad 100%']);
    expect(field('kot-1').baseline).toEqual({ raw: 'nykytaso 8 %', value: 8 });
  });

  it('publish no lights, and have those that follow from the figures', () => {
    expect(programme.publishes).toBe('none');
    const judged = judgedAsPublished(seed);
    expect(judged.size).toBe(57);
    const expected = new Map<string, object>();
    for (const [id, [percent, light, kept]] of Object.entries(measured))
      expected.set(id, { light, percent, kept });
    for (const [light, ids] of Object.entries(estimated))
      for (const id of listed(ids)) expected.set(id, { light, percent: Number(figure(id)) });
    for (const id of notAssessable) expected.set(id, { light: 'not-assessable' });
    for (const id of Object.keys(unassigned).flatMap(listed)) expected.set(id, { light: 'not-answered' });
    expect(judged).toEqual(expected);
  });

  it('keep the 50 that is printed for a yes or no, and take yes, no and what is between them', () => {
    expect(figure('asi-1')).toBe('50');
    const answered = (value: string) => judgedBy(programme, goal('asi-1'), { value }, '2026-Q1');
    expect(answered('kyllä')).toEqual({ light: 'green', percent: 100 });
    expect(answered('ei')).toEqual({ light: 'red', percent: 0 });
    expect(answered('0,5')).toEqual({ light: 'yellow', percent: 50 });
  });

  it('keep the figures, years, deadlines and rhythms of their texts, in both languages', () => {
    const found = (language: 'fi' | 'en') =>
      goals
        .map((one) => [one.id, numbersIn(textOf(one, language), language)] as const)
        .filter(([, numbers]) => numbers !== '');
    expect(Object.fromEntries(found('fi'))).toEqual(stated);
    expect(Object.fromEntries(found('en'))).toEqual(stated);
    for (const [ids, fi, en] of inWords)
      for (const id of listed(ids)) {
        expect(textOf(goal(id), 'fi')).toMatch(fi);
        expect(textOf(goal(id), 'en')).toMatch(en);
      }
  });

  it('hold both targets of the home care workload, with labels', () => {
    expect(field('kot-2').targets.map(({ raw, value, label }) => [raw, value, label?.fi])).toEqual([
      ['lh 80 %', 80, 'Lähihoitajat (lh)'],
      ['sh 60 %', 60, 'Sairaanhoitajat (sh)'],
    ]);
  });

  it('have owners that resolve, and a reply comes from an owner', () => {
    const persons = new Set(['planning@example.org', ...people.persons.map(({ id }) => id)]);
    const roles = new Map(people.roles.map((role) => [`role:${role.id}`, role.members]));
    const resolve = (owners: readonly string[]) => owners.flatMap((owner) => roles.get(owner) ?? [owner]);
    expect(people.persons).toHaveLength(16);
    expect(people.roles).toHaveLength(4);
    expect(persons.has(programme.coordinator)).toBe(true);
    for (const members of roles.values()) for (const member of members) expect(persons).toContain(member);
    for (const one of goals) for (const person of resolve(one.owners)) expect(persons).toContain(person);
    for (const reply of replies.replies) expect(resolve(goal(reply.goal).owners)).toContain(reply.by);
  });

  it('give planning a measured value, a confidence estimate and a yes-no, each alone', () => {
    const own = goals.filter(({ owners }) => owners.includes('planning@example.org'));
    expect(own.map(({ id, owners, fields: [one] }) => [id, owners.length, one!.role, one!.kind])).toEqual([
      ['asu-1', 1, 'measure', 'percent'],
      ['rah-9', 1, 'confidence', 'percent'],
      ['asi-1', 1, 'measure', 'yes-no'],
    ]);
  });

  it('speak Finnish and English everywhere', () => {
    const texts = [
      programme.name,
      ...programme.headings,
      ...people.roles.map(({ label }) => label),
      ...people.persons.map(({ unit }) => unit!),
      ...goals.flatMap((one) => [
        one.title,
        ...one.headings,
        ...(one.description ? [one.description] : []),
        ...one.fields.flatMap(({ label, unit, hint, targets }) =>
          [label, unit, hint, ...targets.map((target) => target.label)].filter((text) => text !== undefined),
        ),
      ]),
    ];
    for (const text of texts) expect(text).toEqual({ fi: expect.any(String), en: expect.any(String) });
  });

  it('name no address outside example.org', () => {
    for (const name of readdirSync(folder)) {
      const addresses = readFileSync(path.join(folder, name), 'utf8').match(/[^\s"]+@[^\s"]+/g) ?? [];
      for (const address of addresses) expect(address).toMatch(/@(example\.org|thread\.tacv2)$/);
    }
  });
});
