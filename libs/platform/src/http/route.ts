import { Delete, Get, Patch, Post, Put } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Input, Reply, RouteContract } from '@weichuang/contracts/http/route';
import type { Ctx } from '../context/ctx';
import { addMeta } from '../access/can';

export interface WeichuangRequest extends FastifyRequest {
  ctx: Ctx;
  input: { params: unknown; query: unknown; body: unknown };
}

const METHODS = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete };

export type Handler<C extends RouteContract> = (
  ctx: Ctx,
  input: Input<C>,
  reply: FastifyReply,
  request: WeichuangRequest,
) => Promise<Reply<C>> | Reply<C>;

/**
 * Binds a handler `(ctx, input, reply?, request?)` to its contract: method and path, parsed input, response filter, OpenAPI.
 * A handler that takes the reply sends it itself (files, streams). Nest registers the route and makes the controller;
 * the call goes from Fastify straight to the handler (direct.ts).
 */
export function Route<C extends RouteContract>(contract: C) {
  return <H extends Handler<C>>(target: object, key: string, descriptor: TypedPropertyDescriptor<H>): void => {
    const plain = descriptor as PropertyDescriptor; // Nest's decorators are declared for untyped prototypes
    METHODS[contract.method](contract.path)(target, key, plain);
    addMeta({ contract })(target, key, plain);
  };
}
