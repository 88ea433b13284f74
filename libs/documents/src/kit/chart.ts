import { COLOR, SMALL, TABLE } from './look';
import type { Paper } from './page';
import { measure, setType } from './type';

export interface Bar {
  readonly label: string;
  /** parts of a whole in basis points, 0 to 10,000 together; one part unless the bar is stacked */
  readonly partsBp: readonly number[];
  /** printed right of the bar */
  readonly figure: string;
}

export interface BarChart {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** names of the parts of a stacked bar */
  readonly legend?: readonly string[];
  /** a dashed line across the bars, such as the pass mark */
  readonly mark?: { readonly atBp: number; readonly label: string };
}

const PARTS = ['#1f4e79', '#8fb0cf', '#d3dee9'] as const;
const BAR = 11;
const STEP = 20;

/** Horizontal bars on a scale of 0 to 100 %, drawn as vectors; the figures are its text for readers that cannot see it. */
export function barChart(paper: Paper, chart: BarChart): void {
  const { canvas, fonts } = paper;
  if (!chart.bars.length) return;
  const label = Math.min(150, Math.max(60, ...chart.bars.map((bar) => measure(bar.label, TABLE.size, false, fonts))) + 10);
  const figure = Math.max(40, ...chart.bars.map((bar) => measure(bar.figure, TABLE.size, false, fonts))) + 8;
  const track = paper.width - label - figure;
  const labels = chart.bars.map((bar) => setType(bar.label, { ...TABLE, leading: 12 }, label - 8, fonts));
  const steps = labels.map((block) => Math.max(STEP, block.height + 4));
  const axis = 16;
  const head = 18;
  const height = head + steps.reduce((sum, step) => sum + step, 0) + axis + (chart.legend ? 18 : 0);
  paper.place(height);
  const top = paper.y;
  const left = paper.left + label;
  const alt = `${chart.title}：${chart.bars.map((bar) => `${bar.label} ${bar.figure}`).join('；')}${chart.mark ? `；${chart.mark.label}` : ''}`;
  canvas.tag(paper.root, 'Figure', { alt, bbox: [paper.left, top, paper.left + paper.width, top + height] }, () => {
    canvas.block(setType(chart.title, { ...TABLE, bold: true }, paper.width, fonts), paper.left, top);
    const bars = top + head;
    const foot = bars + steps.reduce((sum, step) => sum + step, 0);
    canvas.lines([2500, 5000, 7500, 10_000].map((bp) => [left + (track * bp) / 10_000, bars, left + (track * bp) / 10_000, foot] as const), COLOR.hair, 0.4);
    let y = bars;
    chart.bars.forEach((bar, index) => {
      const step = steps[index]!;
      canvas.block(labels[index]!, paper.left, y + (step - labels[index]!.height) / 2);
      const barTop = y + (step - BAR) / 2;
      canvas.rect(left, barTop, track, BAR, COLOR.zebra);
      let from = left;
      bar.partsBp.forEach((bp, part) => {
        const length = (track * Math.min(10_000, Math.max(0, bp))) / 10_000;
        canvas.rect(from, barTop, Math.min(length, left + track - from), BAR, PARTS[part % PARTS.length]!);
        from = Math.min(from + length, left + track);
      });
      canvas.block(setType(bar.figure, { ...TABLE, align: 'right' }, figure - 2, fonts), left + track, y + (step - TABLE.leading) / 2);
      y += step;
    });
    canvas.lines([[left, bars, left, foot], [left, foot, left + track, foot]], COLOR.rule, 0.7);
    for (const bp of [0, 2500, 5000, 7500, 10_000])
      canvas.block(setType(`${bp / 100}%`, { ...SMALL, size: 8, align: 'center' }, 40, fonts), left + (track * bp) / 10_000 - 20, foot + 1);
    if (chart.mark) {
      const x = left + (track * chart.mark.atBp) / 10_000;
      canvas.dashed(x, bars - 4, x, foot, COLOR.warn, 0.9);
      canvas.block(setType(chart.mark.label, { ...SMALL, size: 8, color: COLOR.warn, align: 'center' }, 120, fonts), x - 60, bars - 17);
    }
    let x = left;
    chart.legend?.forEach((name, part) => {
      canvas.rect(x, foot + axis + 7, 8, 8, PARTS[part % PARTS.length]!);
      canvas.block(setType(name, { ...SMALL, size: 8.5 }, 200, fonts), x + 12, foot + axis + 4);
      x += 26 + measure(name, 8.5, false, fonts);
    });
  });
  paper.y = top + height + 8;
}
