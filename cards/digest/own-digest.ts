/** The digest of the units that a person follows, as data for `card.json`. Pure. */
import { type Digest } from '../../src/digest/digest';
import { digestCardData } from './data';
import { inChannel } from './limits';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';

/** Units beyond these are only counted: the title has to fit on a phone. */
const mostNamed = 3;

/** Laid out like a channel's digest; the title says which units the figures are for. */
export function ownDigestCardData(digest: Digest, wording: Wording) {
  const data = digestCardData(digest, wording);
  const title = wording.text('ownDigest.title', { programme: data.title, units: unitsText(digest, wording) });
  return { ...data, title, notes: [...data.notes, wording.text('ownDigest.why')] };
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

function unitsText({ only = [] }: Digest, wording: Wording): string {
  const named = only.slice(0, mostNamed).map((unit) => shorten(wording.of(unit), inChannel.name));
  const rest = only.length - named.length;
  return [named.join(', '), ...(rest > 0 ? [wording.text('digest.more', { count: rest })] : [])].join(' ');
}
