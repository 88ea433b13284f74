import { rmbCapitals } from '@weichuang/kernel/capitals';
import { addFen, formatFen } from '@weichuang/kernel/money';
import { formatBp } from '@weichuang/kernel/percent';
import { card, signatureBoxes, verificationBox } from '../kit/boxes';
import type { Fonts } from '../kit/fonts';
import { chineseOrdinal, chinesePeriod, yuan } from '../kit/format';
import { BODY, PLAIN, TITLE } from '../kit/look';
import { Paper, type Rendered } from '../kit/page';
import { table } from '../kit/table';
import { setType } from '../kit/type';
import type { Agreement, AgreementPartyCard } from './model';

/** room for a seal of 42 mm and two lines to sign on */
const SIGNATURE_HEIGHT = 176;

/**
 * The grant agreement, to be printed, signed and sealed. Amounts stand in figures and in capitals (大写); the capitals prevail.
 * @throws Error when the tranches do not add up to the grant: a bug, and no such paper may ever be signed
 */
export function renderAgreement(agreement: Agreement, fonts: Fonts): Rendered {
  const sum = addFen(...agreement.tranches.map((tranche) => tranche.amountFen));
  if (agreement.tranches.length && sum !== agreement.grantFen) throw new Error(`tranches of ${agreement.no} come to ${sum} fen, the grant is ${agreement.grantFen}`);
  const paper = new Paper({
    fonts,
    title: `${agreement.title}（${agreement.project.name}）`,
    subject: agreement.no,
    author: agreement.parties[0]?.name,
    createdAt: agreement.createdAt,
    header: { left: agreement.title, right: `协议编号：${agreement.no}` },
  });
  paper.paragraph(agreement.programme, { ...PLAIN, align: 'center', size: 12, leading: 20 }, { after: 2 });
  paper.title(agreement.title, TITLE);
  paper.paragraph(`协议编号：${agreement.no}`, { ...PLAIN, align: 'center' }, { after: 12 });
  for (const party of agreement.parties) partyCard(paper, party);
  paper.gap(4);
  paper.paragraph(agreement.recital);
  let article = 0;
  const begin = (title: string): void => paper.heading(1, `第${chineseOrdinal(++article)}条　${title}`);
  begin('资助项目');
  card(paper, [
    { label: '项目名称', value: agreement.project.name, wide: true },
    { label: '项目编号', value: agreement.project.no },
    { label: '实施社区', value: agreement.project.community },
    { label: '项目周期', value: chinesePeriod(agreement.project.period), wide: true },
  ]);
  paper.gap(6);
  if (agreement.project.goals.length) {
    paper.paragraph('项目应当达到以下目标：');
    paper.list(agreement.project.goals);
  }
  begin('资助金额与拨付');
  money(paper, agreement);
  for (const duty of agreement.duties) {
    begin(`${duty.party}的权利与义务`);
    paper.list(duty.items);
  }
  for (const clause of agreement.clauses) {
    begin(clause.title);
    for (const paragraph of clause.paragraphs) paper.paragraph(paragraph);
  }
  paper.gap(6);
  // signatures never stand on a page without text of the agreement
  paper.keep(setType(agreement.closing, BODY, paper.width, fonts).height + 16 + PLAIN.leading + 6 + SIGNATURE_HEIGHT);
  paper.paragraph(agreement.closing, BODY, { after: 12 });
  paper.paragraph('（以下为签署栏）', { ...PLAIN, align: 'center' }, { after: 6 });
  signatureBoxes(
    paper,
    agreement.parties.map((party) => ({
      title: `${party.label}（${party.role}）`,
      text: party.name,
      lines: ['法定代表人或', '授权代表（签字）：'],
      seal: '（盖章）',
    })),
    agreement.parties.length === 3 ? 3 : 2,
    SIGNATURE_HEIGHT,
  );
  if (agreement.verification) verificationBox(paper, agreement.verification, '扫描二维码或在平台“文件核验”页输入核验码，可核对本协议的真伪与内容。');
  return paper.finish();
}

function partyCard(paper: Paper, party: AgreementPartyCard): void {
  card(paper, [
    { label: `${party.label}（${party.role}）`, value: party.name, wide: true },
    { label: '统一社会信用代码', value: party.uscc },
    { label: '法定代表人', value: party.representative },
    { label: '联系人', value: party.contact },
    { label: '联系电话', value: party.phone },
    { label: '地址', value: party.address, wide: true },
  ], '');
  paper.gap(8);
}

function money(paper: Paper, agreement: Agreement): void {
  paper.paragraph(
    [
      { text: '本项目资助金额为人民币 ' },
      { text: `${formatFen(agreement.grantFen)} 元`.replace('¥', '¥ '), bold: true },
      { text: '（大写：' },
      { text: rmbCapitals(agreement.grantFen), bold: true },
      { text: '）。金额大写与小写不一致的，以大写为准。资助款按下表分期拨付：' },
    ],
    undefined,
    { after: 8 },
  );
  table(paper, {
    columns: [{ title: '期次', width: 40, align: 'center' }, { title: '款项', width: 76 }, { title: '拨付条件' }, { title: '比例', width: 56, align: 'right' }, { title: '金额（元）', width: 100, align: 'right' }],
    rows: [
      ...agreement.tranches.map((tranche, index) => ({
        cells: [String(index + 1), tranche.name, tranche.condition, formatBp(tranche.shareBp), yuan(tranche.amountFen)],
      })),
      ...(agreement.tranches.length ? [{ tone: 'total' as const, cells: [{ text: '合计', span: 4, align: 'center' as const }, yuan(agreement.grantFen)] }] : []),
    ],
    empty: '（未约定分期）',
  });
  paper.gap(8);
  paper.paragraph('资助款拨付至以下账户，专款专用、专账核算：', undefined, { after: 6 });
  card(paper, [
    { label: '户名', value: agreement.account.holder, wide: true },
    { label: '开户银行', value: agreement.account.bank },
    { label: '银行账号', value: agreement.account.number },
  ]);
}
