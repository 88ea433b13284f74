/** The kit's own texts, one chunk per language, for the i18next namespace `ui`. */
export const loadUiMessages = (language: string): Promise<{ default: object }> =>
  language.startsWith('en') ? import('./en.json') : import('./zh-CN.json');
