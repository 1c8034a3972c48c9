/** An admin in the Playground opens the wrong round, pauses it, and takes it back, by clicking. */
import { text, textsIn } from '../../cards/parts/strings';
import { sendWaiting } from '../../deploy/local/demo-steps';
import { type Demo, startDemo } from '../../deploy/local/start-demo';
import { loadPauses } from '../../src/brake/pauses';
import { loadProgramme } from '../../src/goals/register';
import { countMessages } from '../../src/outbox/message';
import { listOpenRounds, readRound, type RoundName, roundPartition } from '../../src/rounds/round-store';
import { wordingFor } from '../../bot/views/wording';
import { picture } from './picture';
import { openPlayground, type PlaygroundPage } from './playground-page';

const programmeId = 'strategic-goals';
const fi = textsIn('fi');

let demo: Demo;
let page: PlaygroundPage;

beforeAll(async () => {
  demo = await startDemo({ botPort: 4192, playgroundPort: 14192 });
  page = await openPlayground(demo);
}, 240_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

const requests = () => page.page.getByText(fi('prompt.start'), { exact: true }).filter({ visible: true });
const openRound = async (): Promise<RoundName> => (await listOpenRounds(demo.store))[0]!;

describe('an admin', () => {
  it('opens the wrong round, sees that it goes out, and pauses it', async () => {
    const card = await page.newCard(() => page.say('ohjelmat strategiset'));
    await page.press(fi('programme.open'), card);
    await card.filter({ hasText: fi('openRound.now') }).waitFor();
    await page.press(fi('programme.open'), card);
    await card
      .filter({ hasText: fi('brake.discard') })
      .or(card.filter({ hasText: 'auki' }))
      .first()
      .waitFor();
    const { period } = await openRound();
    const before = await page.newCard(() => page.say(`keskeytä strategiset ${period}`));
    await before.filter({ hasText: fi('brake.pauseThen') }).waitFor();
    await picture(before, 'fi-pause-asked.png');
    await page.press(fi('brake.pause'), before);
    await page.expectText(/^Lähettäminen on keskeytetty: /);
    expect(await loadPauses(demo.store)).toMatchObject([{ programmeId, period }]);
    await sendWaiting(demo);
    const counts = await countMessages(demo.store, roundPartition(await openRound()));
    expect(counts).toMatchObject({ sent: 0 });
    expect(counts.pending).toBeGreaterThan(0);
  });

  it('lets it go on, and takes it back: the request in the chat becomes one line', async () => {
    const name = await openRound();
    const resuming = await page.newCard(() => page.say('jatka lähettämistä'));
    await page.press(fi('brake.resume'), resuming);
    await page.expectText(/^Lähettäminen jatkuu: /);
    await page.newCard(() => sendWaiting(demo));
    await page.cardWithText(fi('prompt.start')).waitFor();
    // The demo shows a page that was just loaded what is open, outside the outbox.
    const before = await requests().count();

    const card = await page.newCard(() => page.say('ohjelmat strategiset'));
    // The round's own menu; the card has another one at its end.
    await card.getByRole('button', { name: 'More options', exact: true }).first().click();
    await page.page.getByRole('menuitem', { name: fi('brake.discard'), exact: true }).click();
    await card.filter({ hasText: fi('brake.discardThen') }).waitFor();
    await picture(card, 'fi-discard-asked.png');
    await page.press(fi('brake.discard'), card);
    await page.expectText(/^Kierros .* on peruttu\. /);
    await picture(card, 'fi-discarded.png');
    await sendWaiting(demo);

    const wording = wordingFor('fi');
    const programme = wording.of((await loadProgramme(demo.store, programmeId))!.name);
    const round = `${programme} ${wording.period(name.period)}`;
    await page.expectText(text('fi', 'brake.withdrawn', { round }));
    expect(await requests().count()).toBe(before - 1);
    expect((await readRound(demo.store, name))!.value).toMatchObject({ status: 'planned', events: [] });
  });
});
