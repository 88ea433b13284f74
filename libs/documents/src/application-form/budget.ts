import { isPlainObject } from '@weichuang/domain/forms/answer';
import type { Field } from '@weichuang/domain/forms/definition';
import { formatDecimal } from '@weichuang/kernel/decimal';
import { yuan } from '../kit/format';
import type { Paper } from '../kit/page';
import { type Row, table } from '../kit/table';
import type { ApplicationForm } from './model';

/** The budget: grant lines first, then the applicant's own, each with its sum, and the whole below. */
export function budgetTable(paper: Paper, form: ApplicationForm, field: Field, value: unknown): void {
  const lines = Array.isArray(value) ? value.filter(isPlainObject) : [];
  const figures = form.budgets[field.id];
  const rows: Row[] = [];
  let number = 0;
  const group = (source: 'grant' | 'own', title: string, sumFen: number): void => {
    const own = lines.filter((line) => line['source'] === source);
    if (!own.length) return;
    rows.push({ tone: 'group', cells: [{ text: title, span: 7 }] });
    for (const line of own) {
      const fen = figures?.lineFen[String(line['id'])];
      rows.push({
        cells: [
          String(++number),
          form.names[String(line['category'])] ?? String(line['category'] ?? '—'),
          String(line['content'] ?? '—'),
          money(line['unitPriceFen']),
          quantity(line['quantityHundredths']),
          String(line['unit'] ?? '—'),
          fen === undefined ? '—' : yuan(fen),
        ],
      });
    }
    rows.push({ tone: 'total', cells: [{ text: '小计', span: 6, align: 'center' }, yuan(sumFen)] });
  };
  if (figures) {
    group('grant', '申请资助', figures.grantFen);
    group('own', '自筹与配套', figures.ownFen);
    if (rows.length) rows.push({ tone: 'total', cells: [{ text: '项目总预算', span: 6, align: 'center' }, yuan(figures.totalFen)] });
  }
  table(paper, {
    columns: [
      { title: '序号', width: 36, align: 'center' },
      { title: '科目', grow: 1 },
      { title: '内容', grow: 1.8 },
      { title: '单价（元）', width: 74, align: 'right' },
      { title: '数量', width: 44, align: 'right' },
      { title: '单位', width: 38, align: 'center' },
      { title: '小计（元）', width: 82, align: 'right' },
    ],
    rows,
    empty: '（未填写预算）',
  });
  paper.gap(6);
}

const money = (fen: unknown): string => (Number.isSafeInteger(fen) ? yuan(Number(fen)) : '—');
/** Hundredths as the shortest decimal: 150 is 1.5. */
const quantity = (hundredths: unknown): string => (Number.isSafeInteger(hundredths) ? formatDecimal({ units: BigInt(Number(hundredths)), scale: 2 }) : '—');
