import { card, verificationBox } from '../kit/boxes';
import type { Fonts } from '../kit/fonts';
import { chineseMoment, yuan } from '../kit/format';
import { PLAIN, SMALL, TITLE } from '../kit/look';
import { Paper, type Rendered } from '../kit/page';
import { table } from '../kit/table';
import type { SubmissionReceipt } from './model';

/** The receipt an applicant keeps: what came in, under which number, when, with the digest of each file. */
export function renderReceipt(receipt: SubmissionReceipt, fonts: Fonts): Rendered {
  const paper = new Paper({ fonts, title: `申报回执 ${receipt.applicationNo}`, subject: receipt.project, author: receipt.receiver, createdAt: receipt.submittedAt });
  paper.paragraph(receipt.programme, { ...PLAIN, align: 'center', size: 12, leading: 20 }, { after: 4 });
  paper.title('申报回执', TITLE);
  paper.y += 14;
  paper.paragraph([{ text: receipt.organization, bold: true }, { text: '：' }], PLAIN);
  paper.paragraph(
    [
      { text: '你单位申报的项目《' },
      { text: receipt.project },
      { text: '》已于 ' },
      { text: chineseMoment(receipt.submittedAt), bold: true },
      { text: '（北京时间）提交成功，申报编号为 ' },
      { text: receipt.applicationNo, bold: true },
      { text: '。请妥善保存本回执。' },
    ],
    undefined,
    { after: 10 },
  );
  card(paper, [
    { label: '申报编号', value: receipt.applicationNo },
    { label: '提交时间', value: chineseMoment(receipt.submittedAt) },
    { label: '所属轮次', value: receipt.round },
    { label: '项目类别', value: receipt.track },
    { label: '申报金额（元）', value: yuan(receipt.requestedFen) },
    { label: '提交版本', value: `第 ${receipt.version} 次提交` },
    { label: '提交人', value: receipt.submitter },
    { label: '申报截止', value: chineseMoment(receipt.closesAt) },
  ]);
  paper.heading(2, '随申报书提交的附件');
  table(paper, {
    columns: [{ title: '序号', width: 36, align: 'center' }, { title: '文件名' }, { title: '大小', width: 66, align: 'right' }, { title: '摘要（SHA-256 前 16 位）', width: 150, align: 'center' }],
    rows: receipt.files.map((file, index) => ({ cells: [String(index + 1), file.name, file.size, file.digest.slice(0, 16)] })),
    empty: '（无附件）',
  });
  paper.gap(8);
  paper.paragraph('截止时间以前可以撤回修改后再次提交，以最后一次提交的内容为准。本回执只证明材料已经收到，不代表通过资格审查。', { ...SMALL, align: 'justify' }, { after: 10 });
  verificationBox(paper, receipt.verification, '扫描二维码或在平台“文件核验”页输入核验码，可核对本回执。');
  paper.gap(16);
  paper.paragraph(receipt.receiver, { ...PLAIN, align: 'right' });
  paper.paragraph(chineseMoment(receipt.submittedAt), { ...PLAIN, align: 'right' });
  return paper.finish();
}
