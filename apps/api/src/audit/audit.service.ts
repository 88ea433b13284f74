import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { dateInChina, timeInChina } from '@weichuang/kernel/clock';
import type { Input, Output } from '@weichuang/contracts/http/route';
import type { AuditEntry, getChain, listTenantEvents } from '@weichuang/contracts/audit/event';
import { csvText } from '@weichuang/domain/audit/csv';
import { tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { verifyChain } from '@weichuang/platform/events/verify';
import { pageOf, readCursor } from '@weichuang/platform/http/page';
import { dispositionOf } from '../files/files.service';
import { countEvents, eventsOf, type AuditFilter, type AuditRow } from './audit.queries';
import { eventText, reasonIn } from './event-text';

const MOST_DOWNLOADED = 20_000;

@Injectable()
export class AuditService {
  async list(ctx: Ctx, place: Pick<AuditFilter, 'tenantId' | 'roundId'>, query: Input<typeof listTenantEvents>['query']): Promise<Output<typeof listTenantEvents>> {
    const { after, limit, ...rest } = query;
    const filter = { ...rest, ...place };
    const last = readCursor(after, ['digits', 'id']);
    const rows = await eventsOf(ctx.em, filter, last, limit + 1);
    return pageOf(rows, limit, await countEvents(ctx.em, filter), (row) => [row.xid, row.id], (row) => entryOf(ctx, row));
  }

  async download(ctx: Ctx, filter: AuditFilter, reply: FastifyReply): Promise<void> {
    const rows = await eventsOf(ctx.em, filter, null, MOST_DOWNLOADED);
    const head = ctx.locale === 'en'
      ? ['Time', 'What', 'Kind', 'Who', 'Role', 'Thing', 'Id of the thing', 'Reason', 'Data', 'Link', 'Hash']
      : ['时间', '事项', '类型', '操作人', '身份', '对象', '对象编号', '理由', '数据', '链序号', '哈希'];
    const text = csvText([
      head,
      ...rows.map((row) => [
        `${dateInChina(row.happened_at)} ${timeInChina(row.happened_at)}`, eventText(ctx.locale, row.kind, row.data), row.kind, row.name, row.actor_role, row.subject_kind, row.subject_id,
        reasonIn(row.data), JSON.stringify(row.data), row.seq, row.hash?.toString('hex') ?? null,
      ]),
    ]);
    const name = `${ctx.locale === 'en' ? 'audit log' : '审计日志'} ${dateInChina(ctx.now)}.csv`;
    await reply.headers({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': dispositionOf(name) }).send(text);
  }

  /** Recomputes the street's chain from its own rows, within the reader's transaction. */
  async chain(ctx: Ctx): Promise<Output<typeof getChain>> {
    const { events, sealed, head, broken } = await verifyChain(ctx.em, tenantOf(ctx));
    return { events, sealed, head, broken, verifiedAt: ctx.now.toISOString() };
  }
}

const entryOf = (ctx: Ctx, row: AuditRow): AuditEntry => ({
  id: row.id,
  at: row.happened_at.toISOString(),
  kind: row.kind,
  text: eventText(ctx.locale, row.kind, row.data),
  who: row.name,
  role: row.actor_role,
  reason: reasonIn(row.data),
  subject: { kind: row.subject_kind, id: row.subject_id },
  roundId: row.round_id,
  requestId: row.request_id,
  data: row.data,
  seq: row.seq,
  hash: row.hash?.toString('hex') ?? null,
});
