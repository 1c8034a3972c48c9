import { type Command, Option } from 'commander';
import { digestCardData } from '../../../cards/digest/data';
import { digestText } from '../../../cards/digest/text';
import { render } from '../../../cards/render';
import { buildDigest } from '../../../src/digest/build-digest';
import { RefusedError } from '../../../src/errors';
import { loadProgramme } from '../../../src/goals/register';
import { type Locale, locales } from '../../../src/goals/schema';
import { loadAnswering } from '../../views/draw-cards';
import { wordingFor } from '../../views/wording';
import { type CliContext } from '../parts/cli-command';
import { momentIn } from '../parts/moments';

export interface DigestOptions {
  readonly programme: string;
  readonly period: string;
  readonly format: 'text' | 'card' | 'json';
  readonly lang?: Locale;
  readonly asOf?: string;
}

export function withDigestOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['text', 'card', 'json']).default('text'),
    )
    .addOption(
      new Option('--lang <language>', "language; the programme's own by default").choices([...locales]),
    )
    .option(
      '--as-of <moment>',
      'as it was at a local moment such as 2026-10-12T08:00, or at the end of a day',
    );
}

/** @throws RefusedError `unknown-programme`, `unknown-round`, `moment-unreadable`. */
export async function digestCommand(
  { store, clock, output }: CliContext,
  options: DigestOptions,
): Promise<void> {
  const programme = await loadProgramme(store, options.programme);
  if (!programme) throw new RefusedError('unknown-programme', { programme: options.programme });
  const asOf =
    options.asOf === undefined ? clock.now() : momentOf(options.asOf, programme.timeZone, clock.now());
  const digest = await buildDigest(store, { programmeId: programme.id, period: options.period }, asOf);
  const wording = wordingFor(options.lang ?? programme.languages[0]!, programme.timeZone);
  const source = { names: await loadAnswering(store, digest.facts, wording) };
  const card =
    options.format === 'card' ? render('digest', digestCardData(digest, source, wording)) : undefined;
  const document = card ?? digest;
  output(
    document,
    options.format === 'text' ? digestText(digest, source, wording) : [JSON.stringify(document, null, 2)],
  );
}

/** A moment in the future counts as now. */
function momentOf(text: string, zone: string, now: Date): Date {
  const found = momentIn(text, zone);
  if (!found) throw new RefusedError('moment-unreadable', { moment: text });
  const moment = found.isDay ? found.moment.plus({ days: 1 }).minus({ milliseconds: 1 }) : found.moment;
  return moment.toJSDate() < now ? moment.toJSDate() : now;
}
