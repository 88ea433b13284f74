import { nested, wordFor } from './sentence';

it.each([[1, 'return is'], ['1', 'return is'], [0, 'returns are'], [2, 'returns are'], ['10,000+', 'returns are'], [undefined, 'returns are']])('%p asks for %p', (value, words) =>
  expect(wordFor(value, 'return is|returns are')).toBe(words));
it('has single quotation marks within double ones', () => expect(`“${nested('“晨光敲门”独居老人关怀项目')}”`).toBe('“‘晨光敲门’独居老人关怀项目”'));
