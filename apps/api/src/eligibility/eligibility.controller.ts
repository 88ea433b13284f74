import { Controller } from '@nestjs/common';
import { disqualifyApplication, dropVerdict, getScreening, giveVerdict, listScreenings, qualifyApplication, rescreenApplication, returnApplication } from '@weichuang/contracts/eligibility/screening';
import type { Input } from '@weichuang/contracts/http/route';
import { Can } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route } from '@weichuang/platform/http/route';
import { DecisionsService } from './decisions.service';
import { ScreeningService } from './screening.service';

@Controller()
export class EligibilityController {
  constructor(
    private readonly screening: ScreeningService,
    private readonly decisions: DecisionsService,
  ) {}

  @Route(getScreening)
  @Can('screening.read', { application: 'id' })
  view(ctx: Ctx, { params }: Input<typeof getScreening>) {
    return this.screening.view(ctx, params.id);
  }

  @Route(listScreenings)
  @Can('screening.read', { round: 'roundId' })
  list(ctx: Ctx, { params, query }: Input<typeof listScreenings>) {
    return this.screening.list(ctx, params.roundId, query);
  }

  @Route(giveVerdict)
  @Can('application.screen', { application: 'id' })
  verdict(ctx: Ctx, { params, body }: Input<typeof giveVerdict>) {
    return this.screening.verdict(ctx, params.id, params.ruleId, body);
  }

  @Route(dropVerdict)
  @Can('application.screen', { application: 'id' })
  drop(ctx: Ctx, { params }: Input<typeof dropVerdict>) {
    return this.screening.drop(ctx, params.id, params.ruleId);
  }

  @Route(qualifyApplication)
  @Can('application.screen', { application: 'id' })
  qualify(ctx: Ctx, { params, body }: Input<typeof qualifyApplication>) {
    return this.decisions.qualify(ctx, params.id, body.revision);
  }

  @Route(returnApplication)
  @Can('application.screen', { application: 'id' })
  return(ctx: Ctx, { params, body }: Input<typeof returnApplication>) {
    return this.decisions.return(ctx, params.id, body.revision, body);
  }

  @Route(disqualifyApplication)
  @Can('application.screen', { application: 'id' })
  disqualify(ctx: Ctx, { params, body }: Input<typeof disqualifyApplication>) {
    return this.decisions.disqualify(ctx, params.id, body.revision, body.reason);
  }

  @Route(rescreenApplication)
  @Can('application.screen', { application: 'id' })
  rescreen(ctx: Ctx, { params, body }: Input<typeof rescreenApplication>) {
    return this.decisions.rescreen(ctx, params.id, body.revision, body.reason);
  }
}
