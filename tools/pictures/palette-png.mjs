// A screenshot as a PNG with a palette: a third of the size, for pages of few colours. No dithering: type stays clean.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** @param {Buffer} png 8-bit RGB or RGBA, not interlaced, as Chromium writes them */
export function toPalette(png) {
  const { width, height, pixels } = decode(png);
  const counts = new Map();
  // five, six and five bits: neighbours fall together, and there are few enough to compare all with all
  const bins = new Map();
  for (const rgb of pixels) counts.set(rgb, (counts.get(rgb) ?? 0) + 1);
  for (const [rgb, count] of counts) {
    const bin = ((rgb >> 19) << 11) | (((rgb >> 10) & 63) << 5) | ((rgb >> 3) & 31);
    const best = bins.get(bin);
    if (!best) bins.set(bin, { rgb, count, most: count });
    else {
      best.count += count;
      if (count > best.most) Object.assign(best, { rgb, most: count });
    }
  }
  const palette = [...bins.values()].sort((a, b) => b.count - a.count).slice(0, 256).map(({ rgb }) => rgb);
  const nearest = new Map(palette.map((rgb, index) => [rgb, index]));
  const indexOf = (rgb) => {
    let found = nearest.get(rgb);
    if (found !== undefined) return found;
    let least = Infinity;
    palette.forEach((each, index) => {
      const away = distance(rgb, each);
      if (away < least) [least, found] = [away, index];
    });
    nearest.set(rgb, found);
    return found;
  };
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = indexOf(pixels[y * width + x]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((rgb) => [rgb >> 16, (rgb >> 8) & 255, rgb & 255]));
  return Buffer.concat([png.subarray(0, 8), chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

const distance = (a, b) => 2 * ((a >> 16) - (b >> 16)) ** 2 + 4 * (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + 3 * ((a & 255) - (b & 255)) ** 2;

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** Pixels as 0xRRGGBB. */
function decode(png) {
  const [width, height, depth, type, interlace] = [png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25], png[28]];
  if (depth !== 8 || (type !== 2 && type !== 6) || interlace) throw new Error('not a PNG as screenshots are');
  const parts = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const raw = inflateSync(Buffer.concat(parts));
  const step = type === 6 ? 4 : 3;
  const stride = width * step;
  const pixels = new Uint32Array(width * height);
  let before = Buffer.alloc(stride);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    const row = raw.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1));
    for (let i = 0; i < stride; i++) {
      const [left, up, corner] = [i < step ? 0 : row[i - step], before[i], i < step ? 0 : before[i - step]];
      row[i] += filter === 1 ? left : filter === 2 ? up : filter === 3 ? (left + up) >> 1 : filter === 4 ? paeth(left, up, corner) : 0;
    }
    for (let x = 0; x < width; x++) pixels[y * width + x] = (row[x * step] << 16) | (row[x * step + 1] << 8) | row[x * step + 2];
    before = row;
  }
  return { width, height, pixels };
}

function paeth(left, up, corner) {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
