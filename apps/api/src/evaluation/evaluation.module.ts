import { Controller, Inject, Module, type OnModuleInit } from '@nestjs/common';
import type { Input } from '@weichuang/contracts/http/route';
import {
  answerEvaluation, assignEvaluations, getEvaluation, listMyEvaluations, listProjectEvaluations, listRoundEvaluations, recuseEvaluation, saveEvaluation, submitEvaluation,
} from '@weichuang/contracts/evaluation/evaluation';
import { FindingRow } from '@weichuang/persistence/supervision/entities';
import { Can, Self } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { HOUSE, type House } from '@weichuang/platform/house';
import { Route } from '@weichuang/platform/http/route';
import { AgreementsModule } from '../agreements/agreements.module';
import { EvaluationService } from './evaluation.service';

@Controller()
class EvaluationController implements OnModuleInit {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    private readonly evaluations: EvaluationService,
  ) {}

  onModuleInit(): void {
    for (const kind of ['finding.close', 'finding.withdraw'])
      this.house.on(kind, async (ctx, event) => {
        const { projectId } = await ctx.em.findOneByOrFail(FindingRow, { id: event.subject.id });
        await this.evaluations.afterFinding(ctx, projectId);
      });
  }

  @Route(listRoundEvaluations)
  @Can('evaluation.list', { round: 'roundId' })
  ofRound(ctx: Ctx, { params, query }: Input<typeof listRoundEvaluations>) {
    return this.evaluations.ofRound(ctx, params.roundId, query.stage);
  }

  @Route(assignEvaluations)
  @Can('evaluation.assign', { round: 'roundId' })
  assign(ctx: Ctx, { params, body }: Input<typeof assignEvaluations>) {
    return this.evaluations.assign(ctx, params.roundId, body);
  }

  @Route(listMyEvaluations)
  @Self()
  mine(ctx: Ctx) {
    return this.evaluations.mine(ctx);
  }

  @Route(listProjectEvaluations)
  @Can('evaluation.list', { project: 'id' })
  ofProject(ctx: Ctx, { params }: Input<typeof listProjectEvaluations>) {
    return this.evaluations.ofProject(ctx, params.id);
  }

  @Route(getEvaluation)
  @Can('evaluation.read', { evaluation: 'id' })
  detail(ctx: Ctx, { params }: Input<typeof getEvaluation>) {
    return this.evaluations.detail(ctx, params.id);
  }

  @Route(saveEvaluation)
  @Can('evaluation.fill', { evaluation: 'id' })
  save(ctx: Ctx, { params, body }: Input<typeof saveEvaluation>) {
    return this.evaluations.save(ctx, params.id, body);
  }

  @Route(submitEvaluation)
  @Can('evaluation.fill', { evaluation: 'id' })
  submit(ctx: Ctx, { params, body }: Input<typeof submitEvaluation>) {
    return this.evaluations.submit(ctx, params.id, body.revision);
  }

  @Route(recuseEvaluation)
  @Can('evaluation.fill', { evaluation: 'id' })
  recuse(ctx: Ctx, { params, body }: Input<typeof recuseEvaluation>) {
    return this.evaluations.recuse(ctx, params.id, body);
  }

  @Route(answerEvaluation)
  @Can('evaluation.confirm', { evaluation: 'id' })
  answer(ctx: Ctx, { params, body }: Input<typeof answerEvaluation>) {
    return this.evaluations.answer(ctx, params.id, body);
  }
}

@Module({ imports: [AgreementsModule], controllers: [EvaluationController], providers: [EvaluationService] })
export class EvaluationModule {}
