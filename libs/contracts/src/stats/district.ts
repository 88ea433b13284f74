import { z } from 'zod';
import { ROUND_STATES } from '@weichuang/domain/calls/round.machine';
import { defineRoute } from '../http/route';
import { Id } from '../http/shapes';

/** Money of rounds: what they have, what was granted to projects that run, what was paid less what came back. Integer fen. */
const Figures = { applications: z.number(), projects: z.number(), poolFen: z.number(), grantedFen: z.number(), paidFen: z.number(), openFindings: z.number() };

const RoundFigures = z.object({ id: Id, title: z.string(), year: z.number(), edition: z.number(), state: z.enum(ROUND_STATES), ...Figures });

export const DistrictStreet = z.object({ id: Id, name: z.string(), disabled: z.boolean(), rounds: z.array(RoundFigures), total: z.object(Figures) });
export type DistrictStreet = z.output<typeof DistrictStreet>;

export const DistrictView = z.object({ id: Id, name: z.string(), streets: z.array(DistrictStreet), total: z.object(Figures) });
export type DistrictView = z.output<typeof DistrictView>;

/** The districts that the person audits: their streets with the rounds of a year, or of all years. Drafts and cancelled rounds are left out. */
export const listDistricts = defineRoute({
  method: 'GET',
  path: '/my/districts',
  summary: '区级总览 My districts with their streets and rounds',
  query: z.object({ year: z.coerce.number().int().min(2000).max(2200).optional() }),
  response: z.object({ rows: z.array(DistrictView), years: z.array(z.number()) }),
});
