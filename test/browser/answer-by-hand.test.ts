import { type Locator } from 'playwright-core';
import { textsIn } from '../../cards/parts/strings';
import {
  answerRounds,
  countAll,
  enqueueAllDigests,
  openDueRounds,
  roundFigures,
  sendWaiting,
} from '../../deploy/local/demo-steps';
import { type Demo, handUser, startDemo } from '../../deploy/local/start-demo';
import { loadReplies } from '../../src/replies/reply-store';
import { type Round } from '../../src/rounds/round';
import { loadRequests } from '../../src/rounds/round-store';
import { picture } from './picture';
import { openPlayground, type PlaygroundPage } from './playground-page';

/** The programmes by their Finnish names, as the prompt shows them. */
const programmes: Record<string, string> = {
  'county-survey': 'Hyvinvointialueen selvitys',
  'half-year-follow-up': 'Tavoitteiden puolivuosiseuranta',
  'productivity-key-results': 'Tuottavuus turvaa palvelut: avaintulokset',
  'productivity-programme': 'Tuottavuusohjelma',
  'strategic-goals': 'Valtuustoon nähden sitovat strategiset tavoitteet',
};

/** What a survey sends is locked. */
const fi = textsIn('fi');
const save = /^(Tallenna|Tallenna ja jatka|Lähetä ja lukitse)$/;

describe('a responsible person in the Playground', () => {
  let demo: Demo;
  let page: PlaygroundPage;
  let rounds: readonly Round[];

  beforeAll(async () => {
    demo = await startDemo({ botPort: 4178, playgroundPort: 14178 });
    ({ rounds } = await openDueRounds(demo));
    await sendWaiting(demo);
    const answers = await answerRounds(demo, rounds);
    expect(answers.failures).toEqual([]);
    page = await openPlayground(demo);
  }, 240_000);

  afterAll(async () => {
    await page?.close();
    await demo?.stop();
  });

  it('finds one message for all programmes, and opens the request of each', async () => {
    expect(rounds).toHaveLength(5);
    const due = page.cardWithText(textsIn('fi')('due.title'));
    for (const name of Object.values(programmes)) await due.getByTitle(`: ${name}`).waitFor();
    await picture(due, 'due.png');
    for (const name of Object.values(programmes)) await page.openRequest(name);
    await picture(page.cardWithText(programmes['productivity-key-results']!), 'prompt.png');
  });

  it.each(Object.entries(programmes))(
    'answers a goal of %s by clicking and typing',
    async (programmeId, name) => {
      const round = rounds.find((candidate) => candidate.programmeId === programmeId)!;
      const before = await answeredByHand(round);
      // A co-owner may have answered a part already.
      await page
        .cardWithText(name)
        .getByRole('button', { name: /^(Aloita|Jatka)$/ })
        .last()
        .click();
      const goal = page.cardWithText(name);
      await goal.getByRole('button', { name: save }).waitFor();
      // Several goals are in a form, from which one can go to their own cards.
      if (await goal.getByText(fi('form.guide')).isVisible()) await page.press(fi('form.each'), goal);
      await goal
        .filter({ hasNotText: fi('form.guide') })
        .getByRole('button', { name: save })
        .waitFor();
      await fillIn(goal);
      await picture(goal, `goal-${programmeId}.png`);
      await goal.getByRole('button', { name: save }).click();
      // A figure that looks odd is asked about once.
      const saved = page.cardWithText(name).filter({ hasText: /Tallennettu:|Lähetetty ja lukittu:/ });
      const sure = page
        .cardWithText(name)
        .getByRole('button', { name: /^Oikein, (tallenna|lähetä ja lukitse)$/ });
      await saved.or(sure).first().waitFor();
      if (!(await saved.isVisible())) await sure.click();
      await saved.waitFor();
      await picture(page.cardWithText(name), `saved-${programmeId}.png`);
      expect(await answeredByHand(round)).toBe(before + 1);
    },
  );

  it('is turned down with a number that is none, and keeps what was typed', async () => {
    const name = programmes['productivity-key-results']!;
    const card = page.cardWithText(name);
    const number = card.getByPlaceholder('esim.').first();
    await number.fill('paljon');
    await page.press(save, card);
    await page.cardWithText('”paljon” ei ole luku').waitFor();
    expect(await page.cardWithText(name).getByPlaceholder('esim.').first().inputValue()).toBe('paljon');
    await picture(page.cardWithText(name), 'turned-down.png');
  });

  it('sees the digest in the channel', async () => {
    await enqueueAllDigests(demo, rounds);
    await sendWaiting(demo);
    expect((await countAll(demo, rounds)).failed).toBe(0);
    await page.openChannel('Announcements');
    await page
      .cardWithText('Ohjelmien kooste')
      .getByTitle(/^Näytä: Strategiset tavoitteet/)
      .click();
    const { digest } = await roundFigures(
      demo,
      rounds.find((round) => round.programmeId === 'strategic-goals')!,
    );
    const post = page.cardWithText('Strategiset tavoitteet · ');
    await post.filter({ hasText: `vastattu ${digest.answered}/${digest.asked}` }).waitFor();
    await picture(post, 'digest.png');
  });

  /** Goals with an answer that the person gave. */
  async function answeredByHand(round: Round): Promise<number> {
    const replies = await loadReplies(demo.store, round);
    const request = (await loadRequests(demo.store, round)).find(({ personId }) => personId === handUser)!;
    return request.goalIds.filter((goalId) => replies.get(goalId)?.by === handUser).length;
  }
});

/** Fills every input of a goal's card as a person does: figures, texts, the first choice of each list. */
async function fillIn(card: Locator): Promise<void> {
  for (const input of await card.getByPlaceholder('esim.').all()) await input.fill('97,3');
  for (const input of await card.getByPlaceholder('enintään').all())
    await input.fill('Työ etenee sovitusti.');
  for (const group of await card.getByRole('radiogroup').all())
    await group.getByRole('radio').first().check();
  for (const list of await card.getByRole('combobox').all()) {
    await list.click();
    await card.page().getByRole('option').nth(1).click();
  }
}
