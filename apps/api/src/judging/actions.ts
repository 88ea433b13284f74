import type { Action } from '@weichuang/contracts/http/shapes';
import type { Refusal } from '@weichuang/kernel/denial';
import type { ActionView } from '@weichuang/kernel/machine';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { textOf } from '@weichuang/platform/http/texts';

/** A refusal as the page shows it. */
export const whyOf = (ctx: Ctx, why: Refusal): { code: string; detail: string } => ({ code: why.code, detail: textOf(ctx.locale, why.code, why.params ?? {}) });

/** The machine's steps with their reasons in the person's language. */
export const shown = (ctx: Ctx, actions: readonly ActionView[]): Action[] =>
  actions.map(({ event, allowed, why }) => (why ? { event, allowed, why: whyOf(ctx, why) } : { event, allowed }));
