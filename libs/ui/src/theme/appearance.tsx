import { MantineProvider, localStorageColorSchemeManager, useMantineColorScheme } from '@mantine/core';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { keepFocus } from '../feedback/keep-focus';
import { cssVariables, theme } from './theme';
import './mantine.css';
import './base.css';

export type Scheme = 'light' | 'dark' | 'auto';

const SCHEME_KEY = 'wc-scheme';
const LARGE_KEY = 'wc-large-type';
const manager = localStorageColorSchemeManager({ key: SCHEME_KEY });

/** The nonce that the server put into the page, for the library's two `<style>` elements. */
export function pageNonce(): string {
  return typeof document === 'undefined' ? '' : (document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '');
}

/** Paper is white: printing from the dark scheme would be light grey on it. */
function usePaperColours(): void {
  useEffect(() => {
    const root = document.documentElement;
    let before: string | null = null;
    const print = () => {
      before = root.getAttribute('data-mantine-color-scheme');
      root.setAttribute('data-mantine-color-scheme', 'light');
    };
    const done = () => before && root.setAttribute('data-mantine-color-scheme', before);
    addEventListener('beforeprint', print);
    addEventListener('afterprint', done);
    return () => {
      removeEventListener('beforeprint', print);
      removeEventListener('afterprint', done);
    };
  }, []);
}

/** Theme, colour scheme and type size for everything below it. */
export function UiProvider({ children }: { children: ReactNode }) {
  usePaperColours();
  useEffect(keepFocus, []);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={manager}
      defaultColorScheme="auto"
      getStyleNonce={pageNonce}
    >
      {children}
    </MantineProvider>
  );
}

/** What the person chose about the look; both choices stay on the device. */
export function useAppearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [largeType, setLarge] = useState(
    () => typeof document !== 'undefined' && document.documentElement.hasAttribute('data-large-type'),
  );
  const setLargeType = useCallback((on: boolean) => {
    document.documentElement.toggleAttribute('data-large-type', on);
    try {
      localStorage.setItem(LARGE_KEY, on ? '1' : '');
    } catch {
      // a browser that forbids storage still shows large type until it is closed
    }
    setLarge(on);
  }, []);
  return { scheme: colorScheme as Scheme, setScheme: setColorScheme as (scheme: Scheme) => void, largeType, setLargeType };
}
