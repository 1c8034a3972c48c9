/** The questions that wait for a person's response, and those that they asked, on one card. */
import { listCardData } from '../../../cards/list/data';
import { commandButton } from '../../../cards/parts/buttons/command-button';
import { type SectionRow } from '../../../cards/parts/list-row';
import { type DrawnCard, render } from '../../../cards/render';
import { localDay } from '../../../src/periods/local-time';
import { loadOwnQuestions, type OwnQuestion } from '../../../src/questions/own-questions';
import { type CommandTurn } from '../command-turn';
import { loadNames } from '../turn';
import { wordingFor } from '../wording';
import { questionRow } from './question-row';

/** In each of the two sections; the others are in the goals' histories. */
const mostListed = 8;

export async function drawOwnQuestions(turn: CommandTurn): Promise<DrawnCard> {
  const { store, clock, access, wording } = turn;
  const { waiting, asked } = await loadOwnQuestions(store, access, clock.now());
  const rows = [
    ...(await section(turn, wording.text('questions.own.waiting'), waiting)),
    ...(await section(turn, wording.text('questions.own.asked'), asked)),
  ];
  const rest = [waiting, asked].reduce((sum, each) => sum + Math.max(0, each.length - mostListed), 0);
  const title = wording.text('questions.own.title');
  const source = {
    title,
    rows,
    empty: wording.text('questions.own.empty'),
    ...(rest > 0 && { note: wording.text('questions.more', { count: rest }) }),
    buttons: [commandButton('my goals', wording)],
  };
  return { card: render('list', listCardData(source, wording)), summary: title };
}

async function section(
  { store, clock, person }: CommandTurn,
  heading: string,
  all: readonly OwnQuestion[],
): Promise<SectionRow[]> {
  const listed = all.slice(0, mostListed);
  const persons = listed.flatMap(({ question: { by, responses } }) => [
    by,
    ...responses.map((each) => each.by),
  ]);
  const names = await loadNames(store, persons, wordingFor(person.language));
  return listed.map(({ programme, goal, ...each }, index) => {
    const today = localDay(clock.now(), programme.timeZone);
    const wording = wordingFor(person.language, programme.timeZone);
    const row = questionRow(each, { code: goal.code, names, today }, wording);
    return {
      ...row,
      name: `${wording.of(programme.name)} · ${row.name}`,
      ...(index === 0 && { section: heading }),
    };
  });
}
