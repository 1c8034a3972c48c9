/** `npm run package:teams`: builds the Teams app package that an admin uploads. */
import '../../bot/config/node-version';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { appPackage, AppPackageError } from './app-package';

interface Options {
  readonly botId: string;
  readonly appId?: string;
  readonly appVersion?: string;
  readonly out: string;
  readonly publisher?: string;
  readonly website?: string;
  readonly privacy?: string;
  readonly terms?: string;
}

async function main(): Promise<void> {
  const options = new Command('package:teams')
    .description('Build the Teams app package and check it against the published schemas')
    .requiredOption('--bot-id <guid>', "app id of the bot's registration (MICROSOFT_APP_ID)")
    .option('--app-id <guid>', "id of the Teams app; defaults to the bot's")
    .option(
      '--app-version <version>',
      "such as 1.2.0, higher than the previous one; defaults to the program's",
    )
    .option('--publisher <name>', 'the organisation that publishes it, at most 32 characters')
    .option('--website <url>', 'where people find help')
    .option('--privacy <url>', 'the privacy statement')
    .option('--terms <url>', 'the terms of use')
    .option('--out <file>', 'the file to write', 'var/seuranta-teams.zip')
    .parse()
    .opts<Options>();
  const { publisher, website, privacy, terms } = options;
  const given = [publisher, website, privacy, terms].filter((each) => each !== undefined);
  if (given.length !== 0 && given.length !== 4)
    throw new AppPackageError('--publisher, --website, --privacy and --terms go together');
  const content = await appPackage({
    botId: options.botId,
    ...(options.appId !== undefined && { teamsAppId: options.appId }),
    ...(options.appVersion !== undefined && { version: options.appVersion }),
    ...(given.length === 4 && {
      developer: { name: publisher!, websiteUrl: website!, privacyUrl: privacy!, termsOfUseUrl: terms! },
    }),
  });
  await mkdir(path.dirname(options.out), { recursive: true });
  await writeFile(options.out, content);
  process.stdout.write(`${options.out}: valid, ${content.length} bytes\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
