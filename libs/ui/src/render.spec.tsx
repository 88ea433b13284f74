import i18next from 'i18next';
import type { ReactElement } from 'react';
import { renderToString } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import { MemoryRouter } from 'react-router';
import { StackedBars, MoneyMeter } from './chart';
import { ErrorNote, StateTag } from './feedback';
import { AnswersView } from './form/renderer/AnswersView';
import type { FormRules } from './form/renderer/types';
import { SaveState } from './form/SaveState';
import zh from './messages/zh-CN.json';
import { NextSteps, Tabs } from './page';
import { StageLine, type Stage } from './stage-line';
import { DataList } from './table/DataList';
import type { ListState } from './table/types';
import { UiProvider } from './theme';

beforeAll(async () => {
  await i18next.use(initReactI18next).init({ lng: 'zh-CN', ns: ['ui'], defaultNS: 'ui', resources: { 'zh-CN': { ui: zh } }, interpolation: { escapeValue: false } });
});

/** What is drawn, as text with the marks of elements taken out, and as it is. */
function draw(element: ReactElement) {
  const html = renderToString(<MemoryRouter><UiProvider>{element}</UiProvider></MemoryRouter>);
  return { html, text: html.replace(/<style.*?<\/style>/gs, '').replace(/<!-- -->/g, '').replace(/<[^>]+>/g, '|').replace(/\|+/g, '|') };
}

const stages: Stage[] = [
  { id: 'a', label: '申报', state: 'done', doneAt: '2026-04-10T00:00:00Z' },
  { id: 'b', label: '评审中', state: 'current', plannedTo: new Date(Date.now() + 2 * 86_400_000 + 4.5 * 3_600_000).toISOString(), actor: '评审组' },
  { id: 'c', label: '公示', state: 'ahead', plannedFrom: '2026-05-01', plannedTo: '2026-05-08' },
  { id: 'd', label: '异议', state: 'skipped' },
];

describe('stage line', () => {
  it('says in one sentence where things stand', () => {
    const { text, html } = draw(<StageLine stages={stages} label="邻里食堂" />);
    expect(text).toContain('第 2 / 4 步');
    expect(text).toMatch(/还剩 2 天 4 小时/);
    expect(text).toContain('当前由评审组办理');
    expect(html).toContain('aria-current="step"');
    expect(html.match(/<li/g)).toHaveLength(4);
  });
  it('tells each stage’s state in words too', () => {
    const { text } = draw(<StageLine stages={stages} label="x" />);
    for (const word of ['已完成', '进行中', '未开始', '不涉及']) expect(text).toContain(word);
  });
  it('says what goes on beside the current stage, and what of it is behind time', () => {
    const besides: Stage[] = [{ id: 'x', label: '签约', state: 'open', left: 1, late: true }, ...stages.slice(1, 2), { id: 'y', label: '评估', state: 'open', left: 5 }];
    const { text, html } = draw(<StageLine stages={besides} label="x" />);
    for (const word of ['签约已逾期，还有 1 项未完成', '逾期 1 项', '还有 5 项', '同时进行']) expect(text).toContain(word);
    expect(text).not.toContain('评估已逾期');
    expect(html.match(/data-tone="late"/g)).toHaveLength(2);
  });
  it('has an end', () => {
    expect(draw(<StageLine label="x" stages={[{ id: 'a', label: 'a', state: 'done' }]} />).text).toContain('已全部完成');
  });
});

describe('next steps', () => {
  const words = { submit: { label: '提交申请' }, withdraw: { label: '撤回申请', danger: true }, award: { label: '确认立项' } };
  it('shows what is allowed as buttons, dangerous ones last, and the others with their reason', () => {
    const { html, text } = draw(
      <NextSteps words={words} onAct={() => undefined} actions={[
        { event: 'withdraw', allowed: true }, { event: 'submit', allowed: true },
        { event: 'award', allowed: false, why: { code: 'X.Y', detail: '还有 2 位评委未提交' } }, { event: 'unknown', allowed: true },
      ]} />,
    );
    expect(html.match(/<button/g)).toHaveLength(2);
    expect(text.indexOf('提交申请')).toBeLessThan(text.indexOf('撤回申请'));
    expect(text).toContain('还有 2 位评委未提交');
    expect(text).not.toContain('unknown');
  });
  it('leads to what waits elsewhere, and says then of nobody that it waits for him', () => {
    const { html, text } = draw(<NextSteps words={words} actions={[]} onAct={() => undefined} waiting="项目正在实施" todos={[{ id: 'a', title: '提交整改', to: '/app/projects/1?tab=supervision', due: '2026-05-10T16:00:00.000Z' }]} />);
    expect(html).toContain('href="/app/projects/1?tab=supervision"');
    expect(text).toContain('提交整改');
    expect(text).not.toContain('项目正在实施');
  });
  it('names whom it waits for when there is nothing to do', () =>
    expect(draw(<NextSteps words={words} actions={[]} onAct={() => undefined} waiting="等待街道审定" />).text).toContain('等待街道审定'));
});

it('buttons of two characters have no space in them', () =>
  expect(draw(<NextSteps words={{ a: { label: '提交' } }} actions={[{ event: 'a', allowed: true }]} onAct={() => undefined} />).text).toContain('提交'));

it('tabs carry counts and one of them the focus', () => {
  const { html, text } = draw(<Tabs label="x" current="b" onChange={() => undefined} tabs={[{ id: 'a', label: '甲', content: () => 'A' }, { id: 'b', label: '乙', count: 3, content: () => 'B' }]} />);
  expect(text).toContain('乙|3');
  expect(text).toContain('|B|');
  expect(html.match(/tabindex="-1"/gi)).toHaveLength(1);
});

describe('list', () => {
  const list: ListState = {
    query: { q: '', filters: { state: ['a', 'b'] }, sort: { by: 'fen', dir: 'desc' }, after: null }, page: 1,
    search: () => undefined, filter: () => undefined, sort: () => undefined, clear: () => undefined, next: () => undefined, previous: () => undefined,
  };
  const base = {
    id: 'x', label: '申报', list, rowKey: (row: { id: string }) => row.id, rowHref: (row: { id: string }) => `/a/${row.id}`,
    columns: [{ id: 'name', header: '项目', cell: (row: { id: string }) => `项目 ${row.id}` }, { id: 'fen', header: '金额', sortable: true, align: 'end' as const, cell: () => '¥1.00' }],
    filters: [{ id: 'state', label: '状态', options: [{ value: 'a', label: '评审中' }, { value: 'b', label: '已提交' }] }],
    empty: { title: '还没有申报', body: '公告发布后出现在这里' },
  };
  it('reads its filters as a sentence', () => expect(draw(<DataList {...base} rows={[{ id: '1' }]} />).text).toMatch(/显示\|.*状态：\|评审中、已提交\|.*的申报\|.*按金额 从大到小/));
  it('makes rows links and tells the sort', () => {
    const { html } = draw(<DataList {...base} rows={[{ id: '1' }]} total={{ count: 10_000, capped: true }} next="c" />);
    expect(html).toContain('href="/a/1"');
    expect(html).toContain('aria-sort="descending"');
    expect(html).toContain('10,000+');
    expect(html).toContain('data-label="金额"');
  });
  it('keeps its room while loading', () => expect(draw(<DataList {...base} rows={undefined} />).html).toContain('aria-busy="true"'));
  it('tells nothing found from nothing there', () => {
    expect(draw(<DataList {...base} rows={[]} />).text).toContain('没有符合条件的申报');
    expect(draw(<DataList {...base} list={{ ...list, query: { ...list.query, filters: {} } }} rows={[]} />).text).toContain('公告发布后出现在这里');
  });
  it('offers to try again', () => expect(draw(<DataList {...base} rows={undefined} error={{ status: 500, code: 'INTERNAL', requestId: 'r-9' }} onRetry={() => undefined} />).text).toMatch(/加载申报没有成功.*r-9.*重试/));
});

it.each([
  [{ status: 0, code: 'NETWORK' }, '请检查网络后重试'],
  [{ status: 403, code: 'FORBIDDEN' }, '请在页面上方切换'],
  [{ status: 422, code: 'X', title: '不能提交', detail: '申报已于 4 月 10 日截止' }, '申报已于 4 月 10 日截止'],
  [new TypeError('boom'), '请检查网络后重试'],
])('error %p helps with %p', (error, help) => expect(draw(<ErrorNote error={error} />).text).toContain(help));

it.each([
  [{ kind: 'saved', at: '2026-04-10T06:32:07Z' } as const, '已保存 14:32:07'],
  [{ kind: 'saving' } as const, '正在保存'],
  [{ kind: 'offline', since: 0 } as const, '未保存（离线）'],
  [{ kind: 'refused', why: '申报已截止' } as const, '申报已截止'],
])('%p reads %p', (status, text) => expect(draw(<SaveState status={status} />).text).toContain(text));

it('a state has its word', () => expect(draw(<StateTag tone="bad">未通过</StateTag>).text).toContain('未通过'));

it('bars have the same figures as a table', () => {
  const { text } = draw(<StackedBars title="资金" series={[{ id: 'p', label: '已拨付', tone: 'primary' }, { id: 'r', label: '待拨付', tone: 'accent' }]} bars={[{ id: '1', label: '柳浪', values: { p: 3_000_000, r: 1_000_000 } }]} />);
  expect(text).toMatch(/柳浪\|3\.00 万元\|1\.00 万元\|4\.00 万元/);
});

it('a limit that is passed says by how much', () =>
  expect(draw(<MoneyMeter label="管理费" usedFen={180_000} limitFen={156_000} />).text).toContain('超过 ¥240.00'));

it.each([[0, 'primary'], [148_000, 'primary'], [156_000, 'primary'], [156_001, 'danger']])('a meter of 156000 fen with %i used is %s: using all that is allowed is no warning', (usedFen, tone) =>
  expect(draw(<MoneyMeter label="管理费" usedFen={usedFen} limitFen={156_000} />).html).toContain(`data-tone="${tone}"`));

it('a filled form reads as words, figures and tables, without what is hidden', () => {
  const rules: Pick<FormRules, 'columnsOf' | 'visibleFields'> = { visibleFields: (form) => form.sections.flatMap((section) => section.fields), columnsOf: (field) => field.columns ?? [] };
  const { text } = draw(
    <AnswersView
      hide={['secret']}
      support={{ rules, communities: [{ id: 'c', label: '柳浪社区' }], files: { f: { id: 'f', name: '证书.pdf', bytes: 1_200 } } }}
      definition={{
        sections: [{
          id: 's', title: { zh: '基本' }, fields: [
            { id: 'kind', type: 'choice', label: { zh: '领域' }, options: [{ id: 'a', label: { zh: '为老服务' } }] },
            { id: 'fen', type: 'money', label: { zh: '金额' } }, { id: 'community', type: 'community', label: { zh: '社区' } },
            { id: 'period', type: 'period', label: { zh: '周期' } }, { id: 'score', type: 'score', label: { zh: '评分' }, score: { max: '20', step: '1', kind: 'base' } },
            { id: 'files', type: 'file', label: { zh: '附件' } }, { id: 'rows', type: 'table', label: { zh: '活动' }, columns: [{ id: 'n', type: 'integer', label: { zh: '人数' } }] },
            { id: 'none', type: 'text', label: { zh: '备注' } }, { id: 'secret', type: 'text', label: { zh: '密' } },
          ],
        }],
      }}
      answers={{ kind: 'a', fen: 2_000_000, community: 'c', period: { from: '2026-05-01', to: '2026-12-31' }, score: { score: '18.5', comment: '扎实' }, files: ['f'], rows: [{ n: 40 }], secret: '不可见' }}
    />,
  );
  for (const part of ['为老服务', '¥20,000.00', '柳浪社区', '2026-05-01 至', '2026-12-31', '18.5 / 20 分', '扎实', '证书.pdf', '1 kB', '|人数|', '|40|', '未填写']) expect(text).toContain(part);
  expect(text).not.toContain('不可见');
});
