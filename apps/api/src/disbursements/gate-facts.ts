import { type GateConditionId, type GateFacts } from '@weichuang/domain/disbursements/gate';
import { missingPapers, type ProjectKnowledge } from '../agreements/project-facts.queries';

/** What the gates ask, of what is known about a project. */
export const gateFacts = (one: ProjectKnowledge): GateFacts => ({
  projectStopped: one.state === 'suspended' || one.state === 'terminated',
  agreementSigned: one.agreement === 'current',
  accountOnFile: one.account !== null,
  openObjections: one.open_objections,
  openFindings: one.open_findings,
  midterm: one.midterm === null ? null : { passed: one.midterm },
  final: one.final === null ? null : { passed: one.final },
  midtermReportAccepted: one.midterm_report,
  finalReportAccepted: one.final_report,
  missingDocuments: missingPapers(one),
  audit: one.audit,
});

/** Who can meet a condition. */
export const ACTORS = {
  not_stopped: 'street',
  agreement_signed: 'street',
  account_on_file: 'grantee',
  no_open_objection: 'street',
  findings_closed: 'supervisor',
  midterm_report_accepted: 'grantee',
  midterm_passed: 'evaluator',
  final_report_accepted: 'grantee',
  final_passed: 'evaluator',
  documents_complete: 'grantee',
  audit_clean: 'auditor',
} as const satisfies Readonly<Record<GateConditionId, string>>;
