import { Injectable } from '@nestjs/common';
import { phaseOf, topGrantFen } from '@weichuang/domain/calls/phase';
import type { FormDefinition } from '@weichuang/domain/forms/definition';
import { stageLine } from '@weichuang/domain/calls/stage-line';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { found } from '@weichuang/platform/http/refused';
import { workOf } from '../calls/round-work.queries';
import { announcementsOf } from '../calls/rounds.queries';
import { definitions, portalRound, portalRounds, publishedNeeds, publishedNotices, publishedResults } from './portal.queries';

const PHASES = ['open', 'coming', 'running', 'ended', 'cancelled'] as const;

/** What the public reads: published calls, and nothing that is not said to all. */
@Injectable()
export class PortalService {
  /** What is open first, by its end; then what comes; then the rest, newest first. */
  async calls(ctx: Ctx) {
    const rows = (await portalRounds(ctx.em)).map(({ grant, open_at, close_at, pool_fen, ...row }) => {
      const calendar = { openAt: open_at.toISOString(), closeAt: close_at.toISOString() };
      return { ...row, ...calendar, poolFen: pool_fen, grantFen: topGrantFen(grant), phase: phaseOf(row.state, calendar, ctx.now) };
    });
    const at = (phase: (typeof PHASES)[number]) => PHASES.indexOf(phase);
    // of what is open the one that ends first; of what is over the one that ended last
    return rows.sort((a, b) => at(a.phase) - at(b.phase) || (a.phase === 'open' ? 1 : a.phase === 'coming' ? 1 : -1) * (Date.parse(a.closeAt) - Date.parse(b.closeAt)));
  }

  /** `drafts`: what is not published yet too, for a preview. @throws Refused NOT_FOUND */
  async page(ctx: Ctx, roundId: string, drafts: boolean) {
    const { config, ...round } = found(await portalRound(ctx.em, roundId, drafts));
    const rubricIds = [...new Set([...config.review.stages.map((stage) => stage.rubricVersionId), ...config.tracks.flatMap((track) => track.rubricVersionId ?? [])])];
    const formIds = [...new Set(config.tracks.map((track) => track.applicationFormVersionId))];
    const forms = new Map((await definitions(ctx.em, [...rubricIds, ...formIds])).map((form) => [form.id, form]));
    const outlines = (ids: readonly string[]) => ids.flatMap((id) => outline(forms.get(id)));
    return {
      ...round,
      phase: phaseOf(round.state, config.calendar, ctx.now),
      rules: config,
      line: stageLine(config, round.state, ctx.now, round.state === 'executing' ? await workOf(ctx.em, roundId) : null),
      rubrics: outlines(rubricIds),
      applicationForms: outlines(formIds).map((form) => ({ ...form, trackIds: config.tracks.filter((track) => track.applicationFormVersionId === form.id).map((track) => track.id) })),
      needs: await publishedNeeds(ctx.em, roundId),
      announcements: await announcementsOf(ctx.em, roundId),
      notices: await publishedNotices(ctx.em, roundId),
      results: await publishedResults(ctx.em, roundId),
    };
  }
}

/** What a form asks, without its inner workings. */
const outline = (form: { id: string; title: string; definition: FormDefinition } | undefined) =>
  form
    ? [{
        id: form.id,
        title: form.title,
        sections: form.definition.sections.map((section) => ({
          title: section.title,
          fields: section.fields.map((field) => ({ label: field.label, ...(field.help && { help: field.help }), max: field.score?.max ?? null, required: field.required ?? false })),
        })),
      }]
    : [];
