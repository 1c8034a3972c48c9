/** A unit is commented on from the list of who has not answered, and read in the digest and below it, also on a phone. */
import { textsIn } from '../../cards/parts/strings';
import { openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type Demo, handUser, startDemo } from '../../deploy/local/start-demo';
import { commentOnUnit } from '../../src/comments/comment-on-unit';
import { loadCommentVersions } from '../../src/comments/comment-store';
import { loadAccess } from '../../src/people/access';
import { picture, pictureAt } from './picture';
import { openPlayground, type PlaygroundPage } from './playground-page';

const round = { programmeId: 'productivity-key-results', period: '2025-Q4' };
const unit = 'Ikäihmisten palvelut';
const fi = textsIn('fi');
const earlier = 'Tilanne on arvioitu johtoryhmässä.';
const said =
  'Rekrytointi kesti, mutta **paikat** on nyt täytetty.\n\nVaje kurotaan kiinni keväällä: vuokratyön käyttö puolittuu maaliskuusta alkaen.';

let demo: Demo;
let page: PlaygroundPage;

beforeAll(async () => {
  demo = await startDemo({ botPort: 4189, playgroundPort: 14189 });
  await openDueRounds(demo);
  await sendWaiting(demo);
  page = await openPlayground(demo);
  await page.cardWithText(fi('due.title')).waitFor();
}, 180_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

async function pictures(card: ReturnType<PlaygroundPage['lastCard']>, name: string): Promise<void> {
  await picture(card, `unit-comment-${name}.png`);
  await pictureAt(card, `unit-comment-${name}-phone.png`, 356);
}

it('is written on a card that keeps what was typed when somebody else was first', async () => {
  const missing = await page.newCard(() => page.say(`vastaamatta ${round.programmeId}`));
  await pictures(missing, 'missing');
  await page.press(fi('unitComment.button'), missing);
  await missing.getByText(fi('unitComment.unit')).waitFor();
  await page.choose(fi('unitComment.unit'), unit, missing);
  await pictures(missing, 'choose');
  await page.press(fi('unitComment.open'), missing);
  await missing.getByText(fi('unitComment.text')).waitFor();
  await pictures(missing, 'empty');
  const access = await loadAccess(demo.store, { id: 'finance@example.org', admin: true }, new Set());
  const act = { ...round, access, by: 'finance@example.org', way: 'card' as const, unit, seen: 0 };
  await commentOnUnit(demo.store, { ...act, text: earlier }, demo.clock.now());
  await page.fill(fi('unitComment.text'), said, missing);
  await page.press(fi('unitComment.save'), missing);
  await missing.getByText(earlier).waitFor();
  await pictures(missing, 'conflict');
  await page.press(fi('unitComment.save'), missing);
  await missing.getByText(fi('unitComment.saved', { unit })).waitFor();
  await pictures(missing, 'saved');
  const versions = await loadCommentVersions(demo.store, round);
  expect(versions.map(({ by, text }) => [by, text])).toEqual([
    ['finance@example.org', earlier],
    [handUser, said],
  ]);
}, 240_000);

it('is named in the digest, and read in the divisions below it', async () => {
  const digest = await page.newCard(() => page.say(`kooste ${round.programmeId}`));
  await digest.getByText(`Yksikön kommentti: ${unit}`).waitFor();
  await pictures(digest, 'digest');
  const saved = page.cardWithText(fi('unitComment.saved', { unit }));
  await page.press(fi('unitComment.goals'), saved);
  const divisions = page.cardWithText('Yksikön kommentti: Rekrytointi');
  await divisions.waitFor();
  await pictures(divisions, 'divisions');
  const show = divisions.getByTitle(`${fi('programmes.show')}: ${unit}`, { exact: true });
  await show.click();
  const division = page.cardWithText('vuokratyön käyttö puolittuu maaliskuusta alkaen.');
  await division.waitFor();
  await pictures(division, 'division');
}, 240_000);
