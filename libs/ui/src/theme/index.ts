export { UiProvider, pageNonce, useAppearance, type Scheme } from './appearance';
export { DARK, LIGHT, SIZES, type TokenName } from './tokens';
export { theme } from './theme';
