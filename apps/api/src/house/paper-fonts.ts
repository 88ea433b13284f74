import { join } from 'node:path';
import type { Fonts } from '@weichuang/documents/kit/fonts';
import type { House } from '@weichuang/platform/house';

/**
 * The fonts of papers drawn within a request. They and the renderers are imported when the first is asked for: the font and PDF
 * readers behind them are a good part of what this process would otherwise load at its start.
 */
export async function paperFonts(house: House): Promise<Fonts> {
  const { loadFonts } = await import('@weichuang/documents/kit/fonts');
  return loadFonts(join(house.settings.DATA_DIR, 'fonts'));
}
