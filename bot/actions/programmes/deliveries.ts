/** Who got which message, and that list as a file. */
import { type z } from 'zod';
import { type DeliveriesName } from '../../../cards/deliveries/rows';
import { personIdSchema } from '../../../src/goals/schema';
import { comparePeriods, periodSchema } from '../../../src/periods/period';
import { type ReportName } from '../../../src/report/content/formats';
import { RefusedError } from '../../../src/errors';
import { listRounds } from '../../../src/rounds/round-store';
import { wordingOf } from '../../views/admin-turn';
import {
  deliveriesNames,
  type DeliveriesTurn,
  drawDeliveries,
  soughtPerson,
} from '../../views/programmes/deliveries';
import { inputText } from '../../views/turn';
import { coordinators } from '../may/running';
import { action } from '../parts/action';
import { anyInput, pageNumber, programmeData } from '../parts/data';
import { shown, shownOnce } from '../parts/results';
import { offerFile } from './offer-file';

const listed = programmeData.extend({ period: periodSchema.optional(), personId: personIdSchema.optional() });
const pressed = listed.extend({ page: pageNumber.default(0) }).catchall(anyInput);

/** A typed name finds a person's messages. @throws RefusedError `unknown-round`. */
export const deliveries = action('deliveries', pressed, coordinators, async (turn, data) => {
  const name = nameOf(data);
  const typed = inputText(data, 'person_typed');
  if (typed === '') return shown(await drawDeliveries(turn, name, { page: data.page }));
  const sought = await soughtPerson(turn.deps.store, typed, wordingOf(turn, turn.programme));
  return 'personId' in sought
    ? shown(await drawDeliveries(turn, { ...name, personId: sought.personId }))
    : shownOnce(await drawDeliveries(turn, name, sought));
});

/** The list as a file. @throws RefusedError `unknown-round`. */
export const deliveriesFile = action('deliveries-file', listed, coordinators, async (turn, data) => {
  const { programme } = turn;
  const name = nameOf(data);
  const file: ReportName = {
    ...{ programmeId: programme.id, period: name.period ?? (await latestPeriod(turn)) },
    ...{ format: 'csv', language: turn.wording.locale, list: 'deliveries' },
    ...(name.personId !== undefined && { personId: name.personId }),
  };
  const { text, later, ...link } = await offerFile(turn, file, deliveriesNames);
  const card = await drawDeliveries(turn, name, { banner: { text, style: 'good' }, ...link });
  return { ...shownOnce(card), ...(later && { later }) };
});

function nameOf({ programmeId, period, personId }: z.infer<typeof listed>): DeliveriesName {
  return {
    programmeId,
    ...(period !== undefined && { period }),
    ...(personId !== undefined && { personId }),
  };
}

/** A person's file is of all rounds, and named by the latest one. @throws RefusedError `unknown-round`. */
async function latestPeriod({ deps, programme }: DeliveriesTurn): Promise<string> {
  const periods = (await listRounds(deps.store, programme.id)).map(({ period }) => period);
  const latest = periods.sort(comparePeriods).at(-1);
  if (latest === undefined) throw new RefusedError('unknown-round');
  return latest;
}
