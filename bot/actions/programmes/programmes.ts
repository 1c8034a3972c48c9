/** Views of the programmes that a person runs. */
import { z } from 'zod';
import { drawLeaversOf } from '../../views/programmes/leavers';
import { drawProgramme, drawProgrammes, drawUndelivered } from '../../views/programmes/programmes';
import { drawUnresolved } from '../../views/programmes/unresolved';
import { anyCoordinators, coordinators } from '../may/running';
import { action } from '../parts/action';
import { programmeData, roundData } from '../parts/data';
import { shown } from '../parts/results';

export const programmes = action('programmes', z.object({}), anyCoordinators, async (turn) =>
  shown(await drawProgrammes(turn, turn.programmes)),
);

export const programme = action('programme', programmeData, coordinators, async (turn) =>
  shown(await drawProgramme(turn, turn.programme)),
);

/** People who could not be reached in a round. @throws RefusedError `unknown-round`. */
export const undelivered = action('undelivered', roundData, coordinators, async (turn, { period }) =>
  shown(await drawUndelivered(turn, turn.programme, period)),
);

/** Owners named in the register who were not found in the directory. */
export const unresolved = action('unresolved', programmeData, coordinators, async (turn) =>
  shown(await drawUnresolved(turn, turn.programme)),
);

/** Owners who have left the organisation. */
export const leavers = action('leavers', programmeData, coordinators, async (turn) =>
  shown(await drawLeaversOf(turn, turn.programme)),
);
