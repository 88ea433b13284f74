import { crc32, deflateSync } from 'node:zlib';
import { loadFonts, type Fonts } from '@weichuang/documents/kit/fonts';
import { PLAIN, TITLE } from '@weichuang/documents/kit/look';
import { Paper } from '@weichuang/documents/kit/page';

/** A signed paper as it is scanned: a title, a few lines, a place for the seal. */
export class Papers {
  private fonts: Fonts | null = null;
  constructor(private readonly dir: string) {}

  async pdf(title: string, lines: readonly string[], date: Date): Promise<Buffer> {
    this.fonts ??= await loadFonts(this.dir);
    const paper = new Paper({ fonts: this.fonts, title, subject: title, author: '演示', createdAt: date });
    paper.title(title, TITLE);
    paper.gap(24);
    for (const line of lines) paper.paragraph(line, PLAIN, { after: 8 });
    paper.gap(60);
    paper.paragraph('（签字、盖章）', { ...PLAIN, align: 'right' });
    return paper.finish().bytes;
  }
}

const chunk = (type: string, data: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** A picture without people: a soft gradient of two colours, 480 × 320. `seed` chooses the colours. */
export function picture(seed: number): Buffer {
  const [width, height] = [480, 320];
  const hue = (offset: number) => [90 + ((seed * 53 + offset) % 120), 120 + ((seed * 31 + offset) % 100), 110 + ((seed * 17 + offset) % 110)] as const;
  const [a, b] = [hue(0), hue(60)];
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const t = (x + y) / (width + height);
      const hill = y > height * 0.62 + Math.sin((x + seed * 40) / 60) * 22 ? 0.72 : 1;
      for (let c = 0; c < 3; c++) rows[y * (width * 3 + 1) + 1 + x * 3 + c] = Math.round(((a[c] ?? 0) * (1 - t) + (b[c] ?? 0) * t) * hill);
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}
