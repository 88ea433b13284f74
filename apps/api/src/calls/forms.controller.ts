import { Controller } from '@nestjs/common';
import {
  compareFormVersions, createForm, deleteFormDraft, draftVersion, getFormVersion, listForms, publishFormVersion, saveFormVersion,
} from '@weichuang/contracts/forms/versions';
import type { Input } from '@weichuang/contracts/http/route';
import { templateById } from '@weichuang/domain/calls/templates/library';
import { Can } from '@weichuang/platform/access/can';
import { tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { Route } from '@weichuang/platform/http/route';
import { formsOf } from '../forms/forms.queries';
import { FormsService } from '../forms/forms.service';

@Controller()
export class FormsController {
  constructor(private readonly forms: FormsService) {}

  @Route(listForms)
  @Can('form.read', { tenant: 'tenantId' })
  async list(ctx: Ctx, { query }: Input<typeof listForms>) {
    const rows = await formsOf(ctx.em, tenantOf(ctx), query.kind);
    // a form's key begins with the programme it came with
    return { rows: rows.map((row) => ({ ...row, origin: templateById(row.formKey.split('.')[0] ?? '')?.name ?? null })), may: { edit: ctx.may('form.edit') } };
  }

  @Route(createForm)
  @Can('form.edit', { tenant: 'tenantId' })
  async create(ctx: Ctx, { body }: Input<typeof createForm>) {
    return { id: await this.forms.create(ctx, body.kind, body.title) };
  }

  @Route(draftVersion)
  @Can('form.edit', { tenant: 'tenantId' })
  async draft(ctx: Ctx, { params }: Input<typeof draftVersion>) {
    return { id: await this.forms.draft(ctx, params.formKey) };
  }

  @Route(getFormVersion)
  @Can('form.read', { form_version: 'id' })
  get(ctx: Ctx, { params }: Input<typeof getFormVersion>) {
    return this.forms.view(ctx, params.id);
  }

  @Route(saveFormVersion)
  @Can('form.edit', { form_version: 'id' })
  save(ctx: Ctx, { params, body }: Input<typeof saveFormVersion>) {
    return this.forms.save(ctx, params.id, body);
  }

  @Route(publishFormVersion)
  @Can('form.publish', { form_version: 'id' })
  publish(ctx: Ctx, { params, body }: Input<typeof publishFormVersion>) {
    return this.forms.publish(ctx, params.id, body.revision);
  }

  @Route(deleteFormDraft)
  @Can('form.edit', { form_version: 'id' })
  remove(ctx: Ctx, { params }: Input<typeof deleteFormDraft>) {
    return this.forms.remove(ctx, params.id);
  }

  @Route(compareFormVersions)
  @Can('form.read', { form_version: 'id' })
  async changes(ctx: Ctx, { params, query }: Input<typeof compareFormVersions>) {
    return { rows: await this.forms.changes(ctx, params.id, query.since) };
  }
}
