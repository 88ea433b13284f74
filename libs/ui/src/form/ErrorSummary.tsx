import { CircleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './form.module.css';

export interface SummaryItem {
  readonly path: string;
  readonly label: string;
  readonly message: string;
}

/** All problems in one place, each a link to its field. Takes the focus when it appears, so that it is read out. */
export function ErrorSummary({ items, onGo, attempt = 0 }: { items: readonly SummaryItem[]; onGo: (path: string) => void; attempt?: number }) {
  const ref = useRef<HTMLDivElement>(null);
  const { t } = useTranslation('ui');
  const any = items.length > 0;
  useEffect(() => {
    if (!any) return;
    // focusing alone leaves the heading where it is, be it below a bar that stands
    ref.current?.focus({ preventScroll: true });
    ref.current?.scrollIntoView({ block: 'start' });
  }, [any, attempt]);
  if (!any) return null;
  return (
    <div ref={ref} className={classes.summary} role="alert" tabIndex={-1}>
      <p className={classes.summaryTitle}><CircleAlert size={18} aria-hidden />{t('form.problems', { count: items.length })}</p>
      <ul>
        {items.map((item) => (
          <li key={item.path}>
            <a href={`#${item.path}`} onClick={(event) => { event.preventDefault(); onGo(item.path); }}>{item.label || item.message}</a>
            {item.label && <span>{item.message}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Puts the focus on the field of a path, or on the nearest one above it. */
export function focusField(path: string): void {
  const parts = path.split('.');
  while (parts.length) {
    const element = document.getElementById(`f-${parts.join('-')}`);
    if (element) {
      element.scrollIntoView({ block: 'center' });
      element.focus({ preventScroll: true });
      return;
    }
    parts.pop();
  }
}
