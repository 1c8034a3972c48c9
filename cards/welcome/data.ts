/** The first message to a person: who asks, what, how often, and what to press; for `card.json`. Pure. */
import { type Locale, type Programme } from '../../src/goals/schema';
import { buttonFor, commandButton, type CommandButton } from '../parts/buttons/command-button';
import { longestShown } from '../parts/limits';
import { shorten } from '../parts/shorten';
import { type PlainKey } from '../parts/strings';
import { type Verb } from '../parts/verbs';
import { type Wording } from '../parts/wording';

/** A programme in which the person is asked something. */
export interface WelcomeProgramme {
  readonly programme: Pick<Programme, 'name' | 'organisation' | 'rhythm' | 'layout'>;
  /** Number of the goals, or of a survey's questions. */
  readonly goals: number;
  readonly coordinator: string;
  /** The deadline of its open round, as the person reads it. */
  readonly until?: string;
}

/** What the person may do besides answering. */
export interface WelcomeRights {
  readonly isAdmin: boolean;
  /** Names of programmes; for admins empty, since they may do everything. */
  readonly coordinates: readonly string[];
  readonly reads: readonly string[];
  /** The units that the person heads. */
  readonly heads: readonly string[];
}

export interface WelcomeCardSource {
  readonly name: string;
  readonly programmes: readonly WelcomeProgramme[];
  readonly rights: WelcomeRights;
  /** Names of the admins, as contacts for a person who is asked nothing. */
  readonly admins: readonly string[];
  /** The languages of the bot other than the reader's. */
  readonly languages: readonly Locale[];
}

/** More programmes are only counted. */
const mostProgrammes = 8;

export function welcomeCardData(source: WelcomeCardSource, wording: Wording) {
  const { name, programmes, rights } = source;
  const isAsked = programmes.length > 0;
  const shownName = shorten(name, longestShown.name);
  return {
    title: wording.text('welcome.title'),
    hello: wording.text(isAsked ? 'welcome.hello' : 'welcome.helloReader', { name: shownName }),
    facts: [...askersFact(programmes, wording), ...(isAsked ? [] : [nothingFact(wording)])],
    ...(isAsked && { concerns: wording.text('welcome.concerns') }),
    programmes: programmes.slice(0, mostProgrammes).map((each) => programmeData(each, programmes, wording)),
    notes: [
      ...(programmes.length > mostProgrammes
        ? [wording.text('digest.more', { count: programmes.length - mostProgrammes })]
        : []),
      ...(isAsked ? [wording.text('welcome.effort')] : []),
      ...rightsTexts(rights, isAsked, wording),
    ],
    contacts: contactsFact(source, wording),
    buttons: buttonsOf(source, wording),
  };
}

export function welcomeSummary(
  { programmes }: Pick<WelcomeCardSource, 'programmes'>,
  wording: Wording,
): string {
  return wording.text(programmes.length > 0 ? 'welcome.summary' : 'welcome.summaryReader');
}

interface Fact {
  readonly label: string;
  readonly text: string;
}

function askersOf(programmes: readonly WelcomeProgramme[], wording: Wording): string[] {
  const names = programmes.flatMap(({ programme: { organisation } }) =>
    organisation ? [wording.of(organisation)] : [],
  );
  return [...new Set(names)];
}

/** Said once if all programmes are one organisation's, else beside each. */
function askersFact(programmes: readonly WelcomeProgramme[], wording: Wording): Fact[] {
  const [asker, ...others] = askersOf(programmes, wording);
  if (asker === undefined || others.length > 0) return [];
  return [{ label: wording.text('welcome.asker'), text: shorten(asker, longestShown.name * 2) }];
}

function nothingFact(wording: Wording): Fact {
  return { label: wording.text('welcome.asked'), text: wording.text('welcome.nothingAsked') };
}

function contactsFact({ programmes, admins }: WelcomeCardSource, wording: Wording): Fact[] {
  const coordinators = [...new Set(programmes.map(({ coordinator }) => coordinator))];
  const names = programmes.length > 0 ? coordinators : admins;
  // Different coordinators are named beside their programmes.
  if (names.length === 0 || (programmes.length > 0 && names.length > 1)) return [];
  return [{ label: wording.text('welcome.contact'), text: shorten(names.join(', '), longestShown.owners) }];
}

/** "Strategiset tavoitteet": "neljännesvuosittain, 3 tavoitetta", "avoinna 4.11.2026 klo 16.00 asti". */
function programmeData(
  { programme, goals, coordinator, until }: WelcomeProgramme,
  all: readonly WelcomeProgramme[],
  wording: Wording,
) {
  const { name, organisation, rhythm, layout } = programme;
  const often = wording.text(`schedule.rhythm.${rhythm}`);
  const asker = organisation && askersOf(all, wording).length > 1 ? wording.of(organisation) : undefined;
  const hasOwnContact = new Set(all.map((each) => each.coordinator)).size > 1;
  const contact = wording.text('welcome.contactOf', { name: shorten(coordinator, longestShown.name) });
  return {
    name: shorten(wording.of(name), longestShown.name * 2),
    lines: [
      ...(asker === undefined ? [] : [shorten(asker, longestShown.name * 2)]),
      wording.text(layout === 'survey' ? 'welcome.oftenSurvey' : 'welcome.often', { often, goals }),
      ...(until === undefined ? [] : [wording.text('welcome.openUntil', { until })]),
      ...(hasOwnContact ? [contact] : []),
    ],
  };
}

const longestNames = 200;

function rightsTexts(
  { isAdmin, coordinates, reads, heads }: WelcomeRights,
  isAsked: boolean,
  wording: Wording,
) {
  const list = (names: readonly string[]) => shorten(names.join(', '), longestNames);
  const texts = [
    ...(isAdmin ? [wording.text('welcome.admin')] : []),
    ...(coordinates.length > 0 ? [wording.text('welcome.coordinates', { names: list(coordinates) })] : []),
    ...(reads.length > 0 ? [wording.text('welcome.reads', { names: list(reads) })] : []),
    ...(heads.length > 0 ? [wording.text('welcome.heads', { names: list(heads) })] : []),
  ];
  return texts.length > 0 || isAsked ? texts : [wording.text('welcome.later')];
}

/** At most six: four when the person answers, coordinates or reads, and two for the languages. */
function buttonsOf({ programmes, rights, languages }: WelcomeCardSource, wording: Wording) {
  const button = (verb: Verb, key: PlainKey, data: object = {}) => ({
    ...{ verb, title: wording.text(key), style: 'default', data },
  });
  const command = (shown: CommandButton, style = 'default') => ({ ...shown, style });
  const isAsked = programmes.length > 0;
  const runs = rights.isAdmin || rights.coordinates.length > 0;
  const reads = rights.reads.length + rights.heads.length > 0;
  return [
    ...(isAsked
      ? [
          command(commandButton('my goals', wording), 'positive'),
          command(buttonFor('substitute', wording.text('welcome.substitute'))),
        ]
      : []),
    ...(runs ? [button('programmes', 'programmes.title')] : []),
    ...(reads && !runs ? [button('follows', 'welcome.follow')] : []),
    ...languages.map((language) => button('language', `welcome.in.${language}`, { language })),
    command(commandButton('help', wording)),
  ];
}
