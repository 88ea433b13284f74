import type { ActionView } from '@weichuang/kernel/machine';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { textOf } from '@weichuang/platform/http/texts';

/** The machine's steps with the reason of each that is not allowed, in the reader's words. */
export const said = (ctx: Ctx, actions: readonly ActionView[]) =>
  actions.map(({ event, allowed, why }) => ({
    event,
    allowed,
    ...(why ? { why: { code: why.code, detail: textOf(ctx.locale, why.code, why.params ?? {}), ...(why.params ? { params: { ...why.params } } : {}) } } : {}),
  }));
