import { z } from 'zod';
import { AWARD_OUTCOMES, PROJECT_STANDS } from '@weichuang/domain/applications/outcome';
import { APPLICATION_STATES } from '@weichuang/domain/applications/application.machine';
import { StageLineView } from '../calls/rounds';
import { FileView } from '../files/file';
import { Action, Id, Instant } from '../http/shapes';

export const ApplicationStateSchema = z.enum(APPLICATION_STATES);
/** What came of it after the eligibility check, as far as it is public. */
export const OutcomeView = z.object({ award: z.enum(AWARD_OUTCOMES).nullable(), project: z.object({ id: Id, state: z.enum(PROJECT_STANDS) }).nullable() });
const Named = z.object({ id: Id, name: z.string() });
const Text = z.object({ zh: z.string(), en: z.string().optional() });

/** Answers by field id; the pinned form says what they are. */
export const AnswersSchema = z.record(z.string(), z.unknown());

/** One thing that is missing or wrong, with its sentence; a hint while writing, a refusal at the submission. */
export const ProblemView = z.object({ path: z.string(), code: z.string(), message: z.string(), params: z.record(z.string(), z.unknown()).optional() });
export type ProblemView = z.output<typeof ProblemView>;

export const ProgressView = z.object({
  sections: z.array(z.object({ sectionId: z.string(), state: z.enum(['not_started', 'in_progress', 'done']), missing: z.number(), wrong: z.number() })),
  missing: z.number(),
  wrong: z.number(),
  complete: z.boolean(),
});

export const OrganizationCard = z.object({
  id: Id,
  kind: z.string(),
  name: z.string(),
  uscc: z.string().nullable(),
  registeredOn: z.string().nullable(),
  registrar: z.string().nullable(),
  assessmentLevel: z.string().nullable(),
  address: z.string().nullable(),
  legalRepresentative: z.string().nullable(),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  contactEmail: z.string().nullable(),
});

/** What was decided about an application, in the words of the call. */
export const ReasonView = z.object({ ruleId: z.string(), title: Text, clause: z.string(), reason: z.string().nullable() });

export const VersionView = z.object({ version: z.number(), title: z.string(), requestedFen: z.number(), ownFen: z.number(), digest: z.string(), receiptNumber: z.string().nullable(), submittedAt: Instant, submittedBy: z.string() });

/** Where the applicant may still write, and until when. */
export const WritingView = z.object({
  open: z.boolean(),
  /** the only fields open after a return; null: all */
  fields: z.array(z.string()).nullable(),
  closesAt: Instant.nullable(),
});

export const ApplicationView = z.object({
  id: Id,
  state: ApplicationStateSchema,
  revision: z.number(),
  number: z.string().nullable(),
  receiptNumber: z.string().nullable(),
  title: z.string(),
  round: z.object({ id: Id, title: z.string(), state: z.string(), openAt: Instant, closeAt: Instant, projectFrom: Instant, projectTo: Instant }),
  street: Named,
  track: z.object({ id: z.string(), name: Text, hostRequired: z.boolean() }),
  organization: OrganizationCard,
  host: Named.nullable(),
  community: Named.nullable(),
  need: z.object({ id: Id, title: z.string() }).nullable(),
  pairing: z.object({ id: Id, state: z.string() }).nullable(),
  definition: z.object({ sections: z.array(z.unknown()) }),
  answers: AnswersSchema,
  files: z.array(FileView),
  requestedFen: z.number(),
  ownFen: z.number(),
  /** rules the page reckons the budget with while typing */
  budget: z.object({ categories: z.array(z.object({ id: z.string(), name: Text })), caps: z.array(z.unknown()), maxRequestFen: z.number().nullable(), overCap: z.enum(['invalid', 'truncate']), grant: z.unknown() }),
  choices: z.object({
    communities: z.array(Named),
    needs: z.array(z.object({ id: Id, title: z.string(), communityId: Id, community: z.string() })),
    hosts: z.array(Named),
    pairings: z.array(z.object({ id: Id, communityId: Id, community: z.string(), state: z.string() })),
    pairingRequired: z.boolean(),
  }),
  progress: ProgressView,
  problems: z.array(ProblemView),
  writing: WritingView,
  actions: z.array(Action),
  submittedAt: Instant.nullable(),
  submittedVersion: z.number(),
  returned: z.object({ reason: z.string(), fields: z.array(z.string()), until: Instant, left: z.number() }).nullable(),
  decision: z.object({ reason: z.string().nullable(), rules: z.array(ReasonView) }).nullable(),
  versions: z.array(VersionView),
  timeline: z.array(z.object({ id: Id, kind: z.string(), at: Instant, by: z.string().nullable(), data: z.record(z.string(), z.unknown()) })),
  outcome: OutcomeView,
  line: StageLineView,
  /** the person may read the eligibility check of it */
  screening: z.boolean(),
  /** the applicant's side reads what is being written, staff what was handed in */
  mine: z.boolean(),
});
export type ApplicationView = z.output<typeof ApplicationView>;

