import { discardable, discardRound } from '../../../src/schedule/discard-round';
import { type CliContext } from '../parts/cli-command';
import { knownRound, nameOf, type RoundOptions } from '../parts/known';
import { standingLine } from '../parts/brake-lines';

export interface DiscardOptions extends RoundOptions {
  readonly reason?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/**
 * At a terminal, the period must be typed; otherwise `--yes` is needed.
 * @throws Error if it is not confirmed: nothing was changed then
 */
export async function roundDiscardCommand(context: CliContext, options: DiscardOptions): Promise<void> {
  const { store, clock, actor, output, say } = context;
  const name = nameOf(options);
  const { reason } = options;
  await knownRound(store, options);
  const before = await discardable(store, name, clock.now());
  const lines = [`${name.programmeId} ${name.period}`, standingLine(before)];
  if (options.dryRun) return output({ ...name, ...before }, [...lines, 'it would be discarded']);
  if (!options.yes) {
    for (const line of lines) say(line);
    await requireTyped(context, options.period);
  }
  const act = { ...name, ...actor, ...(reason !== undefined && { reason }) };
  const standing = await discardRound(store, act, clock.now());
  output({ ...name, ...standing }, [
    `discarded: ${name.programmeId} ${name.period}`,
    standingLine(standing),
    'the bot replaces what was sent, as fast as it is allowed to send; the round can be opened again in two minutes',
  ]);
}

async function requireTyped({ ask }: CliContext, period: string): Promise<void> {
  if (!ask) throw new Error('error: see what it would do with --dry-run, and do it with --yes');
  const typed = await ask(`type ${period} to discard the round: `);
  if (typed.trim().toUpperCase() !== period) throw new Error('error: not confirmed, so nothing was changed');
}
