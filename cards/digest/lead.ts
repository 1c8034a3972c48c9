/** The first line of a digest: what changed and what needs help. Pure. */
import { type Digest, type Moves } from '../../src/digest/digest';
import { type Wording } from '../parts/wording';

/** Changes since the last digest; in a round's first digest, how many answered and the changes since last period. */
export function digestLead(digest: Digest, wording: Wording): string {
  const { answered, asked, judged, sinceDigest, sincePeriod, previousPeriod, askSupport } = digest;
  const replies = sinceDigest
    ? wording.text(judged ? 'digest.sinceAnswered' : 'digest.sinceReplies', { count: sinceDigest.answered })
    : wording.text('digest.lead', { answered, asked, percent: rateOf(digest, wording) });
  if (!judged) return replies;
  const period =
    sinceDigest || previousPeriod === undefined
      ? []
      : [wording.text('digest.sincePeriod', { period: wording.period(previousPeriod) })];
  const moves = sinceDigest ?? sincePeriod;
  const isStill = sinceDigest && !Object.values({ ...sinceDigest, at: 0 }).some((count) => count > 0);
  const isAssessed = digest.lights.green + digest.lights.yellow + digest.lights.red > 0;
  return [
    replies,
    ...(moves && isAssessed && !isStill ? [...period, movesText(moves, wording)] : []),
    ...(digest.withTaskStates > 0 ? [wording.text('digest.askSupport', { count: askSupport })] : []),
  ].join(' ');
}

/** "2 tavoitetta kääntyi punaiseksi, 1 putosi keltaiseksi.": the worst first, without what did not happen. */
function movesText({ turnedRed, fellToYellow, recovered }: Moves, wording: Wording): string {
  const said = [
    wording.text('digest.turnedRed', { count: turnedRed }),
    wording.text('digest.fellToYellow', { count: fellToYellow }),
    wording.text('digest.recovered', { count: recovered }),
  ].filter(Boolean);
  return said.length > 0 ? said.join(' ') : wording.text('digest.noMoves');
}

/** Never 100 % while something is missing. */
export function rateOf({ answered, asked }: Digest, wording: Wording): string {
  if (answered === asked) return wording.percent(asked === 0 ? 0 : 100);
  return wording.percent(Math.min(99, Math.round((100 * answered) / asked)));
}
