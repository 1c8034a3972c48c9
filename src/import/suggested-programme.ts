/** What a new programme is called and how often it asks, as far as its file says it. Pure. */
import { type Locale, type Owner, ownerSchema } from '../goals/schema';
import { textIn } from '../goals/text';
import { usualZone } from '../periods/local-time';
import { nextPeriod, type Period, periodContaining, previousPeriod } from '../periods/period';
import { type ImportedRegister } from './table/imported';
import { nameOfFile, type NewProgramme, rhythmIn, type Rhythm, usualRhythm } from './settings/new-programme';
import { type Setting } from './settings/settings';

/** The period whose round opens first, as seen from today: the latest that has ended, the current or the next one. */
export const firstPeriods = ['ended', 'current', 'next'] as const;
export type FirstPeriod = (typeof firstPeriods)[number];

/** What an admin says of the programme that a file should make. */
export interface WantedProgramme {
  readonly name: string;
  readonly rhythm: Rhythm;
  readonly first: FirstPeriod;
}

export interface SuggestedProgramme extends WantedProgramme {
  /** Only if the file has settings that name one. */
  readonly coordinator?: Owner;
}

export function suggestedProgramme(
  { settings = [], layout, title }: Pick<ImportedRegister, 'settings' | 'layout' | 'title'>,
  fileName: string,
  locale: Locale,
): SuggestedProgramme {
  const coordinator = ownerSchema.safeParse(said(settings, 'coordinator')?.value).data;
  const name = said(settings, 'name')?.text;
  return {
    name: (name && textIn(name, locale)) ?? title ?? nameOfFile(fileName),
    rhythm: rhythmIn(settings) ?? usualRhythm(layout),
    first: 'current',
    ...(coordinator !== undefined && { coordinator }),
  };
}

function said(settings: readonly Setting[], wanted: Setting['key']): Setting | undefined {
  return settings.find(({ key }) => key === wanted);
}

/** A name that the file has in several languages is kept unless another one is wanted. */
export function newProgrammeFrom(
  wanted: WantedProgramme & { readonly coordinator: Owner },
  suggested: SuggestedProgramme,
  now: Date,
): NewProgramme {
  const { name, rhythm, first, coordinator } = wanted;
  return {
    ...(name !== suggested.name && { name }),
    ...{ rhythm, coordinator, firstPeriod: firstPeriodOf(first, rhythm, now) },
    fallback: { name, coordinator },
  };
}

/** A programme that is followed up once is followed up for a year. */
export function firstPeriodOf(first: FirstPeriod, rhythm: Rhythm, now: Date): Period {
  const current = periodContaining(rhythm === 'once' ? 'year' : rhythm, now, usualZone);
  if (first === 'current') return current;
  return first === 'ended' ? previousPeriod(current) : nextPeriod(current);
}
