import { createHash } from 'node:crypto';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import type { RoundState } from '@weichuang/domain/calls/round.machine';
import { streetMicroTemplate } from '@weichuang/domain/calls/templates/street-micro';
import { buildRound, datesFrom, type RoundTemplate, type TemplateFormKind } from '@weichuang/domain/calls/templates/template';
import { addDays } from '@weichuang/kernel/calendar';
import { canonicalJson } from '@weichuang/kernel/canonical-json';
import { dateInChina } from '@weichuang/kernel/clock';
import { newId } from '@weichuang/kernel/id';
import type { World } from '../world';

/** `'2 days'`, `'-30 minutes'`: from now, by the world's clock. */
export type FromNow = `${number} ${'days' | 'hours' | 'minutes' | 'seconds'}`;

export interface RoundOverrides {
  /** default `open` */
  readonly state?: RoundState;
  readonly opensIn?: FromNow;
  /** the dates after the end move with it */
  readonly closesIn?: FromNow;
  readonly title?: string;
  readonly undertakerOrganizationId?: string;
  readonly template?: RoundTemplate;
  /** laid over the whole configuration, key by key, or made from it */
  readonly config?: Partial<RoundConfig> | ((config: RoundConfig) => RoundConfig);
}

export interface BuiltRound {
  readonly roundId: string;
  readonly config: RoundConfig;
  /** by the template's form keys: `application`, `micro_application`, `rubric`, `micro_rubric`, `midterm_index`, `final_index`, `progress`, `light_progress` */
  readonly formVersionIds: Readonly<Record<string, string>>;
}

const MS = { days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1000 };
export const fromNow = (now: Date, text: FromNow): string => {
  const [amount, unit] = text.split(' ') as [string, keyof typeof MS]; // the type of FromNow
  return new Date(now.getTime() + Number(amount) * MS[unit]).toISOString();
};

/** The day the call opened, in days from now, so that a round in this state has plausible dates. */
const OPENED: Readonly<Record<RoundState, number>> = {
  draft: 40, published: 3, open: -10, closed: -32, reviewing: -40, deciding: -46, noticing: -50, executing: -90, archived: -400, cancelled: -10,
};
const KIND: Readonly<Record<TemplateFormKind, string>> = { application: 'application', rubric: 'rubric', index: 'evaluation_index', progress: 'progress_report' };

/**
 * A round of the world's street with its own published form versions, inserted as rows, without events.
 * The street's micro-venture template unless another is given; two tracks, `org` and `self`, stage `pitch`.
 */
export async function publishedRound(w: World, overrides: RoundOverrides = {}): Promise<BuiltRound> {
  const { state = 'open', template = streetMicroTemplate } = overrides;
  const now = w.house.clock.now();
  const roundId = newId();
  const formVersionIds = await publishedForms(w, template, roundId.slice(-6));
  const contact = { phone: '0510-88880000', email: 'gs@test.local', address: '测试路 1 号' };
  const built = buildRound(template, datesFrom(template, addDays(dateInChina(now), OPENED[state])), formVersionIds, contact);
  const timed: RoundConfig = { ...built, calendar: moved(built.calendar, now, overrides) };
  const config = typeof overrides.config === 'function' ? overrides.config(timed) : { ...timed, ...overrides.config };
  await w.rows(
    `INSERT INTO round (id, tenant_id, title, edition, year, template_id, state, config, config_hash, introduction, undertaker_organization_id, published_at)
     VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, '面向社区的公益微创投。', $9, $10)`,
    [
      roundId, w.tenantId, overrides.title ?? '社区微创投公益大赛', now.getUTCFullYear(), template.id, state, JSON.stringify(config),
      state === 'draft' ? null : createHash('sha256').update(canonicalJson(config)).digest('hex'),
      overrides.undertakerOrganizationId ?? null, state === 'draft' ? null : now,
    ],
  );
  return { roundId, config, formVersionIds };
}

/** Version 1 of each of the template's forms, published; the keys get a tag so that a world may have several rounds. */
export async function publishedForms(w: World, template: RoundTemplate, tag: string): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const [key, form] of Object.entries(template.forms)) {
    const id = newId();
    await w.rows('INSERT INTO form_version (id, tenant_id, form_key, kind, version, title, definition, published_at) VALUES ($1, $2, $3, $4, 1, $5, $6, now())', [
      id, w.tenantId, `${key}_${tag}`, KIND[form.kind], form.name.zh, JSON.stringify(form.definition),
    ]);
    ids[key] = id;
  }
  return ids;
}

const AFTER_CLOSE = ['reviewFrom', 'reviewTo', 'noticeFrom', 'signBy', 'projectFrom', 'projectTo'] as const;

function moved(calendar: RoundConfig['calendar'], now: Date, { opensIn, closesIn }: RoundOverrides): RoundConfig['calendar'] {
  const openAt = opensIn ? fromNow(now, opensIn) : calendar.openAt;
  if (!closesIn) return { ...calendar, openAt };
  const closeAt = fromNow(now, closesIn);
  const later = Date.parse(closeAt) - Date.parse(calendar.closeAt);
  const rest = Object.fromEntries(AFTER_CLOSE.map((key) => [key, new Date(Date.parse(calendar[key]) + later).toISOString()]));
  return { ...calendar, openAt, closeAt, ...rest };
}
