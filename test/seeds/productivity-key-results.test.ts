import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { readSeed, seedsDirectory } from '../../seeds/read';

const folder = path.join(seedsDirectory, 'productivity-key-results');
const { programme, goals, people, replies } = readSeed(folder);

function goal(id: string) {
  const found = goals.find((one) => one.id === id);
  if (!found) throw new Error(`there is no goal "${id}"`);
  return found;
}
const field = (id: string) => goal(id).fields[0]!;
const figure = (id: string) => {
  const reply = replies.replies.find((one) => one.goal === id);
  return reply && Object.values(reply.answers)[0];
};
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

  it('hold 57 key results with one figure each; the two yes-no ones take an estimate instead, as reported', () => {
    expect(goals).toHaveLength(57);
    const yesNo = goals.filter(({ fields }) => fields[0]!.kind === 'yes-no');
    expect(yesNo.map(({ id }) => id)).toEqual(['rah-3', 'asi-1']);
    for (const { fields } of goals) {
      const open = fields[0]!.kind === 'yes-no';
      expect(fields.map(({ required }) => required)).toEqual(open ? [false, false] : [true]);
      if (open) expect(fields[1]).toMatchObject({ id: 'confidence', kind: 'percent', role: 'confidence' });
    }
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

  it('keep the 50 figures that surely belong to a row, as printed', () => {
    expect(replies.period).toBe('2025-Q3');
    expect(replies.replies).toHaveLength(50);
    const printed = {
      asu: '6,76 99 97,3 180',
      kot: '6 68 113',
      tal: '-51 25 100 1827 43',
      tie: '80 20 45 30 50',
      tuk: '100',
      las: '0 100 1,4 97,1 57,8 100',
      keh: '43 5 30',
      rah: '0 100 90 15 60 20 40 50 60 70 100',
      asi: '50',
      esh: '667 0,9 80',
      pth: '20 30 10',
      suu: '30 0',
      mie: '78 45 92',
    };
    for (const [area, row] of Object.entries(printed)) {
      const ids = goals.map(({ id }) => id).filter((id) => id.startsWith(`${area}-`));
      expect(ids.map(figure).join(' ')).toBe(row);
    }
  });

  it('have two key results without a figure: joint procurement and one of the six that share five figures', () => {
    const without = goals.filter(({ id }) => figure(id) === undefined).map(({ id }) => id);
    expect(without).toEqual(['pel-1', 'pkp-1', 'vam-1', 'vam-2', 'vam-3', 'vam-4', 'han-1']);
  });

  it('state targets with the comparator of the document', () => {
    expect(field('asu-2').targets).toEqual([{ raw: '98–100%', low: 98, high: 100, comparator: 'range' }]);
    expect(field('asu-4').targets).toEqual([{ raw: 'alle 190 e/vrk', value: 190, comparator: 'below' }]);
    expect(field('kot-3').targets).toEqual([{ raw: 'enintään 95 euroa', value: 95, comparator: 'at-most' }]);
    expect(field('las-3').targets[0]).toMatchObject({ value: 1.6, comparator: 'below' });
    expect(field('las-4').targets[0]).toMatchObject({ value: 90, comparator: 'above' });
    expect(field('las-5').targets[0]).toMatchObject({ value: 60, comparator: 'above' });
    expect(field('han-1').targets[0]).toMatchObject({ value: 10, comparator: 'at-least' });
    expect(field('keh-2').targets[0]).toMatchObject({ low: 5, high: 10 });
    expect(field('asu-1').targets).toEqual([{ raw: '6 %', value: 6 }]);
    expect(field('kot-1').baseline).toEqual({ raw: 'nykytaso 8 %', value: 8 });
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
