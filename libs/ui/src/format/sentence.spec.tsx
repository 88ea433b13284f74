import { renderToStaticMarkup } from 'react-dom/server';
import { Sentence } from './Sentence';

it.each([
  ['本公示的异议提出期限已于 2026-04-24(周五)24:00 届满', ['2026-04-24(周五)24:00']],
  ['Closes on 2026-04-10 (Fri) 17:00, ¥20,000.00 at most', ['2026-04-10 (Fri) 17:00', '¥20,000.00']],
  ['望江-春申-2026-01 · 2026-03-11', ['2026-03-11']],
  ['没有日期也没有金额', []],
])('%p keeps whole what is read as one', (text, whole) => {
  const html = renderToStaticMarkup(<Sentence>{text}</Sentence>);
  expect([...html.matchAll(/<span[^>]*>([^<]*)<\/span>/g)].map(([, part]) => part)).toEqual(whole);
  expect(html.replace(/<[^>]+>/g, '')).toBe(text);
});
