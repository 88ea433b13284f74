import { useRef, type ReactNode } from 'react';
import { useScrolls } from './use-scrolls';

/** Around a plain table that may be wider than the screen. While it scrolls it can be reached by the keyboard, under its name. */
export function Scroller({ label, card, children }: { label: string; card?: boolean; children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  const scrolls = useScrolls(frame);
  return <div ref={frame} className={card ? 'wc-scroll wc-card' : 'wc-scroll'} {...(scrolls ? { tabIndex: 0, role: 'region', 'aria-label': label } : {})}>{children}</div>;
}
