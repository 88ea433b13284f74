import { scorePartProblems } from './score-part';

const donation = { id: 'donation', name: { zh: '募集得分' }, max: '20', weightBp: 2000 };

it.each([
  ['in range', donation, '18.5', '捐赠票据', []],
  ['nothing is allowed too', donation, '0', '无捐赠', []],
  ['above', donation, '20.5', '票据', ['SCORE.ABOVE_MAX']],
  ['negative', donation, '-1', '票据', ['SCORE.NEGATIVE']],
  ['no number', donation, 'many', ' ', ['SCORE.NOT_A_NUMBER', 'SCORE.EVIDENCE_REQUIRED']],
  ['a value of the list', { ...donation, allowed: ['5', '10'] }, '5.0', '证书', []],
  ['not of the list', { ...donation, allowed: ['5', '10'] }, '7', '证书', ['SCORE.NOT_ALLOWED']],
])('%s', (_, part, value, evidence, codes) => {
  expect(scorePartProblems(part, value, evidence).map((problem) => problem.code)).toEqual(codes);
});
