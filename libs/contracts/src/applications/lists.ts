import { z } from 'zod';
import { defineRoute } from '../http/route';
import { Id, Instant, PageOf, PageQuery, RoundParams } from '../http/shapes';
import { ApplicationStateSchema, OutcomeView } from './views';

const Named = z.object({ id: Id, name: z.string() });
const Text = z.object({ zh: z.string(), en: z.string().optional() });

/** Several values in one parameter: `a,b`. */
const Several = <T extends string>(one: z.ZodType<T, string>) =>
  z
    .string()
    .max(1000)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(one).max(40));

export const SORTS = ['submittedAt', 'requestedFen', 'number'] as const;

/** One row of the staff list: what was handed in, and what came of it. */
export const ApplicationListRow = z.object({
  id: Id,
  number: z.string(),
  title: z.string(),
  state: ApplicationStateSchema,
  trackId: z.string(),
  organization: Named,
  community: Named.nullable(),
  requestedFen: z.number(),
  ownFen: z.number(),
  submittedAt: Instant,
  version: z.number(),
  returns: z.number(),
  outcome: OutcomeView,
});

/** Passed through as PostgreSQL made it: the columns above and no others. */
export const listApplications = defineRoute({
  method: 'GET',
  path: '/rounds/:roundId/applications',
  summary: '本轮申报列表 Applications of a round',
  params: RoundParams,
  query: PageQuery.extend({
    state: Several(ApplicationStateSchema).optional(),
    track: Several(z.string().max(64)).optional(),
    community: Several(Id).optional(),
    q: z.string().trim().max(60).optional(),
    sort: z.enum(['submittedAt', '-submittedAt', 'requestedFen', '-requestedFen', 'number', '-number']).default('-submittedAt'),
  }),
  response: PageOf(ApplicationListRow),
  kind: 'text',
});

/** How many stand where, for the tabs above the list. */
export const countApplications = defineRoute({
  method: 'GET',
  path: '/rounds/:roundId/applications/counts',
  summary: '本轮申报统计 Counts of a round’s applications',
  params: RoundParams,
  response: z.object({
    round: z.object({ id: Id, title: z.string(), state: z.string(), openAt: Instant, closeAt: Instant }),
    states: z.record(z.string(), z.number()),
    /** drafts in progress are counted, never shown */
    drafts: z.number(),
    requestedFen: z.number(),
    tracks: z.array(z.object({ id: z.string(), name: Text })),
    communities: z.array(Named),
  }),
});

/** The applications of the person's organizations, newest first. */
export const listMyApplications = defineRoute({
  method: 'GET',
  path: '/applications',
  summary: '我的申报 My applications',
  response: z.object({
    rows: z.array(
      z.object({
        id: Id,
        number: z.string().nullable(),
        title: z.string(),
        state: ApplicationStateSchema,
        organization: Named,
        round: z.object({ id: Id, title: z.string(), state: z.string(), closeAt: Instant }),
        street: z.string(),
        track: Text,
        requestedFen: z.number(),
        updatedAt: Instant,
        submittedAt: Instant.nullable(),
        returnUntil: Instant.nullable(),
        /** what the person is asked to do next, and until when */
        due: Instant.nullable(),
        outcome: OutcomeView,
      }),
    ),
  }),
});

/** Calls the person's organizations may apply to, with the tracks that fit each of them. `applies`: the person acts for an organization at all. */
export const listOpenCalls = defineRoute({
  method: 'GET',
  path: '/open-calls',
  summary: '可申报的轮次 Calls open to my organizations',
  response: z.object({
    applies: z.boolean(),
    rows: z.array(
      z.object({
        roundId: Id,
        title: z.string(),
        street: z.string(),
        introduction: z.string(),
        openAt: Instant,
        closeAt: Instant,
        phase: z.enum(['not_yet', 'open']),
        poolFen: z.number(),
        maxRequestFen: z.number().nullable(),
        maxApplications: z.number().nullable(),
        needsPairing: z.boolean(),
        citesNeed: z.boolean(),
        organizations: z.array(z.object({ id: Id, name: z.string(), tracks: z.array(z.object({ id: z.string(), name: Text, hostRequired: z.boolean() })), begun: z.number() })),
      }),
    ),
  }),
});
