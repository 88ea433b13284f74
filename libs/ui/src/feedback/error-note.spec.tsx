import i18next from 'i18next';
import { renderToString } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import zh from '../messages/zh-CN.json';
import { UiProvider } from '../theme';
import { ErrorNote } from './notes';

beforeAll(async () => {
  await i18next.use(initReactI18next).init({ lng: 'zh-CN', ns: ['ui'], defaultNS: 'ui', resources: { 'zh-CN': { ui: zh } }, interpolation: { escapeValue: false } });
});

const text = (error: object): string => renderToString(<UiProvider><ErrorNote error={error} /></UiProvider>).replace(/<(style|script)[^>]*>.*?<\/\1>/gs, '').replace(/<[^>]+>/g, ' ');

it('adds no second advice to a refusal that says how long to wait', () => {
  const said = text({ status: 429, title: '尝试次数过多，请 15 分钟后再试', code: 'SESSION.LOCKED', requestId: 'r-1' });
  expect(said).toContain('请 15 分钟后再试');
  expect(said).not.toContain(zh.error.limitHelp);
});
it('says what to do where the refusal does not', () => expect(text({ status: 429, code: 'RATE', requestId: 'r-1' })).toContain(zh.error.limitHelp));
