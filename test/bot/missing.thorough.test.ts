/** Who has not answered, and reminding them, as coordinators and heads of units do it in chat. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { textsIn } from '../../cards/parts/strings';
import { textsOf } from '../../deploy/local/scripted-user';
import { type AuditEntry, readAudit } from '../../src/audit/audit';
import { saveRegister } from '../../src/goals/register';
import { endMessage, type Message, pendingMessages } from '../../src/outbox/message';
import { loadPerson } from '../../src/people/directory';
import { chooseLanguage } from '../../src/people/language';
import { setSubstitute } from '../../src/people/substitutions';
import { closeRound } from '../../src/rounds/close-round';
import { roundPartition } from '../../src/rounds/round-store';
import { snooze } from '../../src/rounds/snooze';
import { type BotUnderTest, dumpOf } from '../helpers/bot-under-test';
import { collect, during, name } from '../helpers/fixtures';
import { buttonsOf } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';
import {
  admin,
  anna,
  answer,
  answersTo,
  bo,
  coordinator,
  deputy,
  headOfSurgery,
  nobody,
  pressed,
  reader,
  register,
  say,
  startTwoUnits,
  substitute,
} from '../helpers/two-units';

let running: BotUnderTest;
beforeEach(async () => {
  running = await startTwoUnits();
});
afterEach(() => running.stop());

async function card(personId: string, verb: string, data: object): Promise<Card> {
  const shown = await pressed(running, personId, verb, data);
  if (!shown.card) throw new Error(`${verb} gave no card: ${shown.text}`);
  return shown.card;
}

/** Presses the confirmation button of the card that asks. */
async function confirmed(personId: string, data: object): Promise<Card> {
  const [button] = buttonsOf(await card(personId, 'remind-ask', data), 'remind');
  return card(personId, 'remind', button!.data);
}

async function reminders(): Promise<Message[]> {
  const rows = await collect(pendingMessages(running.store, roundPartition(name)));
  return rows.map(({ value }) => value).filter(({ kind }) => kind === 'reminder');
}
const reminded = async () =>
  (await reminders()).map(({ recipient }) => recipient.type === 'person' && recipient.personId).sort();
const entries = (): Promise<AuditEntry[]> =>
  readAudit(running.store, [roundPartition(name)], { what: 'reminded' });
const fi = textsIn('fi');
/** With ordinary spaces in place of no-break spaces. */
const shown = (drawn: Card) => textsOf(drawn).replaceAll('\u00a0', ' ');

describe('who has not answered', () => {
  it('is shown by unit, with its head, how much and which goals, to who runs the round', async () => {
    for (const personId of [admin, coordinator, deputy]) {
      const seen = shown(await card(personId, 'missing', name));
      expect(seen).toContain('Vastaus puuttuu 2 vastuuhenkilöltä, vastaamatta on 3 kohtaa.');
      expect(seen).toContain('Määräaika 4.11.2026 klo 16.00.');
      expect(seen).toMatch(
        /Kirurgia\nEsihenkilö: Head\nMuistuta\nAnna \n· vastaamatta 2: 1\.1 a, 1\.2\nBo \n· vastaamatta 1: 1\.2\nHoiva\nEsihenkilöä ei ole nimetty\.\nMuistuta\nAnna \n· vastaamatta 1: 2\.1/,
      );
    }
  });

  it('has a button for each unit and one for all', async () => {
    const drawn = await card(coordinator, 'missing', name);
    expect(buttonsOf(drawn, 'remind-ask').map(({ data }) => data)).toEqual([
      { ...name, unit: 'Kirurgia' },
      { ...name, unit: 'Hoiva' },
      name,
    ]);
    expect(buttonsOf(drawn, 'programme')).toHaveLength(1);
  });

  it('leaves out what was answered meanwhile', async () => {
    await answer(running, bo, 'both');
    await answer(running, anna, 'care');
    const seen = shown(await card(coordinator, 'missing', name));
    expect(seen).toContain('Anna \n· vastaamatta 1: 1.1 a');
    expect(seen).not.toMatch(/Bo|Hoiva/);
    await answer(running, anna, 'a');
    const done = await card(coordinator, 'missing', name);
    expect(shown(done)).toContain(fi('digest.allAnswered'));
    expect(buttonsOf(done, 'remind-ask')).toEqual([]);
  });

  it('is shown to the head of a unit for that unit only, in the reader’s language', async () => {
    await chooseLanguage(running.store, headOfSurgery, 'sv');
    const drawn = await card(headOfSurgery, 'missing', name);
    expect(shown(drawn)).toContain('Kirurgi\nChef: Head');
    expect(shown(drawn)).not.toContain('Hoiva');
    expect(buttonsOf(drawn).map(({ verb, data }) => [verb, data])).toEqual([
      ['remind-ask', { ...name, unit: 'Kirurgia' }],
      ['unit-comment', name],
    ]);
  });

  it('can still be read when the round is closed, but nobody can be reminded', async () => {
    const ask = await card(coordinator, 'remind-ask', name);
    await closeRound(running.store, { ...name, by: 'test', way: 'cli' }, during);
    const drawn = await card(coordinator, 'missing', name);
    expect(shown(drawn)).toContain('Vastaus puuttuu 2 vastuuhenkilöltä');
    expect(buttonsOf(drawn, 'remind-ask')).toEqual([]);
    const before = dumpOf(running);
    const refused = [
      await card(coordinator, 'remind-ask', name),
      await card(coordinator, 'remind', buttonsOf(ask, 'remind')[0]!.data),
    ];
    for (const each of refused)
      expect(bannerOf(each)).toEqual({ style: 'warning', text: fi('remind.closed') });
    expect(dumpOf(running) === before).toBe(true);
  });

  it('cannot be reminded from a card of the day before', async () => {
    const ask = await card(coordinator, 'remind-ask', name);
    running.clock.set(new Date(running.clock.now().getTime() + 25 * 3600 * 1000).toISOString());
    const refused = await card(coordinator, 'remind', buttonsOf(ask, 'remind')[0]!.data);
    expect(bannerOf(refused)).toEqual({ style: 'warning', text: fi('remind.old') });
    expect(shown(refused)).toContain('Vastaus puuttuu 2 vastuuhenkilöltä');
    expect(await reminders()).toEqual([]);
  });

  it('is not known of a round that there is not', async () => {
    const other = { ...name, period: '2031-Q1' };
    for (const verb of ['missing', 'remind-ask']) {
      const drawn = await card(coordinator, verb, other);
      expect(bannerOf(drawn)).toEqual({ style: 'attention', text: fi('refused.unknown-round') });
    }
  });
});

describe('asking to remind', () => {
  it('says how many get it, and that nobody was reminded yet; it sends nothing', async () => {
    const before = dumpOf(running);
    const drawn = await card(coordinator, 'remind-ask', name);
    const seen = shown(drawn);
    expect(seen).toContain('Leikkausohjelma Q3/2026');
    expect(seen).toContain(fi('remind.recipients', { count: 2 }));
    expect(seen).not.toContain('Lähettäminen kestää');
    expect(seen).toContain(fi('remind.never', { count: 2 }));
    expect(buttonsOf(drawn).map(({ verb, data }) => [verb, data])).toEqual([
      ['remind', { ...name, step: during.toISOString() }],
      ['missing', name],
    ]);
    expect(dumpOf(running) === before).toBe(true);
  });

  it('leaves out who put it off, and counts today’s substitutes', async () => {
    const day = '2026-10-12';
    await snooze(running.store, { ...name, personId: bo, day: '2026-10-14' }, during, {
      isClosed: () => false,
    });
    await setSubstitute(
      running.store,
      { personId: anna, substituteId: substitute, from: day, to: day },
      during,
    );
    const seen = shown(await card(coordinator, 'remind-ask', name));
    const recipients = `${fi('remind.recipients', { count: 2 })} ${fi('remind.substitutes', { count: 1 })}`;
    expect(seen).toContain(recipients);
    expect(seen).toContain(fi('remind.putOff', { count: 1 }));
    await confirmed(coordinator, name);
    const calendars = (await reminders()).filter(({ key }) => key.includes('reminder-'));
    expect(calendars.map(({ recipient }) => recipient)).toEqual(
      [anna, substitute].map((personId) => ({ type: 'person', personId })),
    );
  });

  it('says when they were reminded last, in whichever unit or with all', async () => {
    const asked = async (only = {}) => shown(await card(coordinator, 'remind-ask', { ...name, ...only }));
    await setSubstitute(
      running.store,
      { personId: bo, substituteId: substitute, from: '2026-10-12', to: '2026-10-12' },
      during,
    );
    await confirmed(headOfSurgery, { ...name, unit: 'Kirurgia' });
    running.clock.set('2026-10-13T09:00:00Z');
    const last = fi('remind.last', { moment: '12.10.2026 klo 12.00' });
    expect(await asked({ unit: 'Kirurgia' })).toContain(last);
    expect(await asked()).toContain(last);
    await confirmed(coordinator, { ...name, personId: bo });
    const ofSome = { count: 1, moment: '13.10.2026 klo 12.00' };
    expect(await asked()).toContain(fi('remind.lastOfSome', ofSome));
    expect(await asked({ personId: anna })).toContain(last);
    expect(await asked({ personId: bo })).toContain(fi('remind.last', { moment: '13.10.2026 klo 12.00' }));
  });

  it('of those whom no reminder reached says that they were not reminded', async () => {
    await confirmed(headOfSurgery, { ...name, unit: 'Kirurgia' });
    for await (const row of pendingMessages(running.store, roundPartition(name)))
      if (row.value.kind === 'reminder')
        await running.store.commit(roundPartition(name), endMessage(row, { ...row.value, state: 'blocked' }));
    const seen = shown(await card(coordinator, 'remind-ask', name));
    expect(seen).toContain(fi('remind.never', { count: 2 }));
  });

  it('with nobody to remind says so instead', async () => {
    await answer(running, anna, 'care');
    const drawn = await card(coordinator, 'remind-ask', { ...name, unit: 'Hoiva' });
    expect(bannerOf(drawn)).toEqual({ style: 'warning', text: fi('remind.nobody') });
    const none = await card(coordinator, 'remind-ask', { ...name, unit: 'Ei ole' });
    expect(bannerOf(none)?.text).toBe(fi('remind.nobody'));
  });
});

describe('reminding', () => {
  it('all: everybody who has not answered gets one, and the card says how many', async () => {
    const drawn = await confirmed(coordinator, name);
    expect(bannerOf(drawn)).toEqual({
      style: 'good',
      text: fi('remind.done', { count: 2 }),
    });
    expect(await reminded()).toEqual([anna, bo]);
    expect(await entries()).toMatchObject([{ by: coordinator, way: 'card', to: { persons: 2 } }]);
  });

  it('is sent as the calendar’s reminders are', async () => {
    await running.bot.send();
    await confirmed(headOfSurgery, { ...name, unit: 'Kirurgia' });
    const { aadObjectId } = (await loadPerson(running.store, bo))!;
    const before = running.connector.sentTo(aadObjectId!).length;
    await running.bot.send();
    const sent = running.connector.sentTo(aadObjectId!).slice(before);
    expect(sent).toHaveLength(1);
    expect(sent[0]!.versions[0]!.summary).toContain('Muistutus');
  });

  it.each([
    ['all', {}, [anna, bo]],
    ['a unit', { unit: 'Hoiva' }, [anna]],
    ['one person', { personId: bo }, [bo]],
  ] as const)('%s: a second press reminds nobody again', async (_, only, expected) => {
    const [button] = buttonsOf(await card(coordinator, 'remind-ask', { ...name, ...only }), 'remind');
    await card(coordinator, 'remind', button!.data);
    const before = dumpOf(running);
    const again = await card(coordinator, 'remind', button!.data);
    expect(await reminded()).toEqual(expected);
    expect(dumpOf(running) === before).toBe(true);
    expect(bannerOf(again)?.text).toMatch(/^(Muistutus lähtee|Muistutus on jo lähetetty)/);
  });

  it('of another card later reminds again', async () => {
    await confirmed(coordinator, name);
    running.clock.set('2026-10-12T10:00:00Z');
    await confirmed(coordinator, name);
    expect(await reminded()).toEqual([anna, anna, bo, bo]);
  });

  it('after two admins asked at once is one reminder for those who press the older card', async () => {
    const older = buttonsOf(await card(coordinator, 'remind-ask', name), 'remind')[0]!;
    running.clock.set('2026-10-12T09:00:10Z');
    const newer = buttonsOf(await card(admin, 'remind-ask', name), 'remind')[0]!;
    await card(admin, 'remind', newer.data);
    const drawn = await card(coordinator, 'remind', older.data);
    expect(bannerOf(drawn)).toEqual({ style: 'warning', text: fi('remind.before') });
    expect(await reminded()).toEqual([anna, bo]);
  });

  it('in quiet hours goes out when they end, and says so', async () => {
    const { programme, goals } = register();
    const quiet = { from: '18:00', to: '08:00', workingDaysOnly: true };
    const calendar = { ...programme.calendar, quiet };
    await saveRegister(running.store, { programme: { ...programme, calendar }, goals });
    running.clock.set('2026-10-16T16:00:00Z');
    const held = fi('sending.held', { moment: '19.10.2026 klo\u00a08.00' });
    expect(shown(await card(coordinator, 'remind-ask', name))).toContain(held.replaceAll('\u00a0', ' '));
    expect(bannerOf(await confirmed(coordinator, name))?.text).toContain(held);
    expect((await reminders()).map(({ notBefore }) => notBefore)).toEqual(
      Array(2).fill('2026-10-19T05:00:00.000Z'),
    );
  });

  it.each([
    ['is older than a day', '2026-10-11T08:59:59.999Z', fi('remind.old')],
    ['is of a time to come', '2026-10-12T09:00:00.001Z', fi('refused.malformed')],
    ['is no moment', '9999', fi('refused.malformed')],
  ])('from a card that %s is refused, and nothing is written', async (_, step, reason) => {
    const before = dumpOf(running);
    const answered = await pressed(running, coordinator, 'remind', { ...name, step });
    const said = answered.card ? bannerOf(answered.card)?.text : answered.text;
    expect(said).toBe(reason);
    expect(dumpOf(running) === before).toBe(true);
  });
});

describe('who may', () => {
  const step = during.toISOString();
  const acts = {
    missing: ['missing', name],
    'remind-ask all': ['remind-ask', name],
    'remind all': ['remind', { ...name, step }],
    'remind-ask own unit': ['remind-ask', { ...name, unit: 'Kirurgia' }],
    'remind own unit': ['remind', { ...name, unit: 'Kirurgia', step }],
    'remind-ask other unit': ['remind-ask', { ...name, unit: 'Hoiva' }],
    'remind other unit': ['remind', { ...name, unit: 'Hoiva', step }],
    'remind-ask a person': ['remind-ask', { ...name, personId: bo }],
    'remind a person': ['remind', { ...name, personId: bo, step }],
  } as const;
  const ofHead: readonly string[] = ['missing', 'remind-ask own unit', 'remind own unit'];

  it.each(Object.keys(acts))('%s', async (act) => {
    const [verb, data] = acts[act as keyof typeof acts];
    for (const personId of [headOfSurgery, reader, anna, nobody]) {
      if (personId === headOfSurgery && ofHead.includes(act)) continue;
      const before = dumpOf(running);
      const refused = await pressed(running, personId, verb, data);
      expect(refused).toEqual({ text: fi('refused.not-permitted', { coordinator: 'Coordinator' }) });
      expect(dumpOf(running) === before).toBe(true);
    }
    for (const personId of [admin, coordinator, deputy, ...(ofHead.includes(act) ? [headOfSurgery] : [])])
      expect((await pressed(running, personId, verb, data)).card).toBeDefined();
  });

  it('is nobody where there is no such programme', async () => {
    const elsewhere = { ...name, programmeId: 'ei-ole' };
    for (const personId of [admin, coordinator, headOfSurgery])
      expect(await pressed(running, personId, 'missing', elsewhere)).toEqual({
        text: fi('refused.not-permitted', { coordinator: '–' }),
      });
  });
});

describe('the command', () => {
  it.each([
    'vastaamatta',
    'Obesvarade',
    'missing',
    'kuka ei ole vastannut?',
    'puuttuvat',
    'ketkä puuttuvat?',
    'vem saknas?',
    'who is missing',
    'vem har inte svarat?',
    'who has not answered?',
    'vastaamatta leikkausohjelma',
    'missing prog',
  ])('"%s" shows the coordinator the open round', async (typed) => {
    const [answered, ...more] = await answersTo(running, coordinator, typed);
    expect(more).toEqual([]);
    const { summary } = answered!.versions[0]!;
    expect(summary).toBe('Leikkausohjelma Q3/2026: 2 vastuuhenkilön vastaus puuttuu');
    const [drawn] = await say(running, coordinator, typed);
    expect(buttonsOf(drawn!, 'remind-ask')).toHaveLength(3);
  });

  it('shows the head of a unit that unit', async () => {
    const [drawn] = await say(running, headOfSurgery, 'vastaamatta');
    expect(buttonsOf(drawn!, 'remind-ask').map(({ data }) => data['unit'])).toEqual(['Kirurgia']);
  });

  it('lists the rounds where several are open, with a button each', async () => {
    await running.bot.work();
    const [drawn] = await say(running, admin, 'vastaamatta');
    const open = buttonsOf(drawn!, 'missing').map(({ data }) => data['programmeId']);
    expect(open.length).toBeGreaterThan(1);
    expect(open).toContain('prog');
    const [one] = await say(running, admin, 'vastaamatta leikkausohjelma');
    expect(buttonsOf(one!, 'remind-ask')).toHaveLength(3);
  });

  it('says of a round that everybody answered just that', async () => {
    await running.bot.work();
    await answer(running, bo, 'both');
    for (const goalId of ['a', 'care']) await answer(running, anna, goalId);
    const [drawn] = await say(running, admin, 'vastaamatta');
    const lines = shown(drawn!).split('\n');
    expect(lines[lines.indexOf('Leikkausohjelma Q3/2026') + 1]).toBe('Kaikki ovat vastanneet.');
    expect(buttonsOf(drawn!, 'missing').map(({ data }) => data['programmeId'])).not.toContain('prog');
  });

  it('says that none is open', async () => {
    await closeRound(running.store, { ...name, by: 'test', way: 'cli' }, during);
    const [drawn] = await say(running, coordinator, 'vastaamatta');
    expect(shown(drawn!)).toContain(fi('command.noRounds'));
  });

  it('shows a responsible person what they themselves are asked', async () => {
    const [drawn] = await say(running, anna, 'puuttuvat');
    expect(buttonsOf(drawn!, 'start').map(({ data }) => data['programmeId'])).toEqual(['prog']);
    const [refused] = await say(running, anna, 'puuttuvat leikkausohjelma');
    expect(shown(refused!).trim()).toBe(fi('refused.admins-only', { admins: 'Suunnittelupäällikkö' }));
  });

  it.each([reader, nobody])('is refused to %s, who is told whom to ask', async (personId) => {
    const [drawn] = await say(running, personId, 'vastaamatta');
    expect(shown(drawn!).trim()).toBe(fi('refused.admins-only', { admins: 'Suunnittelupäällikkö' }));
  });
});
