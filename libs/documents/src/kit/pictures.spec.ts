import { printablePicture } from './pictures';

/** the first bytes of a PNG: `color` 0 grey, 2 colour, 3 palette, 4 and 6 with alpha */
function png(color: number, interlace = 0, chunk = 'IDAT'): Buffer {
  const bytes = Buffer.alloc(50);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  bytes.write('IHDR', 12, 'latin1');
  bytes.set([8, color, 0, 0, interlace], 24);
  bytes.write(chunk, 37, 'latin1');
  return bytes;
}

it.each([
  ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0]), true],
  ['a grey PNG', png(0), true],
  ['a coloured PNG', png(2), true],
  ['a PNG with a palette', png(3), true],
  ['a PNG with alpha', png(6), false],
  ['a palette with transparency', png(3, 0, 'tRNS'), false],
  ['an interlaced PNG', png(2, 1), false],
  ['a WebP', Buffer.from('RIFF....WEBPVP8 ............................'), false],
  ['nothing', Buffer.alloc(0), false],
])('%s may be printed as it is: %s', (_, bytes, printable) => {
  expect(printablePicture(bytes)).toBe(printable);
});
