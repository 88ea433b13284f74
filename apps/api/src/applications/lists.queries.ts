import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import type { RoundState } from '@weichuang/domain/calls/round.machine';
import type { ApplicationState } from '@weichuang/domain/applications/application.machine';
import type { OrganizationRow } from '@weichuang/persistence/organizations/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { queryPrepared } from '@weichuang/platform/context/prepared';
import { refused } from '@weichuang/platform/http/refused';
import { outcomeSql, type ProjectOf, PUBLIC_AWARD, WHAT_CAME } from './applications.queries';

/** Counting ends here: beyond it only "more than" is said. */
export const MOST_COUNTED = 10_000;

export interface ListQuestion {
  readonly roundId: string;
  readonly state?: readonly ApplicationState[] | undefined;
  readonly track?: readonly string[] | undefined;
  readonly community?: readonly string[] | undefined;
  readonly q?: string | undefined;
  readonly sort: `${'' | '-'}${'submittedAt' | 'requestedFen' | 'number'}`;
  readonly after?: string | undefined;
  readonly limit: number;
}

const SORT = { submittedAt: ['a.submitted_at', 'timestamptz'], requestedFen: ['a.requested_fen', 'bigint'], number: ['a.number', 'text'] } as const;

interface PageRow {
  readonly body: string;
  readonly counted: number | null;
}

/**
 * One page of a round's handed-in applications as JSON text of exactly the contract's columns, in one round trip. Every sort, alone or
 * with one filter, walks an index; the cursor is the last row's sort value and id, so any page costs the same.
 * @param known a total that was counted a moment ago; null: count now
 */
export async function listPage(ctx: Ctx, ask: ListQuestion, known: number | null): Promise<PageRow> {
  const values: unknown[] = [ask.roundId];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const where = ['a.round_id = $1', 'a.number IS NOT NULL'];
  const among = (column: string, list: readonly string[] | undefined, type: string): void => {
    if (!list?.length) return;
    where.push(list.length === 1 ? `a.${column} = ${bind(list[0])}` : `a.${column} = ANY (${bind(list)}::${type}[])`);
  };
  among('state', ask.state, 'text');
  among('track_id', ask.track, 'text');
  among('community_id', ask.community, 'uuid');
  if (ask.q) where.push(`a.id = ANY (ARRAY(SELECT search_applications($1, ${bind(ask.q)}, ${MOST_COUNTED + 1})))`);
  const filters = where.join(' AND ');

  const down = ask.sort.startsWith('-');
  const [column, type] = SORT[ask.sort.replace('-', '') as keyof typeof SORT]; // the contract's own values
  const key = column === 'a.submitted_at' ? `to_char(a.submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')` : `${column}::text`;
  let from = '';
  if (ask.after !== undefined) {
    const at = ask.after.lastIndexOf('~');
    const [value, id] = [ask.after.slice(0, at), ask.after.slice(at + 1)];
    if (at < 1 || !/^[0-9a-f-]{36}$/.test(id) || (type === 'bigint' && !/^\d{1,16}$/.test(value)) || (type === 'timestamptz' && Number.isNaN(Date.parse(value)))) throw refused('LIST.CURSOR', undefined, 'invalid');
    from = ` AND (${column}, a.id) ${down ? '<' : '>'} (${bind(value)}::${type}, ${bind(id)}::uuid)`;
  }
  const dir = down ? 'DESC' : 'ASC';
  const limit = bind(ask.limit);
  const total = bind(known);
  const text = `WITH page AS MATERIALIZED (
       SELECT p.*, row_number() OVER () AS at FROM (
         SELECT a.id, a.number, a.title, a.state, a.track_id, a.organization_id, a.community_id, a.requested_fen, a.own_fen, a.submitted_at, a.submitted_version, a.returns, ${key} AS key
         FROM application a WHERE ${filters}${from} ORDER BY ${column} ${dir}, a.id ${dir} LIMIT ${limit}::int + 1) p),
     size AS (SELECT CASE
       WHEN ${ask.after === undefined} AND (SELECT count(*) FROM page) <= ${limit}::int THEN (SELECT count(*) FROM page)
       ELSE COALESCE(${total}::bigint, (SELECT count(*) FROM (SELECT 1 FROM application a WHERE ${filters} LIMIT ${MOST_COUNTED + 1}) counted)) END AS n)
     SELECT json_build_object(
       'rows', COALESCE((SELECT json_agg(json_build_object('id', p.id, 'number', p.number, 'title', p.title, 'state', p.state, 'trackId', p.track_id,
           'organization', json_build_object('id', p.organization_id, 'name', o.name),
           'community', CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'name', c.name) END,
           'requestedFen', p.requested_fen, 'ownFen', p.own_fen, 'submittedAt', p.submitted_at, 'version', p.submitted_version, 'returns', p.returns,
           'outcome', json_build_object('award', w.outcome, 'project', w.project)) ORDER BY p.at)
         FROM page p JOIN organization o ON o.id = p.organization_id LEFT JOIN community c ON c.id = p.community_id
         LEFT JOIN LATERAL (SELECT ${outcomeSql('award.state', 'r.state')} AS outcome, (SELECT json_build_object('id', g.id, 'state', g.state) FROM project g WHERE g.application_id = p.id) AS project
           FROM (SELECT ${PUBLIC_AWARD} AS state FROM decision d JOIN award w ON w.decision_id = d.id AND w.application_id = p.id WHERE d.round_id = $1 ORDER BY w.created_at DESC LIMIT 1) award
             JOIN round r ON r.id = $1
           WHERE p.state = 'qualified') w ON true
         WHERE p.at <= ${limit}::int), '[]'),
       'next', (SELECT p.key || '~' || p.id FROM page p WHERE p.at = ${limit}::int AND EXISTS (SELECT 1 FROM page WHERE at > ${limit}::int)),
       'total', json_build_object('count', LEAST((SELECT n FROM size), ${MOST_COUNTED}), 'capped', (SELECT n FROM size) > ${MOST_COUNTED})
     )::text AS body, (SELECT n FROM size) AS counted`;
  // a search's plan hangs on how many it finds: it is made each time, with the values
  if (ask.q) await ctx.em.query('SET LOCAL plan_cache_mode = auto');
  const rows = await (ask.q ? (ctx.em.query(text, values) as Promise<PageRow[]>) : queryPrepared<PageRow>(ctx.em, text, values));
  const row = rows[0];
  if (!row) throw new Error('a query without a row');
  return row;
}

export interface CountsRow {
  readonly id: string;
  readonly title: string;
  readonly state: RoundState;
  readonly stamp: string;
  readonly counts: Record<string, { n: number; fen: number }>;
  readonly drafts: number;
  readonly communities: { id: string; name: string }[];
}

export async function countsOf(ctx: Ctx, roundId: string): Promise<CountsRow | null> {
  const rows: CountsRow[] = await ctx.em.query(
    `SELECT r.id, r.title, r.state, r.xmin::text AS stamp,
       COALESCE((SELECT json_object_agg(g.state, json_build_object('n', g.n, 'fen', g.fen)) FROM (
         SELECT a.state, count(*) AS n, sum(a.requested_fen) AS fen FROM application a WHERE a.round_id = r.id AND a.number IS NOT NULL GROUP BY a.state) g), '{}') AS counts,
       (SELECT count(*)::int FROM application a WHERE a.round_id = r.id AND a.state = 'draft' AND a.number IS NULL) AS drafts,
       COALESCE((SELECT json_agg(json_build_object('id', c.id, 'name', c.name) ORDER BY c.name) FROM community c WHERE c.tenant_id = r.tenant_id), '[]') AS communities
     FROM round r WHERE r.id = $1`,
    [roundId],
  );
  return rows[0] ?? null;
}

export interface MineRow {
  readonly id: string;
  readonly number: string | null;
  readonly title: string;
  readonly state: ApplicationState;
  readonly organization_id: string;
  readonly organization: string;
  readonly round_id: string;
  readonly round: string;
  readonly round_state: RoundState;
  readonly round_stamp: string;
  readonly street: string;
  readonly track_id: string;
  readonly requested_fen: number;
  readonly updated_at: Date;
  readonly submitted_at: Date | null;
  readonly return_until: Date | null;
  readonly project: ProjectOf | null;
  readonly award: string | null;
}

export async function mineOf(ctx: Ctx, organizationIds: readonly string[]): Promise<MineRow[]> {
  return ctx.em.query(
    `SELECT a.id, a.number, a.title, a.state, a.organization_id, o.name AS organization, a.round_id, r.title AS round, r.state AS round_state, r.xmin::text AS round_stamp,
       t.name AS street, a.track_id, a.requested_fen, a.updated_at, a.submitted_at, a.return_until,
       ${WHAT_CAME}
     FROM application a JOIN round r ON r.id = a.round_id JOIN tenant t ON t.id = a.tenant_id JOIN organization o ON o.id = a.organization_id
     WHERE a.organization_id = ANY ($1::uuid[]) ORDER BY a.created_at DESC, a.id DESC LIMIT 200`,
    [organizationIds],
  );
}

export interface OpenCallRow {
  readonly id: string;
  readonly title: string;
  readonly street: string;
  readonly introduction: string;
  readonly config: RoundConfig;
  readonly undertaker_organization_id: string | null;
}

/** Calls of all streets whose end has not come: they are public, so this looks past row-level security. */
export const openCallsAt = (ctx: Ctx, at: Date): Promise<OpenCallRow[]> => ctx.em.query('SELECT * FROM open_calls($1)', [at]);

export async function organizationsOf(ctx: Ctx, ids: readonly string[], roundIds: readonly string[]): Promise<{ id: string; name: string; kind: OrganizationRow['kind']; begun: Record<string, number> }[]> {
  return ctx.em.query(
    `SELECT o.id, o.name, o.kind, COALESCE((SELECT json_object_agg(g.round_id, g.n) FROM (
       SELECT a.round_id, count(*)::int AS n FROM application a WHERE a.organization_id = o.id AND a.round_id = ANY ($2::uuid[]) AND a.state NOT IN ('withdrawn', 'expired') GROUP BY a.round_id) g), '{}') AS begun
     FROM organization o WHERE o.id = ANY ($1::uuid[]) ORDER BY o.name`,
    [ids, roundIds],
  );
}
