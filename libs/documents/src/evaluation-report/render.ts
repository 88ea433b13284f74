import type { Fonts } from '../kit/fonts';
import { VERIFICATION_HEIGHT, signatureBoxes, verificationBox } from '../kit/boxes';
import { COLOR } from '../kit/look';
import { Paper, type Rendered } from '../kit/page';
import { table } from '../kit/table';
import { cover } from './cover';
import type { EvaluationReport } from './model';
import { activities, evaluators, evaluatorsHeight, finance, indexTable, method, overview, supervision } from './sections';

/** four rows, one of them of two lines, and the boxes to sign in */
const CONCLUSION_HEIGHT = 260;

/** The evaluation report (评估报告) of a project: the same model gives the same bytes. */
export function renderEvaluationReport(report: EvaluationReport, fonts: Fonts): Rendered {
  const title = `${report.project.name}${report.stage}报告`;
  const paper = new Paper({
    fonts,
    title,
    subject: report.reportNo,
    author: report.evaluatingBody,
    createdAt: report.createdAt,
    header: { left: title, right: report.reportNo },
  });
  cover(paper, report);
  paper.heading(1, '一、评估依据');
  paper.list(report.basis, '（未列明）');
  paper.heading(1, '二、项目概况');
  overview(paper, report);
  paper.heading(1, '三、评估方法与过程');
  method(paper, report);
  paper.heading(1, '四、评估人员');
  paper.keep(evaluatorsHeight(paper, report));
  evaluators(paper, report);
  paper.heading(1, '五、指标评分');
  indexTable(paper, report);
  paper.heading(1, '六、资金使用情况');
  finance(paper, report);
  paper.heading(1, '七、活动与服务成效');
  activities(paper, report);
  paper.heading(1, '八、督导与整改');
  supervision(paper, report);
  paper.heading(1, '九、评估意见');
  paper.heading(2, '（一）主要成效');
  paper.list(report.strengths);
  paper.heading(2, '（二）存在问题');
  paper.list(report.problems);
  paper.heading(2, '（三）改进建议');
  paper.list(report.suggestions);
  paper.heading(1, '十、评估结论与拨付建议');
  // what is signed stands on the page of the signatures
  paper.keep(CONCLUSION_HEIGHT);
  conclusion(paper, report);
  // the list and the verification stay on one page
  paper.keep(45 + paper.listHeight(report.annexes) + VERIFICATION_HEIGHT);
  paper.heading(1, '附件清单');
  paper.list(report.annexes, '无附件。');
  verificationBox(paper, report.verification, '扫描二维码或在平台“文件核验”页输入核验码，可核对本报告的真伪与内容。');
  return paper.finish();
}

function conclusion(paper: Paper, report: EvaluationReport): void {
  const { grade } = report;
  table(paper, {
    columns: [{ width: 84 }, { grow: 1 }, { width: 84 }, { grow: 1 }],
    rows: [
      { cells: [{ text: '评估总分', head: true }, { text: `${grade.score} 分（满分 ${grade.max} 分）`, bold: true }, { text: '评估等级', head: true }, { text: grade.name, bold: true, color: grade.passes ? COLOR.accent : COLOR.warn }] },
      { cells: [{ text: '评估结论', head: true }, { text: report.conclusion, span: 3 }] },
      { cells: [{ text: '拨付建议', head: true }, { text: report.paymentAdvice, span: 3 }] },
      { cells: [{ text: '街道确认', head: true }, { text: report.confirmation, span: 3 }] },
    ],
  });
  paper.gap(12);
  signatureBoxes(
    paper,
    [
      { title: '评估组', lines: ['组长（签字）：', '组员（签字）：'] },
      { title: report.evaluatingBody, lines: ['负责人（签字）：'], seal: '（盖章）' },
    ],
    2,
  );
}
