import { approveDecision, fillPrizes, getRoundAwards, openDecision, submitDecision } from '@weichuang/contracts/awards/decision';
import { closeNotice, draftNotice, getNotice, publishNotice } from '@weichuang/contracts/awards/notice';
import { admitObjection, listObjections, sendObjection, settleObjection } from '@weichuang/contracts/awards/objection';
import { newId } from '@weichuang/kernel/id';
import { at, person, type Demo } from './demo';

/** The pool is laid along the ranking, submitted by one and approved by another. */
export async function decide(demo: Demo, roundId: string): Promise<void> {
  const manager = await person(demo, 'manager');
  const leader = await person(demo, 'leader');
  await manager.do(openDecision, { params: { roundId } });
  await manager.do(fillPrizes, { params: { roundId } });
  const current = async () => {
    const { decision } = await manager.do(getRoundAwards, { params: { roundId } });
    if (!decision) throw new Error('seed: no decision');
    return decision;
  };
  const drafted = await current();
  await manager.do(submitDecision, { params: { id: drafted.id }, body: { revision: drafted.revision, note: '望江街道党工委会议纪要〔2026〕7号' } });
  const submitted = await current();
  await leader.do(approveDecision, { params: { id: submitted.id }, body: { revision: submitted.revision } });
}

/** The notice goes up; somebody objects on its third day. Returns the notice. */
export async function putUpNotice(demo: Demo, roundId: string, objectionOn: string | null): Promise<string> {
  const manager = await person(demo, 'manager');
  const draft = await manager.do(draftNotice, { params: { roundId } });
  await manager.do(publishNotice, { params: { id: draft.id }, body: { revision: draft.revision, daysConfirmed: true } });
  if (objectionOn) {
    await at(demo, objectionOn);
    const { lines } = await manager.do(getRoundAwards, { params: { roundId } });
    const objected = lines.filter((line) => line.state === 'noticed').at(-1);
    if (objected)
      await manager.do(sendObjection, {
        params: { noticeId: draft.id },
        body: {
          key: newId(), awardId: objected.id, anonymous: false, name: '刘建国', contact: '小区东门 3 幢', statement: '据了解该机构去年在其他街道已获得同类项目资助，请核实本项目内容是否重复申报，并公布核查结果。',
        },
      });
  }
  return draft.id;
}

/** The objection is looked into and answered, the notice ends, the awards stand. */
export async function endNotice(demo: Demo, roundId: string, noticeId: string, manager = 'manager'): Promise<void> {
  const staff = await person(demo, manager);
  // somebody who had no part in judging or deciding looks into it
  const handler = await person(demo, 'handler');
  const { rows } = await staff.do(listObjections, { params: { roundId } });
  for (const objection of rows.filter((row) => row.state === 'received')) {
    await handler.do(admitObjection, { params: { id: objection.id }, body: { revision: objection.revision } });
    const admitted = (await staff.do(listObjections, { params: { roundId } })).rows.find((row) => row.id === objection.id);
    await handler.do(settleObjection, {
      params: { id: objection.id },
      body: { revision: admitted?.revision ?? 0, outcome: 'rejected', findings: '经核对两份申报书与财务资料，服务对象、活动内容和经费均不重复。', reply: '经核查，该项目与此前项目的服务对象和内容不同，不构成重复资助，异议不成立。感谢您的监督。' },
    });
  }
  const notice = await staff.do(getNotice, { params: { id: noticeId } });
  await staff.do(closeNotice, { params: { id: noticeId }, body: { revision: notice.revision } });
}
