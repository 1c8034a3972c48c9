/** A short answer to something that was said, and what to do next, as data for `card.json`. Pure. */
import { type CommandButton } from '../parts/buttons/command-button';
import { shorten } from '../parts/shorten';

export interface TalkCardSource {
  /** Our own words: a heading is read as Markdown. */
  readonly title: string;
  /** May hold names and titles. */
  readonly lines?: readonly string[];
  /** At most six; the first is what most people do next. */
  readonly buttons: readonly CommandButton[];
}

const longestLine = 400;

export function talkCardData({ title, lines = [], buttons }: TalkCardSource) {
  return {
    title,
    lines: lines.map((line) => shorten(line, longestLine)),
    buttons: buttons.map((button, index) => ({ ...button, style: index === 0 ? 'positive' : 'default' })),
  };
}
