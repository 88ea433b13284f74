import { createParamDecorator, Delete, Get, HttpCode, Patch, Post, Put, Req, Res, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Input, Reply, RouteContract } from '@weichuang/contracts/http/route';
import type { Ctx } from '../context/ctx';
import { addMeta } from '../access/can';

export interface WeichuangRequest extends FastifyRequest {
  ctx: Ctx;
  input: { params: unknown; query: unknown; body: unknown };
}

const CtxArg = createParamDecorator((_: unknown, host: ExecutionContext) => host.switchToHttp().getRequest<WeichuangRequest>().ctx);
const InputArg = createParamDecorator((_: unknown, host: ExecutionContext) => host.switchToHttp().getRequest<WeichuangRequest>().input);

const METHODS = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete };

const SENDS_ITSELF: ReadonlySet<RouteContract['kind']> = new Set<RouteContract['kind']>(['file', 'stream', 'own']);

type Handler<C extends RouteContract> = (
  ctx: Ctx,
  input: Input<C>,
  reply: FastifyReply,
  request: WeichuangRequest,
) => Promise<Reply<C>> | Reply<C>;

/**
 * Binds a handler `(ctx, input, reply?, request?)` to its contract: method and path, parsed input, response filter, OpenAPI.
 * A handler that takes the reply sends it itself (files, streams).
 */
export function Route<C extends RouteContract>(contract: C) {
  return <H extends Handler<C>>(target: object, key: string, descriptor: TypedPropertyDescriptor<H>): void => {
    const arity = (descriptor.value as unknown as { length: number }).length; // a function has a length
    // Nest's decorators are declared for untyped prototypes
    CtxArg()(target, key, 0);
    InputArg()(target, key, 1);
    // Nest's own decorators for these: a Fastify reply is thenable, and a custom one would be awaited for ever
    if (arity > 2) (SENDS_ITSELF.has(contract.kind) ? Res() : Res({ passthrough: true }))(target, key, 2);
    if (arity > 3) Req()(target, key, 3);
    const plain = descriptor as PropertyDescriptor;
    METHODS[contract.method](contract.path)(target, key, plain);
    HttpCode(200)(target, key, plain);
    addMeta({ contract })(target, key, plain);
  };
}
