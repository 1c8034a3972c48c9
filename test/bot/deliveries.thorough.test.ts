/** Who got which message, over HTTP: of a round, of a person found by name, and as a file. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { text } from '../../cards/parts/strings';
import { type Card } from '../../cards/render';
import { textsOf } from '../../deploy/local/scripted-user';
import { welcomePerson } from '../../src/people/welcome';
import { schedule } from '../../src/audit/audit';
import { openRound } from '../../src/rounds/open-round';
import { type BotUnderTest } from '../helpers/bot-under-test';
import { eventually } from '../helpers/eventually';
import { deadline, during, name, opens } from '../helpers/fixtures';
import { atPrompt, buttonsOf, press } from '../helpers/pressing';
import { bannerOf, nodesOf, problemsOf } from '../helpers/read-card';
import { anna, bo, coordinator, nobody, pressed, reader, say, startTwoUnits } from '../helpers/two-units';
import { promptsFor } from '../helpers/bot-under-test';
import { cardShown } from '../helpers/teams-conversations';

/** The file is made by a process of its own. */
jest.setTimeout(60_000);

let running: BotUnderTest;
beforeEach(async () => {
  running = await startTwoUnits({}, { publicUrl: 'https://seuranta.example.org/' });
  await running.bot.send();
});
afterEach(() => running.stop());

const { programmeId } = name;
const noon = '12.10.2026 klo 12.00';

async function card(personId: string, verb: string, data: object): Promise<Card> {
  const shown = await pressed(running, personId, verb, data);
  if (!shown.card) throw new Error(`${verb} gave no card: ${shown.text}`);
  return shown.card;
}

/** Anna presses her prompt five minutes after it was sent. */
async function annaPresses(): Promise<void> {
  running.clock.set(new Date(during.getTime() + 300_000).toISOString());
  const user = await atPrompt(running, anna, name);
  await press(user, cardShown(promptsFor(running, user.aadObjectId, name)[0]!), 'start');
  await eventually('it is recorded', async () => (await rows(name)).join().includes('12.05'));
}

const linesOf = (drawn: Card) => textsOf(drawn).replaceAll('\u00a0', ' ').split('\n');

/** The coordinator's card from below its counts to the input. */
async function rows(data: object): Promise<string[]> {
  const lines = linesOf(await card(coordinator, 'deliveries', data));
  const first = lines.findIndex((line) => /^Lähetetty \d+, /.test(line)) + 1;
  return lines.slice(first, lines.indexOf(text('fi', 'deliveries.person')));
}

describe('who got which message of a round', () => {
  it('is opened from the programme, and says when each was first pressed', async () => {
    const programme = await card(coordinator, 'programme', { programmeId });
    expect(buttonsOf(programme, 'deliveries')).toMatchObject([{ title: 'Lähetykset', data: name }]);
    await annaPresses();
    const drawn = await card(coordinator, 'deliveries', name);
    expect(linesOf(drawn)).toContain(
      'Lähetetty 2, odottaa 0, toimittamatta 0. Painiketta painettu 1 viestissä.',
    );
    expect(await rows(name)).toEqual([
      ...['Bo', `Pyyntö vastata: lähetetty ${noon}.`, text('fi', 'deliveries.notPressed')],
      ...['Anna', `Pyyntö vastata: lähetetty ${noon}.`],
      'Painiketta painettu ensimmäisen kerran 12.10.2026 klo 12.05.',
    ]);
  });

  it('finds a person by name, in all rounds, with the welcome', async () => {
    await welcomePerson(running.store, bo, during);
    await openRound(running.store, { programmeId, period: '2026-Q4', opens, deadline, ...schedule }, during);
    const drawn = await card(coordinator, 'deliveries', { ...name, page: 0, person_typed: 'Bo' });
    expect(buttonsOf(drawn, 'deliveries').map(({ data }) => data['personId'])).toEqual([bo, undefined]);
    expect(linesOf(drawn)).toEqual(expect.arrayContaining(['Lähetykset', 'Bo']));
    const called = (await rows({ ...name, personId: bo })).filter((line) => !/[.]$/.test(line));
    expect(called.toSorted()).toEqual([
      ...['Pyyntö vastata Q3/2026', 'Pyyntö vastata Q4/2026', 'Tervetuloviesti'],
    ]);
  });

  it('asks whom a typed name means, and finds the messages of somebody whom the directory has lost', async () => {
    const unclear = await card(coordinator, 'deliveries', { ...name, page: 0, person_typed: 'Ann' });
    expect(problemsOf(unclear)).toHaveLength(1);
    const lost = await card(coordinator, 'deliveries', { ...name, person_typed: 'gone@example.org' });
    expect(linesOf(lost)).toContain(text('fi', 'deliveries.none'));
    const unknown = await card(coordinator, 'deliveries', { ...name, person_typed: 'Xyzzy' });
    expect(problemsOf(unknown)).toEqual([text('fi', 'person.unknown')]);
  });

  it('of a round that there is not is said above the programme', async () => {
    const drawn = await card(coordinator, 'deliveries', { programmeId, period: '2031-Q1' });
    expect(bannerOf(drawn)?.text).toBe(text('fi', 'refused.unknown-round'));
  });
});

describe('the file', () => {
  const linkOn = (drawn: Card) => nodesOf(drawn).find(({ type }) => type === 'Action.OpenUrl')?.['url'];
  async function fileOf(data: object): Promise<string[]> {
    const link = String(linkOn(await card(coordinator, 'deliveries-file', data)));
    const response = await fetch(link.replace('https://seuranta.example.org', running.url));
    expect(response.status).toBe(200);
    expect(decodeURIComponent(response.headers.get('content-disposition')!)).toContain('Lähetykset');
    return (await response.text()).trim().split('\r\n');
  }

  it('has a row for each message of the round, in the reader’s language', async () => {
    await annaPresses();
    expect(await fileOf(name)).toEqual([
      'Aika;Vastaanottaja;Nimi;Jakso;Viesti;Tila;Painettu ensimmäisen kerran;Syy',
      '2026-10-12 12:00;anna@example.org;Anna;2026-Q3;Pyyntö vastata;lähetetty;2026-10-12 12:05;',
      '2026-10-12 12:00;bo@example.org;Bo;2026-Q3;Pyyntö vastata;lähetetty;;',
    ]);
  });

  it('of a person has only theirs', async () => {
    const [, ...lines] = await fileOf({ programmeId, personId: bo });
    expect(lines).toEqual(['2026-10-12 12:00;bo@example.org;Bo;2026-Q3;Pyyntö vastata;lähetetty;;']);
  });
});

describe('the command', () => {
  it('shows a person’s messages to people who run a programme', async () => {
    const [shown] = await say(running, coordinator, 'lähetykset Bo');
    expect(linesOf(shown!)).toEqual(expect.arrayContaining(['Bo', 'Pyyntö vastata Q3/2026']));
    const [counts] = await say(running, coordinator, 'lähetykset');
    expect(textsOf(counts!)).toContain('lähetetty 2, odottaa 0');
  });

  it('shows nobody else whom it sent what', async () => {
    for (const personId of [reader, nobody]) {
      const said = (await say(running, personId, 'lähetykset Bo')).map(textsOf).join();
      expect(said).not.toContain('Pyyntö vastata');
    }
  });
});
