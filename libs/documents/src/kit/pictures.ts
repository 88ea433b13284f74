import type { OpenImage } from './engine';
import { COLOR, SMALL } from './look';
import type { Paper } from './page';
import { setOneLine } from './type';

export interface Picture {
  readonly bytes: Buffer;
  /** one line under the picture, and what is read to those who cannot see it */
  readonly caption: string;
}

const COLUMNS = 3;
const GAP = 9;
const CAPTION = 15;

/**
 * May these bytes go onto the page as they are? JPEG in grey or colour, PNG without transparency and not interlaced: what
 * else there is would have to be decoded, which takes long and much memory for nothing a report needs.
 */
export function printablePicture(bytes: Buffer): boolean {
  if (bytes.length > 4 && bytes.readUInt32BE(0) >>> 8 === 0xffd8ff) return true;
  if (bytes.length < 33 || bytes.readUInt32BE(0) !== 0x89504e47) return false;
  const [colorType, interlace] = [bytes[25], bytes[28]];
  return (colorType === 0 || colorType === 2 || colorType === 3) && interlace === 0 && !hasTransparency(bytes);
}

/** `tRNS` stands before the first `IDAT`. */
function hasTransparency(png: Buffer): boolean {
  for (let at = 8; at + 8 < png.length; ) {
    const kind = png.toString('latin1', at + 4, at + 8);
    if (kind === 'tRNS') return true;
    if (kind === 'IDAT') return false;
    at += png.readUInt32BE(at) + 12;
  }
  return true;
}

/** Pictures three in a row, each whole in a box of 3 : 2, with its caption. A picture the reader of images cannot open is left out. */
export function pictures(paper: Paper, all: readonly Picture[]): void {
  const shown = all.flatMap((picture) => {
    const image = opened(paper, picture.bytes);
    return image ? [{ caption: picture.caption, image }] : [];
  });
  const { canvas, fonts } = paper;
  const width = (paper.width - GAP * (COLUMNS - 1)) / COLUMNS;
  const height = (width * 2) / 3;
  for (let at = 0; at < shown.length; at += COLUMNS) {
    paper.place(height + CAPTION + 6);
    const top = paper.y;
    shown.slice(at, at + COLUMNS).forEach(({ caption, image }, index) => {
      const x = paper.left + index * (width + GAP);
      // phones store pictures lying and say how to turn them
      const lying = (image.orientation ?? 1) > 4;
      const size = lying ? { width: image.height, height: image.width } : image;
      const scale = Math.min(width / size.width, height / size.height);
      const [w, h] = [size.width * scale, size.height * scale];
      const [left, over] = [x + (width - w) / 2, top + (height - h) / 2];
      canvas.artifact('Layout', () => canvas.rect(x, top, width, height, COLOR.zebra));
      canvas.tag(paper.root, 'Figure', { alt: caption, bbox: [left, over, left + w, over + h] }, () => canvas.picture(image, left, over, w, h));
      canvas.tag(paper.root, 'P', {}, () => canvas.block(setOneLine(caption, { ...SMALL, size: 7.5, leading: CAPTION, align: 'center' }, width, fonts), x, top + height));
    });
    paper.y = top + height + CAPTION + 6;
  }
}

/** Null when it cannot be opened. */
function opened(paper: Paper, bytes: Buffer): OpenImage | null {
  if (!printablePicture(bytes)) return null;
  try {
    const image = paper.canvas.engine.openImage(bytes);
    return image.width > 0 && image.height > 0 ? image : null;
  } catch {
    return null;
  }
}
