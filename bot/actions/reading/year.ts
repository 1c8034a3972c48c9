import { drawYear } from '../../views/programmes/year';
import { programmeReaders } from '../may/running';
import { action } from '../parts/action';
import { pageNumber, programmeData } from '../parts/data';
import { shown } from '../parts/results';

const yearData = programmeData.extend({ page: pageNumber.default(0) });

/** The lights of the goals that the person may see, over the last periods. */
export const year = action('year', yearData, programmeReaders, async ({ register, ...turn }, { page }) =>
  shown((await drawYear(turn, register, page)).card),
);
