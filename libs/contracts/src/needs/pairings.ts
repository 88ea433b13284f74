import { z } from 'zod';
import { PAIRING_STATES } from '@weichuang/domain/needs/pairing.machine';
import { defineRoute } from '../http/route';
import { Action, Id, IdParams, Instant, Prose, RoundParams } from '../http/shapes';

const Revision = z.int().min(1);
const Named = z.object({ id: Id, name: z.string() });

export const PairingView = z.object({
  id: Id,
  round: z.object({ id: Id, title: z.string() }),
  community: Named,
  organization: Named,
  need: z.object({ id: Id, title: z.string() }).nullable(),
  message: z.string(),
  reply: z.string().nullable(),
  state: z.enum(PAIRING_STATES),
  revision: z.number(),
  createdAt: Instant,
  actions: z.array(Action),
});
export type PairingView = z.output<typeof PairingView>;
const Rows = z.object({ rows: z.array(PairingView) });

export const listRoundPairings = defineRoute({ method: 'GET', path: '/rounds/:roundId/pairings', summary: '本轮结对 Pairings of a round', params: RoundParams, response: Rows });
export const listCommunityPairings = defineRoute({
  method: 'GET', path: '/communities/:communityId/pairings', summary: '社区的结对 Pairings of a community', params: z.object({ communityId: Id }), response: Rows,
});
export const listOrganizationPairings = defineRoute({
  method: 'GET', path: '/organizations/:organizationId/pairings', summary: '单位的结对 Pairings of an organization', params: z.object({ organizationId: Id }),
  query: z.object({ roundId: Id.optional() }), response: Rows,
});

/** Communities of the round's street with what they need: whom an organization may ask. */
export const listPairingPartners = defineRoute({
  method: 'GET', path: '/rounds/:roundId/organizations/:organizationId/partners', summary: '可结对的社区 Whom to ask', params: RoundParams.extend({ organizationId: Id }),
  response: z.object({
    round: z.object({ id: Id, title: z.string(), closeAt: z.string() }),
    rows: z.array(z.object({ id: Id, name: z.string(), needs: z.array(z.object({ id: Id, title: z.string(), category: z.string().nullable() })), pairing: z.enum(PAIRING_STATES).nullable() })),
    /** why nobody can be asked now */
    closed: z.string().nullable(),
  }),
});

export const requestPairing = defineRoute({
  method: 'POST', path: '/rounds/:roundId/pairings', summary: '申请结对 Ask for a pairing', params: RoundParams, idempotent: true,
  body: z.object({ organizationId: Id, communityId: Id, needId: Id.nullable().default(null), message: Prose(2000) }), response: z.object({ id: Id }),
});

const Moved = z.object({ state: z.enum(PAIRING_STATES), revision: z.number() });
const body = z.object({ revision: Revision });
export const acceptPairing = defineRoute({
  method: 'POST', path: '/pairings/:id/acceptance', summary: '同意结对 Accept', params: IdParams, idempotent: true, body: body.extend({ reply: Prose(2000).optional() }), response: Moved,
});
export const declinePairing = defineRoute({
  method: 'POST', path: '/pairings/:id/refusal', summary: '婉拒结对 Decline', params: IdParams, idempotent: true, body: body.extend({ reply: Prose(2000) }), response: Moved,
});
export const withdrawPairing = defineRoute({ method: 'POST', path: '/pairings/:id/withdrawal', summary: '撤回结对 Withdraw', params: IdParams, idempotent: true, body, response: Moved });
export const renewPairing = defineRoute({
  method: 'POST', path: '/pairings/:id/renewal', summary: '再次申请结对 Ask again', params: IdParams, idempotent: true, body: body.extend({ message: Prose(2000) }), response: Moved,
});
