import { Injectable } from '@nestjs/common';
import type { FormDefinition } from '@weichuang/domain/forms/definition';
import { checkDefinition } from '@weichuang/domain/forms/definition-check';
import { diffDefinitions } from '@weichuang/domain/forms/pin';
import { editRefusal, publishRefusal } from '@weichuang/domain/forms/version-rules';
import { fieldsOfForm } from '@weichuang/domain/forms/visible-fields';
import { refuse, type FieldProblem } from '@weichuang/kernel/denial';
import { newId } from '@weichuang/kernel/id';
import { FormVersionRow, type FormKind } from '@weichuang/persistence/forms/entities';
import { tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { ensure, found } from '@weichuang/platform/http/refused';
import { textOf } from '@weichuang/platform/http/texts';
import { newestVersions, previousPublished } from './forms.queries';

const EMPTY: FormDefinition = { sections: [{ id: 'main', title: { zh: '内容', en: 'Content' }, fields: [] }] };

/** Versions of forms, rubrics, indexes and checklists: a draft is written, published once, and never changes again. */
@Injectable()
export class FormsService {
  async view(ctx: Ctx, id: string) {
    const row = found(await ctx.em.findOneBy(FormVersionRow, { id }));
    const problems = checkDefinition(row.definition);
    return {
      ...row,
      problems: this.said(ctx, problems),
      previous: await previousPublished(ctx.em, row),
      actions: this.actionsOf(ctx, row, problems),
    };
  }

  /** A form of its own, with an empty first version. */
  create(ctx: Ctx, kind: FormKind, title: string): Promise<string> {
    return this.insert(ctx, { formKey: `own_${newId().slice(-12)}`, kind, title, definition: EMPTY, version: 1, published: false });
  }

  /** The next version as a copy of the newest; the draft that is there already, if there is one. @throws Refused NOT_FOUND */
  async draft(ctx: Ctx, formKey: string): Promise<string> {
    // two who ask at once: the second waits here and then finds the first one's draft
    await ctx.em.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tenantOf(ctx)}/${formKey}`]);
    const newest = found(await ctx.em.findOne(FormVersionRow, { where: { tenantId: tenantOf(ctx), formKey }, order: { version: 'DESC' } }));
    if (!newest.publishedAt) return newest.id;
    return this.insert(ctx, { ...newest, version: newest.version + 1, published: false });
  }

  /** @throws Refused REVISION.STALE, FORM.PUBLISHED */
  async save(ctx: Ctx, id: string, body: { revision: number; title?: string; definition?: FormDefinition }) {
    const row = await this.locked(ctx, id, body.revision);
    ensure(editRefusal(row));
    const before = { title: row.title, definition: row.definition };
    row.title = body.title ?? row.title;
    row.definition = body.definition ?? row.definition;
    row.revision += 1;
    await ctx.em.save(FormVersionRow, row);
    await emit(ctx, {
      kind: 'form.saved',
      subject: { kind: 'form_version', id },
      data: { title: row.title, changes: diffDefinitions(before.definition, row.definition).slice(0, 200), before: before.title },
    });
    return { revision: row.revision, savedAt: ctx.now, problems: this.said(ctx, checkDefinition(row.definition)) };
  }

  /** @throws Refused REVISION.STALE, FORM.PUBLISHED, FORM.INVALID with the places */
  async publish(ctx: Ctx, id: string, revision: number) {
    const row = await this.locked(ctx, id, revision);
    ensure(publishRefusal(row, checkDefinition(row.definition)));
    row.publishedAt = ctx.now;
    row.revision += 1;
    await ctx.em.save(FormVersionRow, row);
    await emit(ctx, { kind: 'form.published', subject: { kind: 'form_version', id }, data: { formKey: row.formKey, version: row.version } });
    return { publishedAt: ctx.now, revision: row.revision };
  }

  /** @throws Refused FORM.PUBLISHED */
  async remove(ctx: Ctx, id: string) {
    const row = await this.locked(ctx, id);
    ensure(editRefusal(row));
    await ctx.em.delete(FormVersionRow, { id });
    await emit(ctx, { kind: 'form.draft_deleted', subject: { kind: 'form_version', id }, data: { formKey: row.formKey, version: row.version, definition: row.definition } });
    return { deleted: true };
  }

  async changes(ctx: Ctx, id: string, since: string) {
    const [after, before] = [found(await ctx.em.findOneBy(FormVersionRow, { id })), found(await ctx.em.findOneBy(FormVersionRow, { id: since }))];
    // a field whose name was emptied goes by its old one
    const labels = new Map([...fieldsOfForm(before.definition), ...fieldsOfForm(after.definition).filter((field) => field.label.zh.trim())].map((field) => [field.id, field.label]));
    return diffDefinitions(before.definition, after.definition).map((change) => ({
      kind: change.kind,
      fieldId: change.fieldId,
      label: labels.get(change.fieldId) ?? { zh: change.fieldId },
      aspects: change.kind === 'changed' ? [...change.aspects] : [],
    }));
  }

  /** The newest published version of a key; made as version 1 from `form` when the street has none. For setting up rounds. */
  async publishedOr(ctx: Ctx, formKey: string, form: { kind: FormKind; title: string; definition: FormDefinition }): Promise<string> {
    const newest = (await newestVersions(ctx.em, tenantOf(ctx), [formKey])).get(formKey);
    if (newest) return newest;
    return this.insert(ctx, { ...form, formKey, version: 1, published: true });
  }

  private async insert(ctx: Ctx, form: { formKey: string; kind: FormKind; title: string; definition: FormDefinition; version: number; published: boolean }): Promise<string> {
    const id = newId(ctx.now.getTime());
    await ctx.em.insert(FormVersionRow, {
      id,
      tenantId: tenantOf(ctx),
      formKey: form.formKey,
      kind: form.kind,
      title: form.title,
      version: form.version,
      // TypeORM's deep-partial of readonly data cannot be inferred
      definition: form.definition as object,
      publishedAt: form.published ? ctx.now : null,
      revision: 1,
    });
    await emit(ctx, { kind: form.published ? 'form.published' : 'form.drafted', subject: { kind: 'form_version', id }, data: { formKey: form.formKey, version: form.version } });
    return id;
  }

  private async locked(ctx: Ctx, id: string, revision?: number): Promise<FormVersionRow> {
    const row = found(await ctx.em.findOne(FormVersionRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    if (revision !== undefined && revision !== row.revision) ensure(refuse('REVISION.STALE', { yours: revision, current: row.revision }, 'stale'));
    return row;
  }

  private said(ctx: Ctx, problems: readonly FieldProblem[]) {
    return problems.map(({ path, code, params }) => ({ path, code, message: textOf(ctx.locale, code, params ?? {}) }));
  }

  private actionsOf(ctx: Ctx, row: FormVersionRow, problems: readonly FieldProblem[]) {
    const step = (event: string, permission: string, why: ReturnType<typeof editRefusal>) =>
      ctx.may(permission) ? [why ? { event, allowed: false, why: { code: why.code, detail: textOf(ctx.locale, why.code, why.params ?? {}) } } : { event, allowed: true }] : [];
    if (row.publishedAt) return step('draft', 'form.edit', null);
    return [...step('edit', 'form.edit', null), ...step('publish', 'form.publish', publishRefusal(row, problems)), ...step('delete', 'form.edit', null)];
  }
}
