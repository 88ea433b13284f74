import { VERIFICATION_HEIGHT, verificationBox } from '../kit/boxes';
import type { Fonts } from '../kit/fonts';
import { chineseDate, yuan } from '../kit/format';
import { BODY, PLAIN, TABLE, TITLE } from '../kit/look';
import { Paper, type Rendered } from '../kit/page';
import { table } from '../kit/table';
import type { PublicNotice } from './model';

const TEXT = { ...BODY, size: 12, leading: 22 };

/** A title of two lines breaks before what is noticed: …大赛 / 拟资助项目公示. */
const bySense = (title: string): string => (title.length > 18 ? title.replace(/(?<=.{6})(拟.{2,10}(公示|公告))$/, '\n$1') : title);

/** The public notice as it hangs on the board: title, text, list, how to object, issuer and date at the right below. */
export function renderNotice(notice: PublicNotice, fonts: Fonts): Rendered {
  const paper = new Paper({ fonts, title: notice.title, subject: notice.docNo || undefined, author: notice.issuer, createdAt: notice.createdAt });
  paper.gap(8);
  paper.title(notice.title, TITLE, bySense(notice.title));
  if (notice.docNo) paper.paragraph(notice.docNo, { ...PLAIN, align: 'center', size: 11 });
  paper.y += 12;
  for (const paragraph of notice.paragraphs) paper.paragraph(paragraph, TEXT);
  paper.paragraph(
    [
      { text: '公示时间：', bold: true },
      { text: `${chineseDate(notice.from)}至${chineseDate(notice.to)}（${notice.workingDays} 个工作日）。` },
    ],
    TEXT,
    { after: 10 },
  );
  table(paper, {
    columns: [{ title: '序号', width: 36, align: 'center' }, { title: '项目名称', grow: 1.25 }, { title: '申报单位', grow: 1.2 }, { title: '实施社区', grow: 0.65 }, { title: '拟资助金额（元）', width: 92, align: 'right' }],
    rows: [
      ...notice.rows.map((row, index) => ({ cells: [String(index + 1), row.project, row.organization, row.community || '—', yuan(row.amountFen)] })),
      ...(notice.rows.length ? [{ tone: 'total' as const, cells: [{ text: `合计（${notice.rows.length} 个项目）`, span: 4, align: 'center' as const }, yuan(notice.totalFen)] }] : []),
    ],
    empty: '（本次无拟资助项目）',
    zebra: true,
    type: { ...TABLE, size: 10 },
  });
  if (notice.prizes.length) prizes(paper, notice);
  paper.gap(12);
  paper.paragraph(notice.objection, TEXT);
  const { contact } = notice;
  for (const [label, value] of [['联 系 人', contact.person], ['联系电话', contact.phone], ['电子邮箱', contact.email], ['联系地址', contact.address]] as const)
    if (value) paper.paragraph(`${label}：${value}`, { ...TEXT, align: 'left' });
  // the issuer and the date stay together, with the code by which they are checked
  paper.place(24 + 2 * TEXT.leading + (notice.verification ? VERIFICATION_HEIGHT : 0));
  paper.gap(24);
  paper.paragraph(notice.issuer, { ...TEXT, indent: 0, align: 'right' });
  paper.paragraph(chineseDate(notice.issuedOn), { ...TEXT, indent: 0, align: 'right' });
  if (notice.verification) verificationBox(paper, notice.verification, '扫描二维码或在平台“文件核验”页输入核验码，可核对本公示的真伪。');
  return paper.finish();
}

function prizes(paper: Paper, notice: PublicNotice): void {
  // not left alone above the turn of the page: with the head and two rows
  paper.keep(TEXT.leading + 16 + 100);
  paper.paragraph('拟授予奖项：', TEXT, { before: 10, after: 6 });
  table(paper, {
    columns: [{ title: '奖项', width: 84, align: 'center' }, { title: '项目名称', grow: 1.25 }, { title: '申报单位', grow: 1.2 }, { title: '奖金（元）', width: 92, align: 'right' }],
    rows: notice.prizes.map((prize) => ({ cells: [prize.tier, prize.project, prize.organization, prize.amountFen ? yuan(prize.amountFen) : '—'] })),
    type: { ...TABLE, size: 10 },
  });
}
