import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { zip } from './zip';

const pack = (files: readonly (readonly [string, string])[]) =>
  buffer(Readable.from(zip(files.map(([name, text]) => ({ name, at: new Date('2026-12-15T02:00:10Z'), bytes: () => Promise.resolve(Buffer.from(text)) })))));

/** The directory of an archive, read back by what stands in it. */
function read(bytes: Buffer): { name: string; text: string }[] {
  const end = bytes.length - 22;
  expect(bytes.toString('latin1', end, end + 4)).toBe('PK\x05\x06');
  const [count, start] = [bytes.readUInt16LE(end + 10), bytes.readUInt32LE(end + 16)];
  let at = start;
  return Array.from({ length: count }, () => {
    expect(bytes.toString('latin1', at, at + 4)).toBe('PK\x01\x02');
    const [size, length, local] = [bytes.readUInt32LE(at + 24), bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)];
    const name = bytes.toString('utf8', at + 46, at + 46 + length);
    expect(bytes.toString('utf8', local + 30, local + 30 + length)).toBe(name);
    at += 46 + length;
    return { name, text: bytes.toString('utf8', local + 30 + length, local + 30 + length + size) };
  });
}

it('holds each file under its name, also an empty archive', async () => {
  expect(read(await pack([]))).toEqual([]);
  expect(read(await pack([['望江 报告.pdf', '一'], ['b.txt', ''], ['望江 报告.pdf', '二']]))).toEqual([
    { name: '望江 报告.pdf', text: '一' }, { name: 'b.txt', text: '' }, { name: '望江 报告（2）.pdf', text: '二' },
  ]);
});

