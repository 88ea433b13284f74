import { z } from 'zod';
import { ORGANIZATION_TYPES } from '@weichuang/domain/organizations/registration';
import { defineRoute } from '../http/route';
import { DateOnly, Id, Instant, Line } from '../http/shapes';
import { SessionView } from './session';

export const Email = z.email().max(200).trim().toLowerCase();
export const Phone = Line(40);
/** as typed; the rules are in domain/identity/password */
export const NewPassword = z.string().max(200);
export const LinkToken = z.string().min(20).max(100);

/**
 * A person and its organization in one go. A POST without an idempotency key: the address is the key, for it can be registered once,
 * and the second click is told so. A kept answer could not bring the session's cookie again, and the digest kept with a key would be
 * one of the password, fast to guess at.
 */
export const register = defineRoute({
  method: 'POST',
  path: '/registrations',
  summary: '注册组织账号 Register a person and an organization',
  body: z.object({
    person: z.object({ name: Line(60).min(1), email: Email, phone: Phone, password: NewPassword }),
    organization: z.object({
      kind: z.enum(ORGANIZATION_TYPES),
      name: Line(80),
      uscc: Line(40).nullable(),
      hostId: Id.nullable(),
      communityId: Id.nullable(),
      registeredOn: DateOnly.nullable(),
    }),
    /** the notice on personal information was agreed to (个人信息保护法 13, 17) */
    consent: z.literal(true, { error: 'REGISTRATION.CONSENT_NEEDED' }),
  }),
  response: SessionView,
});

/** What a link from a mail is for, before it is used. */
export const lookAtLink = defineRoute({
  method: 'POST',
  path: '/links/look',
  summary: '查看邮件链接 Look at a mailed link',
  body: z.object({ token: LinkToken }),
  response: z.object({ purpose: z.enum(['invitation', 'password_reset', 'email_confirmation']), email: z.string(), name: z.string(), place: z.string().nullable() }),
});

export const acceptInvitation = defineRoute({
  method: 'POST',
  path: '/links/accept',
  summary: '接受邀请 Accept an invitation',
  body: z.object({ token: LinkToken, name: Line(60).min(1), phone: Phone, password: NewPassword, consent: z.literal(true, { error: 'REGISTRATION.CONSENT_NEEDED' }) }),
  response: SessionView,
});

/** The same answer for any address. */
export const forgotPassword = defineRoute({
  method: 'POST',
  path: '/password-resets',
  summary: '忘记密码 Ask for a new password',
  body: z.object({ email: Email }),
  response: z.object({ sent: z.literal(true) }),
});

export const resetPassword = defineRoute({
  method: 'POST',
  path: '/links/reset',
  summary: '重设密码 Set a new password',
  body: z.object({ token: LinkToken, password: NewPassword }),
  response: z.object({ changed: z.literal(true) }),
});

export const confirmEmail = defineRoute({
  method: 'POST',
  path: '/links/confirm',
  summary: '确认邮箱 Confirm an address',
  body: z.object({ token: LinkToken }),
  response: z.object({ confirmed: z.literal(true) }),
});

export const ProfileView = z.object({
  id: Id,
  email: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  locale: z.enum(['zh-CN', 'en']),
  emailConfirmed: z.boolean(),
  passwordChangedAt: Instant.nullable(),
  sessions: z.array(z.object({ id: Id, client: z.string().nullable(), createdAt: Instant, seenAt: Instant, current: z.boolean() })),
});
export type ProfileView = z.output<typeof ProfileView>;

export const getProfile = defineRoute({ method: 'GET', path: '/profile', summary: '我的账号 My account', response: ProfileView });

export const saveProfile = defineRoute({
  method: 'PUT',
  path: '/profile',
  summary: '保存账号 Save my account',
  body: z.object({ name: Line(60).min(1), phone: Phone, locale: z.enum(['zh-CN', 'en']) }),
  response: ProfileView,
});

/** Ends all other sessions and gives this one a new token. */
export const changePassword = defineRoute({
  method: 'PUT',
  path: '/profile/password',
  summary: '修改密码 Change my password',
  body: z.object({ current: z.string().max(200), next: NewPassword }),
  response: z.object({ changed: z.literal(true) }),
});

export const endOtherSessions = defineRoute({
  method: 'DELETE',
  path: '/profile/sessions',
  summary: '退出其他设备 End my other sessions',
  response: ProfileView,
});

export const sendConfirmation = defineRoute({
  method: 'PUT',
  path: '/profile/confirmation',
  summary: '重新发送确认邮件 Send the confirmation mail again',
  response: z.object({ sent: z.literal(true) }),
});
