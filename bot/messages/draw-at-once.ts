/** Goals that turned red, green again or ask for support, for people who want to hear of it the same day. */
import { listCardData } from '../../cards/list/data';
import { roundText, turnedRows } from '../../cards/parts/goals/turned';
import { render } from '../../cards/render';
import { loadCurrentTurns } from '../../src/digest/at-once/current-turns';
import { loadAccess } from '../../src/people/access';
import { loadAnswering } from '../views/draw-cards';
import { wordingFor } from '../views/wording';
import { type PersonalDrawer } from './drawer';

/** Rounds with a button to all of their goals. */
const mostButtons = 3;

/** What still holds when it is sent. Nothing if all of it has turned back, or is no longer the reader's to read. */
export const drawAtOnce: PersonalDrawer<'at-once'> = async ({ store, admins }, { turns }, person) => {
  const access = await loadAccess(store, person, admins);
  const rounds = await loadCurrentTurns(store, access, turns);
  const [only, ...others] = rounds;
  if (!only) return undefined;
  const wording = wordingFor(person.language, only.programme.timeZone);
  const facts = rounds.flatMap(({ goals }) => goals.map((goal) => goal.facts));
  const names = await loadAnswering(store, facts, wording);
  const rows = turnedRows(rounds, { names }, wording);
  const title = wording.text('atOnce.title', { count: rows.length });
  const all = wording.text('digest.showAll');
  const toAll = rounds.slice(0, mostButtons).map((round) => ({
    verb: 'divisions' as const,
    title:
      others.length > 0 ? `${all}: ${wording.of(round.programme.shortName ?? round.programme.name)}` : all,
    data: { programmeId: round.programme.id, period: round.period, language: wording.locale },
  }));
  const source = {
    ...(others.length === 0 && { context: roundText(only, wording) }),
    ...{ title, rows, empty: '', note: wording.text('atOnce.why') },
    buttons: toAll,
  };
  return { card: render('list', listCardData(source, wording)), summary: title };
};
