import { chineseDate } from '../kit/format';
import { COLOR } from '../kit/look';
import type { Paper } from '../kit/page';
import { setBalanced, setType } from '../kit/type';
import type { EvaluationReport } from './model';

/** The cover: number, names and date, and the grade as a stamp at the top right. */
export function cover(paper: Paper, report: EvaluationReport): void {
  const { canvas, fonts, left, width } = paper;
  const center = { align: 'center' as const, color: COLOR.ink };
  paper.cover();
  const write = (text: string, y: number, size: number, bold: boolean, color: string = COLOR.ink, tag = 'P'): number => {
    const block = setBalanced(text, { ...center, size, leading: size * 1.5, bold, color }, width, fonts);
    canvas.tag(paper.root, tag, {}, () => canvas.block(block, left, y));
    return y + block.height;
  };
  const number = setType(`报告编号：${report.reportNo}`, { size: 10.5, leading: 16, color: COLOR.muted }, width - 110, fonts);
  canvas.tag(paper.root, 'P', {}, () => canvas.block(number, left, 74));
  stamp(paper, report);
  let y = write(report.programme, 196, 15, false, COLOR.muted);
  y = write(report.round, y + 2, 13, false, COLOR.muted);
  y = write(`${report.stage}报告`, y + 30, 32, true, COLOR.accent, 'H1');
  canvas.engine.outline.addItem('封面', { left: canvas.pageWidth, top: 0, zoom: 0 });
  canvas.artifact('Layout', () => canvas.lines([[left + width / 2 - 60, y + 14, left + width / 2 + 60, y + 14]], COLOR.accent, 1.5));
  y = write(report.project.name, y + 34, 18, true);

  const facts = [
    ['项目编号', report.project.no],
    ['实施单位', report.organization.name],
    ['实施社区', report.project.community],
    ['主办单位', report.funder],
    ['评估机构', report.evaluatingBody],
  ] as const;
  const rowLeft = left + 66;
  const labelWidth = 76;
  const valueWidth = width - 132 - labelWidth;
  const rows = facts.map(([label, value]) => ({ label, value: setType(value || '—', { size: 12, leading: 19, align: 'center' }, valueWidth, fonts) }));
  const height = rows.reduce((sum, row) => sum + row.value.height + 13, 0);
  y = Math.max(y + 40, 640 - height);
  for (const row of rows) {
    const top = y;
    const label = setType(row.label, { size: 12, leading: 19, bold: true }, labelWidth, fonts);
    canvas.tag(paper.root, 'P', {}, () => {
      canvas.block(label, rowLeft, top + row.value.height - 19);
      canvas.block(row.value, rowLeft + labelWidth, top);
    });
    y += row.value.height + 3;
    canvas.artifact('Layout', () => canvas.lines([[rowLeft + labelWidth, y, rowLeft + labelWidth + valueWidth, y]], COLOR.rule, 0.6));
    y += 10;
  }
  write(report.evaluatingBody, 704, 13, false);
  write(chineseDate(report.date), 728, 13, false);
  paper.newPage();
}

/** The grade in a double frame, red as a stamp, to the right of the report's number. */
function stamp(paper: Paper, report: EvaluationReport): void {
  const { canvas, fonts } = paper;
  const size = 92;
  const x = paper.left + paper.width - size;
  const y = 70;
  const color = report.grade.passes ? COLOR.accent : COLOR.warn;
  const line = (text: string, fontSize: number, bold: boolean) => setType(text, { size: fontSize, leading: fontSize * 1.4, align: 'center', bold, color }, size - 12, fonts);
  const parts = [line('评估等级', 9, false), line(report.grade.name, report.grade.name.length > 3 ? 17 : 23, true), line(`${report.grade.score} 分（满分 ${report.grade.max}）`, 8.5, false)];
  const height = parts.reduce((sum, part) => sum + part.height, 0) + 20;
  canvas.tag(paper.root, 'P', {}, () => {
    let top = y + 10;
    for (const part of parts) {
      canvas.block(part, x + 6, top);
      top += part.height;
    }
  });
  canvas.artifact('Layout', () => {
    canvas.frame(x, y, size, height, color, 1.6);
    canvas.frame(x + 3, y + 3, size - 6, height - 6, color, 0.5);
  });
}
