import type { MantineColorsTuple } from '@mantine/core';

/** The only place where a colour is written. Contrast on its own ground: text 7:1, secondary 5:1, coloured words 4.5:1, input borders 3:1. */
export const LIGHT = {
  canvas: '#F6F7F8',
  surface: '#FFFFFF',
  sunken: '#F0F2F4',
  text: '#1C2024',
  secondary: '#5A6370',
  border: '#E3E6EA',
  'border-strong': '#8B95A1',
  primary: '#0B6B57',
  'primary-hover': '#085646',
  'primary-fill': '#0B6B57',
  'primary-soft': '#E8F3EF',
  'on-fill': '#FFFFFF',
  accent: '#B45309',
  'accent-soft': '#FDF4E5',
  danger: '#B42318',
  'danger-fill': '#B42318',
  'danger-soft': '#FDF0EE',
  success: '#15803D',
  'success-soft': '#EDF8F1',
  info: '#1D4ED8',
  'info-soft': '#EEF3FE',
  shadow: '0 8px 28px rgb(16 40 34 / 14%)',
} as const;

export type TokenName = keyof typeof LIGHT;

export const DARK: Readonly<Record<TokenName, string>> = {
  canvas: '#0F1413',
  surface: '#171D1C',
  sunken: '#1F2625',
  text: '#E9EDEC',
  secondary: '#A8B3B1',
  border: '#2B3432',
  'border-strong': '#73807D',
  primary: '#63C5AC',
  'primary-hover': '#85D6C1',
  'primary-fill': '#157A64',
  'primary-soft': '#14312A',
  'on-fill': '#FFFFFF',
  accent: '#F2B15C',
  'accent-soft': '#35270F',
  danger: '#FA958A',
  'danger-fill': '#B93A2E',
  'danger-soft': '#3B1D1A',
  success: '#72CF92',
  'success-soft': '#15311F',
  info: '#95B4FF',
  'info-soft': '#1A2747',
  shadow: '0 10px 32px rgb(0 0 0 / 55%)',
};

/** Sizes in rem, so that the large-type mode and the reader's own setting scale them all. */
export const SIZES = {
  'space-1': '0.25rem',
  'space-2': '0.5rem',
  'space-3': '0.75rem',
  'space-4': '1rem',
  'space-5': '1.5rem',
  'space-6': '2rem',
  'space-7': '3rem',
  'font-small': '0.75rem',
  'font-body': '0.875rem',
  'font-roomy': '1rem',
  'font-h3': '1rem',
  'font-h2': '1.25rem',
  'font-h1': '1.5rem',
  'font-display': '1.875rem',
  radius: '0.5rem',
  content: '80rem',
  reading: '45rem',
} as const;

/** The system's Chinese fonts first: they are there, hinted, and cost no download. */
export const FONT =
  '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, -apple-system, "Segoe UI", sans-serif';
export const MONO = 'ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace';

export const PINE: MantineColorsTuple = [
  '#E8F3EF', '#CFE5DD', '#A3CFC1', '#73B6A2', '#489D86', '#2A8A71', '#157A64', '#0B6B57', '#085646', '#054236',
];
export const BRICK: MantineColorsTuple = [
  '#FDF0EE', '#FADAD6', '#F4B1A9', '#ED857A', '#E35F51', '#D6493A', '#C5362A', '#B42318', '#931C13', '#72150E',
];
export const AMBER: MantineColorsTuple = [
  '#FDF4E5', '#FAE5C3', '#F5CB87', '#EFAF4D', '#E0952A', '#CF7C17', '#C1660F', '#B45309', '#924307', '#713405',
];

/** The library's own dark greys, in our hue: grounds of inputs, tracks and disabled things. */
export const NIGHT: MantineColorsTuple = [
  '#E9EDEC', '#C6CFCD', '#A8B3B1', '#73807D', '#3A4543', '#2B3432', '#1F2625', '#171D1C', '#0F1413', '#0A0E0D',
];
