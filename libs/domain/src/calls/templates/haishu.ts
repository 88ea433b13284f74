import type { NoticeRule, RoundConfig } from '../round-config';
import { t } from './form-kit';
import { BASE, CALENDAR, FINAL, MIDTERM, baseForms, evening } from './parts';
import { lightProgressReportForm } from './progress-forms';
import { type RoundTemplate, type TemplateDates, type TemplateIds, buildRound } from './template';

/**
 * 宁波海曙区 第九届公益创投, by its mid-term notice of 2020: classes A and B with a report form each; self-evaluation, check and
 * result in windows; late without excuse fails; a first part at the start, the rest after the mid-term.
 * Offsets give the published dates when the call opens on 2020-05-18.
 */
export const haishuTemplate: RoundTemplate = {
  id: 'haishu',
  name: t('海曙区公益创投（A、B 类）', 'Haishu venture philanthropy (classes A and B)'),
  describes: t(
    'A、B 两类分别使用各自的中期报告书；自评、核查、结果三个时段；无故逾期按不合格处理；电话、补充材料、实地核实；不合格的通报批评、停止拨款、终止项目；签约拨付首期，中期合格后拨付其余资金',
    'Two classes with their own report forms; windows for self-evaluation, check and result; late without excuse fails; checked by phone, papers and visits; the rest of the money after the mid-term',
  ),
  defaults: [t('首期与其余资金的比例 60/40', 'The split of 60/40'), t('评审、限额、申报日期和资金总额', 'Review, caps, dates of the call, and the pool')],
  forms: {
    ...baseForms({ need: false }),
    progress_b: { kind: 'progress', name: t('B 类项目中期报告书', 'Report form of class B'), definition: lightProgressReportForm },
  },
  config: {
    ...BASE,
    tracks: [
      { id: 'A', name: t('A 类', 'Class A'), applicants: ['registered'], hostRequired: false, applicationFormVersionId: 'application', rubricVersionId: null, progressReportFormVersionId: 'progress' },
      { id: 'B', name: t('B 类', 'Class B'), applicants: ['registered'], hostRequired: false, applicationFormVersionId: 'application', rubricVersionId: null, progressReportFormVersionId: 'progress_b' },
    ],
    calendar: CALENDAR,
    tranches: [
      { id: 'first', name: t('首期资金', 'First part'), on: 'signed', bp: 6000, withinDays: null },
      { id: 'rest', name: t('末期资金', 'The rest'), on: 'midterm_pass', bp: 4000, withinDays: null },
    ],
    evaluation: [
      {
        ...MIDTERM,
        dueDay: 211,
        windowDays: {
          self: { from: { day: 184, time: '00:00:00' }, to: evening(211) },
          check: { from: { day: 206, time: '00:00:00' }, to: { day: 221, time: '23:59:59' } },
          result: { from: { day: 221, time: '00:00:00' }, to: { day: 242, time: '23:59:59' } },
        },
        late: 'fail_without_excuse',
        verifyBy: ['phone', 'extra_papers', 'site_visit'],
        onFail: ['public_criticism', 'stop_payment', 'terminate'],
      },
      FINAL,
    ],
  },
};

export const haishu = (dates: TemplateDates, ids: TemplateIds, contact?: NoticeRule['contact']): RoundConfig => buildRound(haishuTemplate, dates, ids, contact);
