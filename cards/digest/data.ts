/** The digest as leadership sees it in the channel, as data for `card.json`. Pure. */
import { type Digest } from '../../src/digest/digest';
import { worstFirst } from '../parts/goals/divisions';
import { lightRuns } from '../parts/light-marks';
import { type ListButton } from '../parts/list-row';
import { programmeShortName } from '../parts/programme-name';
import { shortenWords } from '../parts/shorten';
import { type Names } from '../parts/goals/words';
import { type Wording } from '../parts/wording';
import { digestButtons } from './buttons';
import { changedOf } from './changed';
import { commentBlocks } from './comments';
import { dateLine, lightsText, noteLines } from './head';
import { type HelpEntry, helpOf } from './help';

/** A heading of our own text, with the goals or lines below it. */
export interface Block {
  readonly title?: string;
  readonly entries: readonly HelpEntry[];
  readonly lines: readonly string[];
}

/** What the card says, before its signs get their colours. */
export function digestContent(digest: Digest, source: Names, wording: Wording) {
  return {
    title: `${programmeShortName(digest, wording)} · ${wording.period(digest.period)}`,
    subtitle: dateLine(digest, wording),
    lights: lightsText(digest, wording),
    notes: noteLines(digest, wording),
    blocks: [
      ...(digest.judged ? judgedBlocks(digest, source, wording) : answeredBlocks(digest, wording)),
      ...commentBlocks(digest, source, wording),
    ],
  };
}

interface DigestCardSource extends Names {
  /** A button to where the reader came from. */
  readonly back?: ListButton;
}

/** @param source the names of those who answer for the digest's `facts` */
export function digestCardData(digest: Digest, source: DigestCardSource, wording: Wording) {
  const { lights, blocks, ...rest } = digestContent(digest, source, wording);
  return {
    heading: wording.text('heading.digest'),
    ...rest,
    lights: lightRuns(lights),
    blocks: blocks.map(({ lines, ...block }) => ({
      ...block,
      lines: lines.map((line) => ({ runs: lightRuns(line) })),
    })),
    buttons: digestButtons(digest, source.back, wording),
    remarks: [] as readonly string[],
  };
}

export function digestSummary(digest: Digest, wording: Wording): string {
  const { answered, asked } = digest;
  return wording.text('digest.summary', {
    programme: wording.of(digest.name),
    period: wording.period(digest.period),
    answered,
    asked,
  });
}

function judgedBlocks(digest: Digest, source: Names, wording: Wording): Block[] {
  const help = helpOf(digest, source, wording);
  const changed = changedOf(digest, wording);
  const hasMoved = digest.worse.length + digest.better.length + digest.firstRed.length > 0;
  if (!help && !hasMoved) return [{ entries: [], lines: [quietLine(digest, wording)] }];
  return [
    ...(help ? [{ ...help, lines: [] }] : []),
    ...(changed.lines.length > 0 ? [{ ...changed, entries: [] }] : []),
  ];
}

/** "Ei muutoksia, kukaan ei pyydä tukea." */
function quietLine(digest: Digest, wording: Wording): string {
  const { lights, previousPeriod, withTaskStates } = digest;
  if (lights['not-answered'] === digest.asked) return wording.text('digest.noAnswers');
  return wording.text(previousPeriod === undefined ? 'digest.quietFirst' : 'digest.quiet', {
    states: withTaskStates,
  });
}

/** Parts of a survey that still have something to answer, shown with their counts. */
const mostParts = 5;

function answeredBlocks({ divisions }: Digest, wording: Wording): Block[] {
  const behind = worstFirst(divisions).filter(({ lights }) => lights['not-answered'] > 0);
  if (behind.length === 0) return [{ entries: [], lines: [wording.text('digest.allAnswered')] }];
  const lines = behind.slice(0, mostParts).map(({ division, lights }) => {
    const asked = Object.values(lights).reduce((sum, count) => sum + count, 0);
    const answered = asked - lights['not-answered'];
    return `${shortenWords(wording.of(division), 60)} ${answered}/${asked}`;
  });
  return [{ title: wording.text('digest.behind'), entries: [], lines }];
}
