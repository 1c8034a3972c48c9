/** What the document of the half-year follow-up prints, and what follows from it: written down and worked out by hand. */
import { type Light } from '../../src/goals/schema';

/**
 * The 40 measures in the document's order: kind, baseline → target as printed, which side is good and what says so, and
 * "adds up" where the figure is counted from January: births (470 is 30 fewer than in half of 1 000), meetings ("12 a
 * year"), money used of a year's plan, visits (reported as the total of 1–6), managers (by their days "a year").
 */
export const measures: Readonly<Record<string, string>> = {
  'customer-1 speech-users': 'number 40.0 → 100.0 at-least by direction',
  'customer-1 digital-users': 'percent 5.0 → 30.0 at-least by direction',
  // 100 is to stay 100.
  'customer-2 staff-cost-ratio': 'percent 100.0 → 100.0 exactly by direction',
  'customer-3 fixed-term': 'percent 50.0 → 30.0 at-most by direction',
  'customer-3 absence': 'percent 5.0 → 4.8 at-most by direction',
  'customer-3 permanent-posts': 'percent 50.0 → 70.0 at-least by direction',
  'home-1 waiting-housing': 'number <3 månader → <3 månader below by comparator',
  // "Meets the law's requirements": more is no fault.
  'home-2 staffing-compliance': 'percent 100.0 → 100.0 at-least by comparator',
  // "Adherence to the plan": money used is held to it, though the printed way goes from 0 up to 100.
  'home-3 operating-margin': 'percent 0.0 → 100.0 at-most by comparator, adds up',
  'psychosocial-1 own-capacity': 'percent 80.0 → 100.0 at-least by direction',
  'psychosocial-1 purchased-costs': 'number 100.0 → 70.0 at-most by direction',
  'psychosocial-1 hired-doctors': 'number 100.0 → 80.0 at-most by direction',
  // Only the way says it. The document does not say what time the days are counted in.
  'psychosocial-2 training-days': 'number 80.0 → 40.0 at-most by way',
  // Printed so in both languages; nothing says which side is good: not judged until somebody decides.
  'psychosocial-2 supervision': 'number 0.0 → 0.0 no side',
  'psychosocial-3 remote-share': 'percent 0.0 → 35.0 at-least by direction',
  'psychosocial-3 processes': 'percent 0.0 → 100.0 at-least by direction',
  'rehab-1 lighter-housing': 'number 0.0 → 10.0 at-least by direction',
  'rehab-1 remote-visits': 'number 150.0 → 500.0 at-least by direction, adds up',
  'rehab-1 device-pilots': 'number 0.0 → 5.0 at-least by direction',
  'rehab-2 tendering': 'yes-no 0.0 → 1.0 at-least by direction',
  'rehab-2 purchase-reduction': 'percent 0.0 → 10.0 at-least by direction',
  'rehab-3 managers-in-units': 'number 0.0 → 50.0 at-least by direction, adds up',
  'rehab-3 nps': 'number -10.0 → 0.0 at-least by direction',
  'centre-1 programme-actions': 'percent 0.0 → 100.0 at-least by direction',
  'centre-1 consulting-doctors': 'percent 0.0 → 100.0 at-least by direction',
  // The Swedish table prints no target, and 0 is the scale's "no change": judged by the scale, value ÷ 2.
  'centre-2 specialised-nurses': 'scale 0.0 → 0.0 no side',
  'centre-3 budget-reviews': 'number 0.0 → 12.0 at-least by direction, adds up',
  'hospital-1 never-events': 'percent 0.2 → 0.0 at-most by direction',
  'hospital-1 recommendation': 'number 50.0 → 60.0 at-least by direction',
  'hospital-2 clinic-ready': 'number 15.0 → 0.0 at-most by direction',
  'hospital-2 births': 'number 1,000.0 → 1,100.0 at-least by direction, adds up',
  // Only the Finnish table prints figures, and 0 % of the costs is nobody's target: not judged until somebody decides.
  'hospital-3 total-costs': 'percent 0.0 → 0.0 no side, adds up',
  'admin-1 enps': 'number – → 6 at-least by direction',
  'admin-2 core-processes': 'percent 0.0 → 100.0 at-least by direction',
  'admin-2 area-processes': 'percent 0.0 → 60.0 at-least by direction',
  'admin-3 admin-space': 'percent 0.0 → 20.0 at-least by direction',
  'admin-3 total-space': 'percent 0.0 → 15.0 at-least by direction',
  'rescue-1 customer-feedback': 'number 0.0 → 100.0 at-least by direction',
  'rescue-2 wellbeing-survey': 'number 0.0 → 100.0 at-least by direction',
  // "Economical operations": as the plan of home-3.
  'rescue-3 resource-use': 'number 0.0 → 100.0 at-most by comparator, adds up',
};

/** In each language; all other figures are per cent or bare numbers in the document. */
export const units: Readonly<Record<string, readonly [sv: string, fi: string, en: string]>> = {
  'customer-1 speech-users': ['pers.', 'hlö', 'persons'],
  'home-1 waiting-housing': ['månader', 'kuukautta', 'months'],
  'home-1 waiting-home-care': ['månader', 'kuukautta', 'months'],
  'psychosocial-2 training-days': ['dagar', 'päivää', 'days'],
  'centre-3 budget-reviews': ['möten', 'kokousta', 'meetings'],
  'admin-1 training-days': ['dagar', 'päivää', 'days'],
};

/**
 * Every figure that the document gives for 1–6/2024 and a field: 19 measures, and four figures beside them.
 * Named in the texts alone, since they are of no measure, of a part of one, or of another time:
 * - customer-3: 57 % permanent staff is not the share of posts filled; psychosocial-2: NPS 26 is no measure of the goal.
 * - rehab-2: therapy purchases −28 %, housing −200 000 €, new purchases 700 000 €: none is all purchased services.
 * - rehab-3: 20 days and 159 hours are not the number of managers.
 * - rescue-2: the survey is of 10/2023, and its five percentages are not the 0–100 of the measure.
 */
export const printed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'customer-3': { 'fixed-term': '43 %', absence: '3,7 %' },
  'home-1': { 'waiting-housing': '2,55 mån', 'waiting-home-care': '<3 månader' },
  'home-2': { 'staffing-ratio': '0,67' },
  'home-3': { 'operating-margin': '48,4%', 'operating-costs': '49,1%', 'operating-income': '52,7%' },
  'rehab-1': { 'remote-visits': '1181', 'device-pilots': '0' },
  'rehab-2': { tendering: '0,75' },
  'rehab-3': { nps: '11' },
  'centre-1': { 'programme-actions': '75 %', 'consulting-doctors': '100%' },
  'centre-2': { 'specialised-nurses': '1' },
  'centre-3': { 'budget-reviews': '6/6' },
  'hospital-1': { 'never-events': '0,2 % (3 / 1685)', recommendation: '62' },
  'hospital-2': { 'clinic-ready': '10', births: '470 (-30)' },
  'hospital-3': { 'total-costs': '51,1 %' },
  'admin-1': { enps: '+10' },
  'admin-2': { 'core-processes': '90 %' },
};

/** Light, per cent and whether kept in 2024-H1, from the figures above. Every other goal is answered in words alone. */
export const lights: Readonly<Record<string, readonly [light: Light, percent?: number, kept?: boolean]>> = {
  'customer-3': ['yellow', 67.5, false], // (43 − 50) / (30 − 50) = 35 %; 3,7 is below 4,8: 100 %
  'home-1': ['green', 100, true],
  'home-2': ['not-assessable'], // 0,67 is beside the measure
  'home-3': ['green', 100, true], // 48,4 of at most 50
  'rehab-1': ['yellow', 50, false], // 1181 of 250: 100 %; 0 of 5: 0 %
  'rehab-2': ['yellow', 75, false],
  'rehab-3': ['green', 100, true],
  'centre-1': ['yellow', 87.5, false], // 75 and 100
  'centre-2': ['yellow', 50], // 1 of 2
  'centre-3': ['not-assessable'], // "6/6" may be six of six, or all of them
  'hospital-1': ['yellow', 50, false], // 0,2 is where it started: 0 %; 62 of 60: 100 %
  'hospital-2': ['yellow', 59.39, false], // (10 − 15) / (0 − 15) = 33,33 %; 470 / 550 = 85,45 %
  'hospital-3': ['not-assessable'],
  'admin-1': ['green', 100, true],
  'admin-2': ['yellow', 90, false], // exactly 90
};

/** The figures of the follow-up texts, the same in both languages; the other texts have none in digits. */
export const inTexts: Readonly<Record<string, string>> = {
  ...{ 'customer-3': '3.7 43 57', 'home-1': '2024', 'home-2': '0.65 0.67', 'home-3': '48.4 49.1 52.7 2024' },
  ...{ 'psychosocial-2': '26', 'rehab-1': '0 1181 2024', 'rehab-2': '0.75 1 6 28 2023 200000 700000' },
  ...{ 'rehab-3': '11 20 159', 'centre-1': '75 100', 'centre-2': '1', 'centre-3': '6' },
  ...{ 'hospital-1': '0.2 3 62 1685 2129', 'hospital-2': '10 30 470', 'hospital-3': '51.1' },
  ...{ 'admin-1': '6 10 31.1 2025', 'admin-2': '90', 'rescue-2': '51.9 53.6 54.4 55 59.5 60 80 2023' },
};
