import type { Text } from '@weichuang/domain/forms/definition';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Picks the reader's language of a two-language text; English falls back to Chinese. */
export function useText(): (text: Text | undefined) => string {
  const { i18n } = useTranslation('ui');
  const english = i18n.language.startsWith('en');
  return useCallback((text) => (text ? ((english ? text.en : undefined) ?? text.zh) : ''), [english]);
}
