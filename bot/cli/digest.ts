import { digestCardData } from '../../cards/digest-data';
import { digestText } from '../../cards/digest-text';
import { render } from '../../cards/render';
import { buildDigest } from '../../src/digest/build-digest';
import { loadProgramme } from '../../src/goals/register';
import { type Locale } from '../../src/goals/schema';
import { RefusedError } from '../../src/errors';
import { wordingFor } from '../wording';
import { type CliContext } from './cli-command';

export interface DigestOptions {
  readonly programme: string;
  readonly period: string;
  readonly format: 'text' | 'card' | 'json';
  readonly lang: Locale;
}

export async function digestCommand(
  { store, clock, output }: CliContext,
  options: DigestOptions,
): Promise<void> {
  const programme = await loadProgramme(store, options.programme);
  if (!programme) throw new RefusedError('unknown-programme', { programme: options.programme });
  const digest = await buildDigest(store, { programmeId: programme.id, period: options.period }, clock.now());
  const wording = wordingFor(options.lang, programme.timeZone);
  const card = options.format === 'card' ? render('digest', digestCardData(digest, wording)) : undefined;
  const document = card ?? digest;
  output(
    document,
    options.format === 'text' ? digestText(digest, wording) : [JSON.stringify(document, null, 2)],
  );
}
