import { Check } from 'lucide-react';
import { createContext, useContext, useEffect, useId, type KeyboardEvent, type ReactNode } from 'react';
import classes from './popup.module.css';
import { usePopup } from './use-popup';

const CloseContext = createContext<() => void>(() => undefined);

export interface MenuProps {
  /** the button's content, class and name */
  readonly trigger: ReactNode;
  readonly triggerClass?: string;
  readonly label?: string;
  readonly align?: 'start' | 'end';
  readonly children: ReactNode;
}

/** A menu button (WAI-ARIA APG): arrows, Home and End move, Escape and Tab leave. */
export function Menu({ trigger, triggerClass, label, align = 'start', children }: MenuProps) {
  const popup = usePopup();
  const id = useId();
  const items = () => [...(popup.panel.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
  useEffect(() => {
    if (!popup.open) return;
    const all = items();
    (all.find((item) => item.getAttribute('aria-checked') === 'true') ?? all[0])?.focus();
    // the panel's content is read when it opens, not on each change of it
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [popup.open]);
  const move = (event: KeyboardEvent) => {
    const all = items();
    const at = all.findIndex((item) => item === document.activeElement);
    const to = event.key === 'ArrowDown' ? at + 1 : event.key === 'ArrowUp' ? at - 1 : event.key === 'Home' ? 0 : event.key === 'End' ? all.length - 1 : null;
    if (event.key === 'Tab') popup.close();
    if (to === null) return;
    event.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  };
  return (
    <div ref={popup.root} className={classes.root}>
      <button ref={popup.trigger} type="button" className={triggerClass} aria-label={label} aria-haspopup="menu" aria-expanded={popup.open} aria-controls={popup.open ? id : undefined}
        onClick={() => popup.setOpen(!popup.open)}
        onKeyDown={(event) => { if (event.key === 'ArrowDown' && !popup.open) { event.preventDefault(); popup.setOpen(true); } }}>{trigger}</button>
      {popup.open && (
        <CloseContext value={popup.close}>
          <div ref={popup.panel} id={id} role="menu" tabIndex={0} aria-label={label} className={classes.panel} data-align={align} data-menu onKeyDown={move}>{children}</div>
        </CloseContext>
      )}
    </div>
  );
}

export interface MenuItemProps {
  readonly onSelect: () => void;
  readonly icon?: ReactNode;
  /** set: one of several, with a tick */
  readonly checked?: boolean;
  /** stays open, for what is tried out */
  readonly stay?: boolean;
  readonly lang?: string;
  readonly children: ReactNode;
}

export function MenuItem({ onSelect, icon, checked, stay, lang, children }: MenuItemProps) {
  const close = useContext(CloseContext);
  return (
    <button type="button" role={checked === undefined ? 'menuitem' : 'menuitemradio'} aria-checked={checked} tabIndex={-1} lang={lang} className={classes.item}
      onClick={() => { if (!stay) close(); onSelect(); }}>
      {icon && <span className={classes.icon} aria-hidden>{icon}</span>}
      <span className={classes.itemText}>{children}</span>
      {checked && <Check size={15} aria-hidden />}
    </button>
  );
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="group" aria-label={label} className={classes.group}>
      <p className={classes.groupLabel} aria-hidden>{label}</p>
      {children}
    </div>
  );
}
