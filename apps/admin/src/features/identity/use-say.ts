import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from './problem-text';
import type { Say } from './registration-form';

/** The sentence of a problem's code in the reader's language; of a wrong credit code, what is wrong with it. */
export function useSay(): Say {
  const { t, i18n } = useTranslation('identity');
  return useCallback((code) => (code.startsWith('USCC.') ? t(`uscc.${code.replace('.', '_')}`) : problemText(i18n.language, code)), [t, i18n.language]);
}
