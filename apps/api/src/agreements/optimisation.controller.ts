import { Controller } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Input } from '@weichuang/contracts/http/route';
import {
  addComment, addOptimisationFile, coachOptimisation, decideOptimisation, getOptimisation, saveOptimisation, settleThread, submitOptimisation,
} from '@weichuang/contracts/agreements/optimisation';
import { Can } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route, type WeichuangRequest } from '@weichuang/platform/http/route';
import { OptimisationService } from './optimisation.service';

@Controller()
export class OptimisationController {
  constructor(private readonly plans: OptimisationService) {}

  @Route(getOptimisation)
  @Can('project.read', { project: 'id' })
  view(ctx: Ctx, { params }: Input<typeof getOptimisation>) {
    return this.plans.view(ctx, params.id);
  }

  @Route(saveOptimisation)
  @Can('optimisation.edit', { project: 'id' })
  save(ctx: Ctx, { params, body }: Input<typeof saveOptimisation>) {
    return this.plans.save(ctx, params.id, body);
  }

  @Route(addOptimisationFile)
  @Can('optimisation.edit', { project: 'id' })
  addFile(ctx: Ctx, { params }: Input<typeof addOptimisationFile>, _reply: FastifyReply, request: WeichuangRequest) {
    return this.plans.addFile(ctx, params.id, request);
  }

  @Route(addComment)
  @Can('optimisation.discuss', { project_coach: 'id' })
  comment(ctx: Ctx, { params, body }: Input<typeof addComment>) {
    return this.plans.comment(ctx, params.id, body);
  }

  @Route(settleThread)
  @Can('optimisation.coach', { project_coach: 'id' })
  settle(ctx: Ctx, { params, body }: Input<typeof settleThread>) {
    return this.plans.settle(ctx, params.id, params.threadId, body.settled);
  }

  @Route(submitOptimisation)
  @Can('optimisation.submit', { project: 'id' })
  submit(ctx: Ctx, { params, body }: Input<typeof submitOptimisation>) {
    return this.plans.move(ctx, params.id, body.event, body);
  }

  @Route(coachOptimisation)
  @Can('optimisation.coach', { project_coach: 'id' })
  coach(ctx: Ctx, { params, body }: Input<typeof coachOptimisation>) {
    return this.plans.move(ctx, params.id, body.event, body);
  }

  @Route(decideOptimisation)
  @Can('optimisation.approve', { project: 'id' })
  decide(ctx: Ctx, { params, body }: Input<typeof decideOptimisation>) {
    return this.plans.move(ctx, params.id, body.event, body);
  }
}
