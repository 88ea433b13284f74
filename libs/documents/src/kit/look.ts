import type { TypeStyle } from './type';

/** The look of all documents: A4, quiet, made to be printed in black as well. Lengths in points. */
export const COLOR = {
  ink: '#1a1a1a',
  muted: '#5c6670',
  rule: '#9aa4ae',
  hair: '#c3cad1',
  head: '#e9eef4',
  zebra: '#f6f8fa',
  accent: '#1f4e79',
  accentSoft: '#8fb0cf',
  warn: '#a33b20',
} as const;

export const PAGE = { left: 62, right: 62, top: 74, bottom: 66 } as const;

export const BODY: TypeStyle = { size: 10.5, leading: 18, align: 'justify', indent: 2, color: COLOR.ink };
export const PLAIN: TypeStyle = { ...BODY, indent: 0 };
export const SMALL: TypeStyle = { size: 9, leading: 14, color: COLOR.muted };
export const TABLE: TypeStyle = { size: 9.5, leading: 14.5, color: COLOR.ink };
export const TITLE: TypeStyle = { size: 20, leading: 32, align: 'center', bold: true, color: COLOR.ink };
/** by level, from 1 */
export const HEADING: readonly TypeStyle[] = [
  { size: 14, leading: 22, bold: true, color: COLOR.accent },
  { size: 11.5, leading: 18, bold: true, color: COLOR.ink },
];
