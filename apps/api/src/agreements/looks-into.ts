import { whyNotLookInto } from '@weichuang/domain/agreements/project-reader';
import type { Refusal } from '@weichuang/kernel/denial';
import { onlyAssigned } from '@weichuang/domain/identity/access';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { ensure } from '@weichuang/platform/http/refused';
import { isAssigned } from './looks-into.queries';

/** What a project's plan, reports, activities, expenses and files ask before they show themselves. @throws Refused PROJECT.NOT_ASSIGNED (403) */
export async function ensureLooksInto(ctx: Ctx, projectId: string): Promise<void> {
  ensure(await whyNot(ctx, projectId));
}

/** May this person? For the project's page. */
export const looksInto = async (ctx: Ctx, projectId: string): Promise<boolean> => (await whyNot(ctx, projectId)) === null;

const whyNot = async (ctx: Ctx, projectId: string): Promise<Refusal | null> =>
  // who has another role is not asked for
  onlyAssigned(ctx.roles) ? whyNotLookInto({ roles: ctx.roles, assigned: await isAssigned(ctx, projectId, actorOf(ctx).userId) }) : null;
