import { applyProblems, flattenErrors } from './problems';
import { issueKey } from './use-zod-form';

it('puts problems beside their fields, the first with the focus, and those of no field above the form', () => {
  const setError = jest.fn();
  applyProblems(setError, [
    { path: 'budget.0.price', code: 'A', message: 'a' },
    { path: '', code: 'B', message: 'b' },
  ]);
  expect(setError.mock.calls).toEqual([
    ['budget.0.price', { type: 'A', message: 'a' }, { shouldFocus: true }],
    ['root.server', { type: 'B', message: 'b' }, { shouldFocus: false }],
  ]);
});

it('flattens nested errors and does not walk into elements', () => {
  const ref: Record<string, unknown> = {};
  ref['ref'] = ref;
  expect(flattenErrors({ name: { message: 'm', ref }, rows: [undefined, { price: { message: 'p', ref } }] })).toEqual([
    { path: 'name', message: 'm' },
    { path: 'rows.1.price', message: 'p' },
  ]);
});

it.each([
  [{ code: 'too_small', input: '', origin: 'string', minimum: 1 }, 'required'],
  [{ code: 'too_small', input: 'x', origin: 'string', minimum: 2 }, 'tooSmallText'],
  [{ code: 'too_big', input: 9, origin: 'number', maximum: 5 }, 'tooBigNumber'],
  [{ code: 'too_small', input: [], origin: 'array', minimum: 1 }, 'tooSmallList'],
  [{ code: 'invalid_format', input: 'x', format: 'email' }, 'email'],
  [{ code: 'invalid_format', input: '', format: 'date' }, 'required'],
  [{ code: 'invalid_type', input: null }, 'required'],
  [{ code: 'invalid_type', input: NaN }, 'money'],
  [{ code: 'custom', input: 'x' }, 'format'],
])('%p is said as %p', (issue, key) => expect(issueKey(issue).key).toBe(key));
