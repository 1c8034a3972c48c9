/** The coordinator's words and the board's page from the command line. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import JSZip from 'jszip';
import { loadSeeds } from '../../../../seeds/load';
import { loadSaidWords } from '../../../../src/report/words-store';
import { cliUnderTest } from '../cli-under-test';

const cli = cliUnderTest('2026-10-12T09:00:00Z', loadSeeds, { each: false });
const round = { programmeId: 'strategic-goals', period: '2024-Q4' };
const ofRound = ['--programme', round.programmeId, '--period', round.period];
const file = (name: string) => path.join(cli.directory, name);
const said = () => cli.inStore((store) => loadSaidWords(store, round));

describe('report-words', () => {
  it('sets the preface from a text and a division’s comment from a file, and shows them', async () => {
    expect(await cli.run('report-words', 'show', ...ofRound)).toBe('nothing was written');
    expect(await cli.run('report-words', 'preface', ...ofRound, '--text', 'Hyvä vuosi.')).toBe(
      'preface: 11 characters, version 1',
    );
    await writeFile(file('comment.txt'), 'Ensimmäinen rivi\r\ntoinen rivi\n');
    const division = ['--division', 'we help people onto the right path'];
    await cli.run('report-words', 'comment', ...ofRound, ...division, '--file', file('comment.txt'));
    expect(await said()).toMatchObject([
      { division: 'Autamme sopivalle polulle', text: 'Ensimmäinen rivi\ntoinen rivi', version: 1 },
      { text: 'Hyvä vuosi.', version: 1, by: expect.stringMatching(/^cli:/) },
    ]);
    expect(await cli.run('report-words', 'show', ...ofRound)).toContain('toinen rivi');
  });

  it.each([
    ['nothing is given', ['preface', ...ofRound], /--text or --file/],
    ['the text is too long', ['preface', ...ofRound, '--text', 'x'.repeat(4001)], /at most 4000/],
    [
      'there is no such division',
      ['comment', ...ofRound, '--division', 'Muu', '--text', 'x'],
      /it has: Autamme/,
    ],
    ['there is no such file', ['preface', ...ofRound, '--file', 'no-such-file'], /cannot be read/],
    [
      'there is no such round',
      ['preface', ...ofRound.slice(0, 3), '2019-Q1', '--text', 'x'],
      /no round 2019-Q1/,
    ],
  ])('is refused in one line where %s', async (_, args, line) => {
    const before = await said();
    expect(await cli.fails('report-words', ...args)).toEqual([expect.stringMatching(line)]);
    expect(await said()).toEqual(before);
  });
});

describe('report --part board', () => {
  const write = (format: string, name: string) => [
    ...['report', ...ofRound, '--part', 'board', '--format', format, '--out', file(name)],
  ];

  it('writes one slide', async () => {
    await cli.run(...(write('pptx', 'board.pptx') as [string, ...string[]]));
    const zip = await JSZip.loadAsync(await readFile(file('board.pptx')));
    expect(zip.file(/^ppt\/slides\/slide\d+\.xml$/)).toHaveLength(1);
  });

  it('refuses a format that has no pages', async () => {
    expect(await cli.fails(...(write('csv', 'board.csv') as [string, ...string[]]))).toEqual([
      expect.stringMatching(/--format pptx, docx or pdf/),
    ]);
  });
});
