import { getFile } from '@weichuang/contracts/files/file';
import { addFindingProof, addVisitPhoto, closeFinding, listVisits, logVisit, reportFinding } from '@weichuang/contracts/supervision/delivery';
import { addDays } from '@weichuang/kernel/calendar';
import { dateInChina } from '@weichuang/kernel/clock';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { applications, ownerOf } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { aPdf, aPng } from '@weichuang/testing/builders/files';
import { runningProject, supervisedBy } from '@weichuang/testing/builders/projects';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

const today = () => dateInChina(t.house.clock.now());
const visit = () => ({
  visitedOn: today(), method: 'site' as const, summary: '现场查看两场活动。', advice: '加强签到管理。',
  findings: [{ severity: 'major' as const, description: '签到表缺少日期', rectifyBy: addDays(today(), 7) }],
});

async function visited() {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const project = await runningProject(w, round);
  const params = { id: project.id };
  const [owner, supervisor] = [await ownerOf(w, project), await w.as('supervisor')];
  await supervisedBy(w, project.id, supervisor.userId);
  await supervisor.do(logVisit, { params, body: visit() });
  const finding = async (who = owner) => {
    const found = (await who.do(listVisits, { params })).rows[0]?.findings[0];
    if (!found) throw new Error('no finding');
    return found;
  };
  return { w, round, project, params, owner, supervisor, finding };
}

describe('a visit', () => {
  it('with a finding: put right with proof, given back, put right again, closed', async () => {
    const { owner, supervisor, finding, params } = await visited();
    const opened = await finding();
    expect(opened).toMatchObject({ state: 'open', severity: 'major' });
    const id = { id: opened.id };
    const bare = await owner.call(reportFinding, { params: id, body: { revision: opened.revision, account: '已补齐日期' } });
    expect([bare.status, bare.problem.code]).toEqual([422, 'FINDING.PROOF_MISSING']);
    expect(bare.problem.title).toMatch(/[一-龥]/);
    expect((await owner.upload(addFindingProof, id, aPng(), '签到表.png')).status).toBe(200);
    await owner.do(reportFinding, { params: id, body: { revision: opened.revision, account: '已补齐日期' } });
    let held = await finding(supervisor);
    expect(held).toMatchObject({ state: 'rectified', rectification: '已补齐日期', proofs: [{ name: '签到表.png' }] });
    const silent = await supervisor.call(closeFinding, { params: id, body: { revision: held.revision, how: 'reject' } });
    expect([silent.status, silent.problem.code]).toEqual([422, 'FINDING.REASON_MISSING']);
    await supervisor.do(closeFinding, { params: id, body: { revision: held.revision, how: 'reject', note: '照片看不清' } });
    held = await finding();
    expect(held).toMatchObject({ state: 'rectifying', closedNote: '照片看不清' });
    const again = await owner.do(reportFinding, { params: id, body: { revision: held.revision, account: '重新拍照' } });
    const stale = await supervisor.call(closeFinding, { params: id, body: { revision: held.revision, how: 'close' } });
    expect([stale.status, stale.problem.code]).toEqual([409, 'REVISION.STALE']);
    await supervisor.do(closeFinding, { params: id, body: { revision: again.revision, how: 'close' } });
    expect(await owner.do(listVisits, { params })).toMatchObject({ openFindings: 0, may: { log: false }, rows: [{ advice: '加强签到管理。', findings: [{ state: 'closed' }] }] });
    expect((await owner.upload(addFindingProof, id, aPng(), 'a.png')).problem.code).toBe('FINDING.CLOSED');
  });

  it('shows each side what it may do', async () => {
    const { owner, supervisor, finding } = await visited();
    const events = async (who: typeof owner) => (await finding(who)).actions.filter((action) => action.allowed).map((action) => action.event);
    expect(await events(owner)).not.toContain('withdraw');
    expect(await events(supervisor)).toContain('withdraw');
  });

  it('may be withdrawn or extended by the supervisor only', async () => {
    const { w, owner, supervisor, finding } = await visited();
    const { id, revision } = await finding();
    expect((await owner.call(closeFinding, { params: { id }, body: { revision, how: 'withdraw', note: '误记' } })).status).toBe(403);
    await w.rows(`UPDATE finding SET state = 'overdue' WHERE id = $1`, [id]);
    const past = await supervisor.call(closeFinding, { params: { id }, body: { revision, how: 'extend', note: '下雨', rectifyBy: addDays(today(), -1) } });
    expect([past.status, past.problem.code]).toEqual([422, 'FINDING.DUE_IN_THE_PAST']);
    await supervisor.do(closeFinding, { params: { id }, body: { revision, how: 'extend', note: '下雨', rectifyBy: addDays(today(), 3) } });
    const extended = await finding();
    expect(extended).toMatchObject({ state: 'rectifying', rectifyBy: addDays(today(), 3) });
    await supervisor.do(closeFinding, { params: { id }, body: { revision: extended.revision, how: 'withdraw', note: '误记' } });
    expect((await finding()).state).toBe('closed');
  });

  it('is refused with its fields, is written once a click, and not by others', async () => {
    const { w, round, owner, supervisor, params } = await visited();
    const wrong = await supervisor.call(logVisit, { params, body: { ...visit(), visitedOn: addDays(today(), 1), findings: [{ severity: 'minor', description: '无', rectifyBy: today() }] } });
    expect(wrong.status).toBe(422);
    expect(wrong.problem.fields?.map((field) => [field.path, field.code])).toEqual([['visitedOn', 'VISIT.IN_THE_FUTURE'], ['findings.0.rectifyBy', 'VISIT.RECTIFY_BEFORE_VISIT']]);
    const click = { 'idempotency-key': 'b3c4f5a0-0000-4000-8000-00000000000b' };
    expect(await supervisor.do(logVisit, { params, body: visit() }, click)).toEqual(await supervisor.do(logVisit, { params, body: visit() }, click));
    expect(await w.rows('SELECT id FROM visit WHERE project_id = $1', [params.id])).toHaveLength(2);
    expect((await owner.call(logVisit, { params, body: visit() })).status).toBe(403);
    expect((await (await w.stranger()).call(logVisit, { params, body: visit() })).status).toBe(404);
    const [other] = await applications(w, round, 1, { state: 'qualified' });
    expect((await (await ownerOf(w, other as NonNullable<typeof other>)).call(listVisits, { params })).status).toBe(404); // one was asked for
  });

  it('carries photos from the phone: of its own supervisor, once a click, read by grantee, staff and auditor', async () => {
    const { w, owner, supervisor, params } = await visited();
    const row = async (who: typeof owner) => (await who.do(listVisits, { params })).rows[0];
    const id = (await row(supervisor))?.id ?? '';
    const click = 'b3c4f5a0-0000-4000-8000-0000000000f0';
    const first = await supervisor.upload(addVisitPhoto, { id }, aPng(), '走访.png', {}, click);
    expect((await supervisor.upload(addVisitPhoto, { id }, aPng(), '走访.png', {}, click)).body).toEqual(first.body);
    expect((await supervisor.upload(addVisitPhoto, { id }, aPdf(), '走访.png')).problem.code).toBe('FILE.WRONG_TYPE');
    expect(await row(supervisor)).toMatchObject({ photos: [{ name: '走访.png', purpose: 'photo' }], may: { attach: true } });
    for (const reader of [owner, await w.as('street_handler'), await w.as('auditor')]) {
      expect(await row(reader)).toMatchObject({ photos: [{ id: first.body.id }], may: { attach: false } });
      expect((await reader.call(getFile, { params: { id: first.body.id } })).status).toBe(200);
      expect((await reader.upload(addVisitPhoto, { id }, aPng(), 'a.png')).status).toBe(403);
    }
    const colleague = await w.as('supervisor');
    await supervisedBy(w, params.id, colleague.userId);
    expect((await colleague.upload(addVisitPhoto, { id }, aPng(), 'a.png')).status).toBe(403);
    expect((await (await w.as('evaluator')).call(getFile, { params: { id: first.body.id } })).status).toBe(403);
    expect((await (await w.stranger()).upload(addVisitPhoto, { id }, aPng(), 'a.png')).status).toBe(404);
    await supervisedBy(w, params.id, supervisor.userId);
    await w.rows(`UPDATE project SET state = 'closed' WHERE id = $1`, [params.id]);
    expect((await supervisor.upload(addVisitPhoto, { id }, aPng(), 'b.png')).problem.code).toBe('VISIT.PROJECT_ENDED');
    expect((await row(supervisor))?.may.attach).toBe(false);
  });

  it('ends with the project', async () => {
    const { w, supervisor, params } = await visited();
    await w.rows(`UPDATE project SET state = 'closed' WHERE id = $1`, [params.id]);
    const answer = await supervisor.call(logVisit, { params, body: visit() });
    expect([answer.status, answer.problem.code]).toEqual([409, 'VISIT.PROJECT_ENDED']);
  });
});
