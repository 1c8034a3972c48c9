/** Views of the programmes that a person runs. */
import { z } from 'zod';
import { drawLeaversOf } from '../../views/programmes/leavers';
import { drawDiffering } from '../../views/programmes/differing';
import { drawProgramme, drawProgrammes, drawUndelivered } from '../../views/programmes/programmes';
import { drawUnresolved } from '../../views/programmes/unresolved';
import { anyCoordinators, coordinators } from '../may/running';
import { action } from '../parts/action';
import { pageNumber, programmeData, roundData } from '../parts/data';
import { shown } from '../parts/results';

const paged = { page: pageNumber.default(0) };
const pagedRound = roundData.extend(paged);
const pagedProgramme = programmeData.extend(paged);

export const programmes = action('programmes', z.object(paged), anyCoordinators, async (turn, { page }) =>
  shown(await drawProgrammes(turn, turn.programmes, { page })),
);

export const programme = action('programme', programmeData, coordinators, async (turn) =>
  shown(await drawProgramme(turn, turn.programme)),
);

/** People who could not be reached in a round. @throws RefusedError `unknown-round`. */
export const undelivered = action('undelivered', pagedRound, coordinators, async (turn, { period, page }) =>
  shown(await drawUndelivered(turn, turn.programme, period, page)),
);

/** Goals whose owner judges differently from the figures. @throws RefusedError `unknown-round`. */
export const differing = action('differing', pagedRound, coordinators, async (turn, { period, page }) =>
  shown(await drawDiffering(turn, turn.programme, period, page)),
);

/** Owners named in the register who were not found in the directory. */
export const unresolved = action('unresolved', pagedProgramme, coordinators, async (turn, { page }) =>
  shown(await drawUnresolved(turn, turn.programme, page)),
);

/** Owners who have left the organisation. */
export const leavers = action('leavers', pagedProgramme, coordinators, async (turn, { page }) =>
  shown(await drawLeaversOf(turn, turn.programme, page)),
);
