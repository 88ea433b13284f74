import { z } from 'zod';
import { ROLES } from '@weichuang/domain/identity/access';
import { defineRoute } from '../http/route';
import { Id, Instant } from '../http/shapes';

export const SignIn = z.object({ email: z.string().trim().toLowerCase().max(200), password: z.string().max(200) });

const Named = z.object({ id: Id, name: z.string() });

/** The person, and in which roles it may work where. */
export const SessionView = z.object({
  user: z.object({ id: Id, name: z.string(), email: z.string(), locale: z.string() }),
  memberships: z.array(
    z.object({
      id: Id,
      role: z.enum(ROLES),
      tenant: Named.nullable(),
      round: Named.nullable(),
      organization: Named.nullable(),
      community: Named.nullable(),
      /** of an auditor of a whole district */
      district: Named.nullable(),
    }),
  ),
  /** streets of these memberships that are disabled: nobody but auditors works there */
  disabledStreets: z.array(Id),
  demo: z.boolean(),
});
export type SessionView = z.output<typeof SessionView>;

export const signIn = defineRoute({ method: 'POST', path: '/session', summary: '登录 Sign in', body: SignIn, response: SessionView });
export const signOut = defineRoute({ method: 'DELETE', path: '/session', summary: '退出 Sign out', response: z.object({ ended: z.boolean() }) });
/** Answers nobody too, with null: public pages ask it, and not being signed in is no error there. */
export const getSession = defineRoute({ method: 'GET', path: '/session', summary: '我是谁，能以什么身份做事 Who am I', response: z.object({ session: SessionView.nullable() }) });

/** Cheap: answered from what the guard already knows. The page asks it to see that it is still signed in, and what time it is. */
export const getPulse = defineRoute({
  method: 'GET',
  path: '/session/pulse',
  summary: '会话与服务器时间 Session and server time',
  response: z.object({ userId: Id, name: z.string(), now: Instant }),
});
