// Data for the bench, put in by SQL: two rounds of one street, people with sessions, score sheets, drafts.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';

const token = () => randomBytes(32).toString('base64url');
const digest = (text) => createHash('sha256').update(text).digest();

export async function fill(databaseUrl, { small, large, config, application, rubric, answers }) {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined); // what a query throws says it better
  await client.connect();
  const q = (text, values) => client.query(text, values);
  const id = randomUUID;
  const [district, street, tenant, community, organization] = [id(), id(), id(), id(), id()];
  await q(`INSERT INTO region (id, parent_id, kind, name) VALUES ($1, NULL, 'district', '测速区'), ($2, $1, 'street', '测速街道'), ($3, $2, 'community', '春申社区')`, [district, street, community]);
  await q(`INSERT INTO tenant (id, region_id, name, short_name) VALUES ($1, $2, '测速街道办事处', '测速')`, [tenant, street]);
  await q(`INSERT INTO community (id, tenant_id, name, short_name) VALUES ($1, $2, '春申社区', '春申')`, [community, tenant]);
  await q(`INSERT INTO organization (id, kind, name) VALUES ($1, 'social_service_agency', '阳光社会工作服务中心')`, [organization]);
  const person = async (role, place = {}) => {
    const [user, secret] = [id(), token()];
    await q(`INSERT INTO user_account (id, email, name) VALUES ($1, $2, '测速员')`, [user, `${user}@bench.local`]);
    await q(`INSERT INTO session (token_hash, id, user_id, expires_at) VALUES ($1, $2, $3, now() + interval '1 day')`, [digest(secret), id(), user]);
    await q('INSERT INTO membership (id, user_id, role, tenant_id, round_id, organization_id) VALUES ($1, $2, $3, $4, $5, $6)', [id(), user, role, place.tenant ?? null, place.round ?? null, place.organization ?? null]);
    return { user, cookie: `wc_session=${secret}` };
  };
  const staff = await person('street_handler', { tenant });
  const versions = {};
  for (const [key, kind, definition] of [['application', 'application', application], ['rubric', 'rubric', rubric]]) {
    versions[key] = id();
    await q(`INSERT INTO form_version (id, tenant_id, form_key, kind, version, title, definition, published_at) VALUES ($1, $2, $3, $4, 1, $3, $5, now())`, [versions[key], tenant, key, kind, JSON.stringify(definition)]);
  }
  const made = { ...config, tracks: config.tracks.map((track) => ({ ...track, applicationFormVersionId: versions.application })), review: { ...config.review, stages: config.review.stages.map((stage) => ({ ...stage, rubricVersionId: versions.rubric })) } };
  const round = async (title, state) => {
    const roundId = id();
    await q(`INSERT INTO round (id, tenant_id, title, year, state, config, config_hash, published_at) VALUES ($1, $2, $3, 2026, $4, $5, 'bench', now())`, [roundId, tenant, title, state, JSON.stringify(made)]);
    return roundId;
  };
  const insertMany = (roundId, n) =>
    q(
      `INSERT INTO application (id, tenant_id, round_id, organization_id, track_id, community_id, form_version_id, title, number, answers, requested_fen, own_fen, state, submitted_at, submitted_version, created_by)
       SELECT gen_random_uuid(), $1, $2, $3, 'org', $4, $5, '“邻里互助”第' || i || '号社区项目', 'WJ-CS-2026-' || lpad(i::text, 7, '0'),
         jsonb_build_object('summary', repeat('以楼道为单位组建志愿队伍，', 6)), 1000000 + (i::bigint * 7919 % 1000000), i % 500000,
         (ARRAY['submitted', 'submitted', 'qualified', 'returned', 'disqualified'])[1 + i % 5], timestamptz '2026-04-01' + (i % 2500000) * interval '1 second', 1, $6
       FROM generate_series(1, $7::int) AS i`,
      [tenant, roundId, organization, community, versions.application, staff.user, n],
    );
  const smallRound = await round('十万件', 'closed');
  await insertMany(smallRound, small);
  const largeRound = await round('一百万件', 'closed');
  if (large) await insertMany(largeRound, large);

  // open round: drafts of one organization's owner, sheets of judges
  const openRound = await round('评审中', 'open');
  const owner = await person('applicant_owner', { organization });
  const [stage] = made.review.stages;
  const stageId = id();
  await q(`INSERT INTO review_stage (id, tenant_id, round_id, stage_key, state, opened_at) VALUES ($1, $2, $3, $4, 'scoring', now())`, [stageId, tenant, openRound, stage.id]);
  const [cards, drafts] = [[], []];
  for (let i = 0; i < 64; i++) {
    const applicationId = id();
    await q(
      `INSERT INTO application (id, tenant_id, round_id, organization_id, track_id, community_id, form_version_id, title, answers, state, created_by) VALUES ($1, $2, $3, $4, 'org', $5, $6, '测速', $7, 'draft', $8)`,
      [applicationId, tenant, openRound, organization, community, versions.application, JSON.stringify(answers), owner.user],
    );
    drafts.push(applicationId);
    const judge = await person('judge', { tenant, round: openRound });
    const card = id();
    await q(`INSERT INTO panel_judge (id, tenant_id, review_stage_id, round_id, user_id, declared_at) VALUES ($1, $2, $3, $4, $5, now())`, [id(), tenant, stageId, openRound, judge.user]);
    await q(`INSERT INTO scorecard (id, tenant_id, round_id, review_stage_id, application_id, judge_id, rubric_version_id) VALUES ($1, $2, $3, $4, $5, $6, $7)`, [card, tenant, openRound, stageId, applicationId, judge.user, versions.rubric]);
    cards.push({ card, cookie: judge.cookie });
  }
  await q(`CREATE TABLE bench_score (id uuid PRIMARY KEY, items jsonb NOT NULL, total numeric NOT NULL, revision int NOT NULL)`);
  await q(`CREATE TABLE bench_draft (id uuid PRIMARY KEY, answers jsonb NOT NULL, revision int NOT NULL)`);
  await q(`INSERT INTO bench_draft SELECT id, answers, 1 FROM application WHERE round_id = $1`, [openRound]);
  await client.query('VACUUM ANALYZE');
  await client.end();
  return { smallRound, largeRound, staff, owner, cards, drafts };
}
