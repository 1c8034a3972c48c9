/** The digest of the units that a person follows, as data for `card.json`. Pure. */
import { type Digest } from '../../src/digest/digest';
import { type Names } from '../parts/goals/words';
import { type Wording } from '../parts/wording';
import { digestCardData } from './data';
import { shorten } from '../parts/shorten';

/** More units are only counted; a button leads to their names. */
const mostNamed = 2;
const longestName = 40;

/** Laid out like a channel's digest, with the units that it is for. */
export function ownDigestCardData(digest: Digest, source: Names, wording: Wording) {
  const data = digestCardData(digest, source, wording);
  const { only = [] } = digest;
  const units =
    only.length > mostNamed
      ? wording.text('ownDigest.units', { count: only.length })
      : only.map((unit) => shorten(wording.of(unit), longestName)).join(', ');
  return { ...data, subtitle: `${units} · ${data.subtitle}`, remarks: [wording.text('ownDigest.why')] };
}

export function ownDigestSummary(digest: Digest, wording: Wording): string {
  const { answered, asked } = digest;
  return wording.text('ownDigest.summary', {
    programme: wording.of(digest.name),
    period: wording.period(digest.period),
    answered,
    asked,
  });
}
