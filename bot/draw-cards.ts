/** The cards that are sent on their own, with what the chat list says about each. */
import { digestCardData, digestSummary } from '../cards/digest-data';
import { type DrawnCard, render } from '../cards/render';
import { requestCardData, requestSummary } from '../cards/request-data';
import { type Wording } from '../cards/wording';
import { type Digest } from '../src/digest/digest';
import { type AskedRound } from '../src/replies/asked-goals';
import { takesRepliesAt } from '../src/rounds/round';

export function drawRequest(asked: AskedRound, now: Date, wording: Wording): DrawnCard {
  const open = takesRepliesAt(asked.round, now);
  return {
    card: render('request', requestCardData(asked, open, wording)),
    summary: requestSummary(asked, wording),
  };
}

export function drawDigest(digest: Digest, wording: Wording): DrawnCard {
  return { card: render('digest', digestCardData(digest, wording)), summary: digestSummary(digest, wording) };
}
