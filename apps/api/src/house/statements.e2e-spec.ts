import { listProjects, getProject, getProjectTimeline, listMyProjects, listProjectPeople } from '@weichuang/contracts/agreements/projects';
import { getAgreement, previewAgreement } from '@weichuang/contracts/agreements/agreement';
import { getProjectApplication } from '@weichuang/contracts/agreements/application';
import { getOptimisation } from '@weichuang/contracts/agreements/optimisation';
import { countApplications, listApplications, listMyApplications, listOpenCalls } from '@weichuang/contracts/applications/lists';
import { getApplicationVersion, getReceipt } from '@weichuang/contracts/applications/papers';
import { getApplication } from '@weichuang/contracts/applications/writing';
import { getChain, listPlatformEvents, listRoundEvents, listTenantEvents } from '@weichuang/contracts/audit/event';
import { getRoundAwards, listMyAwards, listPrizes } from '@weichuang/contracts/awards/decision';
import { getNotice, getPortalNotice, getRoundResults, listPortalNotices } from '@weichuang/contracts/awards/notice';
import { listObjections } from '@weichuang/contracts/awards/objection';
import { getCalendar } from '@weichuang/contracts/calls/calendar';
import { findUndertakers, getMissing, getRound, listMyRounds, listRounds } from '@weichuang/contracts/calls/rounds';
import { checkInvoice, listExpenses } from '@weichuang/contracts/disbursements/expenses';
import { listPayments, listTranches } from '@weichuang/contracts/disbursements/tranches';
import { getScreening, listScreenings } from '@weichuang/contracts/eligibility/screening';
import { getEvaluation, listMyEvaluations, listProjectEvaluations, listRoundEvaluations } from '@weichuang/contracts/evaluation/evaluation';
import { getFormVersion, listForms } from '@weichuang/contracts/forms/versions';
import type { RouteContract } from '@weichuang/contracts/http/route';
import { getProfile } from '@weichuang/contracts/identity/account';
import { listMembers, listOrganizationMembers, listPeople, listRoundMembers } from '@weichuang/contracts/identity/members';
import { listPlatformMembers } from '@weichuang/contracts/identity/platform';
import { getPulse, getSession } from '@weichuang/contracts/identity/session';
import { getJudging, getPanel, getProgress } from '@weichuang/contracts/judging/panel';
import { exportScores, getRanking, listScoreParts } from '@weichuang/contracts/judging/ranking';
import { getDeclaration, getSheet, listMySheets, listMyTasks } from '@weichuang/contracts/judging/sheets';
import { getNeed, listCommunityNeeds, listNeeds } from '@weichuang/contracts/needs/needs';
import { listCommunityPairings, listOrganizationPairings, listPairingPartners, listRoundPairings } from '@weichuang/contracts/needs/pairings';
import { countUnread, listNotifications } from '@weichuang/contracts/notifications/notifications';
import { getOrganization, getStreetOrganization, listOrganizations, searchOrganizations } from '@weichuang/contracts/organizations/organization';
import { getStreet, listPublicStreets, listStreets } from '@weichuang/contracts/organizations/street';
import { getCallPage, listCalls, previewCallPage } from '@weichuang/contracts/portal/calls';
import { getReportBatch, listReportable, listReportBatches } from '@weichuang/contracts/reports/reports';
import { listDistricts } from '@weichuang/contracts/stats/district';
import { getDashboard, listTodos } from '@weichuang/contracts/stats/stats';
import { getProgressReport, listActivities, listProgressReports, listVisits } from '@weichuang/contracts/supervision/delivery';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { type FullStreet, fullStreet } from '@weichuang/testing/builders/full-street';
import type { Client } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { slices } from '../slices';

/**
 * What a page costs the database: the statements of each reading route, with everything forgotten that is remembered between
 * requests. They are as many for 30 rows as for 3, and no more than the table says.
 */
const [FEW, MANY] = [3, 30];

let t: TestApi;
let statements = 0;
const places = new Map<number, FullStreet>();

interface PgModule {
  readonly Client: { prototype: { query: (...args: unknown[]) => unknown } };
}

beforeAll(async () => {
  t = await testApi(slices, permissions);
  // TypeORM's driver holds the pg module that everything goes through, its own queries and prepared ones
  const { prototype } = (t.house.source.driver as unknown as { postgres: PgModule }).postgres.Client;
  const { query } = prototype;
  prototype.query = function counted(...args) {
    statements += 1;
    return query.apply(this, args);
  };
  for (const n of [FEW, MANY]) places.set(n, await fullStreet(await t.world(), n));
}, 240_000);
afterAll(() => t.close());

type Ids = FullStreet['ids'];
interface Case {
  readonly contract: RouteContract;
  readonly who: keyof FullStreet['who'];
  /** statements at most, BEGIN and COMMIT among them; without what the caches spare */
  readonly most: number;
  readonly params?: (ids: Ids) => Record<string, string>;
  readonly query?: Record<string, string>;
}
const of = (contract: RouteContract, who: Case['who'], most: number, params?: Case['params'], query?: Case['query']): Case => ({ contract, who, most, ...(params && { params }), ...(query && { query }) });
const project = (ids: Ids) => ({ id: ids.project });
const round = (key: 'judged' | 'decided' | 'done' | 'noticed') => (ids: Ids) => ({ roundId: ids[key] });
const stage = (ids: Ids) => ({ stageId: ids.stage });
const tenant = (ids: Ids) => ({ tenantId: ids.tenant });

const CASES: readonly Case[] = [
  of(getSession, 'manager', 5),
  of(getPulse, 'manager', 1),
  of(getProfile, 'manager', 5),
  of(listTodos, 'manager', 4),
  of(listNotifications, 'manager', 6),
  of(countUnread, 'manager', 4),
  of(listMembers, 'manager', 7, tenant),
  of(listRoundMembers, 'manager', 7, round('judged')),
  of(listOrganizationMembers, 'applicant', 5, (ids) => ({ id: ids.organization })),
  of(listPeople, 'admin', 6),
  of(listPlatformMembers, 'admin', 5),
  of(listStreets, 'admin', 5),
  of(listPlatformEvents, 'admin', 5),
  of(getStreet, 'manager', 7, tenant),
  of(listPublicStreets, 'nobody', 3),
  of(listOrganizations, 'manager', 6, tenant),
  of(getStreetOrganization, 'manager', 9, (ids) => ({ tenantId: ids.tenant, organizationId: ids.organization })),
  of(getOrganization, 'applicant', 6, (ids) => ({ id: ids.organization })),
  of(searchOrganizations, 'manager', 5, undefined, { q: '服务' }),
  of(listTenantEvents, 'manager', 6, tenant),
  of(listRoundEvents, 'manager', 6, round('judged')),
  of(getChain, 'manager', 7, tenant),
  of(listForms, 'manager', 5, tenant),
  of(getFormVersion, 'manager', 6, (ids) => ({ id: ids.form })),
  of(getCalendar, 'manager', 8, tenant),
  of(listRounds, 'manager', 5, tenant),
  of(listMyRounds, 'manager', 4),
  of(getRound, 'manager', 10, round('judged')),
  of(getMissing, 'manager', 6, round('judged')),
  of(findUndertakers, 'manager', 6, round('judged'), { q: '服务' }),
  of(previewCallPage, 'manager', 10, round('judged')),
  of(listCalls, 'nobody', 4),
  of(getCallPage, 'nobody', 10, round('judged')),
  of(listPortalNotices, 'nobody', 3),
  of(getPortalNotice, 'nobody', 6, (ids) => ({ noticeId: ids.notice })),
  of(getRoundResults, 'nobody', 8, round('noticed')),
  of(listNeeds, 'manager', 5, round('judged')),
  of(getNeed, 'manager', 8, (ids) => ({ id: ids.need })),
  of(listCommunityNeeds, 'community', 6, (ids) => ({ communityId: ids.community })),
  of(listRoundPairings, 'manager', 5, round('judged')),
  of(listCommunityPairings, 'community', 5, (ids) => ({ communityId: ids.community })),
  of(listOrganizationPairings, 'applicant', 5, (ids) => ({ organizationId: ids.organization })),
  of(listPairingPartners, 'applicant', 7, (ids) => ({ roundId: ids.judged, organizationId: ids.organization })),
  of(listApplications, 'manager', 5, round('judged')),
  of(countApplications, 'manager', 5, round('judged')),
  of(listMyApplications, 'applicant', 4),
  of(listOpenCalls, 'applicant', 5),
  of(getApplication, 'manager', 9, (ids) => ({ id: ids.application })),
  of(getReceipt, 'manager', 9, (ids) => ({ id: ids.application })),
  of(getApplicationVersion, 'manager', 8, (ids) => ({ id: ids.application, version: '1' })),
  of(listScreenings, 'manager', 7, round('judged')),
  of(getScreening, 'manager', 8, (ids) => ({ id: ids.application })),
  of(getJudging, 'manager', 8, round('judged')),
  of(getPanel, 'manager', 11, stage),
  of(getProgress, 'manager', 8, stage),
  of(listScoreParts, 'manager', 5, round('judged')),
  of(getRanking, 'manager', 10, round('decided')),
  of(exportScores, 'manager', 9, round('decided')),
  of(listMyTasks, 'judge', 4),
  of(getDeclaration, 'judge', 9, stage),
  of(listMySheets, 'judge', 9, stage),
  of(getSheet, 'judge', 12, (ids) => ({ id: ids.sheet })),
  of(getRoundAwards, 'manager', 7, round('decided')),
  of(listPrizes, 'manager', 6, round('decided')),
  of(listMyAwards, 'applicant', 4),
  of(getNotice, 'manager', 10, (ids) => ({ id: ids.notice })),
  of(listObjections, 'manager', 8, round('noticed')),
  of(listProjects, 'manager', 6, round('done')),
  of(listMyProjects, 'grantee', 4),
  of(getProject, 'manager', 7, project),
  of(getProjectTimeline, 'manager', 5, project),
  of(listProjectPeople, 'manager', 7, project),
  of(getProjectApplication, 'supervisor', 9, project),
  of(getOptimisation, 'manager', 8, project),
  of(getAgreement, 'manager', 6, project),
  of(previewAgreement, 'manager', 6, project),
  of(listTranches, 'manager', 7, project),
  of(listPayments, 'manager', 8, round('done')),
  of(listExpenses, 'manager', 7, project),
  of(checkInvoice, 'grantee', 6, project, { number: '044' }),
  of(listActivities, 'manager', 8, project),
  of(listVisits, 'manager', 7, project),
  of(listProgressReports, 'manager', 5, project),
  of(getProgressReport, 'grantee', 10, (ids) => ({ id: ids.report })),
  of(listRoundEvaluations, 'manager', 7, round('done'), { stage: 'midterm' }),
  of(listMyEvaluations, 'evaluator', 4),
  of(listProjectEvaluations, 'manager', 5, project),
  of(getEvaluation, 'evaluator', 10, (ids) => ({ id: ids.evaluation })),
  of(listReportable, 'manager', 6, round('done'), { stage: 'midterm' }),
  of(listReportBatches, 'manager', 5, round('done')),
  of(getReportBatch, 'manager', 6, (ids) => ({ id: ids.batch })),
  of(getDashboard, 'manager', 11, round('done')),
  of(listDistricts, 'auditor', 5),
];

/** Files and streams, and what reads at most a row or nothing of the database. */
const APART = /\.pdf$|\.zip$|\.csv$|\.xlsx$|\/pdf$|\/files\/:\w+$|^\/(live|clock|mails|health\/.*|demo\/accounts|round-templates|portal\/papers\/:code|portal\/notices\/:noticeId\/objections\/:number)$|\/changes$/;

it('covers every route that reads', () => {
  const covered = new Set(CASES.map(({ contract }) => contract.path as string));
  const reading = t.api.routes.flatMap(({ meta: { contract } }) => (contract?.method === 'GET' ? [contract.path as string] : []));
  expect(reading.filter((path) => !covered.has(path) && !APART.test(path))).toEqual([]);
});

async function counted({ contract, who, params, query }: Case, n: number): Promise<number> {
  const there = places.get(n);
  if (!there) throw new Error('no such place');
  const client: Client = there.who[who];
  // the contract says what it takes; the table says what is given
  const ask = () => client.call(contract, { params: params?.(there.ids) ?? {}, query: query ?? {} } as never);
  let least = Infinity;
  // the first pays for more, as for the counter of a limited route; the clock is asked once a second, by whichever request comes then
  for (let i = 0; i < 3; i++) {
    t.house.sessions.forgetAll();
    t.house.scopes.forgetAll();
    await t.house.clock.refresh(true);
    const before = statements;
    const answer = await ask();
    least = Math.min(least, statements - before);
    if (answer.status !== 200) throw new Error(`${contract.path}: ${answer.status} ${JSON.stringify(answer.problem)}`);
  }
  return least;
}

it.each(CASES.map((one) => [one.contract.path as string, one.who, one] as const))('GET %s by %s', async (_path, _who, one) => {
  const [few, many] = [await counted(one, FEW), await counted(one, MANY)];
  expect({ few, many }).toEqual({ few, many: few });
  expect(many).toBeLessThanOrEqual(one.most);
});
