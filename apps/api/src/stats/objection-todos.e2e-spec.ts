import { randomUUID } from 'node:crypto';
import { getRoundAwards } from '@weichuang/contracts/awards/decision';
import { draftNotice, publishNotice } from '@weichuang/contracts/awards/notice';
import { admitObjection, listObjections, sendObjection } from '@weichuang/contracts/awards/objection';
import { listTodos } from '@weichuang/contracts/stats/stats';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { decidedRound } from '@weichuang/testing/builders/awards';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterEach(() => t.house.clock.moveTo(new Date()));
afterAll(() => t.close());

it('an objection waits for those who may settle it, and not for who judged, allocated or approved', async () => {
  const w = await t.world();
  await w.at('2026-02-12T01:00:00Z');
  const round = await decidedRound(w, 3, 1);
  const params = { roundId: round.roundId };
  const [handler, manager] = [await w.as('street_handler'), await w.as('street_manager')];
  const { id } = await handler.do(draftNotice, { params });
  await handler.do(publishNotice, { params: { id }, body: { revision: 1 } });
  await w.nobody().do(sendObjection, { params: { noticeId: id }, body: { key: randomUUID(), awardId: round.awardIds[0] ?? '', anonymous: false, name: '李四', contact: '13900001111', statement: '该项目与去年区级资助的项目内容相同，属于重复申报。' } });
  const seen = async () => {
    const each = [];
    for (const person of [handler, manager]) {
      const todos = (await person.do(listTodos)).rows.flatMap((row) => (row.id.startsWith('objection:') ? [row.to] : []));
      const { objections } = (await person.do(getRoundAwards, { params })).notices[0] ?? {};
      each.push([todos, objections]);
    }
    return each;
  };
  const [page, open] = [`/app/rounds/${round.roundId}/awards?tab=objections`, { received: 1, open: 1 }];
  expect(await seen()).toEqual([[[page], { ...open, yours: 1 }], [[page], { ...open, yours: 1 }]]);
  await w.rows('UPDATE decision SET submitted_by = $2 WHERE id = $1', [round.decisionId, manager.userId]);
  expect(await seen()).toEqual([[[page], { ...open, yours: 1 }], [[], { ...open, yours: 0 }]]);
  // and the server agrees with what is offered
  const [row] = (await handler.do(listObjections, { params })).rows;
  expect((await manager.call(admitObjection, { params: { id: row?.id ?? '' }, body: { revision: row?.revision ?? 0 } })).problem).toMatchObject({ code: 'OBJECTION.HANDLER_INVOLVED' });
  await handler.do(admitObjection, { params: { id: row?.id ?? '' }, body: { revision: row?.revision ?? 0 } });
});
