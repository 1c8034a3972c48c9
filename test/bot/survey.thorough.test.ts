/** The ministry's survey over HTTP: assigned, answered, commented on, accepted, sent, locked, and as a document. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerReader } from '../../cards/parts/answer-reader';
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { inputsOf, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { loadDigestSource } from '../../src/digest/build-digest';
import { questionsOf } from '../../src/goals/answers/asked-fields';
import { loadGoals, loadRegister, saveRegister } from '../../src/goals/register';
import { type Goal } from '../../src/goals/schema';
import { loadReplies } from '../../src/replies/reply-store';
import { documentOf } from '../../src/report/docx/document';
import { longForm } from '../../src/report/content/long-form';
import { sendingOf } from '../../src/rounds/round';
import { readRound } from '../../src/rounds/round-store';
import { answerEverything, type TypedGoals } from '../helpers/answer-everything';
import { type BotUnderTest, dumpOf, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { buttonsOf, press, sentMeanwhile, show } from '../helpers/pressing';
import { postInvoke, shownBy } from '../helpers/raw-activity';
import { bannerOf, textNodesWith } from '../helpers/read-card';
import { say } from '../helpers/saying';
import { cardShown } from '../helpers/teams-conversations';
import { readDocx } from '../report/docx-text';
import { expectInOrder } from '../report/document-in-order';
import { options } from '../report/seed-sources';

const name = { programmeId: 'county-survey', period: '2025' };
const coordinator = 'survey-coordinator@example.org';
const experts = ['survey-chief-information-officer@example.org', 'survey-pharmacist@example.org'] as const;
/** The first is assigned the theme of Q13 and, separately, Q17, which is commented on; the other gets all the rest. */
const [expert, other] = experts;
const q17 = { ...name, goalId: 'q17' };
const longAnswer = 'Tietoja käytetään tiedolla johtamiseen ja tutkimukseen. '.repeat(90).slice(0, 4999) + '.';

let running: BotUnderTest;
let chief: TeamsUser;
let goals: readonly Goal[];
const typed: TypedGoals = new Map();

/** Helsinki is asked all 42 questions. */
beforeAll(async () => {
  running = await startBotUnderTest();
  const register = (await loadRegister(running.store, name.programmeId))!;
  await saveRegister(running.store, {
    ...register,
    programme: { ...register.programme, respondent: 'helsinki' },
  });
  await running.bot.work();
  chief = await personAt(running, coordinator);
  goals = await loadGoals(running.store, name.programmeId);
}, 60_000);
afterAll(() => running.stop());

const survey = () => say(running, chief, 'kysely');
const question = (goalId = 'q17', page = 0) => show(chief, 'question', { ...name, goalId, page });
const says = (card: Card, part: string) => textNodesWith(card, part).length > 0;

describe('the coordinator', () => {
  it('sees all parts and themes, and that nothing is answered yet', async () => {
    const card = await survey();
    // Fifteen themes, and the contact details.
    expect(buttonsOf(card, 'survey-theme')).toHaveLength(16);
    expect(textsOf(card)).toContain('42 kysymystä · vastaamatta\u00a040 · vapaaehtoisia vastaamatta\u00a02');
    expect(says(card, 'Osa V')).toBe(true);
    expect(says(card, 'klo\u00a016.15')).toBe(true);
  });

  it('gives each theme to an expert, after seeing how many questions that are and who had them', async () => {
    const [, ...themes] = buttonsOf(await survey(), 'survey-theme');
    for (const [index, { data }] of themes.entries()) {
      const to = experts[index === 4 ? 0 : 1];
      const form = await press(chief, await show(chief, 'survey-theme', data), 'assign-ask');
      const asked = await press(chief, form, 'assign-preview', { person_typed: to });
      if (index === 0) {
        expect(says(asked, '6 kysymystä: Q1, Q2, Q3, Q4, Q5, Q6.')).toBe(true);
        expect(says(asked, 'Suunnittelupäällikkö\u00a0(1)')).toBe(true);
        expect(says(asked, 'Lasten, nuorten ja perheiden palvelujen johtaja\u00a0(2)')).toBe(true);
      }
      const done = await press(chief, asked, 'assign');
      expect(bannerOf(done)?.style).toBe('good');
    }
    goals = await loadGoals(running.store, name.programmeId);
    expect(new Set(questionsOf(goals).flatMap(({ owners }) => owners))).toEqual(new Set(experts));
  }, 60_000);

  it('gives one question of it to another expert; giving the same again changes nothing', async () => {
    const form = await show(chief, 'assign-ask', { ...q17, whole: false });
    const asked = await press(chief, form, 'assign-preview', { person_typed: expert });
    await press(chief, asked, 'assign');
    const before = dumpOf(running);
    await press(chief, asked, 'assign');
    expect(dumpOf(running)).toBe(before);
  });

  it('cannot send it, and is told what is missing', async () => {
    const card = await show(chief, 'send-answer-ask', name);
    expect(bannerOf(card)).toMatchObject({ style: 'attention' });
    expect(bannerOf(card)?.text).toContain('41 kohtaa: Y, Q1, Q2');
  });
});

describe('the experts', () => {
  it('get one message for what they were given at once, however many questions that are', async () => {
    const user = await personAt(running, expert);
    const sent = await sentMeanwhile(running, user, () => running.bot.send());
    const given = sent.filter(({ versions }) => versions[0]!.summary?.startsWith('Sinulle on annettu'));
    expect(given.map(({ versions }) => versions[0]!.summary)).toEqual([
      'Sinulle on annettu vastattavaksi 3 kysymystä: Q13, Q14, Q15.',
      'Sinulle on annettu vastattavaksi kysymys Q17.',
    ]);
  }, 60_000);

  it('see only their own questions: another’s is refused, also by a forged id, and nothing is written', async () => {
    const user = await personAt(running, other);
    const before = dumpOf(running);
    for (const [verb, data] of [
      ['goal', { ...q17, goalId: 'q13' }],
      ['save', { ...q17, goalId: 'q13', version: 0, page: 0, 'field_turnover-all': '9' }],
      ['comment', { ...q17, version: 0, comment: 'Miksi?' }],
      ['question', { ...q17, page: 0 }],
    ] as const) {
      const { card, text: said } = shownBy(await postInvoke(user, { action: { verb, data } }));
      expect(said ?? bannerOf(card!)?.text).toMatch(/vastuullasi|oikeutta/);
    }
    expect(dumpOf(running)).toBe(before);
  });

  it('answer all 207 fields, and the yes or no of Q11 d; the coordinator the four contact fields', async () => {
    for (const personId of experts)
      await answerEverything(await personAt(running, personId), name, goals, typed);
    expect([...typed.values()].reduce((sum, fields) => sum + fields.size, 0)).toBe(207 + 1);
    expect((await loadReplies(running.store, name)).size).toBe(42);
    await answerEverything(chief, name, goals, typed);
    expect(typed.get('contact')!.size).toBe(4);
    expect((await loadReplies(running.store, name)).size).toBe(43);
  }, 120_000);
});

describe('the coordinator reads, comments and accepts', () => {
  it('the table of Q14 and all sixteen answers of Q34 can be read in full', async () => {
    for (const goalId of ['q14', 'q34']) {
      let card = await question(goalId);
      const texts = [textsOf(card)];
      while (buttonsOf(card, 'question').some(({ title }) => title === text('fi', 'goal.nextPage'))) {
        const { data } = buttonsOf(card, 'question').find(
          ({ title }) => title === text('fi', 'goal.nextPage'),
        )!;
        card = await show(chief, 'question', data);
        texts.push(textsOf(card));
      }
      const goal = goals.find(({ id }) => id === goalId)!;
      for (const { id, kind } of goal.fields)
        if (kind === 'text') expect(texts.join('\n')).toContain(typed.get(goalId)!.get(id)!);
      if (goalId === 'q14') expect(texts.join('\n')).toContain('2. Lääkärit');
    }
  });

  it('a comment without a text is asked for', async () => {
    const card = await press(chief, await question(), 'comment', { comment: ' ' });
    expect(bannerOf(card)?.text).toBe(text('fi', 'refused.comment-missing'));
  });

  it('the expert is told, sees the comment on the question, and answers again at length', async () => {
    const user = await personAt(running, expert);
    const locked = await show(user, 'save', { ...q17, version: 1, page: 0, field_description: 'Toisin' });
    expect(bannerOf(locked)?.text).toMatch(/lukittu/);
    const sent = await sentMeanwhile(running, user, async () => {
      const card = await press(chief, await question(), 'comment', { comment: 'Mikä on lähde?' });
      expect(bannerOf(card)?.style).toBe('good');
      await running.bot.send();
    });
    expect(sent.map(({ versions }) => versions[0]!.summary)).toEqual([
      expect.stringMatching(/^Vastaustasi on kommentoitu: Q17 /),
    ]);
    const card = cardShown(sent[0]!);
    expect(says(card, 'Mikä on lähde?')).toBe(true);
    const asking = await press(user, card, 'save', { field_description: longAnswer });
    const saved = await press(user, asking, 'save');
    expect(bannerOf(saved)?.style).toBe('good');
    typed.get('q17')!.set('description', longAnswer);
    expect(inputsOf(card)).toHaveLength(1);
  }, 30_000);

  it('the new answer stands beside the comment, and is accepted as it was read', async () => {
    const old = await question();
    expect(says(old, longAnswer)).toBe(true);
    expect(says(old, 'Mikä on lähde?')).toBe(true);
    const card = await press(chief, old, 'accept');
    expect(bannerOf(card)?.style).toBe('good');
    expect(says(card, '✓ hyväksytty')).toBe(true);
  });

  it('all the others are accepted at once; the same press again says that nothing waits', async () => {
    const asked = await press(chief, await survey(), 'accept-all-ask');
    expect(says(asked, '42 vastausta')).toBe(true);
    const done = await press(chief, asked, 'accept-all');
    expect(bannerOf(done)).toEqual({ style: 'good', text: '42 vastausta on hyväksytty.' });
    expect(textsOf(done)).toContain('42 kysymystä · hyväksytty\u00a042');
    expect(bannerOf(await press(chief, asked, 'accept-all'))?.text).toBe(text('fi', 'acceptAll.none'));
  }, 60_000);
});

describe('once it is sent', () => {
  let asked: Card;
  beforeAll(async () => {
    asked = await press(chief, await survey(), 'send-answer-ask');
  });

  it('it is closed, and says by whom and when', async () => {
    const card = await press(chief, asked, 'send-answer');
    expect(bannerOf(card)).toEqual({ style: 'good', text: 'Vastaus 2025 on lähetetty ja lukittu.' });
    const { value: round } = (await readRound(running.store, name))!;
    expect(sendingOf(round)).toMatchObject({ by: coordinator });
    expect(says(card, 'Lähetetty 20.1.2026')).toBe(true);
  });

  it('sending it again says that it was sent already, and writes nothing', async () => {
    const before = dumpOf(running);
    expect(bannerOf(await press(chief, asked, 'send-answer'))?.text).toMatch(
      /^Vastaus on jo lähetetty 20\.1\.2026/,
    );
    expect(dumpOf(running)).toBe(before);
  });

  it('nobody can save, comment or accept any more', async () => {
    const before = dumpOf(running, { drafts: false });
    const user = await personAt(running, expert);
    const saved = await show(user, 'save', {
      ...q17,
      goalId: 'q13',
      version: 1,
      page: 0,
      'field_turnover-all': '1',
    });
    expect(bannerOf(saved)?.style).toBe('attention');
    const commented = await show(chief, 'comment', { ...q17, version: 2, page: 0, comment: 'Vielä' });
    expect(bannerOf(commented)?.style).toBe('attention');
    // What was typed while the round closed can still be copied.
    expect(textsOf(commented)).toContain(`${text('fi', 'ask.typed')}\nVielä`);
    expect(dumpOf(running, { drafts: false })).toBe(before);
  });

  it('the document holds all answers, in the order of the form, but for what was not asked for', async () => {
    const source = await loadDigestSource(running.store, name);
    // After a no, the text of Q11 d is not asked for, even though something was typed into it.
    expect(typed.get('q11')!.get('partners-arranged')).toBe('0');
    expect(typed.get('q11')!.delete('partners')).toBe(true);
    const rows = longForm(source, answerReader('fi'));
    const raws = rows.map(({ goal_id, field_id, raw, kind }) => [
      `${goal_id} ${field_id}`,
      kind === 'multiple-choice' ? String(raw).replaceAll('; ', ',') : raw,
    ]);
    const wanted = [...typed].flatMap(([goalId, fields]) =>
      [...fields].map(([id, raw]) => [`${goalId} ${id}`, raw]),
    );
    expect(Object.fromEntries(raws)).toEqual(Object.fromEntries(wanted));
    const document = await readDocx(await documentOf(source, options));
    expectInOrder(document, rows);
    expect(document.paragraphs.map((each) => each.text)).toContain(longAnswer);
  }, 30_000);
});
