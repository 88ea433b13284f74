import { newId } from '@weichuang/kernel/id';
import { linkOf, TELLING_RULES, type TellingRule } from '@weichuang/domain/notifications/rules';
import type { Ctx } from '@weichuang/platform/context/ctx';
import type { House } from '@weichuang/platform/house';
import { textOf } from '@weichuang/platform/http/texts';
import { formatDeadline } from '@weichuang/kernel/clock';
import type { Listener, LoggedEvent } from '../events/listener';
import { judgesOfStage, stagePlace } from './judges.queries';
import { peopleFor, placeOf, type Person } from './recipients.queries';

const rules = new Map(TELLING_RULES.map((rule) => [rule.kind, rule]));

const DAY = 86_400_000;
/** How old news of the demo is by which its people have read it, in days. */
const DEMO_READ_AFTER = 14;

/**
 * The demo's half year is told at once, when the worker first starts after the seed: its people read what is long past when it
 * happened. Null, unread, for whatever is fresh, and always outside the demo.
 */
export const readLongAgo = (demo: boolean, happenedAt: Date, now: Date): Date | null =>
  demo && now.getTime() - happenedAt.getTime() > DEMO_READ_AFTER * DAY ? new Date(happenedAt.getTime() + DAY) : null;

/** Writes the message, and the letter where the rule wants one; the event's and the person's ids keep a repeat from writing again. */
async function tell(ctx: Ctx, house: House, event: LoggedEvent, person: Person, said: { params: Record<string, string>; link: string; mail: boolean }): Promise<void> {
  await ctx.em.query(
    `INSERT INTO notification (id, tenant_id, user_id, event_id, kind, params, link, created_at, read_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
    [newId(), event.tenantId, person.id, event.id, event.kind, JSON.stringify(said.params), said.link, event.happenedAt, readLongAgo(house.settings.DEMO, event.happenedAt, ctx.now)],
  );
  if (said.mail) {
    const locale = person.locale === 'en' ? 'en' : 'zh-CN';
    const text = textOf(locale, `TELL.${event.kind}`, said.params);
    const body = textOf(locale, 'TELL.MAIL', { name: person.name, text, url: `${house.settings.PUBLIC_URL}${said.link}` });
    await ctx.em.query(
      `INSERT INTO mail (id, dedup_key, tenant_id, to_email, to_user_id, subject, body, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [newId(), `${event.id}:${person.id}`, event.tenantId, person.email, person.id, text.slice(0, 120), body, event.happenedAt],
    );
  }
}

async function byRule(ctx: Ctx, house: House, event: LoggedEvent, rule: TellingRule): Promise<void> {
  const place = await placeOf(ctx.em, event.subject.kind, event.subject.id);
  if (!place) return;
  const people = await peopleFor(ctx.em, rule, { ...place, roundId: place.roundId ?? event.roundId });
  const link = linkOf(rule, { id: event.subject.id, round: place.roundId ?? event.roundId, project: place.projectId });
  for (const person of people) {
    // nobody is told of what he did himself
    if (person.id === event.actorId) continue;
    await tell(ctx, house, event, person, { params: { title: place.title ?? '' }, link, mail: rule.mail });
  }
}

/** Who the event names, and with how many applications. */
function countsIn({ data }: LoggedEvent): ReadonlyMap<string, number> {
  if (typeof data['userId'] === 'string') return new Map([[data['userId'], 1]]);
  const counts = new Map<string, number>();
  for (const one of Array.isArray(data['added']) ? (data['added'] as unknown[]) : [])
    if (typeof one === 'object' && one !== null && 'judgeId' in one && typeof one.judgeId === 'string') counts.set(one.judgeId, (counts.get(one.judgeId) ?? 0) + 1);
  return counts;
}

export const notificationListeners: readonly Listener[] = [
  {
    name: 'tell-people',
    kinds: [...rules.keys()],
    async run(ctx, event, house) {
      const rule = rules.get(event.kind);
      if (rule) await byRule(ctx, house, event, rule);
    },
  },
  {
    // a judge is told of a panel it was called to, of what it was given, and of what is left shortly before the end
    name: 'tell-judges',
    kinds: ['panel.judge_added', 'review_stage.assigned', 'review_stage.reminded'],
    async run(ctx, event, house) {
      const place = await stagePlace(ctx.em, event.subject.id);
      if (!place) return;
      const given = countsIn(event);
      const named: readonly unknown[] | null = Array.isArray(event.data['judges']) ? event.data['judges'] : null;
      for (const judge of await judgesOfStage(ctx.em, event.subject.id)) {
        if (event.kind === 'review_stage.reminded' && named && !named.includes(judge.id)) continue;
        const count = event.kind === 'review_stage.reminded' ? judge.open : (given.get(judge.id) ?? 0);
        if (!count || judge.id === event.actorId) continue;
        await tell(ctx, house, event, judge, { params: { title: place.round, count: String(count), due: formatDeadline(place.reviewTo) }, link: '/app/judging', mail: true });
      }
    },
  },
  {
    name: 'tell-report-maker',
    kinds: ['report_batch.finished'],
    async run(ctx, event, house) {
      const rows: Person[] = await ctx.em.query('SELECT id, name, email, locale FROM user_account WHERE id = $1', [event.data['requestedBy']]);
      const person = rows[0];
      if (person) await tell(ctx, house, event, person, { params: {}, link: `/app/rounds/${event.roundId ?? ''}/reports`, mail: false });
    },
  },
];
