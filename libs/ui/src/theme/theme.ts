import { createTheme, type CSSVariablesResolver } from '@mantine/core';
import { AMBER, BRICK, DARK, FONT, LIGHT, MONO, NIGHT, PINE, SIZES } from './tokens';

/** The tokens as the component library wants them. */
export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  colors: { dark: NIGHT, pine: PINE, brick: BRICK, amber: AMBER },
  white: LIGHT.surface,
  black: LIGHT.text,
  fontFamily: FONT,
  fontFamilyMonospace: MONO,
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.25rem' },
  lineHeights: { xs: '1.5', sm: '1.6', md: '1.6', lg: '1.6', xl: '1.6' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '0.25rem', sm: '0.375rem', md: '0.5rem', lg: '0.75rem', xl: '1rem' },
  defaultRadius: 'md',
  headings: { fontFamily: FONT, fontWeight: '600' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { fw: 500 } },
    Skeleton: { defaultProps: { radius: 'sm' } },
  },
});

const prefixed = (tokens: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--wc-${name}`, value]));

/** The library's own variables point at ours, so that both schemes come from one list. */
const bridge = {
  '--mantine-color-body': 'var(--wc-surface)',
  '--mantine-color-text': 'var(--wc-text)',
  '--mantine-color-dimmed': 'var(--wc-secondary)',
  '--mantine-color-placeholder': 'var(--wc-secondary)',
  '--mantine-color-anchor': 'var(--wc-primary)',
  '--mantine-color-error': 'var(--wc-danger)',
  '--mantine-color-default': 'var(--wc-surface)',
  '--mantine-color-default-hover': 'var(--wc-sunken)',
  '--mantine-color-default-color': 'var(--wc-text)',
  '--mantine-color-default-border': 'var(--wc-border-strong)',
  '--mantine-color-disabled': 'var(--wc-sunken)',
  '--mantine-color-disabled-color': 'var(--wc-secondary)',
  '--mantine-color-disabled-border': 'var(--wc-border)',
  '--mantine-primary-color-filled': 'var(--wc-primary-fill)',
  '--mantine-primary-color-filled-hover': 'var(--wc-primary-hover-fill)',
  '--mantine-primary-color-light': 'var(--wc-primary-soft)',
  '--mantine-primary-color-light-color': 'var(--wc-primary)',
  '--mantine-color-pine-filled': 'var(--wc-primary-fill)',
  '--mantine-color-pine-filled-hover': 'var(--wc-primary-hover-fill)',
  '--mantine-color-pine-light': 'var(--wc-primary-soft)',
  '--mantine-color-pine-light-hover': 'var(--wc-primary-soft)',
  '--mantine-color-pine-light-color': 'var(--wc-primary)',
  '--mantine-color-pine-outline': 'var(--wc-primary)',
  '--mantine-color-pine-outline-hover': 'var(--wc-primary-soft)',
  '--mantine-color-brick-filled': 'var(--wc-danger-fill)',
  '--mantine-color-brick-light': 'var(--wc-danger-soft)',
  '--mantine-color-brick-light-color': 'var(--wc-danger)',
  '--mantine-color-brick-outline': 'var(--wc-danger)',
  '--mantine-color-brick-outline-hover': 'var(--wc-danger-soft)',
  '--mantine-shadow-md': 'var(--wc-shadow)',
};

export const cssVariables: CSSVariablesResolver = () => ({
  variables: prefixed(SIZES),
  light: { ...prefixed(LIGHT), '--wc-primary-hover-fill': PINE[8], ...bridge },
  dark: { ...prefixed(DARK), '--wc-primary-hover-fill': PINE[7], ...bridge },
});
