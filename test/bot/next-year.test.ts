/** The file of the next year in the chat: goals that may be the same are decided by one press each, or all alike. */
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { textsOf, type TeamsUser } from '../../deploy/local/scripted-user';
import { goalsPartition, loadGoals } from '../../src/goals/register';
import { importRegister } from '../../src/import/import-register';
import { readKeptFile } from '../../src/import/kept-file';
import { readRegister } from '../../src/import/read-register';
import { type BotUnderTest, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { wrongWith } from '../helpers/card-faults';
import { FileServer } from '../helpers/file-server';
import { buttonsOf, press, show } from '../helpers/pressing';
import { postActivity } from '../helpers/raw-activity';
import { bannerOf } from '../helpers/read-card';
import { cardShown } from '../helpers/teams-conversations';
import { nextYear, thisYear } from '../import/next-year-file';
import { workbookFile } from '../import/workbook-file';

const programmeId = 'own-results';
const admin = 'planning@example.org';
const act = { by: 'cli:root', way: 'cli' } as const;

let files: FileServer;
let running: BotUnderTest;
let user: TeamsUser;

beforeEach(async () => {
  files = await new FileServer().start();
  running = await startBotUnderTest({ admins: admin, downloads: files.limits, readRegister });
  user = await personAt(running, admin);
  const file = await readRegister(await workbookFile({ A: thisYear(admin) }), 'kr.xlsx');
  const newProgramme = { fallback: { name: 'Omat tulokset', coordinator: admin } };
  await importRegister(running.store, { programmeId, file, newProgramme }, act, running.clock.now());
});
afterEach(async () => {
  await running.stop();
  await files.stop();
});

const titles = async () => (await loadGoals(running.store, programmeId)).map(({ title }) => title.fi);
const verbsOf = (card: Card) => buttonsOf(card).map(({ verb }) => verb);

async function dropNextYear(): Promise<Card> {
  const content = await workbookFile({ A: nextYear(admin) });
  await postActivity(user, {
    type: 'message',
    text: '',
    attachments: [files.attachment('kr 2027.xlsx', content)],
  });
  const asked = cardShown(running.connector.sentTo(user.aadObjectId).at(-1)!);
  return press(user, asked, 'import-plan', { programmeId });
}

it('shows both texts side by side, and decides each by one press', async () => {
  const plan = await dropNextYear();
  expect(wrongWith(plan)).toEqual([]);
  expect(textsOf(plan)).toContain('3 tavoitetta muistuttaa ohjelman nykyisiä.');
  expect(textsOf(plan)).toContain('Talousarvio 2026 toteutuu suunnitellusti → Talousarvio 2027');
  const first = await press(user, plan, 'import-matches');
  expect(wrongWith(first)).toEqual([]);
  expect(textsOf(first)).toContain('Onko tämä sama tavoite? (1/3)');
  expect(textsOf(first)).toContain('Perusterveydenhuollon lääkärin odotusaika on lyhyt');
  expect(textsOf(first)).toContain('2 Odotusaika perusterveydenhuollon lääkärille lyhenee');
  const second = await press(
    user,
    first,
    'import-match',
    {},
    { same: 'odotusaika-perusterveydenhuollon-laakarille-lyhenee' },
  );
  expect(textsOf(second)).toContain('(2/3)');
  const later = await press(user, second, 'import-matches');
  expect(textsOf(later)).toContain('(3/3)');
  // Two goals were merged into one: it goes on as either of them.
  expect(buttonsOf(later, 'import-match').map(({ title }) => title)).toEqual([
    'Sama kuin 4',
    'Sama kuin 5',
    'Uusi tavoite',
  ]);
  const back = await press(user, later, 'import-match', {}, { same: 'etavastaanotot-lisaantyvat' });
  expect(textsOf(back)).toContain('(2/3)');
  const decided = await press(user, back, 'import-match', {}, { same: undefined });
  expect(textsOf(decided)).toContain('muuttuneita 3, palautettuja 0, poistuneita 2, ennallaan 1');
  await press(user, decided, 'import-apply');
  expect(await titles()).toEqual([
    'Talousarvio 2027 toteutuu suunnitellusti',
    'Perusterveydenhuollon lääkärin odotusaika on lyhyt',
    'Sairauspoissaolot vähenevät',
    'Sähköinen asiointi ja etävastaanotot lisääntyvät',
    'Kotihoidon käynnit toteutuvat ajallaan',
    'Toimintavalmius paranee',
  ]);
  const ids = (await loadGoals(running.store, programmeId)).map(({ id }) => id);
  expect(ids).toContain('etavastaanotot-lisaantyvat');
  expect(ids).toContain('odotusaika-perusterveydenhuollon-laakarille-lyhenee');
});

it('decides all alike, and lets one be changed afterwards', async () => {
  const plan = await dropNextYear();
  const all = await press(user, plan, 'import-match', {}, { all: 'nearest' });
  expect(textsOf(all)).toContain('poistuneita 1, ennallaan 1, ratkaisua odottaa 0');
  const look = await press(user, all, 'import-matches');
  expect(textsOf(look)).toContain('Valittu: sama kuin 2.');
  const changed = await press(user, look, 'import-match', {}, { same: undefined });
  expect(textsOf(changed)).toContain('poistuneita 2, ennallaan 1, ratkaisua odottaa 0');
  const fresh = await press(user, plan, 'import-match', {}, { all: 'new' });
  expect(textsOf(fresh)).toContain('ratkaisua odottaa 0');
});

it('forgets the decisions of one programme when the file is given to another one', async () => {
  const plan = await dropNextYear();
  await press(user, plan, 'import-match', {}, { all: 'new' });
  const file = buttonsOf(plan, 'import-cancel')[0]!.data['file'] as string;
  const now = running.clock.now();
  expect((await readKeptFile(running.store, admin, file, now))?.matches?.different.size).toBe(3);
  await show(user, 'import-file', { file });
  expect((await readKeptFile(running.store, admin, file, now))?.matches).toBeUndefined();
});

it('asks anew where the goal that was chosen is gone', async () => {
  const plan = await dropNextYear();
  const all = await press(user, plan, 'import-match', {}, { all: 'nearest' });
  const partition = goalsPartition(programmeId);
  const key = 'goal|sairauspoissaolot-vahenevat';
  const stored = await running.store.get(partition, key);
  await running.store.commit(partition, [{ type: 'delete', key, etag: stored!.etag }]);
  const again = await press(user, all, 'import-apply');
  expect(bannerOf(again)).toEqual({ style: 'warning', text: text('fi', 'import.newPlan') });
  expect(verbsOf(again)).toContain('import-matches');
  expect(await titles()).toContain('Talousarvio 2026 toteutuu suunnitellusti');
});
