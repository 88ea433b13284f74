import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type ApplicationEvent, type ApplicationFacts, applicationMachine } from '@weichuang/domain/applications/application.machine';
import { receiptNumber } from '@weichuang/domain/applications/receipt';
import { formatNumber, numberScope } from '@weichuang/domain/calls/numbering';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import { visibleAnswers, visibleFields } from '@weichuang/domain/forms/visible-fields';
import type { Answers, FormDefinition } from '@weichuang/domain/forms/definition';
import { canonicalJson } from '@weichuang/kernel/canonical-json';
import { dateInChina } from '@weichuang/kernel/clock';
import { newId } from '@weichuang/kernel/id';
import { ApplicationRow, ApplicationVersionRow } from '@weichuang/persistence/applications/entities';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { HOUSE, type House } from '@weichuang/platform/house';
import { found } from '@weichuang/platform/http/refused';
import { transition } from '@weichuang/platform/transition/transition';
import { FilesService } from '../files/files.service';
import { nextNumber, nextReceipt, placeOf, type PlaceRow } from './applications.queries';
import { factsOf, missingOf } from './facts';
import { Pinned } from './pinned';

interface Known {
  readonly place: PlaceRow;
  readonly config: RoundConfig;
  readonly definition: FormDefinition;
  readonly now: Date;
}

export interface Move {
  readonly revision?: number;
  /** laid over the facts: a reason, named fields, the screening's answer */
  readonly brought?: Partial<ApplicationFacts>;
  readonly apply?: (row: ApplicationRow) => void;
  readonly data?: Record<string, unknown>;
}

/** The moves of an application's machine. */
@Injectable()
export class SubmissionService {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    private readonly pinned: Pinned,
    private readonly files: FilesService,
  ) {}

  /**
   * Hands in a draft, or a corrected application: everything is checked as it is now, a version is frozen with its digest,
   * number and receipt are given. The window is checked by the database's clock after the row is locked, so all processes close
   * at the same instant, and of two submissions at once the second finds the first.
   * @throws Refused CALL.NOT_OPEN, CALL.CLOSED, APPLICATION.INCOMPLETE with every place, APPLICATION.CORRECTION_CLOSED, STATE.WRONG, REVISION.STALE
   */
  async submit(ctx: Ctx, id: string, revision: number) {
    const before = found(await ctx.em.findOne(ApplicationRow, { where: { id }, select: { id: true, state: true } }));
    let known: Known | null = null;
    let frozen: ApplicationVersionRow | null = null;
    const row = await transition(ctx, ApplicationRow, id, applicationMachine, before.state === 'returned' ? 'resubmit' : 'submit', {
      revision,
      facts: async (one) => {
        known = await this.know(ctx, one);
        return factsOf(known.now, known.config, one, known.place, missingOf(known.config, known.definition, one, known.place));
      },
      apply: async (one) => {
        frozen = await this.freeze(ctx, one, found(known));
      },
      data: (one) => ({ number: one.number, version: one.submittedVersion, receiptNumber: one.receiptNumber, digest: found(frozen).digest, organizationId: one.organizationId, title: one.title }),
    });
    return { row, version: found(frozen as ApplicationVersionRow | null) };
  }

  /** Any other move, with what the verb brings. */
  async move(ctx: Ctx, id: string, event: Exclude<ApplicationEvent, 'submit' | 'resubmit'>, { revision, brought, apply, data }: Move): Promise<ApplicationRow> {
    return transition(ctx, ApplicationRow, id, applicationMachine, event, {
      ...(revision === undefined ? {} : { revision }),
      facts: async (one) => {
        const known = await this.know(ctx, one);
        return factsOf(known.now, known.config, one, known.place, [], brought);
      },
      apply: (one) => {
        apply?.(one);
        one.updatedAt = ctx.now;
      },
      data: () => ({ ...data }),
    });
  }

  /** What a decision about the application rests on, as it is now. */
  async know(ctx: Ctx, row: Pick<ApplicationRow, 'id' | 'roundId' | 'formVersionId'>): Promise<Known> {
    const place = found(await placeOf(ctx, row.id));
    return {
      place,
      config: await this.pinned.config(ctx, row.roundId, place.round_stamp),
      definition: await this.pinned.form(ctx, row.formVersionId),
      now: new Date(place.db_ms + this.house.clock.offsetMs),
    };
  }

  private async freeze(ctx: Ctx, row: ApplicationRow, { place, config, definition, now }: Known): Promise<ApplicationVersionRow> {
    const answers = visibleAnswers(definition, row.answers);
    const year = Number(dateInChina(now).slice(0, 4));
    if (row.number === null) {
      const parts = { street: place.street_short, community: place.community?.short ?? '', track: row.trackId, year: place.round_year };
      const seq = await nextNumber(ctx, row.roundId, row.tenantId, `application ${numberScope(config.numbering, parts)}`);
      row.number = formatNumber(config.numbering, { ...parts, seq });
    }
    row.receiptNumber = receiptNumber(year, await nextReceipt(ctx));
    row.submittedVersion += 1;
    row.submittedAt = now;
    row.updatedAt = now;
    row.returnReason = null;
    row.returnFields = null;
    row.returnUntil = null;
    row.search = [row.title, row.number, place.organization.name].join(' ');
    const version = ctx.em.create(ApplicationVersionRow, {
      id: newId(), tenantId: row.tenantId, applicationId: row.id, version: row.submittedVersion, title: row.title, formVersionId: row.formVersionId,
      answers: answers as object, requestedFen: row.requestedFen, ownFen: row.ownFen,
      digest: createHash('sha256').update(canonicalJson(answers)).digest('hex'),
      receiptNumber: row.receiptNumber, submittedAt: now, submittedBy: actorOf(ctx).userId,
    });
    await ctx.em.insert(ApplicationVersionRow, version as object); // the row itself; jsonb defeats TypeORM's partial types
    await this.files.lock(ctx, fileIds(definition, answers));
    return version;
  }
}

/** The stored files that answers hold. */
export function fileIds(definition: FormDefinition, answers: Answers): string[] {
  return visibleFields(definition, answers)
    .filter((field) => field.type === 'file')
    .flatMap((field) => {
      const ids = answers[field.id];
      return Array.isArray(ids) ? ids.map(String) : [];
    });
}
