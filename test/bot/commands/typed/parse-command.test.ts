import { describe, expect, it } from '@jest/globals';
import { parseCommand } from '../../../../bot/commands/typed/parse-command';

const commands = [
  { names: ['ohje', 'hjälp', 'help', '?'] },
  { names: ['omat tavoitteet', 'mina mål', 'my goals', 'tavoitteet', 'goals'] },
  { names: ['historia', 'historik', 'history', 'history of'] },
  { names: ['kuka', 'vem', 'who', 'vem ansvarar för', 'who answers for'] },
  { names: ['seuraava', 'nästa', 'next'] },
  { names: ['kieli', 'språk', 'language'] },
  { names: ['på svenska', 'svenska'] },
];

/** The first name of the command and its arguments; if there is none, the nearest name with a question mark. */
function read(typed: string): readonly [string, string] | string {
  const parsed = parseCommand(typed, commands);
  return 'command' in parsed ? [parsed.command.names[0]!, parsed.rest] : `${parsed.nearest ?? ''}?`;
}

describe('what was typed', () => {
  it.each([
    ['historia 1.2', 'historia', '1.2'],
    ['Historia: ”1.2 a+c”?', 'historia', '1.2 a+c'],
    ['history of Q7', 'historia', 'Q7'],
    ['history Q7', 'historia', 'Q7'],
    ['vem ansvarar för 1.2', 'kuka', '1.2'],
    ['Who answers for Continuity of Care?', 'kuka', 'Continuity of Care'],
    ['kieli sv', 'kieli', 'sv'],
    ['SVENSKA', 'på svenska', ''],
    ['pa svenska', 'på svenska', ''],
    ['mina ma\u030al', 'omat tavoitteet', ''],
    ['omat tavoitteet 1.2', 'omat tavoitteet', '1.2'],
    ['  omat \n tavoitteet!! ', 'omat tavoitteet', ''],
    ['Seuranta, historia 2.1', 'historia', '2.1'],
    ['?', 'ohje', ''],
  ])('"%s" is the command "%s" with "%s"', (typed, command, rest) => {
    expect(read(typed)).toEqual([command, rest]);
  });

  it.each([
    ['kiell fi', 'kieli', 'fi'],
    ['omat tavoteet', 'omat tavoitteet', ''],
    ['histroia 1.2', 'historia', '1.2'],
    ['who answer for 1.2', 'kuka', '1.2'],
  ])('"%s" is understood in spite of a wrong letter: "%s" with "%s"', (typed, command, rest) => {
    expect(read(typed)).toEqual([command, rest]);
  });

  it.each([
    ['whom', 'who?'],
    ['nxt', 'next?'],
    ['spräkkk', 'språk?'],
    ['omat asiat', '?'],
    ['raportti', '?'],
    ['hisstorrrik', 'historik?'],
    ['1.2 historia', 'historia?'],
  ])('"%s" is no command; the nearest, if any is near, is %s', (typed, nearest) => {
    expect(read(typed)).toBe(nearest);
  });

  it.each([['x'.repeat(100_000)], [`${'!'.repeat(100_000)}x`], ['historia'.repeat(10_000)], [''], ['   ']])(
    'of no sense is near nothing',
    (typed) => {
      expect(read(typed)).toBe('?');
    },
  );
});
