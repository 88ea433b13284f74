import type { INestApplication } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { RouteHandlerMethod } from 'fastify';
import type { RouteContract } from '@weichuang/contracts/http/route';
import { metaOf } from '../access/can';
import type { Handler, WeichuangRequest } from './route';

const SENDS_ITSELF: ReadonlySet<RouteContract['kind']> = new Set<RouteContract['kind']>(['file', 'stream', 'own']);

/**
 * The handlers of all controllers, to be called by Fastify itself. Nest's own way to a handler passes through guards, pipes
 * and interceptors, of which this house has none (hooks.ts does their work), and costs more than a cheap route (ADR 0007).
 */
export function directHandlers(app: INestApplication): ReadonlyMap<RouteContract, RouteHandlerMethod> {
  const handlers = new Map<RouteContract, RouteHandlerMethod>();
  for (const { instance } of app.get(DiscoveryService).getControllers()) {
    const controller = instance as Record<string, Handler<RouteContract>>; // its methods
    for (const key of Object.getOwnPropertyNames(Object.getPrototypeOf(controller))) {
      const method = controller[key];
      const contract = method && metaOf(method)?.contract;
      if (!contract) continue;
      if (handlers.has(contract)) throw new Error(`${contract.method} ${contract.path} has two handlers`);
      handlers.set(contract, direct(contract, method.bind(controller)));
    }
  }
  return handlers;
}

function direct(contract: RouteContract, handle: Handler<RouteContract>): RouteHandlerMethod {
  if (SENDS_ITSELF.has(contract.kind))
    return async (raw, reply) => {
      const request = raw as WeichuangRequest; // made so by the hooks
      await handle(request.ctx, request.input as never, reply, request); // parsed by this contract
      return reply; // waits until it is sent
    };
  return (raw, reply) => {
    const request = raw as WeichuangRequest; // made so by the hooks
    const answer = handle(request.ctx, request.input as never, reply, request); // parsed by this contract
    if (answer instanceof Promise) return answer;
    reply.send(answer);
  };
}
