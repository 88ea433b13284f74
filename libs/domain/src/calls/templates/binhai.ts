import type { NoticeRule, RoundConfig } from '../round-config';
import { t } from './form-kit';
import { BASE, baseForms } from './parts';
import { type RoundTemplate, type TemplateDates, type TemplateIds, buildRound } from './template';

/** 天津滨海新区 社会组织公益创投, by its agreement of 2014: what was asked for, two parties, 50 % within 30 days, 40, 10 after the audit. */
export const binhaiTemplate: RoundTemplate = {
  id: 'binhai',
  name: t('滨海新区社会组织公益创投', 'Binhai venture philanthropy'),
  describes: t(
    '按申报金额资助；服务中心与承接单位签订两方协议；签约后 30 日内拨付 50%，中期合格后 40%，验收并审计后 10%；重大事项书面报告；结项须交五类材料',
    'The amount asked for; a two-party agreement; 50 % within 30 days of signing, 40 % after mid-term, 10 % after acceptance and audit; five closing papers',
  ),
  defaults: [t('评审、评估、限额和日期', 'Review, evaluation, caps and dates'), t('资金总额', 'The pool')],
  forms: baseForms({ need: false }),
  config: {
    ...BASE,
    grant: { kind: 'requested', maxFen: null },
    agreement: { parties: ['service_centre', 'organization'] },
    tranches: [
      { id: 'first', name: t('首期款', 'First tranche'), on: 'signed', bp: 5000, withinDays: 30 },
      { id: 'mid', name: t('中期款', 'Mid-term tranche'), on: 'midterm_pass', bp: 4000, withinDays: null },
      { id: 'last', name: t('尾款', 'Last tranche'), on: 'accepted_and_audited', bp: 1000, withinDays: null },
    ],
    closeDocuments: [
      { id: 'final_report', name: t('结项报告', 'Final report') },
      { id: 'photos', name: t('活动照片', 'Photos') },
      { id: 'beneficiary_confirmation', name: t('受益人代表确认', 'Confirmation by beneficiaries') },
      { id: 'fund_detail', name: t('资金使用明细', 'Statement of funds') },
      { id: 'project_ledger', name: t('项目台账', 'Project register') },
    ],
    reportInWritingOn: [{ id: 'major_event', name: t('重大事项', 'Major event') }],
  },
};

export const binhai = (dates: TemplateDates, ids: TemplateIds, contact?: NoticeRule['contact']): RoundConfig => buildRound(binhaiTemplate, dates, ids, contact);
