import { Controller } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Input } from '@weichuang/contracts/http/route';
import { getProjectApplication, getProjectApplicationFile } from '@weichuang/contracts/agreements/application';
import {
  acceptProject, addPaper, assignPeople, closeProject, getProject, getProjectTimeline, listMyProjects, listProjectPeople, listProjects, recordAudit, resumeProject, suspendProject,
  terminateProject,
} from '@weichuang/contracts/agreements/projects';
import { Can, Self } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route, type WeichuangRequest } from '@weichuang/platform/http/route';
import { HandedInService } from './handed-in.service';
import { projectsOfRound } from './projects.queries';
import { ProjectsService } from './projects.service';

@Controller()
export class ProjectsController {
  constructor(
    private readonly projects: ProjectsService,
    private readonly handedIn: HandedInService,
  ) {}

  @Route(listProjects)
  @Can('project.list', { round: 'roundId' })
  list(ctx: Ctx, { params, query }: Input<typeof listProjects>) {
    return projectsOfRound(ctx, params.roundId, query);
  }

  @Route(listMyProjects)
  @Self()
  async mine(ctx: Ctx) {
    return { rows: await this.projects.mine(ctx) };
  }

  @Route(getProject)
  @Can('project.read', { project: 'id' })
  view(ctx: Ctx, { params }: Input<typeof getProject>) {
    return this.projects.view(ctx, params.id);
  }

  @Route(getProjectApplication)
  @Can('project.application', { project: 'id' })
  application(ctx: Ctx, { params }: Input<typeof getProjectApplication>) {
    return this.handedIn.view(ctx, params.id);
  }

  @Route(getProjectApplicationFile)
  @Can('project.application', { project: 'id' })
  applicationFile(ctx: Ctx, { params, query }: Input<typeof getProjectApplicationFile>, reply: FastifyReply) {
    return this.handedIn.file(ctx, params.id, params.fileId, reply, query.inline === '1');
  }

  @Route(getProjectTimeline)
  @Can('project.read', { project: 'id' })
  timeline(ctx: Ctx, { params }: Input<typeof getProjectTimeline>) {
    return this.projects.timeline(ctx, params.id);
  }

  @Route(listProjectPeople)
  @Can('project.assign', { project: 'id' })
  people(ctx: Ctx, { params }: Input<typeof listProjectPeople>) {
    return this.projects.people(ctx, params.id);
  }

  @Route(assignPeople)
  @Can('project.assign', { project: 'id' })
  assign(ctx: Ctx, { params, body }: Input<typeof assignPeople>) {
    return this.projects.assign(ctx, params.id, body);
  }

  @Route(acceptProject)
  @Can('project.accept', { project: 'id' })
  async accept(ctx: Ctx, { params, body }: Input<typeof acceptProject>) {
    const { config } = await this.projects.knowledge(ctx, params.id);
    const midterm = config.evaluation.some((stage) => stage.id === 'midterm');
    return this.projects.move(ctx, params.id, midterm ? 'accept' : 'accept_without_midterm', body);
  }

  @Route(closeProject)
  @Can('project.close', { project: 'id' })
  close(ctx: Ctx, { params, body }: Input<typeof closeProject>) {
    return this.projects.move(ctx, params.id, 'close', body);
  }

  @Route(suspendProject)
  @Can('project.suspend', { project: 'id' })
  suspend(ctx: Ctx, { params, body }: Input<typeof suspendProject>) {
    return this.projects.move(ctx, params.id, 'suspend', body);
  }

  /** Back to where it was: before or after the mid-term, as its evaluation says. */
  @Route(resumeProject)
  @Can('project.suspend', { project: 'id' })
  async resume(ctx: Ctx, { params, body }: Input<typeof resumeProject>) {
    const { midterm } = await this.projects.knowledge(ctx, params.id);
    return this.projects.move(ctx, params.id, midterm === true ? 'resume_after_midterm' : 'resume', body);
  }

  @Route(terminateProject)
  @Can('project.terminate', { project: 'id' })
  terminate(ctx: Ctx, { params, body }: Input<typeof terminateProject>) {
    return this.projects.move(ctx, params.id, 'terminate', body);
  }

  @Route(recordAudit)
  @Can('project.audit', { project: 'id' })
  audit(ctx: Ctx, { params, body }: Input<typeof recordAudit>) {
    return this.projects.audit(ctx, params.id, body);
  }

  @Route(addPaper)
  @Can('project.papers', { project: 'id' })
  addPaper(ctx: Ctx, { params }: Input<typeof addPaper>, _reply: FastifyReply, request: WeichuangRequest) {
    return this.projects.addPaper(ctx, params.id, params.paperId, request);
  }
}
