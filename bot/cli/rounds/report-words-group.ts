import { type Command, Option } from 'commander';
import { type Add, group, ofRound } from '../parts/cli-command';
import { reportCommentCommand, reportPrefaceCommand, reportWordsCommand } from './report-words';

export function addReportWords(program: Command, add: Add): void {
  const words = group(program, 'report-words', 'the coordinator’s own words in the report of a round');
  ofRound(add(words, 'show', 'show the preface and the comments', reportWordsCommand));
  withText(
    ofRound(
      add(words, 'preface', 'set the preface of the report', reportPrefaceCommand, { acts: 'coordinator' }),
    ),
  );
  withText(
    ofRound(
      add(words, 'comment', 'set the comment on a division', reportCommentCommand, { acts: 'coordinator' }),
    ),
  ).requiredOption('--division <name>', 'the outermost heading of the goals, in any language');
}

function withText(command: Command): Command {
  return command
    .addOption(new Option('--text <text>', 'the text; empty to remove it').conflicts('file'))
    .addOption(new Option('--file <file>', 'a plain text file (UTF-8) that has the text'));
}
