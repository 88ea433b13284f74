import PDFDocument from 'pdfkit';

/**
 * The parts of pdfkit that its published types leave out, and nothing else of its inside. Text does not go through
 * `doc.text`: the kit breaks lines by Chinese rules and writes the glyphs itself, which is also several times quicker.
 */
export interface FontProgram {
  readonly unitsPerEm: number;
  readonly numGlyphs: number;
  readonly characterSet: readonly number[];
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphForCodePoint(codePoint: number): { readonly id: number; readonly advanceWidth: number };
}

/** A font in one document: `subset` numbers the glyphs that are used, `widths` and `unicode` run along those numbers. */
export interface EmbeddedFont {
  readonly id: string;
  readonly font: FontProgram;
  readonly subset: { glyphs: number[]; mapping: Record<number, number>; includeGlyph(gid: number): number };
  readonly widths: number[];
  readonly unicode: number[][];
  ref(): unknown;
}

export interface StructElement {
  readonly dictionary: { readonly data: Record<string, unknown> };
  add(child: StructElement | (() => void)): StructElement;
  end(): void;
}

export interface OutlineItem {
  addItem(title: string, options: { left: number; top: number; zoom: number; expanded?: boolean }): OutlineItem;
}

export interface EnginePage {
  readonly width: number;
  readonly height: number;
  readonly fonts: Record<string, unknown>;
  write(chunk: string | Uint8Array): void;
}

export interface Engine {
  page: EnginePage;
  addPage(): void;
  switchToPage(index: number): EnginePage;
  bufferedPageRange(): { start: number; count: number };
  addContent(operators: string): Engine;
  font(source: string | FontProgram): Engine;
  registerFont(name: string, source: FontProgram | Buffer): Engine;
  /** JPEG, or PNG without alpha: anything else pdfkit decodes later than we close the document */
  image(source: OpenImage, x: number, y: number, options: { width: number; height: number }): Engine;
  openImage(source: Buffer): OpenImage;
  struct(type: string, options: StructOptions): StructElement;
  addStructure(element: StructElement): void;
  markContent(tag: 'Artifact', options: { type: 'Pagination' | 'Layout'; attached?: readonly string[] }): void;
  endMarkedContent(): void;
  readonly outline: OutlineItem;
  end(): void;
  read(): Buffer | null;
  readonly _font: EmbeddedFont;
}

/** A picture as its header describes it; `orientation` as in EXIF, 5 to 8 lie on their side. */
export interface OpenImage {
  readonly width: number;
  readonly height: number;
  readonly orientation?: number;
}

export interface StructOptions {
  readonly title?: string;
  readonly alt?: string;
  readonly scope?: 'Column' | 'Row';
  readonly bbox?: readonly [number, number, number, number];
}

export interface EngineInfo {
  readonly title: string;
  readonly subject?: string;
  readonly author?: string;
  readonly createdAt: Date;
}

/** A tagged A4 document in PDF 1.7, without a first page and without the unembedded Helvetica pdfkit would begin with. */
export function openEngine(info: EngineInfo): Engine {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    // null is the documented way to have no default font; the types only know names
    font: null as unknown as string,
    lang: 'zh-CN',
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    subset: 'PDF/UA' as never, // understood by pdfkit, not yet in its types
    bufferPages: true,
    autoFirstPage: false,
    info: {
      Title: forMetadata(info.title),
      ...(info.subject ? { Subject: forMetadata(info.subject) } : {}),
      ...(info.author ? { Author: forMetadata(info.author) } : {}),
      Creator: '微创投',
      Producer: 'PDFKit',
      CreationDate: info.createdAt,
    },
  });
  // the types describe the same object without the parts named above
  return doc as unknown as Engine;
}

/** pdfkit writes the title into XML as it is: the three marks that would break it become their full-width forms. */
export function forMetadata(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, ' ')
    .replace(/&/g, '＆')
    .replace(/</g, '＜')
    .replace(/>/g, '＞');
}

/** A glyph as pdfkit's font reader holds it, of which a subset asks only whether it is put together from others. */
interface GlyphProgram {
  _decode(): { readonly numberOfContours: number; readonly components?: unknown } | null;
}

/** Opens a font through pdfkit, so that it and the documents use the same reader. */
export function openFont(bytes: Buffer): FontProgram {
  const scratch = openEngine({ title: '-', createdAt: new Date(0) });
  scratch.registerFont('scratch', bytes);
  const program = scratch.font('scratch')._font.font;
  rememberDecoded(program);
  return program;
}

/**
 * Each document embeds its glyphs, and for each the reader decodes the whole outline again to see whether it is composed:
 * a sixth of a report's time. The answer is kept with the glyph, which lives as long as its font. Outlines are copied as
 * bytes, never drawn, so their points are not needed. When the reader changes inside, this does nothing.
 */
function rememberDecoded(program: FontProgram): void {
  const reader = program as unknown as { getGlyph?: (gid: number, ...more: unknown[]) => GlyphProgram | null }; // a part that the types leave out
  const plain = reader.getGlyph?.bind(program);
  if (!plain) return;
  const seen = new WeakSet<GlyphProgram>();
  reader.getGlyph = (gid, ...more) => {
    const glyph = plain(gid, ...more);
    if (!glyph || seen.has(glyph) || typeof glyph._decode !== 'function') return glyph;
    seen.add(glyph);
    const decode = glyph._decode.bind(glyph);
    let known: ReturnType<GlyphProgram['_decode']> | undefined;
    glyph._decode = () => {
      if (known !== undefined) return known;
      const whole = decode();
      known = whole && { numberOfContours: whole.numberOfContours, ...(whole.components ? { components: whole.components } : {}) };
      return known;
    };
    return glyph;
  };
}
