/** "Lomalla 1.2.–10.2.": the substitute's card with these days filled in. Only a press saves it. */
import { type SubstituteCardSource } from '../../../cards/substitute/data';
import { type PlainKey } from '../../../cards/parts/strings';
import { type DrawnCard } from '../../../cards/render';
import { localDay, usualZone } from '../../../src/periods/local-time';
import { type CommandTurn } from '../../views/command-turn';
import { substituteCard } from '../../views/people/substitute';
import { daysTyped, type DaysTyped } from '../typed/days-typed';

export async function offerSubstitute(turn: CommandTurn, text: string): Promise<DrawnCard[]> {
  const { clock, person, wording } = turn;
  const days = daysTyped(text, localDay(clock.now(), usualZone), wording.locale);
  const card = await substituteCard(turn, person, days ? filled(days, turn) : {});
  return [{ card, summary: wording.text('substitute.title') }];
}

const doubtTexts: Readonly<Record<NonNullable<DaysTyped['doubt']>, PlainKey>> = {
  unclear: 'talk.absenceUnclear',
  past: 'talk.absencePast',
  'no-such-day': 'talk.absenceMissing',
};

function filled(
  { from = '', to = '', doubt }: DaysTyped,
  { wording }: CommandTurn,
): Partial<SubstituteCardSource> {
  const text = doubt
    ? wording.text(doubtTexts[doubt])
    : wording.text('talk.absenceFilled', { from: wording.day(from), to: wording.day(to) });
  return { typed: { person: '', from, to }, banner: { text, style: 'warning' } };
}
