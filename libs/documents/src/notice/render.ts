import { verificationBox } from '../kit/boxes';
import type { Fonts } from '../kit/fonts';
import { chineseDate, yuan } from '../kit/format';
import { BODY, PLAIN, TABLE, TITLE } from '../kit/look';
import { Paper, type Rendered } from '../kit/page';
import { table } from '../kit/table';
import type { PublicNotice } from './model';

const TEXT = { ...BODY, size: 12, leading: 22 };

/** The public notice as it hangs on the board: title, text, list, how to object, issuer and date at the right below. */
export function renderNotice(notice: PublicNotice, fonts: Fonts): Rendered {
  const paper = new Paper({ fonts, title: notice.title, subject: notice.docNo || undefined, author: notice.issuer, createdAt: notice.createdAt });
  paper.gap(8);
  paper.title(notice.title, TITLE);
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
    columns: [{ title: '序号', width: 36, align: 'center' }, { title: '项目名称', grow: 1.3 }, { title: '申报单位', grow: 1.2 }, { title: '实施社区', grow: 0.8 }, { title: '拟资助金额（元）', width: 96, align: 'right' }],
    rows: [
      ...notice.rows.map((row, index) => ({ cells: [String(index + 1), row.project, row.organization, row.community || '—', yuan(row.amountFen)] })),
      ...(notice.rows.length ? [{ tone: 'total' as const, cells: [{ text: `合计（${notice.rows.length} 个项目）`, span: 4, align: 'center' as const }, yuan(notice.totalFen)] }] : []),
    ],
    empty: '（本次无拟资助项目）',
    zebra: true,
    type: { ...TABLE, size: 10 },
  });
  paper.gap(12);
  paper.paragraph(notice.objection, TEXT);
  const { contact } = notice;
  for (const [label, value] of [['联 系 人', contact.person], ['联系电话', contact.phone], ['电子邮箱', contact.email], ['联系地址', contact.address]] as const)
    if (value) paper.paragraph(`${label}：${value}`, { ...TEXT, align: 'left' });
  // the issuer and the date stay together
  paper.place(24 + 2 * TEXT.leading);
  paper.gap(24);
  paper.paragraph(notice.issuer, { ...TEXT, indent: 0, align: 'right' });
  paper.paragraph(chineseDate(notice.issuedOn), { ...TEXT, indent: 0, align: 'right' });
  if (notice.verification) verificationBox(paper, notice.verification, '扫描二维码或在平台“文件核验”页输入验证码，可核对本公示的真伪。');
  return paper.finish();
}
