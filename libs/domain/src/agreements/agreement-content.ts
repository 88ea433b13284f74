import { type Refusal, refuse } from '@weichuang/kernel/denial';
import { isPlainObject } from '../forms/answer';
import type { Answers } from '../forms/definition';
import type { AgreementParty, TrancheGate, TranchePlan } from '../calls/round-config';

/** What a paper says about one of its parties. */
export interface PartyCard {
  readonly party: AgreementParty;
  /** 甲方, 乙方, 丙方 */
  readonly label: string;
  /** 资助方, 承办方, 实施方 */
  readonly role: string;
  readonly name: string;
  readonly uscc: string;
  readonly address: string;
  readonly representative: string;
  readonly contact: string;
  readonly phone: string;
}

/** A line of the table of tranches; `shareBp` of the grant in basis points. */
export interface AgreementTranche {
  readonly name: string;
  readonly condition: string;
  readonly shareBp: number;
  readonly amountFen: number;
}

/** The words of a grant agreement (资助协议). What staff may edit is text; money, parties' order and tranches come from the award. */
export interface AgreementContent {
  readonly title: string;
  readonly programme: string;
  readonly parties: readonly PartyCard[];
  readonly recital: string;
  readonly project: {
    readonly name: string;
    readonly no: string;
    readonly community: string;
    readonly period: { readonly from: string; readonly to: string };
    readonly goals: readonly string[];
  };
  readonly grantFen: number;
  readonly tranches: readonly AgreementTranche[];
  readonly account: { readonly holder: string; readonly bank: string; readonly number: string };
  readonly duties: readonly { readonly party: string; readonly items: readonly string[] }[];
  readonly clauses: readonly { readonly title: string; readonly paragraphs: readonly string[] }[];
  readonly closing: string;
}

export type PartyDetails = Omit<PartyCard, 'party' | 'label' | 'role'>;

export interface AgreementSource {
  readonly programme: string;
  /** in the order in which the round names its parties; one that is not known yet has an empty name */
  readonly parties: readonly { readonly party: AgreementParty; readonly details: PartyDetails }[];
  readonly project: AgreementContent['project'];
  readonly grantFen: number;
  readonly plan: readonly TranchePlan[];
  /** of the plan's lines, in its order, fen */
  readonly amounts: readonly number[];
  readonly account: AgreementContent['account'];
}

const LABELS = ['甲方', '乙方', '丙方', '丁方', '戊方'] as const;
const ROLES: Readonly<Record<AgreementParty, string>> = {
  street: '资助方',
  undertaker: '承办方',
  organization: '实施方',
  service_centre: '支持方',
  community: '监督方',
};
const GATE_WORDS: Readonly<Record<TrancheGate, string>> = {
  signed: '本协议签订',
  midterm_pass: '中期评估合格',
  accepted: '末期评估合格并通过结项验收',
  accepted_and_audited: '通过结项验收并经审计无异议',
};

export const EMPTY_PARTY: PartyDetails = { name: '', uscc: '', address: '', representative: '', contact: '', phone: '' };

/** 中期评估合格后 15 个工作日以内 */
export function conditionOf(plan: Pick<TranchePlan, 'on' | 'withinDays' | 'withinWorkingDays'>): string {
  if (plan.withinWorkingDays !== undefined) return `${GATE_WORDS[plan.on]}后 ${plan.withinWorkingDays} 个工作日以内`;
  return plan.withinDays === null ? `${GATE_WORDS[plan.on]}后` : `${GATE_WORDS[plan.on]}后 ${plan.withinDays} 日以内`;
}

/** The first wording of an agreement; staff may change duties, clauses and the parties' details until it is issued. */
export function draftAgreement(source: AgreementSource): AgreementContent {
  const parties = source.parties.map(({ party, details }, i): PartyCard => ({ party, label: LABELS[i] ?? `第${i + 1}方`, role: ROLES[party], ...details }));
  const labelOf = (party: AgreementParty): string | null => parties.find((one) => one.party === party)?.label ?? null;
  const [funder, grantee] = [labelOf('street') ?? '甲方', labelOf('organization') ?? '乙方'];
  const undertaker = labelOf('undertaker');
  const community = labelOf('community');
  const count = parties.length === 2 ? '双方' : '各方';
  return {
    title: '社区微创投项目资助协议',
    programme: source.programme,
    parties,
    recital: `为推进社区治理创新，激发社会组织与居民参与公益服务的活力，${funder}通过“${source.programme}”公开征集，经评审、审定和公示，决定对${grantee}申报的项目予以资助。${count}在平等、自愿的基础上，就项目实施、资助与监督达成如下协议，共同遵守。`,
    project: source.project,
    grantFen: source.grantFen,
    tranches: source.plan.map((one, i) => ({ name: one.name.zh, condition: conditionOf(one), shareBp: one.bp, amountFen: source.amounts[i] ?? 0 })),
    account: source.account,
    duties: [
      {
        party: funder,
        items: ['按照本协议约定的期限和条件拨付资助款；', '对项目实施和资金使用进行指导、监督，组织中期评估和末期评估；', '对项目中获得的居民个人信息的保护情况进行检查。'],
      },
      ...(undertaker ? [{ party: undertaker, items: ['为项目提供一对一辅导，定期走访并填写督导记录；', '受理项目材料，协助完成评估、结项和归档。'] }] : []),
      {
        party: grantee,
        items: [
          '按照经审定的优化方案和预算实施项目，不得转包、分包；',
          '资助款专款专用、专账核算，不得用于购置固定资产、偿还债务和发放与项目无关的福利；',
          '及时提交活动记录、支出凭证和进展报告，内容真实；',
          '接受监督检查和审计，如实提供资料；',
          '服务对象、项目目标、核心服务内容不得变更；其他调整事先书面报批。',
        ],
      },
      ...(community ? [{ party: community, items: ['为项目实施提供场地和居民动员等支持；', '对活动的真实性进行日常监督。'] }] : []),
    ],
    clauses: [
      { title: '成果与信息保护', paragraphs: ['项目形成的成果对外使用应当注明资助来源。各方对在项目中知悉的居民个人信息负有保密义务，未经本人同意不得向他人提供。'] },
      {
        title: '变更、中止与终止',
        paragraphs: [
          '因不可抗力或者政策调整致使项目不能继续实施的，协商变更或者终止协议，按实际完成情况结算，结余资金退回。',
          `${grantee}有弄虚作假、挪用资助款或者评估不合格且未按期整改情形的，${funder}有权停止拨款、终止协议并追回资助款。`,
        ],
      },
      { title: '争议解决', paragraphs: [`因履行本协议发生争议的，协商解决；协商不成的，向${funder}所在地人民法院提起诉讼。`] },
    ],
    closing: `本协议自${count}签字并盖章之日起生效，一式${['零', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十'][parties.length * 2] ?? parties.length * 2}份，${count}各执两份，具有同等法律效力。`,
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '');

/** Goals as an agreement lists them: the objectives with their measures, or the goal in words. */
export function goalsOf(answers: Answers): string[] {
  const rows = answers['sub_goals'];
  const measured = (Array.isArray(rows) ? rows : []).flatMap((row: unknown) => {
    if (!isPlainObject(row)) return [];
    const [objective, indicator, target, unit] = ['objective', 'indicator', 'target', 'unit'].map((key) => textOf(row[key]));
    return objective ? [[objective, [indicator, target && `${target}${unit ?? ''}`].filter(Boolean).join(' ')].filter(Boolean).join('：')] : [];
  });
  const goal = textOf(answers['goal']);
  return measured.length ? measured : goal ? [goal] : [];
}

/** The project's own period, where its form asks for one. */
export function periodOf(answers: Answers): { from: string; to: string } | null {
  const period = answers['period'];
  if (!isPlainObject(period)) return null;
  const [from, to] = [textOf(period['from']), textOf(period['to'])];
  return from && to && from <= to ? { from, to } : null;
}

/** What a paper lacks before it may be issued: `AGREEMENT.PARTY_UNNAMED`, `AGREEMENT.ACCOUNT_MISSING`. */
export function contentProblem(content: Pick<AgreementContent, 'parties' | 'account'>): Refusal | null {
  const unnamed = content.parties.filter((one) => !one.name.trim()).map((one) => one.label);
  if (unnamed.length) return refuse('AGREEMENT.PARTY_UNNAMED', { parties: unnamed });
  const { holder, bank, number } = content.account;
  return holder.trim() && bank.trim() && number.trim() ? null : refuse('AGREEMENT.ACCOUNT_MISSING');
}

/** The words staff may write. */
export interface AgreementWording {
  readonly title: string;
  readonly recital: string;
  readonly parties: readonly (PartyDetails & { readonly party: AgreementParty })[];
  readonly goals: readonly string[];
  readonly account: AgreementContent['account'];
  readonly duties: AgreementContent['duties'];
  readonly clauses: AgreementContent['clauses'];
  readonly closing: string;
}

/** Lays new words over a paper: its parties, its money and its project stay. `AGREEMENT.PARTIES_CHANGED` when others are named. */
export function reword(content: AgreementContent, words: AgreementWording): AgreementContent | Refusal {
  const same = words.parties.length === content.parties.length && words.parties.every((one, i) => one.party === content.parties[i]?.party);
  if (!same) return refuse('AGREEMENT.PARTIES_CHANGED', undefined, 'invalid');
  return {
    ...content,
    title: words.title,
    recital: words.recital,
    parties: content.parties.map((card, i) => ({ ...card, ...words.parties[i] })),
    project: { ...content.project, goals: words.goals },
    account: words.account,
    duties: words.duties,
    clauses: words.clauses,
    closing: words.closing,
  };
}
