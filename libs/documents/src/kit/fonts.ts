// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- projects that read this file as source must find the types of subset-font too
/// <reference path="./subset-font.d.ts" />
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import subsetFont from 'subset-font';
import { cutCharset } from './charset';
import { type FontProgram, openFont } from './engine';

/** Where a character is drawn from. `advance` is in thousandths of the type size. */
export interface Glyph {
  readonly source: 'cut' | 'full';
  readonly gid: number;
  readonly advance: number;
}

/**
 * One weight of the typeface: a small cut font that serves nearly all text, and the whole font behind it, opened only
 * when a rare character comes. Shared by all documents of a process.
 */
export class Face {
  private readonly glyphs = new Map<number, Glyph | null>();
  private opened: FontProgram | undefined;

  constructor(
    readonly weight: Weight,
    readonly cut: FontProgram,
    private readonly fullBytes: Buffer,
  ) {}

  /** The whole font, read on first use (some 30 ms). */
  get full(): FontProgram {
    return (this.opened ??= openFont(this.fullBytes));
  }

  /** Null when neither font has the character: the caller draws it as a box with its number. Never glyph 0. */
  glyph(codePoint: number): Glyph | null {
    const known = this.glyphs.get(codePoint);
    if (known !== undefined) return known;
    const found = look(this.cut, 'cut', codePoint) ?? look(this.full, 'full', codePoint);
    // the map of a long-lived process must not grow with what people paste: 20,000 covers every character in daily use
    if (this.glyphs.size < 20_000) this.glyphs.set(codePoint, found);
    return found;
  }
}

function look(program: FontProgram, source: Glyph['source'], codePoint: number): Glyph | null {
  if (!program.hasGlyphForCodePoint(codePoint)) return null;
  const { id, advanceWidth } = program.glyphForCodePoint(codePoint);
  return id === 0 ? null : { source, gid: id, advance: (advanceWidth * 1000) / program.unitsPerEm };
}

export type Weight = 'regular' | 'bold';

export interface Fonts {
  readonly regular: Face;
  readonly bold: Face;
}

const FILES: Record<Weight, string> = {
  regular: '400Regular/NotoSansSC_400Regular.ttf',
  bold: '700Bold/NotoSansSC_700Bold.ttf',
};

const loaded = new Map<string, Promise<Fonts>>();

/**
 * The fonts of the documents (Noto Sans SC, OFL). The cut fonts are made once (some 0.1 s each) and kept in `cacheDir`
 * under the hash of what they were made from, so a new font or character list makes new ones by itself.
 * Loaded once per process and directory.
 */
export function loadFonts(cacheDir: string): Promise<Fonts> {
  let fonts = loaded.get(cacheDir);
  if (!fonts) {
    fonts = Promise.all([loadFace('regular', cacheDir), loadFace('bold', cacheDir)]).then(([regular, bold]) => ({ regular, bold }));
    loaded.set(cacheDir, fonts);
    // a full disk today must not mean no documents tomorrow
    fonts.catch(() => loaded.delete(cacheDir));
  }
  return fonts;
}

async function loadFace(weight: Weight, cacheDir: string): Promise<Face> {
  const root = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  const full = await readFile(join(root, FILES[weight]));
  return new Face(weight, await cutFont(full, weight, cacheDir), full);
}

/** Layout tables are left out: Chinese is set glyph by glyph, and hinting has no use on paper. */
const CUT = { targetFormat: 'truetype', keepFeatures: [] as string[], noHinting: true, dropTables: ['GSUB', 'GPOS', 'GDEF', 'BASE', 'STAT', 'vhea', 'vmtx'] } as const;

async function cutFont(full: Buffer, weight: Weight, cacheDir: string): Promise<FontProgram> {
  const charset = cutCharset();
  const key = createHash('sha256').update(full).update(charset).update(JSON.stringify(CUT)).digest('hex').slice(0, 24);
  const file = join(cacheDir, `noto-sans-sc-${weight}-${key}.ttf`);
  const kept = await readFile(file).catch(() => null);
  const opened = kept && tryOpen(kept);
  if (opened) return opened;
  const cut = await subsetFont(full, charset, CUT);
  await mkdir(cacheDir, { recursive: true });
  // several workers may start at once: each writes its own file, the last rename wins, and all are the same bytes
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, cut);
  await rename(draft, file);
  return openFont(cut);
}

/** A file that was cut short by a crash is made again. */
function tryOpen(bytes: Buffer): FontProgram | null {
  try {
    const font = openFont(bytes);
    return font.numGlyphs > 7000 && font.hasGlyphForCodePoint(0x9f44) ? font : null;
  } catch {
    return null;
  }
}
