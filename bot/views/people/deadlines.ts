/** What a person is still to answer, as a calendar file and as the card that offers it. */
import { calendarCardData } from '../../../cards/calendar/data';
import { type DrawnCard, render } from '../../../cards/render';
import { type Person } from '../../../src/people/schema';
import { type CalendarDeadline, icalendar } from '../../../src/periods/icalendar';
import {
  answersDue,
  type AskedRound,
  hasDeadlineAhead,
  isLeft,
  loadOpenRoundsOf,
} from '../../../src/replies/asked-goals';
import { fileNameOf } from '../../../src/report/content/file-name';
import { createDownloadLink } from '../../../src/report/download-link';
import { shortHash } from '../../../src/short-hash';
import { type CommandTurn } from '../command-turn';
import { type CardActionDeps } from '../turn';
import { wordingFor } from '../wording';

type Deps = Pick<CardActionDeps, 'store' | 'clock'>;

/** The person's own open deadlines that are still to come, the earliest first. */
async function deadlinesOf({ store, clock }: Deps, { id }: Person): Promise<AskedRound[]> {
  const now = clock.now();
  return (await loadOpenRoundsOf(store, id, now)).filter((asked) => hasDeadlineAhead(asked, now));
}

/** @returns the file's name and its content, in the person's language */
export async function deadlinesFile(
  deps: Deps,
  person: Person,
): Promise<{ readonly fileName: string; readonly content: string }> {
  const wording = wordingFor(person.language);
  const deadlines = (await deadlinesOf(deps, person)).map((asked): CalendarDeadline => {
    const { programme, round, goals } = asked;
    const due = answersDue(asked);
    const local = wordingFor(person.language, programme.timeZone);
    const about = { programme: wording.of(programme.name), period: wording.period(round.period) };
    return {
      uid: `${programme.id}-${round.period}-${shortHash(person.id, 16)}@seuranta.invalid`,
      title: wording.text('calendar.entry', about),
      description: wording.text('calendar.about', {
        count: goals.filter(isLeft).length,
        deadline: local.moment(due),
      }),
      at: new Date(due),
    };
  });
  const title = wording.text('calendar.fileName');
  return { fileName: fileNameOf(title, 'ics'), content: icalendar(title, deadlines, deps.clock.now()) };
}

/** A link to the file, which is made when somebody opens it. */
export async function drawDeadlines(turn: CommandTurn): Promise<DrawnCard> {
  const { store, clock, person, reports, wording } = turn;
  const asked = await deadlinesOf(turn, person);
  const deadlines = asked.map((each) => ({
    what: `${wording.of(each.programme.name)}, ${wording.period(each.round.period)}`,
    until: wordingFor(person.language, each.programme.timeZone).moment(answersDue(each)),
  }));
  const link =
    reports.publicUrl === undefined || asked.length === 0
      ? undefined
      : await createDownloadLink(store, { personId: person.id, deadlines: true }, clock.now());
  const download = link && {
    url: `${reports.publicUrl}/reports/${link.token}`,
    until: wording.moment(link.expires),
  };
  const card = render('calendar', calendarCardData({ deadlines, ...(download && { download }) }, wording));
  return { card, summary: wording.text('calendar.title') };
}
