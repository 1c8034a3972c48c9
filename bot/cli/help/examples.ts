/** An example for each command, at the end of its help. Nearly all are examples of a README too, where a test runs them. */
import { type Command } from 'commander';

/** The command's words → what follows `seuranta` in the example. */
export const examples: Readonly<Record<string, string>> = {
  programmes: 'programmes',
  goals: 'goals --programme strategic-goals',
  'load-seeds': 'load-seeds',
  'programme start': 'programme start --programme strategic-goals',
  replies: 'replies --programme strategic-goals --period 2024-Q4',
  digest: 'digest --programme strategic-goals --period 2024-Q4 --format text --lang sv',
  import: 'import var/register.xlsx --programme strategic-goals --dry-run',
  'import undo': 'import undo --programme strategic-goals-2027 --dry-run',
  'export-register': 'export-register --programme strategic-goals --out var/register.xlsx',
  'schedule show': 'schedule --programme strategic-goals --from 2026-10-01 --count 6',
  'schedule set': 'schedule set --programme strategic-goals --reminders "7, 2 14:00, +1" --grace 4 --dry-run',
  'closed-days show': 'closed-days show',
  'closed-days set': 'closed-days set --days "24.12.–1.1., 29.6.–26.7." --dry-run',
  'round open': 'round open --programme strategic-goals --period 2026-Q3 --dry-run',
  'round status': 'round status --programme strategic-goals --period 2026-Q3 --json',
  'round missing': 'round missing --programme strategic-goals --period 2026-Q3',
  'round messages':
    'round messages --programme strategic-goals --period 2026-Q3 --person finance@example.org',
  'round remind': 'round remind --programme strategic-goals --period 2026-Q3 --unit "Health Services" --yes',
  'round deadline': 'round deadline --programme strategic-goals --period 2026-Q3 --deadline 2099-12-11T16:00',
  'round close': 'round close --programme strategic-goals --period 2026-Q3 --yes',
  'round discard': 'round discard --programme productivity-key-results --period 2026-Q4 --dry-run',
  'round reopen':
    'round reopen --programme strategic-goals --period 2026-Q3 --reason "late figures" --deadline 2099-12-18T16:00 --yes',
  pause: 'pause --programme strategic-goals --round 2026-Q3',
  resume: 'resume --programme strategic-goals --round 2026-Q3 --yes',
  grants: 'grants',
  grant: 'grant --person finance@example.org --role coordinator --programme county-survey',
  revoke: 'revoke --person finance@example.org --role coordinator --programme county-survey',
  channels: 'channels --programme county-survey',
  'channel subscribe':
    'channel subscribe --programme county-survey --channel 19:board@thread.tacv2 --lang sv',
  'channel unsubscribe': 'channel unsubscribe --programme county-survey --channel 19:board@thread.tacv2',
  'channel restore': 'channel restore --programme county-survey --channel 19:board@thread.tacv2',
  'people import': 'people import seeds/people.json',
  'people sync': 'people sync --dry-run',
  'owner add': 'owner add --programme county-survey --goal Q2 --to finance@example.org',
  'owner replace':
    'owner replace --programme county-survey --goal Q2 --from finance@example.org --to director@example.org',
  'owner remove': 'owner remove --programme county-survey --goal Q2 --from director@example.org',
  'owner unresolved': 'owner unresolved --programme strategic-goals-2027',
  'owner resolve':
    'owner resolve --programme strategic-goals --text "Terveyspalvelut" --to director@example.org',
  'role set':
    'role set --role board --label "Board of the programme" --members director@example.org,finance@example.org',
  'person rename': 'person rename --person finance@example.org --to finance.director@example.org --dry-run',
  'person hand-over': 'person hand-over --person finance@example.org --to director@example.org --dry-run',
  'person export': 'person export --person finance@example.org --out var/person.json',
  'person erase': 'person erase --person finance@example.org --dry-run',
  report: 'report --programme county-survey --period 2024 --format docx --out var/county-survey.docx',
  'report-words show': 'report-words show --programme strategic-goals --period 2024-Q4',
  'report-words preface': 'report-words preface --programme strategic-goals --period 2024-Q4 --text "..."',
  'report-words comment':
    'report-words comment --programme strategic-goals --period 2024-Q4 --division "Osaamme ennakoida" --text "..."',
  'logo set': 'logo set --programme strategic-goals --file deploy/teams/color.png',
  'logo remove': 'logo remove --programme strategic-goals',
  audit: 'audit --programme county-survey --from 2026-01-01 --format csv',
  'outbox status': 'outbox status',
  doctor: 'doctor',
  backup: 'backup var/backup.db',
  restore: 'restore var/backup.db',
  'copy-store': 'copy-store --from var --to azure-tables',
  completion: 'completion bash',
};

/** The words of a command, such as "round open". */
export function pathOf(command: Command): string {
  const names: string[] = [];
  for (let each: Command | null = command; each?.parent; each = each.parent) names.unshift(each.name());
  return names.join(' ');
}

/** Every command and group below the program. */
export function allCommands(program: Command): Command[] {
  return program.commands.flatMap((command) => [command, ...allCommands(command)]);
}

export function addExamples(program: Command): void {
  for (const command of allCommands(program)) {
    const example = examples[pathOf(command)];
    if (example !== undefined) command.addHelpText('after', `\nExample:\n  seuranta ${example}`);
  }
}
