import { loadPauses, pause, resume } from '../../../src/brake/pauses';
import { covers, type Scope, scopeOf } from '../../../src/brake/scope';
import { RefusedError } from '../../../src/errors';
import { standingOf } from '../../../src/schedule/what-follows';
import { type CliContext } from '../parts/cli-command';
import { agreeToSend } from '../parts/consent';
import { pauseLine, scopeText, standingLine } from '../parts/brake-lines';

/** Without `programme`, everything; `round` is a period of the programme. */
export interface ScopeOptions {
  readonly programme?: string;
  readonly round?: string;
}

/** Stops sending from the next message on, in whatever process the bot runs. */
export async function pauseCommand(context: CliContext, options: ScopeOptions): Promise<void> {
  const { store, clock, actor } = context;
  const scope = scopeIn(options);
  const isNew = await pause(store, scope, actor, clock.now());
  await say(context, scope, `${isNew ? 'paused' : 'was already paused'}: ${scopeText(scope)}`);
}

/** @throws RefusedError `not-paused` */
export async function resumeCommand(
  context: CliContext,
  options: ScopeOptions & { readonly yes?: boolean },
): Promise<void> {
  const { store, clock, actor } = context;
  const scope = scopeIn(options);
  const isPaused = (await loadPauses(store)).some((each) => covers(each, scope) && covers(scope, each));
  const { waiting: messages } = isPaused ? await standingOf(store, scope, clock.now()) : { waiting: 0 };
  const what = `sends ${messages === 1 ? '1 message that waits' : `up to ${messages} messages that wait`}`;
  await agreeToSend(context, options.yes, { what, messages });
  if (!(await resume(store, scope, actor, clock.now())))
    throw new RefusedError('not-paused', { what: scopeText(scope) });
  await say(context, scope, `sending again: ${scopeText(scope)}`);
}

/** @throws RefusedError `programme-of-round` */
function scopeIn({ programme, round }: ScopeOptions): Scope {
  if (programme === undefined && round !== undefined)
    throw new RefusedError('programme-of-round', { period: round });
  return scopeOf({
    ...(programme !== undefined && { programmeId: programme }),
    ...(round !== undefined && { period: round }),
  });
}

async function say({ store, clock, output }: CliContext, scope: Scope, done: string): Promise<void> {
  const standing = await standingOf(store, scope, clock.now());
  const pauses = await loadPauses(store);
  const others = pauses.filter((each) => covers(each, scope) || covers(scope, each));
  output({ scope, ...standing, pauses }, [done, standingLine(standing), ...others.map(pauseLine)]);
}
