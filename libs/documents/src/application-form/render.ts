import { isPlainObject } from '@weichuang/domain/forms/answer';
import type { Field } from '@weichuang/domain/forms/definition';
import { columnsOf } from '@weichuang/domain/forms/people';
import { visibleFields } from '@weichuang/domain/forms/visible-fields';
import { type Fact, VERIFICATION_HEIGHT, card, signatureBoxes, verificationBox } from '../kit/boxes';
import type { Fonts } from '../kit/fonts';
import { chineseDate, chineseOrdinal } from '../kit/format';
import { BODY, COLOR, PLAIN, TITLE } from '../kit/look';
import { Paper, type Rendered } from '../kit/page';
import { table } from '../kit/table';
import { answerText } from './answer-text';
import { budgetTable } from './budget';
import type { ApplicationForm } from './model';

/** height of the boxes to sign in */
const SIGNED = 140;

/** The application, printed from the form's own definition: no form needs a layout of its own. */
export function renderApplicationForm(form: ApplicationForm, fonts: Fonts): Rendered {
  const title = `${form.project}申报书`;
  const paper = new Paper({
    fonts,
    title,
    subject: form.no,
    author: form.organization.name,
    createdAt: form.createdAt,
    header: { left: title, right: `申报编号：${form.no}` },
  });
  paper.paragraph(form.programme, { ...PLAIN, align: 'center', size: 13, leading: 22 }, { after: 2 });
  paper.title('项目申报书', { ...TITLE, size: 24, leading: 38 });
  paper.y += 10;
  card(paper, [
    { label: '项目名称', value: form.project, wide: true },
    { label: '申报编号', value: form.no },
    { label: '所属轮次', value: form.round },
    { label: '申报单位', value: form.organization.name, wide: true },
    { label: '项目类别', value: form.track },
    { label: '申报日期', value: chineseDate(form.date) },
  ]);
  let part = 0;
  const begin = (text: string): void => paper.heading(1, `${chineseOrdinal(++part)}、${text}`);
  begin('申报单位情况');
  card(paper, [{ label: '单位名称', value: form.organization.name, wide: true }, ...form.organization.facts]);
  const shown = new Set(visibleFields(form.definition, form.answers).map((field) => field.id));
  for (const section of form.definition.sections) {
    const fields = section.fields.filter((field) => shown.has(field.id));
    if (!fields.length) continue;
    begin(section.title.zh);
    printFields(paper, form, fields);
  }
  begin('签署与意见');
  // the verification is not left alone on a page
  const beside = Math.min(2, Math.max(1, form.signatures.length));
  paper.keep(Math.ceil(form.signatures.length / beside) * SIGNED + 8 + (form.verification ? VERIFICATION_HEIGHT : 0));
  signatureBoxes(paper, form.signatures, beside, SIGNED);
  if (form.verification) verificationBox(paper, form.verification, '扫描二维码或在平台“文件核验”页输入核验码，可核对本申报书与平台提交的内容是否一致。');
  return paper.finish();
}

/** Short answers share cards; long texts, tables and budgets stand alone under their own heading. */
function printFields(paper: Paper, form: ApplicationForm, fields: readonly Field[]): void {
  let facts: Fact[] = [];
  const close = (): void => {
    if (!facts.length) return;
    card(paper, facts);
    paper.gap(6);
    facts = [];
  };
  for (const field of fields) {
    const value = form.answers[field.id];
    switch (field.type) {
      case 'longtext':
        close();
        paper.heading(2, field.label.zh);
        for (const line of answerText(field, value, form.names).split(/\n+/)) if (line.trim()) paper.paragraph(line.trim(), BODY);
        break;
      case 'table':
      case 'people':
        close();
        paper.heading(2, field.label.zh);
        rowsTable(paper, form, field, value);
        break;
      case 'budget':
        close();
        paper.heading(2, field.label.zh);
        budgetTable(paper, form, field, value);
        break;
      case 'declaration':
        close();
        paper.gap(4);
        paper.paragraph([{ text: value === true ? '【√】' : '【　】', bold: true }, { text: field.label.zh }], PLAIN);
        if (field.help) paper.paragraph(field.help.zh, { ...PLAIN, color: COLOR.muted });
        break;
      default: {
        const text = answerText(field, value, form.names);
        facts.push({ label: field.label.zh, value: text, wide: text.length > 16 || field.label.zh.length > 14 || field.type === 'file' });
      }
    }
  }
  close();
}

/** how much of a table's width a column takes, against the others */
const GROW: Readonly<Partial<Record<Field['type'], number>>> = { longtext: 2.4, text: 1.2, period: 1.6, integer: 0.75, number: 0.75, choice: 0.95 };

function rowsTable(paper: Paper, form: ApplicationForm, field: Field, value: unknown): void {
  const columns = columnsOf(field);
  const rows = Array.isArray(value) ? value.filter(isPlainObject) : [];
  table(paper, {
    columns: [
      { title: '序号', width: 36, align: 'center' },
      ...columns.map((column) => ({
        title: column.label.zh,
        // eleven digits stay on one line
        ...(column.type === 'phone' ? { width: 74 } : { grow: GROW[column.type] ?? 1 }),
        align: column.type === 'money' || column.type === 'number' || column.type === 'integer' ? ('right' as const) : ('left' as const),
      })),
    ],
    rows: rows.map((row, index) => ({ cells: [String(index + 1), ...columns.map((column) => answerText(column, row[column.id], form.names))] })),
    empty: '（未填写）',
    zebra: true,
  });
  paper.gap(6);
}
