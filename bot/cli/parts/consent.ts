import { type CliContext, isAgreed } from './cli-command';
import { type Line, texts } from './table';

/** The option of commands that ask. */
export const yes = ['--yes', 'do it without asking'] as const;

/** What a command is about to send. */
export interface AboutToSend {
  /** Such as "asks 32 people"; goes on "this …". */
  readonly what: string;
  /** How many messages go out; nobody is asked about none. */
  readonly messages: number;
  /** Shown at a terminal before the question: who gets it. */
  readonly preview?: readonly Line[];
}

/**
 * Before anything is sent, somebody at a terminal is shown what it is and asked; a script says `--yes`.
 * @param isSaid whether `--yes` was given
 * @throws Error if nobody agreed: nothing was changed then
 */
export async function agreeToSend(
  { ask, say }: Pick<CliContext, 'ask' | 'say'>,
  isSaid: boolean | undefined,
  { what, messages, preview = [] }: AboutToSend,
): Promise<void> {
  if (isSaid || messages === 0) return;
  if (!ask) throw new Error(`error: this ${what}; nothing was changed: add --yes to do it`);
  if (preview.length > 0) say(texts(preview).join('\n'));
  if (!(await isAgreed(ask, `This ${what}. Continue?`)))
    throw new Error('error: not confirmed, so nothing was changed');
}

/** "1 person", "32 people" */
export function people(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}
