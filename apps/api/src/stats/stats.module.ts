import { Controller, Inject, Module } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { dateInChina } from '@weichuang/kernel/clock';
import type { Input } from '@weichuang/contracts/http/route';
import { listDistricts } from '@weichuang/contracts/stats/district';
import { exportRound, getDashboard, listTodos } from '@weichuang/contracts/stats/stats';
import { RoundRow } from '@weichuang/persistence/calls/entities';
import { Can, Rate, Self } from '@weichuang/platform/access/can';
import { actorOf, tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { HOUSE, type House } from '@weichuang/platform/house';
import { found } from '@weichuang/platform/http/refused';
import { Route } from '@weichuang/platform/http/route';
import { textOf } from '@weichuang/platform/http/texts';
import { dashboardOf } from './dashboard.queries';
import { districtsOf } from './district.queries';
import { exportOf } from './export';
import { todosOf } from './todos.queries';

@Controller()
class StatsController {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  @Route(listTodos)
  @Self()
  async todos(ctx: Ctx, { query }: Input<typeof listTodos>) {
    const rows = await todosOf(ctx.em, actorOf(ctx).userId, ctx.now, query.projectId);
    return {
      rows: rows.map(({ kind, id, about, count, due, to }) => ({ id: `${kind}:${id}`, title: textOf(ctx.locale, `TODO.${kind}`, { count: count ?? 0 }), about, due, to })),
    };
  }

  @Route(getDashboard)
  @Can('dashboard.read', { round: 'roundId' })
  dashboard(ctx: Ctx, { params }: Input<typeof getDashboard>) {
    return dashboardOf(ctx.em, params.roundId);
  }

  @Route(listDistricts)
  @Self()
  districts(ctx: Ctx, { query }: Input<typeof listDistricts>) {
    return districtsOf(ctx.em, actorOf(ctx).userId, query.year);
  }

  @Route(exportRound)
  @Can('export.round', { round: 'roundId' })
  @Rate('export', 20, 60)
  async export(ctx: Ctx, { params, query }: Input<typeof exportRound>, reply: FastifyReply) {
    const { title } = found(await ctx.em.findOneBy(RoundRow, { id: params.roundId }));
    const name = encodeURIComponent(`${title} ${dateInChina(ctx.now)}.xlsx`);
    void reply
      .header('content-disposition', `attachment; filename="export.xlsx"; filename*=UTF-8''${name}`)
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .send(exportOf(this.house.source, tenantOf(ctx), params.roundId, query.language, ctx.now, (err) => this.house.logger.error({ err }, 'export')));
  }
}

@Module({ controllers: [StatsController] })
export class StatsModule {}
