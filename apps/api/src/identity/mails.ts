import { newId } from '@weichuang/kernel/id';
import type { Role } from '@weichuang/domain/identity/access';
import { MailRow } from '@weichuang/persistence/identity/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { textOf } from '@weichuang/platform/http/texts';

export interface MailText {
  readonly subject: string;
  readonly body: string;
}

export interface Addressee {
  readonly id: string | null;
  readonly email: string;
  readonly name: string;
  readonly locale: string;
}

/** Puts a mail into the outbox, in the request's transaction: no change, no mail. The worker sends it. */
export async function writeMail(ctx: Ctx, to: Addressee, text: MailText, tenantId: string | null = null): Promise<void> {
  await ctx.em.insert(MailRow, { id: newId(), dedupKey: null, tenantId, toEmail: to.email, toUserId: to.id, subject: text.subject, body: text.body, state: 'waiting', attempts: 0, createdAt: ctx.now });
}

/** The role's name as everywhere; inside an English sentence it begins small. */
const roleName = (role: Role, language: 'zh' | 'en'): string =>
  language === 'zh' ? textOf('zh-CN', `ROLE.${role}`, {}) : textOf('en', `ROLE.${role}`, {}).replace(/^./, (letter) => letter.toLowerCase());

const letter = (to: Addressee, zh: readonly string[], en: readonly string[]): string =>
  to.locale === 'en'
    ? [`Dear ${to.name},`, '', ...en, '', 'Weichuang', 'This mail was sent automatically; please do not answer it.'].join('\n')
    : [`${to.name}，您好：`, '', ...zh, '', '微创投', '本邮件由系统自动发出，请不要直接回复。'].join('\n');
const subject = (locale: string, zh: string, en: string): string => (locale === 'en' ? en : zh);

export const mailTexts = {
  confirm: (to: Addressee, link: string): MailText => ({
    subject: subject(to.locale, '请确认您的邮箱', 'Please confirm your address'),
    body: letter(to,
      ['您已在微创投注册。请在 7 天内打开下面的链接，确认这是您的邮箱，以便收到退回修改、评审结果等通知：', link, '如果不是您本人注册，请忽略本邮件。'],
      ['you have registered with Weichuang. Please open this link within 7 days to confirm your address, so that notices reach you:', link, 'If it was not you, please ignore this mail.']),
  }),
  invitation: (to: Addressee, by: string, place: string, role: Role, link: string): MailText => ({
    subject: subject(to.locale, `${place}邀请您担任${roleName(role, 'zh')}`, `${place} invites you as ${roleName(role, 'en')}`),
    body: letter(to,
      [`${by}邀请您在“${place}”担任${roleName(role, 'zh')}。请在 7 天内打开下面的链接设置密码，即可开始使用：`, link, '链接只能使用一次，请不要转发。'],
      [`${by} invites you to work in “${place}” as ${roleName(role, 'en')}. Please open this link within 7 days and choose a password:`, link, 'The link works once; please do not pass it on.']),
  }),
  newRole: (to: Addressee, by: string, place: string, role: Role, link: string): MailText => ({
    subject: subject(to.locale, `您已成为${place}的${roleName(role, 'zh')}`, `You are now ${roleName(role, 'en')} of ${place}`),
    body: letter(to,
      [`${by}请您在“${place}”担任${roleName(role, 'zh')}。用您现有的账号登录即可开始：`, link],
      [`${by} asks you to work in “${place}” as ${roleName(role, 'en')}. Please sign in with your present account:`, link]),
  }),
  reset: (to: Addressee, link: string): MailText => ({
    subject: subject(to.locale, '重设密码', 'Set a new password'),
    body: letter(to,
      ['我们收到了重设密码的请求。请在 1 小时内打开下面的链接设置新密码：', link, '如果不是您本人操作，请忽略本邮件，原密码仍然有效。'],
      ['we were asked for a new password. Please open this link within an hour:', link, 'If it was not you, please ignore this mail; your password is unchanged.']),
  }),
  passwordChanged: (to: Addressee): MailText => ({
    subject: subject(to.locale, '您的密码已修改', 'Your password was changed'),
    body: letter(to,
      ['您的密码刚刚被修改，其他设备上的登录已退出。如果不是您本人操作，请立即用“忘记密码”重设，并联系平台管理员。'],
      ['your password was just changed and your other sessions were ended. If it was not you, please use “Forgotten password” at once and tell the platform’s administrator.']),
  }),
} satisfies Record<string, (to: Addressee, ...rest: never[]) => MailText>;

