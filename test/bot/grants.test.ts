/** Roles in chat: showing, granting and revoking them. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { inputsOf, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { objectIdFor } from '../../seeds/load';
import { readAudit } from '../../src/audit/audit';
import { loadPerson, peoplePartition, savePeople } from '../../src/people/directory';
import { type Grant, grant, loadGrants } from '../../src/people/grants';
import { type BotUnderTest, dumpOf, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { buttonsOf, type Inputs, press, show } from '../helpers/pressing';
import { postInvoke, shownBy } from '../helpers/raw-activity';
import { bannerOf, problemsOf } from '../helpers/read-card';
import { say } from '../helpers/saying';

const planning = 'planning@example.org';
const finance = 'finance@example.org';
const programmeId = 'strategic-goals';
const unit = 'Terveyspalvelut';
/** Its head according to the seeds. */
const head: Grant = {
  ...{ personId: 'strategy-health-services-director@example.org', role: 'unit-head' },
  ...{ programmeId, unit },
};
const headName = 'Terveyspalveluiden toimialajohtaja';

let running: BotUnderTest;
let admin: TeamsUser;
let card: Card;

async function start(): Promise<void> {
  running = await startBotUnderTest({ admins: 'personnel@example.org' });
  admin = await personAt(running, planning);
  card = await say(running, admin, 'roolit');
}
const stop = () => running.stop();

const granted = (personId: string) => loadGrants(running.store, personId);
const give = (typed: Inputs, shown = card) => press(admin, shown, 'grant', typed);
const entries = () => readAudit(running.store, [peoplePartition]);

describe('the card of roles', () => {
  beforeAll(start);
  afterAll(stop);

  it('shows everybody’s roles, and takes back only what was given in chat', async () => {
    const shown = textsOf(card);
    expect(shown).toContain('Suunnittelupäällikkö\n · pääkäyttäjä, nimetty henkilöluettelossa');
    expect(shown).toContain('Henkilöstöjohtaja\n · pääkäyttäjä, nimetty botin asetuksissa');
    expect(shown).toContain('Controller\n · koordinaattori, nimetty ohjelman tiedoissa');
    expect(shown).toContain(`${headName}\n · yksikön esihenkilö: ${unit}`);
    const removable = buttonsOf(card, 'revoke').map(({ data }) => data);
    expect(removable).toContainEqual({ ...head, sure: false });
    expect(removable).toHaveLength((await loadGrants(running.store)).length);
  });

  it('puts the programme first that is named', async () => {
    const [first] = buttonsOf(await say(running, admin, 'behörigheter half-year-follow-up'), 'revoke');
    expect(first!.data['programmeId']).toBe('half-year-follow-up');
  });

  const whole = { role: 'unit-head', programme: programmeId, unit: `${programmeId}|${unit}` };
  it.each<[string, Inputs, string[]]>([
    [
      'nothing at all',
      { role: '', programme: '', unit: '', person_typed: '' },
      ['grants.roleMissing', 'person.missing'],
    ],
    ['no person', { person_typed: '' }, ['person.missing']],
    ['a person whom nobody knows', { person_typed: 'Xyzzy Plugh' }, ['person.unknown']],
    ['a name that several have', { person_typed: 'Talousjohtaja' }, ['person.several']],
    ['no role', { role: '' }, ['grants.roleMissing']],
    ['a role that there is not', { role: 'emperor' }, ['grants.roleMissing']],
    ['an admin of one programme', { role: 'admin', unit: '' }, ['grants.adminOfAll']],
    ['an admin of a unit', { role: 'admin', programme: '' }, ['grants.adminOfAll']],
    [
      'a coordinator of no programme',
      { role: 'coordinator', programme: '', unit: '' },
      ['grants.programmeMissing'],
    ],
    [
      'a reader of a programme that is gone',
      { role: 'reader', programme: 'gone', unit: '' },
      ['grants.programmeMissing'],
    ],
    ['a reader of a unit', { role: 'reader' }, ['grants.unitNotNeeded']],
    ['a head of no unit', { unit: '__none__' }, ['grants.unitMissing']],
    ['a head of a unit that is gone', { unit: `${programmeId}|Gone` }, ['grants.unitUnknown']],
    ['a unit of another programme', { programme: 'half-year-follow-up' }, ['grants.unitElsewhere']],
  ])(
    '%s: the form says what is wrong, keeps what was typed, and writes nothing',
    async (_, typed, problems) => {
      const sent = { person_typed: finance, ...whole, ...typed };
      const before = dumpOf(running);
      const back = await give(sent);
      expect(problemsOf(back)).toEqual(problems.map((key) => text('fi', key as 'grants.roleMissing')));
      expect(dumpOf(running) === before).toBe(true);
      const kept = Object.fromEntries(inputsOf(back).map(({ id, value }) => [id, value]));
      expect(kept['role']).toBe(sent.role);
      expect(kept['person_typed']).toContain(sent.person_typed);
      for (const id of ['programme', 'unit'] as const)
        if (sent[id] !== '__none__') expect(kept[id]).toBe(sent[id]);
    },
  );
});

describe('a role that is given', () => {
  beforeEach(start);
  afterEach(stop);

  it.each<[string, Inputs, Omit<Grant, 'personId'>, string]>([
    ['admin', { role: 'admin' }, { role: 'admin' }, 'pääkäyttäjä'],
    [
      'coordinator',
      { role: 'coordinator', programme: 'county-survey' },
      { role: 'coordinator', programmeId: 'county-survey' },
      'koordinaattori, ',
    ],
    ['reader', { role: 'reader', programme: programmeId }, { role: 'reader', programmeId }, 'lukija, '],
    [
      'head of a unit, whose programme goes without saying',
      { role: 'unit-head', unit: `${programmeId}|${unit}` },
      { role: 'unit-head', programmeId, unit },
      `yksikön esihenkilö: ${unit}, `,
    ],
  ])('holds, is said and is in the audit: %s', async (_, typed, wanted, said) => {
    const shown = await give({ ...typed, person_typed: finance });
    expect(await granted(finance)).toEqual([{ personId: finance, ...wanted }]);
    expect(bannerOf(shown)?.style).toBe('good');
    expect(bannerOf(shown)?.text).toContain(`Talousjohtaja (${finance}), ${said}`);
    expect(buttonsOf(shown, 'revoke').map(({ data }) => data)).toContainEqual({
      ...{ personId: finance, sure: false },
      ...wanted,
      ...(wanted.programmeId !== undefined && { first: wanted.programmeId }),
    });
    expect(await entries()).toMatchObject([
      { by: planning, way: 'card', what: 'granted', personId: finance },
    ]);
  });

  it('is not given twice, and the second press says the same', async () => {
    const typed = { role: 'admin', person_typed: finance };
    const first = bannerOf(await give(typed));
    const before = dumpOf(running);
    expect(bannerOf(await give(typed))).toEqual(first);
    expect(dumpOf(running) === before).toBe(true);
  });

  it('opens what it is for at once: the new admin gives and takes roles', async () => {
    await give({ role: 'admin', person_picked: objectIdFor('okr-controller@example.org') });
    const controller = await personAt(running, 'okr-controller@example.org');
    const shown = await say(running, controller, 'roller');
    await press(controller, shown, 'grant', {
      role: 'reader',
      programme: programmeId,
      person_typed: finance,
    });
    expect(await granted(finance)).toHaveLength(1);
  });

  it('to somebody who was picked: the pick is kept when something else is wrong', async () => {
    const back = await give({ role: '', person_picked: objectIdFor('okr-controller@example.org') });
    const kept = inputsOf(back).find(({ id }) => id === 'person_typed')!.value;
    expect(kept).toBe('Controller <okr-controller@example.org>');
    await press(admin, back, 'grant', { role: 'admin' });
    expect(await granted('okr-controller@example.org')).toHaveLength(1);
  });
});

describe('a role that is taken back', () => {
  beforeEach(start);
  afterEach(stop);

  const ask = () => press(admin, card, 'revoke', {}, { personId: head.personId });

  it('is asked about first, then gone', async () => {
    const before = dumpOf(running);
    const asked = await ask();
    expect(bannerOf(asked)).toBeUndefined();
    expect(textsOf(asked)).toContain(`${headName} (${head.personId}), yksikön esihenkilö: ${unit}`);
    const order = (shown: Card) =>
      buttonsOf(shown, 'revoke').map(({ data }) => [data['personId'], data['unit']]);
    expect(order(asked)).toEqual(order(card));
    expect(dumpOf(running) === before).toBe(true);
    const done = await press(admin, asked, 'revoke', {}, { sure: true });
    expect(bannerOf(done)?.style).toBe('good');
    expect(await granted(head.personId)).toEqual([]);
    expect(await entries()).toMatchObject([{ by: planning, way: 'card', what: 'revoked', programmeId }]);
  });

  it('by somebody else meanwhile: says so, on either press', async () => {
    const asked = await ask();
    await press(admin, asked, 'revoke', {}, { sure: true });
    const before = dumpOf(running);
    for (const old of [card, asked]) {
      const shown = await press(admin, old, 'revoke', {}, { personId: head.personId });
      expect(bannerOf(shown)).toEqual({ style: 'warning', text: text('fi', 'grants.gone') });
    }
    expect(dumpOf(running) === before).toBe(true);
  });

  it('and was never given changes nothing', async () => {
    const before = dumpOf(running);
    const shown = await show(admin, 'revoke', { personId: planning, role: 'admin', sure: true });
    expect(bannerOf(shown)?.text).toBe(text('fi', 'grants.gone'));
    expect(dumpOf(running) === before).toBe(true);
  });
});

describe('the only admin', () => {
  const own: Grant = { personId: planning, role: 'admin' };
  const sure = { ...own, sure: true };

  beforeEach(async () => {
    running = await startBotUnderTest();
    const { language, ...person } = (await loadPerson(running.store, planning))!;
    await savePeople(running.store, { persons: [{ ...person, language, admin: false }], roles: [] });
    await grant(running.store, own, { by: 'cli:root', way: 'cli' }, running.clock.now());
    admin = await personAt(running, planning);
  });
  afterEach(stop);

  it('keeps the role', async () => {
    const before = dumpOf(running);
    const shown = await show(admin, 'revoke', sure);
    expect(bannerOf(shown)).toEqual({ style: 'attention', text: text('fi', 'refused.last-admin') });
    expect(dumpOf(running) === before).toBe(true);
  });

  it('gives it away once there is another one, and may do nothing more', async () => {
    await press(admin, await say(running, admin, 'roolit'), 'grant', {
      role: 'admin',
      person_typed: finance,
    });
    expect(bannerOf(await show(admin, 'revoke', sure))?.style).toBe('good');
    const before = dumpOf(running);
    const { text: said } = shownBy(await postInvoke(admin, { action: { verb: 'grants', data: {} } }));
    expect(said).toBe(text('fi', 'refused.admins-only', { admins: 'Talousjohtaja' }));
    expect(dumpOf(running) === before).toBe(true);
  });
});
