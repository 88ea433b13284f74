import { ProjectRow } from '@weichuang/persistence/agreements/entities';
import type { Ctx, HeardEvent } from '../context/ctx';
import type { House } from '../house';
import { endAgreement, endProject, expireAgreement } from './end-project';
import { foundProject } from './found-project';

const textIn = (event: HeardEvent, key: string): string => {
  const value = event.data[key];
  return typeof value === 'string' ? value : '';
};

/**
 * What follows for projects from awards, in the same transaction. Both processes call this when they start: an award may be
 * granted by a person's click or by the clock.
 */
export function listenForProjects(house: Pick<House, 'on'>): void {
  house.on('award.grant', (ctx, event) => foundProject(ctx, event.subject.id));
  house.on('award.decline', async (ctx, event) => {
    const project = await projectOf(ctx, event);
    if (project) await endProject(ctx, project.id, 'applicant_request', textIn(event, 'reason') || '受资助方放弃资助');
  });
  house.on('award.expire', async (ctx, event) => {
    const project = await projectOf(ctx, event);
    if (!project) return;
    await expireAgreement(ctx, project.id);
    await endProject(ctx, project.id, 'not_signed', textIn(event, 'reason') || '逾期未签订协议');
  });
  house.on('project.terminate', (ctx, event) => endAgreement(ctx, event.subject.id, textIn(event, 'reason') || '项目终止'));
  house.on('project.close', (ctx, event) => endAgreement(ctx, event.subject.id, '项目结项'));
}

const projectOf = (ctx: Ctx, event: HeardEvent): Promise<ProjectRow | null> => ctx.em.findOneBy(ProjectRow, { awardId: event.subject.id });
