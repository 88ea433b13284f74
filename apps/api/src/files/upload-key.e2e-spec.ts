import { randomUUID } from 'node:crypto';
import { addVoucher, listExpenses } from '@weichuang/contracts/disbursements/expenses';
import { newId } from '@weichuang/kernel/id';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { ownerOf } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { aPdf } from '@weichuang/testing/builders/files';
import { insertRows } from '@weichuang/testing/builders/insert';
import { runningProject } from '@weichuang/testing/builders/projects';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

async function expense() {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const project = await runningProject(w, round);
  const owner = await ownerOf(w, project);
  const id = newId();
  await insertRows(w, 'expense', [{ id, tenant_id: w.tenantId, round_id: round.roundId, project_id: project.id, category: 'labour', content: '讲师费', payee: '王老师', spent_on: '2026-05-10', amount_fen: 100, source: 'grant', created_by: owner.userId, revision: 1, created_at: w.house.clock.now().toISOString() }]);
  const vouchers = async () => (await owner.do(listExpenses, { params: { id: project.id } })).rows.find((row) => row.id === id)?.files;
  return { owner, id, vouchers };
}

// large enough that the answer to the second is there before its bytes are
it.each([['a small file', ''], ['one of megabytes', 'x'.repeat(5 * 1024 * 1024)]])('%s that is sent again under its key is stored once', async (_, text) => {
  const { owner, id, vouchers } = await expense();
  const key = randomUUID();
  const first = await owner.upload(addVoucher, { id }, aPdf(text), '发票.pdf', {}, key);
  const again = await owner.upload(addVoucher, { id }, aPdf(text), '发票.pdf', {}, key);
  expect([first.status, again.status, again.headers['idempotency-replayed']]).toEqual([200, 200, 'true']);
  expect(again.body).toEqual(first.body);
  expect(await vouchers()).toHaveLength(1);
  await owner.upload(addVoucher, { id }, aPdf(text), '发票.pdf');
  expect(await vouchers()).toHaveLength(2);
});

it('one that is refused leaves its key free; without a key none is taken', async () => {
  const { owner, id, vouchers } = await expense();
  const key = randomUUID();
  expect((await owner.upload(addVoucher, { id }, Buffer.from('no picture'), '发票.pdf', {}, key)).status).toBeGreaterThanOrEqual(400);
  expect((await owner.upload(addVoucher, { id }, aPdf(), '发票.pdf', {}, key)).status).toBe(200);
  expect((await owner.upload(addVoucher, { id }, aPdf(), '发票.pdf', {}, '')).problem).toMatchObject({ code: 'IDEMPOTENCY.KEY_MISSING' });
  expect(await vouchers()).toHaveLength(1);
});
