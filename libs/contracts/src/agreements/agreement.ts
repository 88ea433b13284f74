import { z } from 'zod';
import { AGREEMENT_STATES } from '@weichuang/domain/agreements/agreement.machine';
import { FileView } from '../files/file';
import { defineRoute } from '../http/route';
import { Action, DateOnly, Fen, Id, IdParams, Instant, Line, Prose } from '../http/shapes';

const Revision = z.int().min(1);
const Party = z.enum(['street', 'undertaker', 'organization', 'service_centre', 'community']);

/** What staff may write of a party; its place and role come from the round. */
const PartyText = z.object({ party: Party, name: Line(80), uscc: Line(18), address: Line(120), representative: Line(40), contact: Line(60), phone: Line(40) });
const Duty = z.object({ party: Line(20).min(1), items: z.array(Prose(500).min(1)).max(20).readonly() });
const Clause = z.object({ title: Line(40).min(1), paragraphs: z.array(Prose(1500).min(1)).max(20).readonly() });

export const AgreementText = z.object({
  title: Line(60).min(1),
  recital: Prose(2000).min(1),
  parties: z.array(PartyText).min(2).max(5).readonly(),
  goals: z.array(Prose(300).min(1)).max(12).readonly(),
  account: z.object({ holder: Line(80), bank: Line(80), number: Line(40) }),
  duties: z.array(Duty).max(6).readonly(),
  clauses: z.array(Clause).max(20).readonly(),
  closing: Prose(500).min(1),
});
export type AgreementText = z.output<typeof AgreementText>;

const Content = z.object({
  title: z.string(),
  programme: z.string(),
  parties: z.array(PartyText.extend({ label: z.string(), role: z.string() })).readonly(),
  recital: z.string(),
  project: z.object({ name: z.string(), no: z.string(), community: z.string(), period: z.object({ from: z.string(), to: z.string() }), goals: z.array(z.string()).readonly() }),
  grantFen: Fen,
  tranches: z.array(z.object({ name: z.string(), condition: z.string(), shareBp: z.number(), amountFen: Fen })).readonly(),
  /** `masked`: the reader may not see the whole number, nor the papers that name it */
  account: z.object({ holder: z.string(), bank: z.string(), number: z.string(), masked: z.boolean() }),
  duties: z.array(Duty).readonly(),
  clauses: z.array(Clause).readonly(),
  closing: z.string(),
});

export const AgreementView = z.object({
  id: Id,
  projectId: Id,
  number: z.string(),
  state: z.enum(AGREEMENT_STATES),
  revision: Revision,
  content: Content,
  /** the grant in capitals, 人民币贰万元整 */
  capitals: z.string(),
  issuedAt: Instant.nullable(),
  signBy: DateOnly,
  signedOn: DateOnly.nullable(),
  signedBy: z.array(Party).readonly(),
  reason: z.string().nullable(),
  /** the paper as issued; null while there is none, and for readers of a masked account: for them `preview` makes a copy */
  pdf: FileView.nullable(),
  /** the signed paper; null while there is none, and for whoever may neither see the account nor bring or confirm the scan */
  scan: FileView.nullable(),
  scanned: z.boolean(),
  actions: z.array(Action),
  may: z.object({ edit: z.boolean(), upload: z.boolean() }),
});
export type AgreementView = z.output<typeof AgreementView>;

export const getAgreement = defineRoute({ method: 'GET', path: '/projects/:id/agreement', summary: '资助协议 The agreement', params: IdParams, response: AgreementView });

/** The account stays as it is when its writer sees it masked. */
export const editAgreement = defineRoute({
  method: 'PUT',
  path: '/projects/:id/agreement',
  summary: '修改协议文本 Edit the wording',
  params: IdParams,
  body: AgreementText.extend({ revision: Revision, signBy: DateOnly }),
  response: z.object({ revision: Revision }),
});

export const previewAgreement = defineRoute({ method: 'GET', path: '/projects/:id/agreement/preview', summary: '预览协议 The draft as it would print, or a copy of what was issued, the account as its reader may see it', params: IdParams, kind: 'file' });

const Moved = z.object({ state: z.enum(AGREEMENT_STATES), revision: Revision });

export const issueAgreement = defineRoute({
  method: 'POST', path: '/projects/:id/agreement/issue', summary: '发出协议 Issue the agreement', params: IdParams, body: z.object({ revision: Revision }), response: Moved, idempotent: true,
});
export const recallAgreement = defineRoute({
  method: 'POST', path: '/projects/:id/agreement/recall', summary: '收回协议 Recall the agreement', params: IdParams, body: z.object({ revision: Revision, reason: Prose(1000).default('') }), response: Moved, idempotent: true,
});
/** The scan of the signed and sealed paper, PDF or image: the agreement counts as signed by its bringer, to be confirmed by staff. */
export const uploadScan = defineRoute({ method: 'POST', path: '/projects/:id/agreement/scan', summary: '上传签字盖章扫描件 Upload the signed paper', params: IdParams, kind: 'upload', response: FileView, idempotent: true });

export const rejectScan = defineRoute({
  method: 'POST', path: '/projects/:id/agreement/scan-rejection', summary: '退回扫描件 Reject the scan', params: IdParams, body: z.object({ revision: Revision, reason: Prose(1000).default('') }), response: Moved, idempotent: true,
});
export const confirmAgreement = defineRoute({
  method: 'POST',
  path: '/projects/:id/agreement/confirmation',
  summary: '确认签订 Confirm the signatures',
  params: IdParams,
  body: z.object({ revision: Revision, signedOn: DateOnly, signedBy: z.array(Party).max(5) }),
  response: Moved,
  idempotent: true,
});
