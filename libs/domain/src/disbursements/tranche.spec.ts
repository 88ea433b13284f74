import fc from 'fast-check';
import { whyNot } from '@weichuang/kernel/machine';
import type { TrancheGate } from '../calls/round-config';
import { type GateFacts, gateConditions, missingAt } from './gate';
import { ledgerProblem } from './ledger';
import { type TrancheFacts, type TrancheState, trancheMachine } from './tranche.machine';

const open: GateFacts = {
  agreementSigned: true, accountOnFile: true, openObjections: 0, openFindings: 0, midterm: { passed: true }, final: { passed: true },
  midtermReportAccepted: true, finalReportAccepted: true, missingDocuments: [], audit: { clean: true }, projectStopped: false,
};
const gates: TrancheGate[] = ['signed', 'midterm_pass', 'accepted', 'accepted_and_audited'];

it.each<[string, Partial<GateFacts>, TrancheGate[], string]>([
  ['no agreement', { agreementSigned: false }, gates, 'GATE.AGREEMENT_UNSIGNED'],
  ['no account', { accountOnFile: false }, gates, 'GATE.NO_ACCOUNT'],
  ['an objection', { openObjections: 1 }, gates, 'GATE.OBJECTION_OPEN'],
  ['a project that is stopped', { projectStopped: true }, gates, 'GATE.PROJECT_STOPPED'],
  ['open findings', { openFindings: 2 }, gates.slice(1), 'GATE.FINDINGS_OPEN'],
  ['no midterm', { midterm: null }, ['midterm_pass'], 'GATE.MIDTERM_MISSING'],
  ['midterm failed', { midterm: { passed: false } }, ['midterm_pass'], 'GATE.MIDTERM_FAILED'],
  ['no midterm report', { midtermReportAccepted: false }, ['midterm_pass'], 'GATE.MIDTERM_REPORT_MISSING'],
  ['no final evaluation', { final: null }, gates.slice(2), 'GATE.FINAL_MISSING'],
  ['final evaluation failed', { final: { passed: false } }, gates.slice(2), 'GATE.FINAL_FAILED'],
  ['no final report', { finalReportAccepted: false }, gates.slice(2), 'GATE.FINAL_REPORT_MISSING'],
  ['papers missing', { missingDocuments: ['photos'] }, gates.slice(2), 'GATE.DOCUMENTS_MISSING'],
  ['no audit', { audit: null }, ['accepted_and_audited'], 'GATE.AUDIT_MISSING'],
  ['audit with remarks', { audit: { clean: false } }, ['accepted_and_audited'], 'GATE.AUDIT_NOT_CLEAN'],
])('%s shuts %#', (_, facts, shut, code) => {
  for (const gate of gates) expect(missingAt(gate, { ...open, ...facts })).toEqual(shut.includes(gate) ? [code] : []);
});

it('shows every condition, met or not', () => {
  expect(gateConditions('signed', { ...open, openObjections: 2 })).toEqual([
    { condition: 'agreement_signed', met: true, code: 'GATE.AGREEMENT_UNSIGNED' },
    { condition: 'account_on_file', met: true, code: 'GATE.NO_ACCOUNT' },
    { condition: 'no_open_objection', met: false, code: 'GATE.OBJECTION_OPEN', params: { count: 2 } },
    { condition: 'not_stopped', met: true, code: 'GATE.PROJECT_STOPPED' },
  ]);
});

const facts: TrancheFacts = {
  actorId: 'boss', requesterId: 'staff', missing: [], grantFen: 1_000, amountFen: 400, paidFen: 0, returnedFen: 0,
  othersPaidFen: 500, othersReturnedFen: 0, stepFen: 0, voucher: 'V1', reason: 'because',
};
it.each<[string, TrancheState, keyof typeof trancheMachine.steps, Partial<TrancheFacts>, string | null]>([
  ['request', 'planned', 'request', {}, null],
  ['request a reduced one', 'reduced', 'request', {}, null],
  ['the gate is shut', 'planned', 'request', { missing: ['GATE.MIDTERM_MISSING'] }, 'TRANCHE.GATE_SHUT'],
  ['nothing to pay', 'reduced', 'request', { amountFen: 0 }, 'TRANCHE.NOTHING_TO_PAY'],
  ['more than the grant', 'planned', 'request', { othersPaidFen: 601 }, 'MONEY.ABOVE_GRANT'],
  ['what came back makes room', 'planned', 'request', { othersPaidFen: 601, othersReturnedFen: 1 }, null],
  ['withheld is not requested', 'withheld', 'request', {}, 'STATE.WRONG'],
  ['send back', 'requested', 'sendBack', {}, null],
  ['send back says why', 'requested', 'sendBack', { reason: '' }, 'REASON.REQUIRED'],
  ['approve', 'requested', 'approve', {}, null],
  ['by another person', 'requested', 'approve', { actorId: 'staff' }, 'TRANCHE.SAME_PERSON'],
  ['the gate shut meanwhile', 'requested', 'approve', { missing: ['GATE.FINDINGS_OPEN'] }, 'TRANCHE.GATE_SHUT'],
  ['no approval without request', 'planned', 'approve', {}, 'STATE.WRONG'],
  ['pay', 'approved', 'pay', {}, null],
  ['with a voucher', 'approved', 'pay', { voucher: ' ' }, 'TRANCHE.NO_VOUCHER'],
  ['never above the grant', 'approved', 'pay', { othersPaidFen: 601 }, 'MONEY.ABOVE_GRANT'],
  ['not twice', 'paid', 'pay', {}, 'STATE.WRONG'],
  ['withhold an approved one', 'approved', 'withhold', {}, null],
  ['not a paid one', 'paid', 'withhold', {}, 'STATE.WRONG'],
  ['release', 'withheld', 'release', {}, null],
  ['reduce', 'planned', 'reduce', { stepFen: 399 }, null],
  ['reduce to nothing', 'withheld', 'reduce', { stepFen: 0 }, null],
  ['the same is no reduction', 'planned', 'reduce', { stepFen: 400 }, 'TRANCHE.NOT_A_REDUCTION'],
  ['cancel', 'withheld', 'cancel', {}, null],
  ['cancel says why', 'withheld', 'cancel', { reason: ' ' }, 'REASON.REQUIRED'],
  ['return a part', 'paid', 'return', { paidFen: 400, stepFen: 100 }, null],
  ['and the rest', 'returned', 'return', { paidFen: 400, returnedFen: 100, stepFen: 300 }, null],
  ['not more than was paid', 'returned', 'return', { paidFen: 400, returnedFen: 100, stepFen: 301 }, 'MONEY.RETURN_ABOVE_PAID'],
  ['nothing', 'paid', 'return', { paidFen: 400 }, 'TRANCHE.NOTHING_RETURNED'],
])('tranche: %s', (_, state, event, more, code) => {
  expect(whyNot(trancheMachine, state, event, { ...facts, ...more })?.code ?? null).toBe(code);
});

it('whatever is tried in whatever order, paid − returned stays within the grant', () => {
  const events = Object.keys(trancheMachine.steps) as (keyof typeof trancheMachine.steps)[]; // keys of a literal object
  const tries = fc.array(fc.record({ at: fc.nat(2), event: fc.constantFrom(...events), stepFen: fc.integer({ min: -5, max: 500 }), actorId: fc.constantFrom('staff', 'boss') }), { maxLength: 60 });
  fc.assert(
    fc.property(tries, (list) => {
      const tranches = [400, 400, 400].map((amountFen) => ({ state: 'planned' as TrancheState, amountFen, paidFen: 0, returnedFen: 0 })); // 1,200 planned of 1,000
      for (const one of list) {
        const tranche = tranches[one.at]!;
        const rest = tranches.filter((other) => other !== tranche);
        const refusal = whyNot(trancheMachine, tranche.state, one.event, {
          ...facts, ...one, amountFen: tranche.amountFen, paidFen: tranche.paidFen, returnedFen: tranche.returnedFen,
          othersPaidFen: rest.reduce((sum, other) => sum + other.paidFen, 0),
          othersReturnedFen: rest.reduce((sum, other) => sum + other.returnedFen, 0),
        });
        if (refusal) continue;
        tranche.state = trancheMachine.steps[one.event].to;
        if (one.event === 'pay') tranche.paidFen = tranche.amountFen;
        if (one.event === 'reduce') tranche.amountFen = one.stepFen;
        if (one.event === 'return') tranche.returnedFen += one.stepFen;
        expect(ledgerProblem(1_000, tranches)).toBeNull();
      }
    }),
    { numRuns: 300 },
  );
});
