import type { Scope } from '@weichuang/domain/identity/access';
import type { Ctx } from '@weichuang/platform/context/ctx';

/** Where an account belongs: to the place of the request, and in it to the organization whose account it is. */
export const accountScope = (ctx: Ctx, payeeId: string): Scope => ({ ...ctx.scope, organizationId: payeeId });

/**
 * May the reader see the payee's account in full? A group without legal personality is paid through its host: the account is
 * the host's, so the group's own people see it masked, like everybody who neither pays nor owns it.
 */
export const maySeeAccount = (ctx: Ctx, { payeeId }: { readonly payeeId: string }): boolean => ctx.may('organization.account', accountScope(ctx, payeeId));
