/** The first line of a digest: what changed and what needs help. Pure. */
import { type Digest, type Moves } from '../src/digest/digest';
import { type Wording } from './wording';

/** Since the last digest; in the first one of a round how many have answered, and what changed since last period. */
export function digestLead(digest: Digest, wording: Wording): string {
  const { answered, asked, judged, sinceDigest, sincePeriod, previousPeriod, needHelp } = digest;
  const replies = sinceDigest
    ? wording.text(judged ? 'digest.sinceAnswered' : 'digest.sinceReplies', { count: sinceDigest.answered })
    : wording.text('digest.lead', { answered, asked, percent: rateOf(digest, wording) });
  if (!judged) return replies;
  const period =
    sinceDigest || previousPeriod === undefined
      ? []
      : [wording.text('digest.sincePeriod', { period: wording.period(previousPeriod) })];
  const moves = sinceDigest ?? sincePeriod;
  const isStill = sinceDigest && sinceDigest.answered + sinceDigest.turnedRed + sinceDigest.recovered === 0;
  const isAssessed = digest.lights.green + digest.lights.yellow + digest.lights.red > 0;
  return [
    replies,
    ...(moves && isAssessed && !isStill ? [...period, movesText(moves, wording)] : []),
    ...(isAssessed ? [wording.text('digest.needHelp', { count: needHelp })] : []),
  ].join(' ');
}

function movesText({ turnedRed, recovered }: Moves, wording: Wording): string {
  return wording.text('digest.moves', { turnedRed, recovered });
}

/** Never 100 % while something is missing. */
export function rateOf({ answered, asked }: Digest, wording: Wording): string {
  if (answered === asked) return wording.percent(asked === 0 ? 0 : 100);
  return wording.percent(Math.min(99, Math.round((100 * answered) / asked)));
}
