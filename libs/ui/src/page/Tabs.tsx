import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import classes from './page.module.css';

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly count?: number;
  /** called only when the tab is shown */
  readonly content: () => ReactNode;
}

export interface TabsProps {
  readonly tabs: readonly Tab[];
  readonly current: string | undefined;
  readonly onChange: (id: string) => void;
  readonly label: string;
}

/** Tabs with counts; arrow keys, Home and End move between them (WAI-ARIA APG). */
export function Tabs({ tabs, current, onChange, label }: TabsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const shown = tabs.find((tab) => tab.id === current) ?? tabs[0];
  // on a phone the row is longer than the screen: the current tab is brought into it, and the page stays where it is
  useEffect(() => {
    const row = list.current;
    const tab = row?.querySelector<HTMLElement>('[aria-selected="true"]');
    if (row && tab) row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  }, [shown?.id]);
  if (!shown) return null;
  const move = (event: KeyboardEvent) => {
    const at = tabs.indexOf(shown);
    const to = event.key === 'ArrowRight' ? at + 1 : event.key === 'ArrowLeft' ? at - 1 : event.key === 'Home' ? 0 : event.key === 'End' ? tabs.length - 1 : null;
    if (to === null) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length];
    if (!next) return;
    onChange(next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(next.id)}"]`)?.focus();
  };
  return (
    <div className={classes.tabs}>
      <div ref={list} role="tablist" aria-label={label} className={classes.tabList} onKeyDown={move}>
        {tabs.map((tab) => (
          <button key={tab.id} type="button" role="tab" id={`${id}-${tab.id}`} data-tab={tab.id} className={classes.tab} aria-selected={tab === shown}
            aria-controls={`${id}-panel`} tabIndex={tab === shown ? 0 : -1} onClick={() => onChange(tab.id)}>
            {tab.label}{tab.count !== undefined && <span className={classes.count}>{tab.count}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${shown.id}`} className={classes.panel} tabIndex={0}>{shown.content()}</div>
    </div>
  );
}
