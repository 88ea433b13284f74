import type { Action } from '@weichuang/contracts/http/shapes';
import type { Refusal } from '@weichuang/kernel/denial';
import type { ActionView } from '@weichuang/kernel/machine';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { textOf } from '@weichuang/platform/http/texts';

/** Stands for the reason in facts of what is only offered: the form asks for it when the step is taken. */
export const ASKED = 'asked when acting';

export const said = (ctx: Ctx, code: string, params: Readonly<Record<string, unknown>> = {}): { code: string; detail: string } => ({ code, detail: textOf(ctx.locale, code, params) });

/** One thing to do, allowed or with its reason in the person's language. */
export const action = (ctx: Ctx, event: string, why: Refusal | null): Action =>
  why ? { event, allowed: false, why: { ...said(ctx, why.code, why.params), ...(why.params ? { params: { ...why.params } } : {}) } } : { event, allowed: true };

export const actionsFor = (ctx: Ctx, views: readonly ActionView[]): Action[] => views.map((one) => action(ctx, one.event, one.why ?? null));
