import { buffer } from 'node:stream/consumers';
import { newId } from '@weichuang/kernel/id';
import { emit } from '@weichuang/platform/events/emit';
import { openHouse, type House } from '@weichuang/platform/house';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { evaluationOf } from '@weichuang/testing/builders/evaluations';
import { insertRows } from '@weichuang/testing/builders/insert';
import { runningProject, type BuiltProject } from '@weichuang/testing/builders/projects';
import { readPdf, withoutBlanks } from '@weichuang/testing/pdf';
import { startWorker, type RunningWorker } from '../worker';
import { reportHandler } from './render-report';
import { resumeBatches } from './sweep';

interface Item {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly error: string | null;
  readonly file_id: string | null;
  readonly verification_code: string | null;
}

const until = async (what: () => Promise<boolean>): Promise<void> => {
  for (let i = 0; i < 600; i++) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('waited for half a minute');
};

describe.each(['postgres', 'redis'] as const)('reports on %s', (queue) => {
  if (queue === 'redis' && !process.env['TEST_REDIS_URL']) {
    it('are tested where a Redis is found', () => expect(process.env['CI']).not.toBe('redis'));
    return;
  }
  let t: TestApi;
  let house: House;
  let worker: RunningWorker;
  beforeAll(async () => {
    t = await testApi([], {}, { queue });
    house = await openHouse(t.house.settings, {}, 'worker');
    worker = await startWorker(house);
  }, 30_000);
  afterAll(async () => {
    await worker.stop();
    await house.close();
    await t.close();
  });

  async function asked(scores: readonly string[]) {
    const w = await t.world();
    const round = await publishedRound(w, { state: 'executing' });
    const made: { project: BuiltProject; evaluationId: string }[] = [];
    for (const score of scores) {
      const project = await runningProject(w, round);
      made.push({ project, evaluationId: await evaluationOf(w, round, project, { score }) });
    }
    const maker = await w.as('street_handler');
    const batchId = newId();
    const place = { tenant_id: w.tenantId, round_id: round.roundId };
    await insertRows(w, 'report_batch', [{ id: batchId, ...place, kind: 'midterm', requested_by: maker.userId, total: made.length, run: 1 }]);
    await insertRows(w, 'report_item', made.map((each) => ({ id: newId(), ...place, batch_id: batchId, project_id: each.project.id, subject_id: each.evaluationId, state: 'waiting', attempts: 0 })));
    const tell = (kind: string) => t.house.asSystem(w.tenantId, (ctx) => emit(ctx, { kind, subject: { kind: 'report_batch', id: batchId }, roundId: round.roundId }));
    const items = () => w.rows<Item>('SELECT * FROM report_item WHERE batch_id = $1 ORDER BY project_id', [batchId]);
    const finished = () => until(async () => (await w.rows('SELECT 1 FROM report_batch WHERE id = $1 AND finished_at IS NOT NULL', [batchId])).length === 1);
    return { w, round, made, batchId, maker, tell, items, finished };
  }

  it('are made for a whole batch: each a paper with its title, score and grade, once however often the job runs', async () => {
    const { w, made, batchId, maker, tell, items, finished } = await asked(['86', '52']);
    const heard: { topic: string; message: unknown }[] = [];
    const quiet = await t.house.coordination.subscribe((topic, message) => heard.push({ topic, message }));
    await tell('report_batch.requested');
    await finished();
    // told after the commit
    const all = { topic: 'reports', kind: 'report.progress', batchId, done: 2, failed: 0, total: 2 };
    await until(() => Promise.resolve(heard.some((each) => (each.message as { done?: number }).done === 2))); // looked at below
    await quiet();
    for (const item of await items()) {
      expect(item).toMatchObject({ state: 'done', attempts: 1, error: null, verification_code: expect.stringMatching(/^[A-Z0-9]{4}(-[A-Z0-9]{4}){2}$/) as string });
      const [file] = await w.rows<{ storage_name: string; purpose: string; subject_id: string; media_type: string }>('SELECT * FROM stored_file WHERE id = $1', [item.file_id]);
      if (!file) throw new Error('no file');
      const one = made.find((each) => each.evaluationId === file.subject_id);
      if (!one) throw new Error('of another evaluation');
      const reading = await readPdf(await buffer(await house.storage.get(file.storage_name)));
      const words = withoutBlanks(reading.pages.join(''));
      const [score, grade] = one === made[0] ? ['86', '合格'] : ['52', '不合格'];
      expect(words).toContain(withoutBlanks(one.project.title));
      expect(words).toContain('中期评估');
      expect(words).toContain(`得分${score}分，等级为“${grade}”`);
      expect(words).toContain(item.verification_code);
      expect(reading.title).toContain(one.project.title);
    }
    expect(heard.map((each) => each.topic)).toContain(`user:${maker.userId}`);
    expect(heard.map((each) => each.message)).toContainEqual(expect.objectContaining(all));
    // the same job again, by a queue that lost its answer
    const before = await items();
    const again = { attempt: 1, lastAttempt: false, progress: () => Promise.resolve() };
    for (const item of before) await reportHandler(house).run({ itemId: item.id, tenantId: w.tenantId, run: 1 } as never, again); // as the queue passes it
    expect(await items()).toEqual(before);
    expect(await w.rows('SELECT done, failed FROM report_batch WHERE id = $1', [batchId])).toEqual([{ done: 2, failed: 0 }]);
    expect(await w.rows(`SELECT 1 FROM stored_file WHERE tenant_id = $1 AND purpose = 'report'`, [w.tenantId])).toHaveLength(2);
    await until(async () => (await w.rows(`SELECT 1 FROM notification WHERE user_id = $1 AND kind = 'report_batch.finished'`, [maker.userId])).length === 1);
  }, 60_000);

  it('that no process survives are shown failed, and their batch ends', async () => {
    const { w, batchId, items } = await asked(['86']);
    const [item] = await items();
    const abandon = () => reportHandler(house).abandon?.({ itemId: item?.id, tenantId: w.tenantId, run: 1 } as never); // as the queue passes it
    await abandon();
    await abandon();
    expect(await items()).toMatchObject([{ state: 'failed', error: expect.any(String) as string, file_id: null }]);
    expect(await w.rows('SELECT done, failed, finished_at IS NOT NULL AS finished FROM report_batch WHERE id = $1', [batchId])).toEqual([{ done: 0, failed: 1, finished: true }]);
    expect(await w.rows(`SELECT 1 FROM event_log WHERE subject_id = $1 AND kind = 'report_batch.finished'`, [batchId])).toHaveLength(1);
  });

  it('whose jobs the queue has lost are made all the same', async () => {
    const { w, batchId, items, finished } = await asked(['86']);
    const run = async () => (await w.rows<{ run: number }>('SELECT run FROM report_batch WHERE id = $1', [batchId]))[0]?.run;
    await resumeBatches(house);
    expect(await run()).toBe(1);
    await w.rows(`UPDATE report_batch SET moved_at = moved_at - interval '16 minutes' WHERE id = $1`, [batchId]);
    await Promise.all([resumeBatches(house), resumeBatches(house)]);
    expect(await run()).toBe(2);
    await finished();
    expect((await items()).map((item) => item.state)).toEqual(['done']);
  }, 60_000);

  it('that cannot be made are tried three times and shown failed; a retry makes them', async () => {
    const { w, round, batchId, tell, items, finished, made } = await asked(['86', '77']);
    const [, broken] = await items();
    const [ok] = made;
    if (!broken || !ok) throw new Error('two were asked for');
    const [{ subject_id: right }] = (await w.rows<{ subject_id: string }>('SELECT subject_id FROM report_item WHERE id = $1', [broken.id])) as [{ subject_id: string }];
    await w.rows('UPDATE report_item SET subject_id = $2 WHERE id = $1', [broken.id, newId()]);
    await tell('report_batch.requested');
    await finished();
    expect((await items()).map((item) => item.state).sort()).toEqual(['done', 'failed']);
    const counts = () => w.rows('SELECT done, failed FROM report_batch WHERE id = $1', [batchId]);
    expect(await counts()).toEqual([{ done: 1, failed: 1 }]);
    const [failed] = (await items()).filter((item) => item.state === 'failed');
    expect(failed).toMatchObject({ attempts: 3, error: expect.any(String) as string, file_id: null });
    // what the retry route does
    await w.rows('UPDATE report_item SET subject_id = $2, state = $3, error = NULL WHERE id = $1', [broken.id, right, 'waiting']);
    await w.rows('UPDATE report_batch SET run = 2, failed = 0, finished_at = NULL WHERE id = $1', [batchId]);
    await tell('report_batch.retried');
    await finished();
    expect((await items()).map((item) => item.state)).toEqual(['done', 'done']);
    expect(await counts()).toEqual([{ done: 2, failed: 0 }]);
    expect(await w.rows(`SELECT 1 FROM stored_file WHERE round_id = $1 AND purpose = 'report'`, [round.roundId])).toHaveLength(2);
  }, 60_000);
});
