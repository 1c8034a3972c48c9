/** The goals of `--loose`: a machine with other work keeps them, and a real regression does not. Pure. */
import { type Measurement, type Reading, type Survey, type Timing } from './measurement';

/** Only those that are taken, with their loose goals instead of the others. */
export function loosened(measurements: readonly Measurement[]): Measurement[] {
  return measurements.flatMap((each): Measurement[] => {
    if ('survey' in each) return each.loose ? [loosenedSurvey(each)] : [];
    return each.loose ? [loosenedTiming(each)] : [];
  });
}

function loosenedTiming({ name, of, prepare, loose }: Timing): Timing {
  return { name, of, prepare, ...loose! };
}

function loosenedSurvey(survey: Survey): Survey {
  return { ...survey, survey: async () => (await survey.survey(true)).map(loosenedReading) };
}

function loosenedReading({ what, unit, figures, loosely }: Reading): Reading {
  return { what, unit, figures, ...loosely };
}
