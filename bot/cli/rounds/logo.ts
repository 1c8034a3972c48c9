/** Sets the logo that a programme's slides and documents have. */
import { type Command } from 'commander';
import { largestLogo, removeLogo, saveLogo } from '../../../src/goals/logo';
import { type Add, type CliContext, group, ofProgramme } from '../parts/cli-command';
import { bytesOf } from '../parts/read-file';

interface LogoOptions {
  readonly programme: string;
  readonly file: string;
}

export function addLogo(program: Command, add: Add): void {
  const logo = group(program, 'logo', 'set or remove the logo in a programme’s slides and documents');
  const size = `at most ${Math.round(largestLogo / 1024)} KB`;
  ofProgramme(
    add(logo, 'set', 'store a logo, or replace it', setLogoCommand, { acts: 'coordinator' }),
  ).requiredOption('--file <file>', `PNG or JPEG, ${size}; best with a transparent or white background`);
  ofProgramme(add(logo, 'remove', 'remove the logo', removeLogoCommand, { acts: 'coordinator' }));
}

/** @throws RefusedError `unknown-programme`, `file-not-read`, `logo-too-large`, `logo-unreadable`. */
async function setLogoCommand(
  { store, clock, actor, output }: CliContext,
  { programme, file }: LogoOptions,
): Promise<void> {
  const bytes = await bytesOf(file);
  const { type, width, height } = await saveLogo(store, programme, bytes, actor, clock.now());
  output({ programme, type, width, height }, [`logo of ${programme}: ${type}, ${width} × ${height} pixels`]);
}

async function removeLogoCommand(
  { store, clock, actor, output }: CliContext,
  { programme }: LogoOptions,
): Promise<void> {
  const removed = await removeLogo(store, programme, actor, clock.now());
  output({ programme, removed }, [removed ? `logo of ${programme} removed` : `${programme} has no logo`]);
}
