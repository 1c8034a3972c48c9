/** The programmes that a person runs, as shown in chat. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { textsIn } from '../../cards/parts/strings';
import { textsOf } from '../../deploy/local/scripted-user';
import { programmesPartition, saveRegister } from '../../src/goals/register';
import { rememberChannel } from '../../src/goals/known-channels';
import { type Delivery } from '../../src/outbox/sender';
import { chooseLanguage } from '../../src/people/language';
import { reopenRound } from '../../src/reminders/reopen-round';
import { closeRound } from '../../src/rounds/close-round';
import { moveDeadline } from '../../src/rounds/move-deadline';
import { skipRound } from '../../src/rounds/open-round';
import { readRound, roundPartition } from '../../src/rounds/round-store';
import { sendDue } from '../../src/schedule/tick';
import { readRows, remove, replace } from '../../src/storage/rows';
import { withPrefix } from '../../src/storage/store';
import { type BotUnderTest, dumpOf, startBotUnderTest } from '../helpers/bot-under-test';
import { channel, during, name, programmeWith } from '../helpers/fixtures';
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
} from '../helpers/two-units';
import { cardShown } from '../helpers/teams-conversations';

let running: BotUnderTest;
beforeEach(async () => {
  running = await startTwoUnits();
});
afterEach(() => running.stop());

const { programmeId, period } = name;
const by = { by: 'test', way: 'cli' } as const;
const fi = textsIn('fi');
const adminsOnly = fi('refused.admins-only', { admins: 'Suunnittelupäällikkö' });
const verbsOf = (card: Card) => buttonsOf(card).map(({ verb }) => verb);
const calendar = programmeWith().calendar;

async function card(personId: string, verb: string, data: object): Promise<Card> {
  const shown = await pressed(running, personId, verb, data);
  if (!shown.card) throw new Error(`${verb} gave no card: ${shown.text}`);
  return shown.card;
}
const programme = (personId = coordinator) => card(personId, 'programme', { programmeId });

describe('the list of programmes', () => {
  it('shows who runs one how its round is and when the next one opens', async () => {
    await answer(running, bo, 'both');
    for (const personId of [coordinator, deputy]) {
      const drawn = await card(personId, 'programmes', {});
      expect(textsOf(drawn).split('\n')).toEqual([
        'Ohjelmat',
        'Leikkausohjelma',
        'Q3/2026: auki. Vastattu 1/3. Määräaika 4.11.2026 klo\u00a016.00.',
        'Seuraava kierros Q4/2026 avautuu 11.1.2027 klo\u00a08.00.',
        'Näytä',
      ]);
      expect(buttonsOf(drawn)).toMatchObject([{ verb: 'programme', data: { programmeId } }]);
    }
  });

  it('shows an admin all of them, without a round at work the one that was closed last', async () => {
    const drawn = await card(admin, 'programmes', {});
    expect(buttonsOf(drawn, 'programme').map(({ data }) => data['programmeId'])).toEqual([
      'county-survey',
      'half-year-follow-up',
      'productivity-key-results',
      'productivity-programme',
      'prog',
      'strategic-goals',
    ]);
    expect(textsOf(drawn)).toContain('1–6/2024: suljettu');
  });

  it.each([headOfSurgery, reader, anna, nobody])(
    'is refused to %s, who is told whom to ask, and writes nothing',
    async (personId) => {
      // The first message tells the bot where to write to.
      await say(running, personId, 'ohje');
      const before = dumpOf(running);
      expect(await pressed(running, personId, 'programmes', {})).toEqual({ text: adminsOnly });
      expect(textsOf((await say(running, personId, 'ohjelmat'))[0]!).trim()).toBe(adminsOnly);
      expect(dumpOf(running) === before).toBe(true);
    },
  );
});

describe('the command', () => {
  it.each(['ohjelmat', 'Program', 'programmes', 'programs', 'ohjelmat ei-ole-tällaista'])(
    '"%s" shows the list',
    async (typed) => {
      const [drawn] = await say(running, admin, typed);
      expect(buttonsOf(drawn!, 'programme')).toHaveLength(6);
    },
  );

  it.each(['ohjelmat leikkausohjelma', 'program leikkausohjelma', 'ohjelma leikkaus'])(
    '"%s" shows that programme',
    async (typed) => {
      const [answered] = await answersTo(running, admin, typed);
      expect(answered!.versions[0]!.summary).toBe('Leikkausohjelma');
      expect(buttonsOf(cardShown(answered!), 'close-ask')).toMatchObject([{ data: name }]);
    },
  );
});

describe('a programme', () => {
  it('shows its open round with what can be done about it', async () => {
    await answer(running, bo, 'both');
    const drawn = await programme();
    const shown = textsOf(drawn);
    expect(shown).toContain('Q3/2026: auki\nVastattu 1/3. Vastuuhenkilöistä valmiina 1/2.');
    expect(shown).toContain('Määräaika 4.11.2026 klo\u00a016.00.');
    expect(buttonsOf(drawn).map(({ verb, title, data }) => [verb, title, data])).toEqual([
      ['missing', 'Vastaamatta (1)', name],
      ['remind-ask', 'Muistuta', name],
      ['move-deadline-ask', 'Siirrä määräaikaa', name],
      ['close-ask', 'Sulje kierros', name],
      ['deliveries', 'Lähetykset', name],
      ['pause-ask', 'Keskeytä lähettäminen', name],
      ['discard-round-ask', 'Peru kierros', name],
      ['open-ask', 'Avaa nyt', { programmeId, period: '2026-Q4' }],
      ['report', 'Raportti', { programmeId }],
      ['programmes', 'Ohjelmat', {}],
      ['pause-ask', 'Keskeytä lähettäminen', { programmeId }],
    ]);
  });

  it('has nobody to remind when all have answered', async () => {
    await answer(running, bo, 'both');
    for (const goalId of ['a', 'care']) await answer(running, anna, goalId);
    expect(verbsOf(await programme())).not.toEqual(expect.arrayContaining(['missing', 'remind-ask']));
    expect(textsOf(await programme())).toContain('Vastattu 3/3. Vastuuhenkilöistä valmiina 2/2.');
  });

  it('shows the next five steps in local time with how many get a message', async () => {
    const reminders = [{ workingDaysBefore: 5, at: '09:00' }];
    const escalations = [{ to: 'unit-head' as const, workingDaysBefore: 1, at: '09:00' }];
    const next = { ...calendar, reminders, escalations };
    await saveRegister(running.store, register({ calendar: next }));
    const lines = textsOf(await programme()).split('\n');
    const start = lines.indexOf(fi('programme.steps'));
    expect(lines.slice(start + 1, start + 6)).toEqual([
      'ma 19.10.2026 klo\u00a08.00: kooste Q3/2026, 1 kanava',
      'ma 26.10.2026 klo\u00a08.00: kooste Q3/2026, 1 kanava',
      'ke 28.10.2026 klo\u00a09.00: muistutus Q3/2026, enintään 2 saajaa',
      'ma 2.11.2026 klo\u00a08.00: kooste Q3/2026, 1 kanava',
      'ti 3.11.2026 klo\u00a09.00: ilmoitus yksiköiden esihenkilöille puuttuvista vastauksista Q3/2026, enintään 3 saajaa',
    ]);
  });

  it('says when a step goes out that falls into quiet hours', async () => {
    const quiet = { from: '07:00', to: '10:00', workingDaysOnly: false };
    await saveRegister(running.store, register({ calendar: { ...calendar, quiet } }));
    expect(textsOf(await programme())).toContain(
      'ma 19.10.2026 klo\u00a08.00: kooste Q3/2026, 1 kanava; viestit lähtevät hiljaisen ajan jälkeen ma 19.10.2026 klo\u00a010.00',
    );
  });

  it('in another time zone and language is shown in those', async () => {
    await chooseLanguage(running.store, coordinator, 'sv');
    await saveRegister(running.store, register({ timeZone: 'Europe/Stockholm' }));
    expect(textsOf(await programme())).toContain('Tidsfrist 4.11.2026 kl.\u00a015.00.');
  });

  it('tells until when late replies are taken, before and after the deadline', async () => {
    const open = { ...name, ...by, deadline: new Date('2026-10-13T09:00:00Z') };
    await moveDeadline(running.store, open, during);
    expect(textsOf(await programme())).toContain('Määräaika 13.10.2026 klo\u00a012.00.');
    await withGrace('2026-10-15T09:00:00.000Z');
    expect(textsOf(await programme())).toContain(
      'Määräaika 13.10.2026 klo\u00a012.00. Myöhässä voi vastata 15.10.2026 klo\u00a012.00 asti.',
    );
    running.clock.set('2026-10-14T09:00:00Z');
    expect(textsOf(await programme())).toContain(
      'Määräaika oli 13.10.2026 klo\u00a012.00. Vastauksia otetaan vastaan 15.10.2026 klo\u00a012.00 asti.',
    );
  });

  it('shows the round that was closed last, which can be opened again, and then that it was', async () => {
    await closeRound(running.store, { ...name, ...by }, during);
    const closed = await programme();
    expect(textsOf(closed)).toContain('Q3/2026: suljettu 12.10.2026 klo\u00a012.00');
    expect(verbsOf(closed)).toEqual([
      'reopen-ask',
      'deliveries',
      'open-ask',
      'report',
      'programmes',
      'pause-ask',
    ]);
    const act = { ...name, ...by, reason: 'Puuttui', deadline: new Date('2026-10-20T09:00:00Z') };
    await reopenRound(running.store, act, new Date('2026-10-12T10:00:00Z'));
    expect(textsOf(await programme())).toContain('Q3/2026: avattu uudelleen');
    expect(verbsOf(await programme())).toContain('close-ask');
  });

  it('offers to open a round that was skipped', async () => {
    const skipped = { programmeId, period: '2026-Q2' };
    const [opens, deadline] = [new Date('2026-07-07T05:00:00Z'), new Date('2026-08-04T13:00:00Z')];
    await skipRound(running.store, { ...skipped, opens, deadline, ...by, reason: 'down' }, during);
    const drawn = await programme();
    expect(textsOf(drawn)).toContain('Q2/2026: jäi avaamatta');
    expect(buttonsOf(drawn, 'open-ask').map(({ data }) => data['period'])).toEqual(['2026-Q4', '2026-Q2']);
  });

  it('of a calendar from which nothing can be computed still shows its rounds', async () => {
    const reversed = { ...calendar, opens: calendar.deadline, deadline: calendar.opens };
    await saveRegister(running.store, register({ calendar: reversed }));
    const drawn = await programme();
    expect(textsOf(drawn)).toContain(fi('programme.noSchedule'));
    expect(verbsOf(drawn)).toContain('close-ask');
    expect(verbsOf(drawn)).not.toContain('open-ask');
    expect(buttonsOf(await card(coordinator, 'programmes', {}), 'programme')).toHaveLength(1);
  });

  it('that is followed up once has no round after that', async () => {
    await saveRegister(running.store, register({ rhythm: 'once', onlyPeriod: period }));
    await closeRound(running.store, { ...name, ...by }, during);
    const drawn = await programme();
    expect(verbsOf(drawn)).not.toContain('open-ask');
    expect(textsOf(drawn)).toContain(fi('programme.noSteps'));
  });

  it('links to schedule, channels and roles for admins only', async () => {
    const links = ['schedule', 'channels', 'grants'];
    expect(verbsOf(await programme(admin))).toEqual(expect.arrayContaining(links));
    for (const personId of [coordinator, deputy])
      expect(verbsOf(await programme(personId)).filter((verb) => links.includes(verb))).toEqual([]);
  });

  it.each([headOfSurgery, reader, anna, nobody])(
    'is refused to %s, and nothing is written',
    async (personId) => {
      const before = dumpOf(running);
      const refused = { text: fi('refused.not-permitted', { coordinator: 'Coordinator' }) };
      expect(await pressed(running, personId, 'programme', { programmeId })).toEqual(refused);
      expect(await pressed(running, personId, 'undelivered', name)).toEqual(refused);
      expect(dumpOf(running) === before).toBe(true);
    },
  );

  /** Changes the open round as a calendar with time for late replies would. */
  async function withGrace(closes: string): Promise<void> {
    const row = (await readRound(running.store, name))!;
    await running.store.commit(roundPartition(name), [replace(row, { ...row.value, closes })]);
  }
});

describe('whom nothing reached', () => {
  /** Prompts end as they would for people who left, did not install or blocked the bot. */
  async function sendInVain(): Promise<void> {
    const stateFor = { [anna]: 'not-installed', [bo]: 'left' } as const;
    const deliver: Delivery = ({ recipient }) => {
      const id = recipient.type === 'person' ? recipient.personId : '';
      const state = stateFor[id as keyof typeof stateFor] ?? 'failed';
      return Promise.resolve({ type: 'ended', state, reason: 'a test' });
    };
    await sendDue({ ...running.bot.tickOptions, deliver });
  }

  it('is counted on the programme’s card, each recipient once', async () => {
    expect(verbsOf(await programme())).not.toContain('undelivered');
    await sendInVain();
    const reminder = buttonsOf(await card(coordinator, 'remind-ask', name), 'remind')[0]!;
    await card(coordinator, 'remind', reminder.data);
    await sendInVain();
    expect(buttonsOf(await programme(), 'undelivered')).toMatchObject([
      { title: 'Ei tavoitettu (2)', data: name },
    ]);
  });

  it('is listed with the reason and what to do', async () => {
    await sendInVain();
    const drawn = await card(coordinator, 'undelivered', name);
    expect(textsOf(drawn).split('\n')).toEqual([
      'Leikkausohjelma',
      'Keitä ei tavoitettu Q3/2026',
      'Anna',
      fi('deliveries.not-installed'),
      'Bo',
      fi('deliveries.left'),
      'Takaisin',
    ]);
    expect(buttonsOf(drawn)).toMatchObject([{ verb: 'programme', data: { programmeId } }]);
  });

  it('names channels as Teams does', async () => {
    await rememberChannel(running.store, { id: channel, ownName: 'Johtoryhmä / Seuranta' });
    await closeRound(running.store, { ...name, ...by }, during);
    await sendInVain();
    const drawn = await card(coordinator, 'undelivered', name);
    expect(textsOf(drawn)).toContain(`Johtoryhmä / Seuranta\n${fi('deliveries.failed')}`);
  });

  it('is nobody where everything arrived', async () => {
    expect(textsOf(await card(coordinator, 'undelivered', name))).toContain(fi('undelivered.none'));
  });

  it('of a round that there is not is said above the programme', async () => {
    const drawn = await card(coordinator, 'undelivered', { programmeId, period: '2031-Q1' });
    expect(bannerOf(drawn)?.text).toBe(fi('refused.unknown-round'));
    expect(verbsOf(drawn)).toContain('close-ask');
  });
});

describe('help', () => {
  const keys = ['programmes', 'missing', 'owners', 'report', 'schedule', 'channels', 'grants'] as const;
  const coordinates = ['programmes', 'missing', 'owners', 'report', 'schedule'];
  const table: Record<string, readonly string[]> = {
    [admin]: keys,
    [coordinator]: coordinates,
    [deputy]: coordinates,
    [headOfSurgery]: ['missing'],
    [reader]: [],
    [anna]: [],
    [nobody]: [],
  };

  it.each(Object.keys(table))('shows %s only the commands that they may use', async (personId) => {
    // A command is in bold before its description.
    const text = textsOf((await say(running, personId, 'ohje'))[0]!).replaceAll('\n – ', ' – ');
    const shown = text.split('\n');
    expect(keys.filter((key) => shown.includes(fi(`command.help.${key}`)))).toEqual(table[personId]);
    expect(shown).toContain(fi('command.help.goals'));
    expect(shown.includes(fi('help.running'))).toBe(table[personId]!.length > 0);
    expect(shown.includes(fi('help.import'))).toBe(personId === admin);
  });
});

it('without any programme an admin sees that there is none', async () => {
  const empty = await startBotUnderTest({ moment: during.toISOString() });
  try {
    for await (const row of readRows(empty.store, programmesPartition, withPrefix('programme|')))
      await empty.store.commit(programmesPartition, [remove(row)]);
    const [drawn] = await say(empty, admin, 'ohjelmat');
    expect(textsOf(drawn!)).toContain(fi('programmes.none'));
  } finally {
    await empty.stop();
  }
});
