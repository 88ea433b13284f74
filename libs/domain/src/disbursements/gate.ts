import type { RefusalParams } from '@weichuang/kernel/denial';
import type { TrancheGate } from '../calls/round-config';

/** What is known about a project when its next tranche is asked for. */
export interface GateFacts {
  /** suspended or terminated */
  readonly projectStopped: boolean;
  readonly agreementSigned: boolean;
  /** the grantee's (or host's) account is stored and checked */
  readonly accountOnFile: boolean;
  readonly openObjections: number;
  /** findings of supervision that are not closed by rectification */
  readonly openFindings: number;
  /** confirmed result; null while there is none */
  readonly midterm: { readonly passed: boolean } | null;
  readonly final: { readonly passed: boolean } | null;
  readonly midtermReportAccepted: boolean;
  readonly finalReportAccepted: boolean;
  /** papers the round wants for closing that are not there, by id */
  readonly missingDocuments: readonly string[];
  /** null while there is no audit */
  readonly audit: { readonly clean: boolean } | null;
}

export type GateConditionId =
  | 'not_stopped'
  | 'agreement_signed'
  | 'account_on_file'
  | 'no_open_objection'
  | 'findings_closed'
  | 'midterm_report_accepted'
  | 'midterm_passed'
  | 'final_report_accepted'
  | 'final_passed'
  | 'documents_complete'
  | 'audit_clean';

/** One condition of a gate; `code` says what is missing while it is not met. */
export interface GateCondition {
  readonly condition: GateConditionId;
  readonly met: boolean;
  readonly code: string;
  readonly params?: RefusalParams;
}

type Check = (f: GateFacts) => Omit<GateCondition, 'condition'>;
const passed = (subject: string, result: { readonly passed: boolean } | null): ReturnType<Check> => ({
  met: result?.passed === true,
  code: result ? `GATE.${subject}_FAILED` : `GATE.${subject}_MISSING`,
});

const CHECKS: Readonly<Record<GateConditionId, Check>> = {
  not_stopped: (f) => ({ met: !f.projectStopped, code: 'GATE.PROJECT_STOPPED' }),
  agreement_signed: (f) => ({ met: f.agreementSigned, code: 'GATE.AGREEMENT_UNSIGNED' }),
  account_on_file: (f) => ({ met: f.accountOnFile, code: 'GATE.NO_ACCOUNT' }),
  no_open_objection: (f) => ({ met: f.openObjections === 0, code: 'GATE.OBJECTION_OPEN', params: { count: f.openObjections } }),
  findings_closed: (f) => ({ met: f.openFindings === 0, code: 'GATE.FINDINGS_OPEN', params: { count: f.openFindings } }),
  midterm_report_accepted: (f) => ({ met: f.midtermReportAccepted, code: 'GATE.MIDTERM_REPORT_MISSING' }),
  midterm_passed: (f) => passed('MIDTERM', f.midterm),
  final_report_accepted: (f) => ({ met: f.finalReportAccepted, code: 'GATE.FINAL_REPORT_MISSING' }),
  final_passed: (f) => passed('FINAL', f.final),
  documents_complete: (f) => ({ met: f.missingDocuments.length === 0, code: 'GATE.DOCUMENTS_MISSING', params: { documents: f.missingDocuments } }),
  audit_clean: (f) => ({ met: f.audit?.clean === true, code: f.audit ? 'GATE.AUDIT_NOT_CLEAN' : 'GATE.AUDIT_MISSING' }),
};

const SIGNED: readonly GateConditionId[] = ['agreement_signed', 'account_on_file', 'no_open_objection', 'not_stopped'];
const ACCEPTED: readonly GateConditionId[] = [...SIGNED, 'findings_closed', 'final_report_accepted', 'final_passed', 'documents_complete'];

/** The conditions of each gate, in the order in which they are usually met (滨海 2014, 海曙 2020). */
export const GATES: Readonly<Record<TrancheGate, readonly GateConditionId[]>> = {
  signed: SIGNED,
  midterm_pass: [...SIGNED, 'findings_closed', 'midterm_report_accepted', 'midterm_passed'],
  accepted: ACCEPTED,
  accepted_and_audited: [...ACCEPTED, 'audit_clean'],
};

/** Every condition of a gate, met or with what is missing. */
export function gateConditions(gate: TrancheGate, facts: GateFacts): GateCondition[] {
  return GATES[gate].map((condition) => ({ condition, ...CHECKS[condition](facts) }));
}

/** The codes of what is missing; an empty list is an open gate. */
export function missingAt(gate: TrancheGate, facts: GateFacts): string[] {
  return gateConditions(gate, facts).flatMap((one) => (one.met ? [] : [one.code]));
}
