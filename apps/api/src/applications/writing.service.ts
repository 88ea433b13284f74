import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { mirrorOf, roundProblems, sumsOf } from '@weichuang/domain/applications/completeness';
import { hintsFor, layOver, MOST_ANSWER_BYTES, type PlaceKey, writingRefusal } from '@weichuang/domain/applications/saving';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import { windowRefusal } from '@weichuang/domain/calls/deadline';
import { FILE_KINDS, MEDIA_TYPES } from '@weichuang/domain/files/kinds';
import { progressOf } from '@weichuang/domain/forms/progress';
import { fieldsOfForm } from '@weichuang/domain/forms/visible-fields';
import { refuseFields } from '@weichuang/kernel/denial';
import { newId } from '@weichuang/kernel/id';
import type { Input, Reply } from '@weichuang/contracts/http/route';
import type { createApplication, saveApplication } from '@weichuang/contracts/applications/writing';
import { ApplicationRow } from '@weichuang/persistence/applications/entities';
import { actorOf, tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { HOUSE, type House } from '@weichuang/platform/house';
import { ensure, found, missing, refused } from '@weichuang/platform/http/refused';
import { textOf } from '@weichuang/platform/http/texts';
import { FilesService } from '../files/files.service';
import { lockForWriting, placeOfNew, saveColumns, type WritableRow } from './applications.queries';
import { kindOf } from './facts';
import { Pinned } from './pinned';
import { problemViews } from './problem-views';

/** Files of one application, removed ones left out. */
const MOST_FILES = 60;

type Save = Input<typeof saveApplication>['body'];

/** What an applicant writes while it may be written. */
@Injectable()
export class WritingService {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    private readonly pinned: Pinned,
    private readonly files: FilesService,
  ) {}

  /** @throws Refused CALL.NOT_OPEN, CALL.CLOSED, APPLICATION.TRACK_UNKNOWN, APPLICATION.TRACK_NOT_FOR_KIND, APPLICATION.IS_UNDERTAKER */
  async create(ctx: Ctx, roundId: string, body: Input<typeof createApplication>['body']): Promise<Reply<typeof createApplication>> {
    const place = found(await placeOfNew(ctx, roundId, body.organizationId));
    // what is not published is nobody's to see
    if (place.state === 'draft') throw missing();
    if (place.state === 'cancelled') throw refused('CALL.CANCELLED');
    const config = await this.pinned.config(ctx, roundId, place.stamp);
    ensure(windowRefusal(config.calendar, ctx.now));
    const track = config.tracks.find((one) => one.id === body.trackId);
    if (!track) throw refused('APPLICATION.TRACK_UNKNOWN', undefined, 'invalid');
    const kind = kindOf(place.kind);
    if (kind === null || !track.applicants.includes(kind)) throw refused('APPLICATION.TRACK_NOT_FOR_KIND', undefined, 'invalid');
    if (place.undertaker_organization_id === body.organizationId && config.eligibility.rules.some((rule) => rule.kind === 'not_undertaker')) throw refused('APPLICATION.IS_UNDERTAKER', undefined, 'forbidden');
    const tenantId = tenantOf(ctx);
    const id = newId(ctx.now.getTime());
    if (!place.takes_part) {
      await ctx.em.query('INSERT INTO participation (tenant_id, organization_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [tenantId, body.organizationId]);
      // the guard's memory of who takes part where is a second old at most, but the person looks at once
      this.house.sessions.forgetAll();
    }
    await ctx.em.insert(ApplicationRow, {
      id, tenantId, roundId, organizationId: body.organizationId, hostOrganizationId: track.hostRequired ? place.host_id : null, trackId: track.id,
      communityId: null, needId: null, pairingId: null, formVersionId: track.applicationFormVersionId, title: body.title,
      number: null, receiptNumber: null, answers: body.title ? { project_name: body.title } : {}, touched: {}, search: '', requestedFen: 0, ownFen: 0, state: 'draft',
      submittedAt: null, submittedVersion: 0, returnReason: null, returnFields: null, returnUntil: null, returns: 0, decisionReason: null,
      createdBy: actorOf(ctx).userId, updatedAt: ctx.now, revision: 1,
    } as object); // jsonb columns defeat TypeORM's partial types
    await emit(ctx, { kind: 'application.create', subject: { kind: 'application', id }, roundId, data: { organizationId: body.organizationId, trackId: track.id } });
    const rule = config.eligibility.rules.find((one) => one.kind === 'max_applications');
    const over = rule?.kind === 'max_applications' && place.begun >= rule.max ? { code: 'APPLICATION.MORE_THAN_ALLOWED', params: { max: rule.max, count: place.begun + 1 } } : null;
    return { id, revision: 1, warning: over && { code: over.code, message: textOf(ctx.locale, over.code, over.params) } };
  }

  /** @throws Refused CALL.CLOSED, APPLICATION.NOT_WRITABLE, APPLICATION.NOT_RETURNED, APPLICATION.CORRECTION_CLOSED, APPLICATION.TOO_LARGE, REVISION.STALE */
  async save(ctx: Ctx, id: string, body: Save): Promise<Reply<typeof saveApplication>> {
    const row = found(await lockForWriting(ctx, id));
    const [config, definition] = [await this.pinned.config(ctx, row.round_id, row.round_stamp), await this.pinned.form(ctx, row.form_version_id)];
    ensure(this.mayWrite(ctx, config, row, [...Object.keys(body.answers), ...placeKeys(body)]));
    const saved = layOver(definition, row, { baseRevision: body.revision, patch: body.answers });
    if (saved.conflicts.length)
      ensure({
        ...refuseFields('REVISION.STALE', saved.conflicts.map((one) => ({ path: one.fieldId, code: 'APPLICATION.FIELD_CHANGED' }))),
        kind: 'stale',
        params: { yours: body.revision, current: row.revision, changed: saved.conflicts.map((one) => one.fieldId) },
      });
    const size = Buffer.byteLength(JSON.stringify(saved.answers));
    if (size > MOST_ANSWER_BYTES) throw refused('APPLICATION.TOO_LARGE', { max: `${MOST_ANSWER_BYTES / 1000} KB` }, 'limit');
    const sums = sumsOf(definition, saved.answers);
    const byRound = roundProblems(config, definition, saved.answers);
    const places = placeKeys(body);
    let { revision } = row;
    if (saved.changed.length || places.length) {
      revision = Math.max(saved.revision, row.revision + 1);
      const mirror = mirrorOf(definition, saved.answers);
      const columns = {
        answers: saved.answers,
        touched: saved.touched,
        title: mirror.title ?? body.title ?? row.title,
        hostOrganizationId: body.hostOrganizationId === undefined ? row.host_organization_id : body.hostOrganizationId,
        communityId: mirror.communityId !== undefined ? mirror.communityId : body.communityId === undefined ? row.community_id : body.communityId,
        needId: mirror.needId !== undefined ? mirror.needId : body.needId === undefined ? row.need_id : body.needId,
        pairingId: body.pairingId ?? null,
        requestedFen: sums.grantFen,
        ownFen: sums.ownFen,
        revision,
        at: ctx.now,
      };
      // a draft's words are the applicant's own: the trail says which fields, never what they say
      await saveColumns(ctx, row, columns, { kind: 'application.save', subject: { kind: 'application', id }, roundId: row.round_id, tenantId: row.tenant_id, data: { revision, fields: [...saved.changed, ...places] } });
    }
    return {
      revision,
      savedAt: ctx.now,
      requestedFen: sums.grantFen,
      ownFen: sums.ownFen,
      progress: mutable(progressOf(definition, saved.answers, byRound)),
      problems: problemViews(ctx.locale, [...saved.unstorable, ...hintsFor(definition, saved.answers, Object.keys(body.answers)), ...byRound]),
    };
  }

  async attach(ctx: Ctx, id: string, request: FastifyRequest) {
    const row = found(await lockForWriting(ctx, id));
    const [config, definition] = [await this.pinned.config(ctx, row.round_id, row.round_stamp), await this.pinned.form(ctx, row.form_version_id)];
    ensure(this.mayWrite(ctx, config, row, []));
    const fileFields = fieldsOfForm(definition).filter((field) => field.type === 'file');
    const stored = await this.files.list(ctx, id);
    if (stored.length >= MOST_FILES) throw refused('APPLICATION.TOO_MANY_FILES', { max: MOST_FILES }, 'limit');
    return this.files.receive(ctx, request, {
      subject: { kind: 'application', id },
      purpose: 'answer',
      organizationId: row.organization_id,
      roundId: row.round_id,
      accept: FILE_KINDS,
      before: ({ mediaType, fields }) => {
        const field = fileFields.find((one) => one.id === fields['fieldId']);
        if (!field) throw refused('APPLICATION.NO_FILE_FIELD', undefined, 'invalid');
        ensure(this.mayWrite(ctx, config, row, [field.id]));
        const kind = MEDIA_TYPES[mediaType]?.kind;
        if (field.accept && (!kind || !field.accept.includes(kind))) throw refused('FILE.WRONG_TYPE', { accept: [...field.accept] }, 'invalid');
      },
    });
  }

  /** Takes a file away that no submitted version holds. */
  async detach(ctx: Ctx, id: string, fileId: string): Promise<{ removed: boolean }> {
    const row = found(await lockForWriting(ctx, id));
    ensure(this.mayWrite(ctx, await this.pinned.config(ctx, row.round_id, row.round_stamp), row, []));
    if (!(await this.files.list(ctx, id)).some((file) => file.id === fileId)) throw missing();
    await this.files.remove(ctx, fileId);
    return { removed: true };
  }

  private mayWrite(ctx: Ctx, config: RoundConfig, row: WritableRow, keys: readonly string[]) {
    return writingRefusal(
      { state: row.state, now: ctx.now, window: config.calendar, correctBy: row.return_until?.toISOString() ?? null, returnedFields: row.return_fields ?? [] },
      keys,
    );
  }
}

function placeKeys(body: Save): PlaceKey[] {
  const given: [PlaceKey, unknown][] = [['title', body.title], ['host', body.hostOrganizationId], ['community', body.communityId], ['need', body.needId], ['pairing', body.pairingId]];
  return given.filter(([, value]) => value !== undefined).map(([key]) => key);
}

const mutable = (progress: ReturnType<typeof progressOf>) => ({ ...progress, sections: progress.sections.map((one) => ({ ...one })) });

