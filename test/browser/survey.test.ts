/** A survey in the Playground: the coordinator comments on an answer, the expert sees it and answers again. */
import { textsIn } from '../../cards/parts/strings';
import { openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type Demo, handUser, startDemo } from '../../deploy/local/start-demo';
import { readReply } from '../../src/replies/reply-store';
import { recordReply } from '../../src/replies/record-reply';
import { readReview } from '../../src/replies/review-store';
import { picture } from './picture';
import { openPlayground, type PlaygroundPage } from './playground-page';

/** Asked of the Playground's current user, who is an admin and so may coordinate the survey too. */
const q1 = { programmeId: 'county-survey', period: '2025', goalId: 'q1' };
const name = 'Hyvinvointialueen selvitys';
const theme = 'Palvelujen yhteensovittaminen';
const fi = textsIn('fi');
const sv = textsIn('sv');

let demo: Demo;
let page: PlaygroundPage;

beforeAll(async () => {
  demo = await startDemo({ botPort: 4182, playgroundPort: 14182 });
  await openDueRounds(demo);
  const typed = { level: 'scattered', comment: 'Toimintamalleja on kuvattu ja kehitetty. '.repeat(20) };
  await recordReply(
    demo.store,
    { ...q1, by: handUser, typed, locale: 'fi', seenVersion: 0 },
    demo.clock.now(),
  );
  page = await openPlayground(demo);
  await page.cardWithText(name).waitFor();
}, 240_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

it('the coordinator finds the question and comments on its answer', async () => {
  const card = await page.newCard(() => page.say('kysely'));
  await card.filter({ hasText: theme }).waitFor();
  await picture(card, 'fi-survey.png');
  await card
    .getByRole('button', { name: fi('survey.open') })
    // The contact details are above the themes.
    .nth(1)
    .click();
  await card.filter({ hasText: 'Sosiaali- ja terveyspalvelujen yhteensovittaminen' }).waitFor();
  await picture(card, 'fi-survey-theme.png');
  await card
    .getByRole('button', { name: fi('survey.open') })
    .first()
    .click();
  await card.filter({ hasText: fi('survey.state.answered') }).waitFor();
  await picture(card, 'fi-question.png');
  await page.fill(fi('question.comment'), 'Mikä on lähde? Lyhennä, kiitos.', card);
  await page.press(fi('question.sendComment'), card);
  await card.filter({ hasText: fi('survey.state.commented') }).waitFor();
  await picture(card, 'fi-question-commented.png');
  expect((await readReview(demo.store, q1, 'q1'))?.value).toMatchObject({
    status: 'commented',
    by: handUser,
  });
});

it('the expert sees the comment on the question, and answers again', async () => {
  const card = await page.newCard(() => sendWaiting(demo));
  const commented = page.cardWithText('Mikä on lähde? Lyhennä, kiitos.');
  await commented.getByRole('button', { name: fi('goal.submit') }).waitFor();
  await picture(commented, 'fi-goal-commented.png');
  await commented.getByRole('textbox').last().fill('Lähde: toimintakertomus 2025.');
  await page.press(fi('goal.submit'), commented);
  await page.press(fi('goal.submitConfirmed'), commented);
  await page.cardWithText('Lähetetty ja lukittu:').waitFor();
  await card.first().waitFor();
  expect((await readReply(demo.store, q1, 'q1'))?.value).toMatchObject({
    version: 2,
    answers: { comment: { raw: 'Lähde: toimintakertomus 2025.' } },
  });
});

it('the cards of the coordinator in Swedish', async () => {
  await page.newCard(() => page.say('på svenska'));
  const card = await page.newCard(() => page.say('enkät'));
  await card.filter({ hasText: sv('survey.send') }).waitFor();
  await picture(card, 'sv-survey.png');
  await page.press(sv('survey.send'), card);
  await card.filter({ hasText: 'Svaret kan inte skickas ännu' }).waitFor();
  await picture(card, 'sv-survey-not-ready.png');
  await card
    .getByRole('button', { name: sv('survey.open') })
    .nth(1)
    .click();
  await page.press(sv('survey.assignTheme'), card);
  await card.filter({ hasText: sv('assign.title') }).waitFor();
  await picture(card, 'sv-assign.png');
  await page.fill(sv('person.typed'), 'director@example.org', card);
  await page.press(sv('assign.continue'), card);
  await card.filter({ hasText: sv('assign.confirm') }).waitFor();
  await picture(card, 'sv-assign-confirm.png');
  await page.press(sv('form.back'), card);
  await page.press(sv('form.back'), card);
  await card
    .getByRole('button', { name: sv('survey.open') })
    .first()
    .click();
  await card.filter({ hasText: sv('survey.state.answered') }).waitFor();
  await picture(card, 'sv-question.png');
  await page.press(sv('question.accept'), card);
  await card.filter({ hasText: sv('survey.state.accepted') }).waitFor();
  await picture(card, 'sv-question-accepted.png');
});
