import { z } from 'zod';
import { defineRoute } from '../http/route';
import { Action, Id, IdParams, Instant, Line } from '../http/shapes';
import { FormDefinitionDraft } from './definition.schema';

export const FORM_KINDS = ['application', 'rubric', 'evaluation_index', 'progress_report', 'checklist'] as const;
const TenantParams = z.object({ tenantId: Id });
const FormParams = TenantParams.extend({ formKey: z.string().min(1).max(120) });
const Revision = z.int().min(1);

export const FormSummary = z.object({
  formKey: z.string(),
  kind: z.enum(FORM_KINDS),
  title: z.string(),
  /** the programme of the library it came with */
  origin: z.object({ zh: z.string(), en: z.string().optional() }).nullable(),
  /** newest first */
  versions: z.array(z.object({ id: Id, version: z.number(), title: z.string(), publishedAt: Instant.nullable(), usedBy: z.number() })),
});
export type FormSummary = z.output<typeof FormSummary>;

export const listForms = defineRoute({
  method: 'GET', path: '/tenants/:tenantId/forms', summary: '街道的表单 Forms of a street', params: TenantParams,
  query: z.object({ kind: z.enum(FORM_KINDS).optional() }), response: z.object({ rows: z.array(FormSummary), may: z.object({ edit: z.boolean() }) }),
});

export const createForm = defineRoute({
  method: 'POST', path: '/tenants/:tenantId/forms', summary: '新建表单 A new form', params: TenantParams, idempotent: true,
  body: z.object({ kind: z.enum(FORM_KINDS), title: Line(120).min(1) }), response: z.object({ id: Id }),
});

/** A draft from the newest version; the draft there is already, if there is one. */
export const draftVersion = defineRoute({
  method: 'POST', path: '/tenants/:tenantId/forms/:formKey/draft', summary: '新建版本 A new version', params: FormParams, idempotent: true, response: z.object({ id: Id }),
});

const Problem = z.object({ path: z.string(), code: z.string(), message: z.string() });

export const FormVersionView = z.object({
  id: Id,
  /** the street whose form it is */
  tenantId: Id,
  formKey: z.string(),
  kind: z.enum(FORM_KINDS),
  version: z.number(),
  title: z.string(),
  definition: FormDefinitionDraft,
  publishedAt: Instant.nullable(),
  revision: z.number(),
  problems: z.array(Problem),
  /** the newest published version before this one */
  previous: z.object({ id: Id, version: z.number() }).nullable(),
  actions: z.array(Action),
});
export type FormVersionView = z.output<typeof FormVersionView>;

export const getFormVersion = defineRoute({ method: 'GET', path: '/form-versions/:id', summary: '一个版本 One version', params: IdParams, response: FormVersionView });

/** A draft may be wrong: the problems are listed, saving does not fail for them. */
export const saveFormVersion = defineRoute({
  method: 'PATCH', path: '/form-versions/:id', summary: '保存草稿版本 Save a draft version', params: IdParams,
  body: z.object({ revision: Revision, title: Line(120).optional(), definition: FormDefinitionDraft.optional() }),
  response: z.object({ revision: z.number(), savedAt: Instant, problems: z.array(Problem) }),
});

export const publishFormVersion = defineRoute({
  method: 'POST', path: '/form-versions/:id/publication', summary: '发布版本 Publish a version', params: IdParams, idempotent: true,
  body: z.object({ revision: Revision }), response: z.object({ publishedAt: Instant, revision: z.number() }),
});

export const deleteFormDraft = defineRoute({
  method: 'DELETE', path: '/form-versions/:id', summary: '删除草稿版本 Delete a draft version', params: IdParams, response: z.object({ deleted: z.boolean() }),
});

export const FormChange = z.object({
  kind: z.enum(['added', 'removed', 'changed']),
  fieldId: z.string(),
  label: z.object({ zh: z.string(), en: z.string().optional() }),
  aspects: z.array(z.string()),
});
export type FormChange = z.output<typeof FormChange>;

export const compareFormVersions = defineRoute({
  method: 'GET', path: '/form-versions/:id/changes', summary: '与另一版本的差别 What differs from another version', params: IdParams,
  query: z.object({ since: Id }), response: z.object({ rows: z.array(FormChange) }),
});
