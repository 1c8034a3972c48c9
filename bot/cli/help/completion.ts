/** `seuranta completion SHELL`: a script that completes commands and options in a terminal. */
import { type Command } from 'commander';
import { allCommands, pathOf } from './examples';

export const shells = ['bash', 'zsh'] as const;

/** What can follow each command: its commands and its options. Arguments are completed as files. */
export function completionScript(program: Command, shell: (typeof shells)[number]): string {
  const commands = allCommands(program);
  const cases = [program, ...commands].map(
    (command) => `    "${pathOf(command)}") words="${wordsAfter(command).join(' ')}" ;;`,
  );
  const paths = commands.map((command) => `"${pathOf(command)}"`).join('|');
  return [
    ...(shell === 'zsh' ? ['autoload -U +X bashcompinit && bashcompinit'] : []),
    '_seuranta() {',
    '  local current="${COMP_WORDS[COMP_CWORD]}" at="" word words=""',
    '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
    `    case "\${at:+$at }$word" in ${paths}) at="\${at:+$at }$word" ;; esac`,
    '  done',
    '  case "$at" in',
    ...cases,
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    'complete -o default -F _seuranta seuranta',
  ].join('\n');
}

function wordsAfter(command: Command): string[] {
  const options = command.options.flatMap(({ long }) => long ?? []);
  return [...command.commands.map((each) => each.name()), ...options, '--help'];
}
