import { type CommandTurn, named } from '../../views/command-turn';
import { drawOwnQuestions } from '../../views/questions/own-questions';

/** The questions about goals that wait for the person's response, and those that they asked. */
export const questions = {
  ...named(
    { fi: 'kysymykset', sv: 'frågor', en: 'questions' },
    'omat kysymykset',
    'mina frågor',
    'my questions',
  ),
  run: async (turn: CommandTurn) => [await drawOwnQuestions(turn)],
};
