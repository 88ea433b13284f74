import { Injectable } from '@nestjs/common';
import type { Input } from '@weichuang/contracts/http/route';
import type { cloneRound, createRound } from '@weichuang/contracts/calls/rounds';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import { shiftRound } from '@weichuang/domain/calls/reschedule';
import { templateById } from '@weichuang/domain/calls/templates/library';
import { buildRound, datesFrom, type RoundTemplate, type TemplateFormKind } from '@weichuang/domain/calls/templates/template';
import { dateInChina } from '@weichuang/kernel/clock';
import { newId } from '@weichuang/kernel/id';
import { RoundRow } from '@weichuang/persistence/calls/entities';
import type { FormKind } from '@weichuang/persistence/forms/entities';
import { TenantRow } from '@weichuang/persistence/organizations/entities';
import { tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { found, refused } from '@weichuang/platform/http/refused';
import { FormsService } from '../forms/forms.service';
import { RoundsService } from './rounds.service';

const KIND: Readonly<Record<TemplateFormKind, FormKind>> = { application: 'application', rubric: 'rubric', index: 'evaluation_index', progress: 'progress_report' };
const DAY = 86_400_000;
type NewRound = Input<typeof cloneRound>['body'];

/** A round begins from a programme of the library, or from one the street has run. */
@Injectable()
export class NewRoundsService {
  constructor(
    private readonly forms: FormsService,
    private readonly rounds: RoundsService,
  ) {}

  /**
   * Dates by the template's offsets; each of its forms as the street's newest published version, made as version 1 where the street has none.
   * @throws Refused ROUND.TEMPLATE_UNKNOWN
   */
  async fromTemplate(ctx: Ctx, body: Input<typeof createRound>['body']): Promise<string> {
    const template = templateById(body.templateId);
    if (!template) throw refused('ROUND.TEMPLATE_UNKNOWN', undefined, 'invalid');
    const { contact } = found(await ctx.em.findOneBy(TenantRow, { id: tenantOf(ctx) }));
    const config = buildRound(template, datesFrom(template, body.openOn), await this.versionsFor(ctx, template), {
      phone: contact.phone ?? '',
      email: contact.email ?? '',
      address: contact.address ?? '',
    });
    return this.insert(ctx, body, config, { templateId: template.id, introduction: template.describes.zh, undertaker: null, from: template.id });
  }

  /** Last year's rules, forms and undertaker; every date moved by the days between both openings. @throws Refused NOT_FOUND */
  async fromRound(ctx: Ctx, roundId: string, body: NewRound): Promise<string> {
    const last = await this.rounds.load(ctx, roundId);
    const opened = Date.parse(last.config.calendar.openAt);
    // a draft without an opening has no days to count from: its dates stay
    const days = Number.isNaN(opened) ? 0 : Math.round((Date.parse(body.openOn) - Date.parse(dateInChina(new Date(opened)))) / DAY);
    return this.insert(ctx, body, shiftRound(last.config, days), {
      templateId: last.templateId,
      introduction: last.introduction,
      undertaker: last.undertakerOrganizationId,
      from: roundId,
    });
  }

  private async versionsFor(ctx: Ctx, template: RoundTemplate): Promise<Record<string, string>> {
    const ids: Record<string, string> = {};
    for (const [key, form] of Object.entries(template.forms))
      ids[key] = await this.forms.publishedOr(ctx, `${template.id}.${key}`, { kind: KIND[form.kind], title: form.name.zh, definition: form.definition });
    return ids;
  }

  private async insert(
    ctx: Ctx,
    body: NewRound,
    config: RoundConfig,
    made: { templateId: string | null; introduction: string; undertaker: string | null; from: string },
  ): Promise<string> {
    const id = newId(ctx.now.getTime());
    await ctx.em.insert(RoundRow, {
      id,
      tenantId: tenantOf(ctx),
      title: body.title,
      year: body.year,
      edition: body.edition,
      templateId: made.templateId,
      state: 'draft',
      // TypeORM's deep-partial of readonly data cannot be inferred
      config: config as object,
      introduction: made.introduction,
      undertakerOrganizationId: made.undertaker,
      revision: 1,
    });
    await emit(ctx, { kind: 'round.created', subject: { kind: 'round', id }, roundId: id, data: { title: body.title, year: body.year, from: made.from } });
    return id;
  }
}
