import { ProjectRow } from '@weichuang/persistence/agreements/entities';
import type { Ctx, HeardEvent } from '../context/ctx';
import type { House } from '../house';
import { endAgreement, endProject } from './end-project';
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
  house.on('award.decline', (ctx, event) => endOf(ctx, event, 'applicant_request', textIn(event, 'reason') || '受资助方放弃资助'));
  house.on('award.expire', (ctx, event) => endOf(ctx, event, 'not_signed', '逾期未签订协议'));
  house.on('project.terminate', (ctx, event) => endAgreement(ctx, event.subject.id, textIn(event, 'reason') || '项目终止'));
  house.on('project.close', (ctx, event) => endAgreement(ctx, event.subject.id, '项目结项'));
}

async function endOf(ctx: Ctx, event: HeardEvent, why: 'applicant_request' | 'not_signed', reason: string): Promise<void> {
  const project = await ctx.em.findOneBy(ProjectRow, { awardId: event.subject.id });
  if (project) await endProject(ctx, project.id, why, reason);
}
