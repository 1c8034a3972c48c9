import { RefusedError } from '../../../src/errors';
import { personIdSchema } from '../../../src/goals/schema';
import { planRenaming, renamePerson } from '../../../src/privacy/rename-person';
import { readConfig } from '../../config/config';
import { type CliContext, isAgreed } from '../parts/cli-command';
import { personIdIn } from '../parts/known';

interface RenameOptions {
  readonly person: string;
  readonly to: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** Without a terminal it is done at once; renaming back undoes it. */
export async function personRenameCommand(context: CliContext, options: RenameOptions): Promise<void> {
  const { store, clock, actor, output, ask } = context;
  const from = await personIdIn(store, options.person);
  const to = options.to.trim().toLowerCase();
  if (!personIdSchema.safeParse(to).success) throw new RefusedError('address-unreadable', { address: to });
  const planned = await planRenaming(store, { from, to });
  const question = `${planned.rows} entries name ${from}. Change them to ${to}?`;
  const asks = ask && options.dryRun !== true && options.yes !== true;
  if (options.dryRun || (asks && !(await isAgreed(ask, question))))
    return output({ ...planned, written: false }, [
      `${planned.rows} entries would name ${to} instead of ${from}; nothing was written`,
    ]);
  const renamed = await renamePerson(store, { from, to }, actor, clock.now());
  const isConfigured = readConfig().admins.includes(from);
  output({ ...renamed, written: true }, [
    `${renamed.rows} entries name ${to} instead of ${from}`,
    ...(isConfigured ? [`SEURANTA_ADMINS names ${from}: write ${to} there instead`] : []),
  ]);
}
