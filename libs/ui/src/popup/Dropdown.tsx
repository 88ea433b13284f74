import { useEffect, useId, type ReactNode } from 'react';
import classes from './popup.module.css';
import { usePopup } from './use-popup';

export interface DropdownProps {
  readonly trigger: ReactNode;
  readonly triggerClass?: string;
  /** name of the panel */
  readonly label: string;
  readonly align?: 'start' | 'end';
  readonly open?: boolean;
  readonly onOpen?: (open: boolean) => void;
  readonly children: ReactNode;
}

/** A button with a small panel of settings below it. */
export function Dropdown({ trigger, triggerClass, label, align = 'start', open, onOpen, children }: DropdownProps) {
  const popup = usePopup(open !== undefined && onOpen ? { open, onOpen } : undefined);
  const id = useId();
  useEffect(() => {
    if (popup.open) popup.panel.current?.querySelector<HTMLElement>('input, button, select')?.focus();
  }, [popup.open, popup.panel]);
  return (
    <div ref={popup.root} className={classes.root}>
      <button ref={popup.trigger} type="button" className={triggerClass} aria-haspopup="dialog" aria-expanded={popup.open} aria-controls={popup.open ? id : undefined}
        onClick={() => popup.setOpen(!popup.open)}>{trigger}</button>
      {popup.open && <div ref={popup.panel} id={id} role="dialog" aria-label={label} className={classes.panel} data-align={align}>{children}</div>}
    </div>
  );
}
