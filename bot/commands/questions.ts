import { named } from '../views/command-turn';
import { drawOwnQuestions } from '../views/questions/own-questions';
import { type Command } from './command';

/** The questions about goals that wait for the person's response, and those that they asked. */
export const questions: Command = {
  ...named(
    { fi: 'kysymykset', sv: 'frågor', en: 'questions' },
    'omat kysymykset',
    'mina frågor',
    'my questions',
  ),
  run: async (turn) => [await drawOwnQuestions(turn)],
};
