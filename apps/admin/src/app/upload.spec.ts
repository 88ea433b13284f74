import { uploadKey } from './upload';

const scan = { name: '扫描件.pdf', size: 900, type: 'application/pdf', lastModified: 1 };

it('keeps the key of a file until its answer was heard', () => {
  const first = uploadKey('/api/expenses/1/files', scan, {});
  expect(uploadKey('/api/expenses/1/files', { ...scan }, {}).key).toBe(first.key);
  first.heard();
  expect(uploadKey('/api/expenses/1/files', scan, {}).key).not.toBe(first.key);
});

it.each([
  ['another file', '/api/expenses/2/files', { ...scan, size: 901 }, {}],
  ['another place', '/api/expenses/3/files', scan, {}],
  ['another field', '/api/expenses/2/files', scan, { fieldId: 'b' }],
])('%s has a key of its own', (_, address, file, fields) =>
  expect(uploadKey(address, file, fields).key).not.toBe(uploadKey('/api/expenses/2/files', scan, {}).key));
