import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Field } from '@weichuang/domain/forms/definition';
import { readPdf, withoutBlanks } from '@weichuang/testing/pdf';
import { type Fonts, loadFonts } from '../kit/fonts';
import { answerText } from './answer-text';
import { renderApplicationForm } from './render';
import { sampleApplication } from './sample';

let fonts: Fonts;
beforeAll(async () => {
  fonts = await loadFonts(join(tmpdir(), 'weichuang-test-fonts'));
});
const textOf = async (form: ReturnType<typeof sampleApplication>): Promise<string> => withoutBlanks((await readPdf(renderApplicationForm(form, fonts).bytes)).pages.join(''));

describe('application form', () => {
  it('prints the answers of its own form, with names for ids', async () => {
    const text = await textOf(sampleApplication());
    for (const said of ['实施社区春江社区', '对应需求独居老人日常探访与紧急联络', '服务对象独居、空巢老人、残障人士', '曾获同类资助否', '2䶮思远13800000002专职社工，探访与建档', '【√】本单位承诺']) expect(text).toContain(said);
    expect(text).toContain('申请资助金额2,912.25元');
    expect(text).toContain('项目总预算3,560.25');
  });

  it('leaves out what the answers hide', async () => {
    expect(await textOf(sampleApplication())).not.toContain('曾获资助的项目');
    const form = sampleApplication();
    expect(await textOf({ ...form, answers: { ...form.answers, before: 'yes', beforeName: '晨光一期' } })).toContain('曾获资助的项目晨光一期');
  });

  it.each([0, 7, 60])('shows all of %i budget lines', async (rows) => {
    const form = sampleApplication(rows);
    const text = await textOf(form);
    for (let n = 1; n <= rows; n++) if (n % 6) expect(text).toContain(`第${n}项活动物资与材料`);
    if (!rows) expect(text).toContain('（未填写预算）');
  });

  it('an empty form can be printed', async () => {
    const text = await textOf(sampleApplication(0, { answers: {}, budgets: {} }));
    expect(text).toContain('实施社区—');
    expect(text).toContain('【】本单位承诺');
    expect(text).toContain('（未填写）');
  });
});

describe('answers as text', () => {
  const field = (type: Field['type'], more: Partial<Field> = {}): Field => ({ id: 'f', type, label: { zh: '题' }, ...more });
  it.each([
    ['nothing', field('text'), '', '—'],
    ['money', field('money'), 1_640_902, '16,409.02 元'],
    ['a date', field('date'), '2026-04-05', '2026年4月5日'],
    ['a period', field('period'), { from: '2026-04-05', to: '2026-11-30' }, '2026年4月5日至2026年11月30日'],
    ['a half period', field('period'), { from: '2026-04-05' }, '2026年4月5日至—'],
    ['a choice', field('choice', { options: [{ id: 'a', label: { zh: '甲' } }] }), 'a', '甲'],
    ['choices', field('multichoice', { options: [{ id: 'a', label: { zh: '甲' } }] }), ['a', 'gone'], '甲、gone'],
    ['a community', field('community'), 'c1', '春江社区'],
    ['an unknown file', field('file'), ['f9'], 'f9'],
    ['a score', field('score'), { score: '8.5', comment: '好' }, '8.5 分：好'],
    ['a declaration', field('declaration'), true, '√ 已确认'],
  ])('%s', (_, asked, value, expected) => {
    expect(answerText(asked, value, { c1: '春江社区' })).toBe(expected);
  });
});
