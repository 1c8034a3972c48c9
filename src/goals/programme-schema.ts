/** A programme: how its goals are followed up, judged and published. */
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { calendarSchema } from '../periods/calendar-schema';
import { periodSchema, rhythms } from '../periods/period';
import { yearSharesProblem } from '../periods/year-share';
import { accentProblem } from './accent';
import { idSchema, localeSchema, localizedTextSchema, ownerSchema } from './text-schema';
import { usualZone } from '../periods/local-time';

export const lights = ['green', 'yellow', 'red', 'not-assessable', 'not-answered'] as const;
export type Light = (typeof lights)[number];

/** A step of the programme's own scale of states, with the light it stands for. */
export const workStateSchema = z.strictObject({
  id: idSchema,
  label: localizedTextSchema,
  light: z.enum(['green', 'yellow', 'red', 'not-assessable']),
});
export type WorkState = z.infer<typeof workStateSchema>;

/** Closing a round writes all its digests in one commit of at most 99 changes, with 32 gates and the round. */
export const mostChannels = 60;

/** The layouts in which counties publish a follow-up; `plain` is our own, which holds everything. */
export const layouts = [
  'key-results',
  'strategic-goals',
  'productivity-programme',
  'survey',
  'half-year',
  'plain',
] as const;
export type Layout = (typeof layouts)[number];

/** `figures`: the computed light. `owner`: the owner's own light, if a reason is given. */
export const lightSources = ['figures', 'owner'] as const;

/** Documents 000 and 004 publish no lights, 002 publishes its own states. */
export const publishedStandings = ['lights', 'states', 'none'] as const;
export type PublishedStanding = (typeof publishedStandings)[number];

/** Who may ask questions about goals, besides coordinators; `readers` includes the heads of units. */
export const askers = ['readers', 'heads', 'coordinators'] as const;
export type Askers = (typeof askers)[number];

/** Characters of a short name, so that it fits beside the period on one line of a phone. */
export const longestShortName = 28;

const shortNameSchema = localizedTextSchema.refine(
  (text) => Object.values(text).every((name = '') => name.length <= longestShortName),
  `is longer than ${longestShortName} characters`,
);

export const programmeSchema = z
  .strictObject({
    id: idSchema,
    /** Grows with every change of the form; replies name the version they answered. */
    version: z.int().min(1).default(1),
    name: localizedTextSchema,
    /** Used where there is little room. Default: the name, cut off. */
    shortName: shortNameSchema.optional(),
    organisation: localizedTextSchema.optional(),
    /** Who asks for the answers, and the law that they are asked by, at the beginning of a survey's document. */
    asker: localizedTextSchema.optional(),
    legalBasis: localizedTextSchema.optional(),
    /** The organisation's kind of respondent, if some questions are only for some kinds. */
    respondent: idSchema.optional(),
    /** The languages in which it is published, the main one first. */
    languages: z.array(localeSchema).min(1),
    rhythm: z.enum([...rhythms, 'once']),
    /** The period of a programme that is followed up once. */
    onlyPeriod: periodSchema.optional(),
    /** The first period whose round the calendar opens. Default: no such limit. */
    firstPeriod: periodSchema.optional(),
    /** Made by an import; no round opens before an admin has looked at the schedule and started it. Default: started. */
    awaitsStart: z.literal(true).optional(),
    timeZone: z
      .string()
      .refine((zone) => IANAZone.isValidZone(zone), 'is no time zone')
      .default(usualZone),
    calendar: calendarSchema,
    /** In % of the target: green above `green`, yellow from `yellow` to `green`, red below (strategy report 2024). */
    thresholds: z.strictObject({ green: z.number(), yellow: z.number() }).default({ green: 90, yellow: 50 }),
    /** The layout of its reports' columns and slides: that of the document as which it is published. */
    layout: z.enum(layouts).default('plain'),
    /** How a goal's measures become one figure. */
    attainment: z.enum(['mean', 'worst']).default('mean'),
    /** Which light counts if the owner's own judgement of the goal differs from its figures. Default: figures. */
    lightBy: z.enum(lightSources).optional(),
    /** Whether a task that does not proceed is asked what support it needs (`judging/support-lines.ts`). Default: no. */
    collectsSupport: z.boolean().optional(),
    /** Who may ask the owners questions about their goals. Default: readers. */
    questionsBy: z.enum(askers).optional(),
    /** The organisation's colour in slides and documents, `#rrggbb`; dark enough for text on white. */
    accent: z.string().optional(),
    /** Whether its reports publish lights (default), the programme's own states, or neither. */
    publishes: z.enum(publishedStandings).optional(),
    /**
     * The share of the year's target that an accumulating measure should have reached at the end of each period;
     * rises to 1. Default: an equal part in each period.
     */
    yearShares: z.array(z.number().positive().max(1)).min(1).max(12).optional(),
    workStates: z.array(workStateSchema).default([]),
    /** Names of the heading levels, outermost first, such as division and area, or part and theme. */
    headings: z.array(localizedTextSchema).min(1).max(4),
    coordinator: ownerSchema,
    /** Channels that get the digest, each in its language. */
    channels: z
      .array(z.strictObject({ channel: z.string().min(1), language: localeSchema }))
      .max(mostChannels)
      .default([]),
    policy: z
      .strictObject({
        /** A reply may be kept unfinished; it counts as not answered. */
        drafts: z.boolean().default(true),
        /** A submitted reply can no longer be edited. */
        lockOnSubmit: z.boolean().default(false),
        /** The organisation gives one answer, which the coordinator puts together. */
        oneCoordinatedAnswer: z.boolean().default(false),
      })
      .prefault({}),
  })
  .refine((programme) => (programme.rhythm === 'once') === (programme.onlyPeriod !== undefined), {
    message: 'a programme that is followed up once has its onlyPeriod, no other has',
    path: ['onlyPeriod'],
  })
  .superRefine(({ rhythm, yearShares }, context) => {
    const problem = yearShares && yearSharesProblem(rhythm === 'once' ? 'year' : rhythm, yearShares);
    if (problem !== undefined) context.addIssue({ code: 'custom', path: ['yearShares'], message: problem });
  })
  .superRefine(({ accent }, context) => {
    const problem = accent === undefined ? undefined : accentProblem(accent);
    if (problem !== undefined) context.addIssue({ code: 'custom', path: ['accent'], message: problem });
  });
export type Programme = z.infer<typeof programmeSchema>;
